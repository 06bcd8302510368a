import type { Ask } from '../../api/contract';

export type Bulk = NonNullable<Ask<'actInBulk'>['body']>;
export type BulkAct = Bulk['act'];

/** What is asked for beside the cases: `toward` is a person or a unit, `reason` a written reason that goes into the file. */
export type Question = 'why' | 'ending' | 'toward' | 'days' | 'step' | 'reason';

/** Every act of the contract with its questions, the mildest first; a new act does not compile until it stands here. */
export const BULK_ACTS = {
  urge: [],
  reassign: ['toward'],
  extendDeadline: ['days', 'reason'],
  escalate: [],
  suspend: ['why'],
  resume: [],
  returnTo: ['step', 'reason'],
  endCase: ['ending', 'reason'],
} as const satisfies Record<BulkAct, readonly Question[]>;

/** Acts that take something away from somebody, and say so with a red button. */
export const GRAVE: readonly BulkAct[] = ['suspend', 'returnTo', 'endCase'];

export const PAUSES = ['illness', 'absence', 'other'] as const;
export const ENDINGS = ['over-age', 'deceased', 'enlisted', 'illness', 'already-member', 'duplicate', 'other'] as const;

export interface Answers {
  readonly why?: string;
  readonly ending?: string;
  readonly person?: string;
  readonly unit?: string;
  readonly days?: string;
  readonly step?: string;
  readonly reason?: string;
}

/** What has to be answered before anything is sent, by the field that asks for it. */
export const gapsOf = (act: BulkAct, answers: Answers): Question[] =>
  (BULK_ACTS[act] as readonly Question[]).filter((question) =>
    question === 'toward' ? (answers.person === undefined) === (answers.unit === undefined) : !answers[question]?.trim(),
  );

/** The body for these cases. `papers`: ids of what was written as the reason. */
export const bodyOf = (act: BulkAct, answers: Answers, cases: readonly string[], preview: boolean, papers: readonly string[]): Bulk => {
  const asks: readonly Question[] = BULK_ACTS[act];
  return {
    act,
    cases: [...cases],
    preview,
    ...(asks.includes('why') ? { why: answers.why } : {}),
    ...(asks.includes('ending') ? { why: answers.ending } : {}),
    ...(asks.includes('toward') ? (answers.person ? { person: answers.person } : { unit: answers.unit }) : {}),
    ...(asks.includes('days') ? { days: Number(answers.days) } : {}),
    ...(asks.includes('step') ? { step: answers.step } : {}),
    ...(asks.includes('reason') ? { papers: [...papers] } : {}),
  } as Bulk;
};
