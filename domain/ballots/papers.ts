/** Counting papers of one form: by mark and candidate, with paper votes counted by hand added as counts. */
import { z } from 'zod';
import { type Refusal, refuse } from '../case/refusal';
import { PersonName } from '../people/name';
import { electedFrom } from './election';
import { type BallotForm, KIND_RULES, optionsOf } from './form';
import { type BallotResult, type BallotRule, type Count, tally } from './majority';
import { type Reading, readPaper } from './paper';
import type { Roll } from './quorum';

const Papers = z.int({ error: '票数应为整数' }).min(0, { error: '票数不能为负数' }).max(100_000, { error: '票数过大' });

/** Marks on one candidate. `unmarked`: left open. `unreadable`: void in this part. */
const Line = z.strictObject({
  id: z.string().max(64),
  marks: z.record(z.string().max(64), Papers),
  unmarked: Papers.default(0),
  unreadable: Papers.default(0),
});
const Other = z.strictObject({ name: PersonName, votes: Papers });

/** `invalid`: void as a whole. Each line adds up to `returned` less `invalid`. */
export interface Counted {
  readonly returned: number;
  readonly invalid: number;
  readonly lines: readonly z.infer<typeof Line>[];
  /** Names written in, most votes first. */
  readonly others: readonly z.infer<typeof Other>[];
}

/** Paper votes, counted by two people who are no candidates. */
export const ByHand = z.strictObject({
  issued: Papers,
  returned: Papers,
  invalid: Papers.default(0),
  lines: z.array(Line).max(100).default([]),
  others: z.array(Other).max(1000).default([]),
  countedBy: z.tuple([z.uuid(), z.uuid()], { error: '纸质票由两人清点, 请填写两位计票人' }),
});
export type ByHand = Readonly<z.infer<typeof ByHand>>;

const ranked = (votes: ReadonlyMap<string, number>): Counted['others'] =>
  [...votes].map(([name, count]) => ({ name, votes: count })).sort((a, b) => b.votes - a.votes || (a.name < b.name ? -1 : 1));

const lineOf = (form: BallotForm, id: string, read: readonly Exclude<Reading, { void: unknown }>[]): Counted['lines'][number] => {
  const marks = Object.fromEntries(optionsOf(form).map((option) => [option.id, 0]));
  let [unmarked, unreadable] = [0, 0];
  for (const paper of read) {
    const mark = Object.hasOwn(paper.marks, id) ? paper.marks[id] : undefined;
    if (paper.unreadable.includes(id)) unreadable += 1;
    else if (mark === undefined) unmarked += 1;
    else marks[mark] = (marks[mark] ?? 0) + 1;
  }
  return { id, marks, unmarked, unreadable };
};

/** Counts the texts of a box, in any order. */
export const countPapers = (form: BallotForm, texts: readonly string[]): Counted => {
  const readings = texts.map((text) => readPaper(form, text));
  const read = readings.flatMap((one) => ('void' in one ? [] : [one]));
  const others = new Map<string, number>();
  for (const name of read.flatMap((paper) => paper.names)) others.set(name, (others.get(name) ?? 0) + 1);
  return {
    returned: texts.length,
    invalid: texts.length - read.length,
    lines: form.candidates.map(({ id }) => lineOf(form, id, read)),
    others: ranked(others),
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const odd = (pointer: string, code: string, zh: string, en: string, clause = 'ballot.tellers'): Refusal =>
  refuse(code, zh, en, ['核对后重新填写', 'Check and enter it again'], { pointer, clause });

/** Whether a count by hand can be: two tellers who are no candidates, and lines that add up. `candidates`: persons who stand. */
export const faultOfByHand = (form: BallotForm, hand: ByHand, candidates: readonly string[]): Refusal | undefined => {
  const [first, second] = hand.countedBy;
  if (first === second) return odd('/byHand/countedBy', 'one-teller', '纸质票须由两人清点', 'Two different people count paper votes');
  const standing = hand.countedBy.findIndex((id) => candidates.includes(id));
  if (standing >= 0)
    return odd(`/byHand/countedBy/${standing}`, 'teller-is-candidate', '候选人不得担任计票人', 'A candidate cannot be a teller');
  const valid = hand.returned - hand.invalid;
  if (valid < 0) return odd('/byHand/invalid', 'counts-do-not-add-up', '无效票多于收回票', 'More void than returned');
  const [known, options] = [new Set(form.candidates.map(({ id }) => id)), new Set(optionsOf(form).map(({ id }) => id))];
  if (hand.lines.length !== known.size || new Set(hand.lines.map(({ id }) => id)).size !== hand.lines.length)
    return odd('/byHand/lines', 'counts-do-not-add-up', '每一项各填一行票数', 'One line of counts for each candidate');
  for (const [index, line] of hand.lines.entries()) {
    const strange = !known.has(line.id) || Object.keys(line.marks).some((mark) => !options.has(mark));
    if (strange || sum(Object.values(line.marks)) + line.unmarked + line.unreadable !== valid)
      return odd(
        `/byHand/lines/${index}`,
        'counts-do-not-add-up',
        '各项票数之和与有效票数不符',
        'The counts do not add up to the valid papers',
      );
  }
  if (hand.others.length > 0 && !form.allowOther)
    return odd('/byHand/others', 'counts-do-not-add-up', '这种票不能另填他人', 'Nobody else can be named on this paper');
  return undefined;
};

/** The box and the paper votes together. */
export const addByHand = (counted: Counted, hand: ByHand | undefined): Counted => {
  if (!hand) return counted;
  const others = new Map(counted.others.map(({ name, votes }) => [name, votes]));
  for (const { name, votes } of hand.others) others.set(name, (others.get(name) ?? 0) + votes);
  return {
    returned: counted.returned + hand.returned,
    invalid: counted.invalid + hand.invalid,
    lines: counted.lines.map((line) => {
      const more = hand.lines.find(({ id }) => id === line.id);
      if (!more) return line;
      const marks = Object.fromEntries(
        Object.entries(line.marks).map(([mark, votes]) => [mark, votes + (Object.hasOwn(more.marks, mark) ? (more.marks[mark] ?? 0) : 0)]),
      );
      return { id: line.id, marks, unmarked: line.unmarked + more.unmarked, unreadable: line.unreadable + more.unreadable };
    }),
    others: ranked(others),
  };
};

export type Votes = Pick<Count, 'for' | 'against' | 'abstain' | 'defer' | 'invalid' | 'returned'>;

/**
 * A line as votes, adding up to the papers returned: not marked is an abstention, void in this part is void. Undefined where there is no pass
 * mark (recommendation, appraisal) and for who is not on the paper.
 */
export const votesOn = (form: BallotForm, counted: Counted, id: string): (Votes & { invalid: number }) | undefined => {
  const { counts } = KIND_RULES[form.kind];
  const line = counted.lines.find((one) => one.id === id);
  if (!counts || !line) return undefined;
  const votes = { for: 0, against: 0, abstain: line.unmarked, defer: 0 };
  for (const [mark, papers] of Object.entries(line.marks)) {
    const kind = counts[mark];
    if (kind) votes[kind] += papers;
  }
  const { defer, ...rest } = votes;
  return { ...rest, ...(defer > 0 ? { defer } : {}), invalid: counted.invalid + line.unreadable, returned: counted.returned };
};

/** Quorum and majority of each line by the rule; of an election also who is in, who is tied, and what stays vacant. */
export const resultOf = (form: BallotForm, counted: Counted, roll: Roll & { issued: number }, rule: BallotRule) => {
  const lines = form.candidates.flatMap(({ id }): { id: string; result: BallotResult; votesFor: number }[] => {
    const votes = votesOn(form, counted, id);
    return votes ? [{ id, result: tally({ ...roll, ...votes }, rule), votesFor: votes.for }] : [];
  });
  const passed = lines.filter(({ result }) => result.result === 'passed').map(({ id, votesFor }) => ({ id, votesFor }));
  return {
    lines: lines.map(({ id, result }) => ({ id, result })),
    ...(form.kind === 'election' ? { election: electedFrom(passed, form.seats ?? 0) } : {}),
  };
};
