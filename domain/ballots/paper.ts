/** What a voter says on a ballot paper, as text that is the same on every machine, and how a teller reads it. */
import { z } from 'zod';
import { canonical } from '../case/canonical';
import { type Refusal, refuse } from '../case/refusal';
import { NAME_MAX, PersonName } from '../people/name';
import { type BallotForm, KIND_RULES, namesLimit, optionsOf } from './form';

/** `marks`: option by candidate; whoever is not marked is left open. `names`: others written in. */
export interface Choice {
  readonly marks: Readonly<Record<string, string>>;
  readonly names: readonly string[];
}

/** A paper as the teller reads it: void as a whole, or with single marks that cannot be read. */
export type Reading =
  | { readonly void: 'unreadable' | 'too-many-names' }
  | { readonly marks: Readonly<Record<string, string>>; readonly unreadable: readonly string[]; readonly names: readonly string[] };

const Paper = z.object({ v: z.literal(1), marks: z.record(z.string(), z.unknown()), names: z.array(z.unknown()) });

/** The text of a choice: canonical JSON, so that equal choices are equal bytes. */
export const paperText = ({ marks, names }: Choice): string => canonical({ v: 1, marks, names: [...names] });

const namedIn = (form: BallotForm, marks: Readonly<Record<string, string>>, names: readonly string[]): number => {
  const naming = KIND_RULES[form.kind].names;
  return Object.values(marks).filter((mark) => mark === naming).length + names.length;
};

/**
 * Reads a paper by the law: more persons named than may be chosen voids it, fewer do not; what cannot be read in part is void in that part.
 * Never throws: whatever was in the box is a paper.
 */
export const readPaper = (form: BallotForm, text: string): Reading => {
  let parsed: z.infer<typeof Paper>;
  try {
    parsed = Paper.parse(JSON.parse(text));
  } catch {
    return { void: 'unreadable' };
  }
  const [known, options] = [new Set(form.candidates.map(({ id }) => id)), new Set(optionsOf(form).map(({ id }) => id))];
  if (Object.keys(parsed.marks).some((id) => !known.has(id))) return { void: 'unreadable' };
  if (parsed.names.length > 0 && !form.allowOther) return { void: 'unreadable' };
  const entries = Object.entries(parsed.marks);
  const unreadable = entries.filter(([, mark]) => typeof mark !== 'string' || !options.has(mark)).map(([id]) => id);
  const marks = Object.fromEntries(entries.filter(([id]) => !unreadable.includes(id))) as Record<string, string>;
  const written = parsed.names.map((name) => PersonName.safeParse(name));
  const names = [...new Set(written.flatMap((one) => (one.success ? [one.data] : [])))];
  const limit = namesLimit(form);
  // A name that nobody can read is still a person named.
  const illegible = written.filter((one) => !one.success).length;
  if (limit !== undefined && namedIn(form, marks, names) + illegible > limit) return { void: 'too-many-names' };
  return { marks, unreadable, names };
};

/** The same rules before the paper is folded: what would be void is refused while the voter can still change it. */
export const faultOfChoice = (form: BallotForm, choice: Choice): Refusal | undefined => {
  const reading = readPaper(form, paperText(choice));
  const limit = namesLimit(form);
  if ('void' in reading && reading.void === 'too-many-names')
    return refuse(
      'too-many-names',
      `所选人数超过 ${limit} 人, 整张选票将无效`,
      `More than ${limit} named: the whole paper would be void`,
      [`最多选 ${limit} 人, 可以少选`, `Name ${limit} at most; fewer is valid`],
      { pointer: '/choice', clause: 'ballot.names' },
    );
  return 'void' in reading || reading.unreadable.length > 0 || reading.names.length !== choice.names.length
    ? refuse('unreadable-paper', '票面填写无法辨认', 'The paper cannot be read', ['按票面选项填写', 'Use the options of the paper'], {
        pointer: '/choice',
        clause: 'ballot.secret',
      })
    : undefined;
};

const STEP = 256;
const WIDEST = 4; // bytes of a code point in UTF-8

/** Bytes of every paper of this form, whatever is on it: the longest that is lawful, rounded up. A longer one would tell itself apart. */
export const paperSize = (form: BallotForm): number => {
  const longest = Math.max(0, ...optionsOf(form).map(({ id }) => id.length));
  const marks = form.candidates.reduce((sum, { id }) => sum + id.length + longest + '"":"",'.length, 0);
  const names = form.allowOther ? (namesLimit(form) ?? 0) * (NAME_MAX * WIDEST + '"",'.length) : 0;
  const whole = '{"marks":{},"names":[],"v":1}'.length + marks + names + 1;
  return Math.ceil(whole / STEP) * STEP;
};

const END = 0x80;

/** Text and a mark, then nothing up to `size`. RangeError when it does not fit. */
export const padPaper = (text: string, size: number): Uint8Array => {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length + 1 > size) throw new RangeError('the paper is longer than the form allows');
  const padded = new Uint8Array(size);
  padded.set(bytes);
  padded[bytes.length] = END;
  return padded;
};

/** undefined for what was never padded like this, or is no UTF-8. */
export const unpadPaper = (padded: Uint8Array): string | undefined => {
  const end = padded.lastIndexOf(END);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(0, end));
  } catch {
    return undefined;
  }
};
