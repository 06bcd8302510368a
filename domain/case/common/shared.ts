import { z } from 'zod';
import { type Statute, stepOf } from '../../law/statute';
import type { Fact } from '../fact';
import { ask, sendBack } from '../moves';
import { type Refusal, refuse } from '../refusal';
import { closedOn, type MachineState, openSteps } from '../state';
import { askChildren } from '../telling';

export const Id = z.uuid();
export const Empty = z.strictObject({});

/** What the acts of every case may ask of a procedure's book: the dates of record and the place it holds. */
export interface CommonBook {
  place?: { round: number };
  resolvedOn?: string;
  /** A body decided for the person: of a candidacy. */
  decidedOn?: string;
  approvedOn?: string;
  refusedOn?: string;
  declinedOn?: string;
  /** The committee above had the refusal decided anew: what comes of that is final. */
  reconsideredOn?: string;
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

/** Where the way back leads nowhere yet: what is done instead, by what the field is for. */
const goOn = (pointer: string): readonly [string, string] =>
  pointer === '/body/backTo'
    ? [
        '还没有可以退回的步骤: 不填 backTo, 案件在现在的步骤继续',
        'There is no step to go back to yet: leave out backTo, and the case goes on where it stands',
      ]
    : [
        '还没有可以退回的步骤: 在现在的步骤继续办理; 不再办理的, 由申请人撤回或由团委终止',
        'There is no step to go back to yet: go on where the case stands; if it is not to go on, it is withdrawn or ended (withdraw, endCase)',
      ];

/** The clause under which the case was approved: of its procedure's decision, or of the step at which it stands since. */
const approvalClause = (state: MachineState, statute: Statute): { clause?: string } => {
  const clause = stepOf(statute, markedStep(statute, 'decision') ?? openSteps(state)[0] ?? '')?.clause;
  return clause ? { clause } : {};
};

/** Never once it is approved, and only to a step that the case has passed, never to its opening. */
export const noWayBack = (state: MachineState, statute: Statute, step: string, pointer: string): Refusal | undefined => {
  if (isApproved(state))
    return refuse(
      'already-approved',
      '批准或任职后不能退回, 应当走撤销程序',
      'After approval or appointment nothing is sent back; use the annulment procedure',
      ['由批准或任职的机关启动撤销程序', 'The body that approved or appointed opens an annulment'],
      { pointer, ...approvalClause(state, statute) },
    );
  const passed = statute.steps
    .slice(1)
    .map(({ id }) => id)
    .filter((id) => closedOn(state, id));
  return passed.includes(step)
    ? undefined
    : refuse(
        'no-way-back',
        '只能退回到已经走过的步骤',
        'A case can only go back to a step it has passed',
        passed.length > 0 ? [`可选: ${passed.join(', ')}`, `Choose one of ${passed.join(', ')}`] : goOn(pointer),
        { pointer },
      );
};

/** Sends the case back; to the review or before it, the place returns to its line, and the number with it. */
export const goBack = (state: MachineState, statute: Statute, step: string, fact: Fact): void => {
  const order = statute.steps.map(({ id }) => id);
  const review = markedStep(statute, 'review');
  if (review && order.indexOf(step) <= order.indexOf(review)) releaseAll(state);
  sendBack(state, statute, step, fact);
};
