import { z } from 'zod';
import type { Statute } from '../../law/statute';
import type { Fact } from '../fact';
import { ask, sendBack } from '../moves';
import { type Refusal, refuse } from '../refusal';
import { closedOn, type MachineState } from '../state';
import { askChildren } from '../telling';

export const Id = z.uuid();
export const Empty = z.strictObject({});

/** What the acts of every case may ask of a procedure's book: the dates of record and the place it holds. */
export interface CommonBook {
  place?: { round: number };
  resolvedOn?: string;
  approvedOn?: string;
  refusedOn?: string;
  declinedOn?: string;
  cultivationFrom?: string;
  preReviewedOn?: string;
}

export const bookOf = (state: MachineState): CommonBook => state.book as CommonBook;

/** Whom the case is about: its subject, and everybody proposed for a post. */
export const concernedIn = (state: MachineState): string[] => [
  ...(state.subject ? [state.subject] : []),
  ...((state.book as { recused?: string[] }).recused ?? []),
];

/** An investigation (核查) of this case, as its child. It has no subject: who is examined stands nowhere but in the inspection office. */
export const askInvestigation = (
  state: MachineState,
  fact: Pick<Fact, 'seq' | 'on'>,
  why: { readonly cause: 'verdict' } | { readonly cause: 'objection'; readonly notice: string },
): void =>
  askChildren(state, fact.seq, {
    procedure: 'investigation',
    act: 'openInvestigation',
    on: fact.on,
    rows: [{ body: { ...why, receivedOn: fact.on, recused: concernedIn(state) } }],
  });

export const isApproved = (state: MachineState): boolean => bookOf(state).approvedOn !== undefined;

/** The step that the table marks as the committee's review, or as its decision. */
export const markedStep = (statute: Statute, mark: 'review' | 'decision'): string | undefined =>
  statute.steps.find((step) => step.mark === mark)?.id;

/** A place that was used by an approval stays used, whatever becomes of the case. */
export const releaseAll = (state: MachineState): void => {
  const { place } = bookOf(state);
  if (place && !isApproved(state)) ask(state, 'releasePlace', { why: state.ended?.how ?? 'returned', round: place.round });
};

/** An act that must say in writing why. */
export const reasonMissing = (papers: readonly { readonly kind: string }[], zh: string, en: string): Refusal | undefined =>
  papers.some((paper) => paper.kind === 'reason')
    ? undefined
    : refuse('paper-missing', zh, en, ['上传“理由”材料后再提交', 'Upload a paper of kind "reason" first'], { pointer: '/papers' });

/** Only to a step that the case has passed, never to its opening, and never once it is approved. */
export const noWayBack = (state: MachineState, statute: Statute, step: string, pointer: string): Refusal | undefined => {
  const passed = statute.steps
    .slice(1)
    .map(({ id }) => id)
    .filter((id) => closedOn(state, id));
  if (!passed.includes(step))
    return refuse(
      'no-way-back',
      '只能退回到已经走过的步骤',
      'A case can only go back to a step it has passed',
      [`可选: ${passed.join(', ')}`, `Choose one of ${passed.join(', ')}`],
      { pointer },
    );
  return isApproved(state)
    ? refuse(
        'already-approved',
        '审批通过后不能退回, 应当走复核程序',
        'After approval nothing is sent back; use the annulment procedure',
        ['由批准的团委启动复核', 'Ask the approving committee for a re-examination'],
        { clause: 'admission.approval' },
      )
    : undefined;
};

/** Sends the case back; to the review or before it, the place returns to its line, and the number with it. */
export const goBack = (state: MachineState, statute: Statute, step: string, fact: Fact): void => {
  const order = statute.steps.map(({ id }) => id);
  const review = markedStep(statute, 'review');
  if (review && order.indexOf(step) <= order.indexOf(review)) releaseAll(state);
  sendBack(state, statute, step, fact);
};
