import { z } from 'zod';
import { actOf } from '../../domain/case/acts';
import { procedureOf } from '../../domain/procedures';
import { bodyOf, isOwnId, missingIn, type Schema, widgetOf } from '../../web/src/ui/act/schema';

const bodyFor = (procedure: string, kind: string) => {
  const act = actOf(procedureOf(procedure), kind);
  if (!act) throw new Error(`${procedure} has no act ${kind}`);
  const schema = z.toJSONSchema(act.body, { unrepresentable: 'any', io: 'input' }) as Schema;
  return { schema, at: (name: string): Schema => schema.properties?.[name] ?? {}, parse: (value: unknown) => act.body.safeParse(value) };
};

describe('the form of an act', () => {
  it('asks for a group of fields as a group, and sends numbers in it as numbers', () => {
    const { schema, at, parse } = bodyFor('election', 'adoptMethod');
    expect(widgetOf('quorum', at('quorum'))).toBe('group');
    const typed = {
      seats: '3',
      quorum: { num: '2', den: '3', strict: false },
      base: 'present',
      vacancies: 'vacant',
      revotes: '1',
      remote: false,
      for: '9',
      against: '0',
      abstain: '1',
    };
    expect(missingIn(schema, typed)).toEqual([]);
    const body = bodyOf(schema, typed);
    expect(body.quorum).toEqual({ num: 2, den: 3, strict: false });
    expect(parse(body).success).toBe(true);
    expect(missingIn(schema, { ...typed, quorum: { num: '2' } })).toEqual(['/body/quorum/den', '/body/quorum/strict']);
    expect(missingIn(schema, { ...typed, quorum: undefined })).toEqual(['/body/quorum/num', '/body/quorum/den', '/body/quorum/strict']);
  });

  it('asks whom a count is of, but makes the identity of a class hour by itself', () => {
    const idIn = (procedure: string, kind: string, rows: string) => bodyFor(procedure, kind).at(rows).items?.properties?.id ?? {};
    const candidate = idIn('election', 'countBallots', 'votes');
    expect([isOwnId('id', candidate), widgetOf('id', candidate)]).toEqual([false, 'person']);
    expect(isOwnId('id', idIn('admission', 'recordHours', 'hours'))).toBe(true);
  });

  it('does not look for a person where the id is of a thing', () => {
    expect(widgetOf('booth', bodyFor('election', 'countBallots').at('booth'))).toBe('text');
    expect(widgetOf('person', bodyFor('selection', 'enterCompetitor').at('person'))).toBe('person');
    expect(widgetOf('toUnit', bodyFor('admission', 'requestTransfer').at('toUnit'))).toBe('branch');
  });
});
