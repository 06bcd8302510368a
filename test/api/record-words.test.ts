import { z } from 'zod';
import { CHOICES, COUNTS, ENDINGS, UNTOLD } from '../../api/record-words';
import { actsOf } from '../../domain/case/acts';
import { paperWord } from '../../domain/contract/words';
import { packs, procedures } from '../../domain/procedures';
import { PAPER_KINDS } from '../../web/src/ui/act/paper-kinds';

interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly anyOf?: readonly Shape[];
}

const fieldsOf = (shape: Shape): [string, Shape][] => [...Object.entries(shape.properties ?? {}), ...(shape.anyOf ?? []).flatMap(fieldsOf)];
const fieldsIn = (schema: unknown): [string, Shape][] =>
  schema ? fieldsOf(z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any' }) as Shape) : [];

/** What a fact of an act can carry: its body, and what it keeps of its evidence. */
const carried = Object.values(procedures)
  .filter(({ subject }) => subject === 'case')
  .flatMap((procedure) =>
    actsOf(procedure).flatMap((act) => [
      ...fieldsIn(act.body),
      ...fieldsIn(act.evidence).filter(([key]) => (act.keeps as readonly string[] | undefined)?.includes(key)),
    ]),
  )
  .filter(([key]) => !UNTOLD.includes(key));

describe('the whole-process record names in Chinese', () => {
  it('every count and every answer that a fact of a case can carry', () => {
    const told = carried.filter(([, { type }]) => ['integer', 'number', 'boolean'].includes(type ?? '')).map(([key]) => key);
    expect(told.length).toBeGreaterThan(60);
    expect([...new Set(told)].filter((key) => !(key in COUNTS))).toEqual([]);
  });

  it('every choice', () => {
    const told = carried.flatMap(([key, { enum: choices = [] }]) => choices.map((choice) => [key, String(choice)] as const));
    expect(told.length).toBeGreaterThan(80);
    expect(told.filter(([key, choice]) => !CHOICES[key]?.of[choice]).map((pair) => pair.join('.'))).toEqual([]);
  });

  it('every paper that a step or an act asks for, and in English for those who read the lists', () => {
    const asked = Object.values(packs).flatMap(({ steps }) => steps.flatMap(({ papers }) => Object.values(papers).flat()));
    const kinds = [...new Set([...asked, ...PAPER_KINDS])];
    expect(kinds.length).toBeGreaterThan(70);
    expect(kinds.filter((kind) => /[A-Za-z]/.test(paperWord(kind).zh))).toEqual([]);
    expect(kinds.filter((kind) => paperWord(kind).en === kind)).toEqual([]);
  });

  it('no word in two languages', () => {
    const words = [
      ...Object.values(COUNTS),
      ...Object.values(ENDINGS),
      ...Object.values(CHOICES).flatMap(({ name, of }) => [name, ...Object.values(of)]),
    ];
    expect(words.filter((word) => /[A-Za-z]/.test(word))).toEqual([]);
  });
});
