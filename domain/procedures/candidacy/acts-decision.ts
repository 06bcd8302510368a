import { z } from 'zod';
import { tally } from '../../ballots/majority';
import { Above, notAbove, VOTE_SPEAKERS } from '../../case/common/above';
import { closeStep } from '../../case/moves';
import { stoppedByInspector, votedWhilePaused } from '../../case/paused';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, type Statute, shareOf } from '../../law/statute';
import { onProbation } from '../selection/negative-list';
import type { CandidacyBook } from './book';
import { missingMusts, unclearMust } from './musts';
import { postsFilled, Taken } from './posts';
import { isTaken, notReconsidered } from './reconsideration';

const Count = z.number().int().min(0).max(1000);
/** `defer` (缓议) is not agreement. `reconsider`: how many agreed to decide once more on what was decided. */
export const Statements = z.strictObject({
  entitled: Count,
  present: Count,
  for: Count,
  against: Count,
  defer: Count,
  /** Of a secret ballot: papers given out and returned, not marked, void. Out of the booth; a vote by statements has none of them. */
  issued: Count.optional(),
  returned: Count.optional(),
  abstain: Count.optional(),
  invalid: Count.optional(),
  reconsider: Count.optional(),
});
export type Statements = z.infer<typeof Statements>;

/** Two thirds present, and more than half of all members agree; a defer is counted, but not as agreement. */
export const decided = (statute: Statute, counts: Omit<Statements, 'reconsider'>) =>
  tally(
    { ...counts, abstain: counts.abstain ?? 0 },
    { quorum: shareOf(statute, 'cadre.decisionQuorum'), majority: shareOf(statute, 'cadre.decisionMajority'), base: 'eligible' },
  );

const agrees = (statute: Statute, { reconsider: _, ...counts }: Statements): boolean => decided(statute, counts).result === 'passed';

/** Why these statements decide nothing. */
export const decidable = (statute: Statute, counts: Statements): Refusal | undefined => {
  const { reconsider: _, ...rest } = counts;
  const result = decided(statute, rest);
  const clause = clauseOf(statute, 'cadre.decisionQuorum');
  if (result.result === 'no-quorum')
    return refuse(
      'no-quorum',
      `应到 ${counts.entitled} 人, 实到 ${counts.present} 人, 不足三分之二, 不得讨论决定`,
      `${counts.present} of ${counts.entitled} present: fewer than two thirds, nothing can be decided`,
      ['改期再议; 因回避无法达到法定人数的, 报上一级决定', 'Adjourn; if recusals make a quorum impossible, the level above decides'],
      { pointer: '/body/present', clause },
    );
  return result.result === 'void'
    ? refuse(result.code, result.text, `The counts do not stand: ${result.code}`, ['核对表态人数', 'Check the counts'], {
        pointer: '/body',
        clause,
      })
    : undefined;
};

/** `stays`: decisions are remembered, which those of earlier releases are not; `decidedBefore`: in an earlier candidacy for the same post. */
const Before = Above.extend({ stays: z.literal(true).optional(), decidedBefore: z.boolean().optional(), ...Taken.shape });
type Before = z.infer<typeof Before>;
/** As its fact has them: what was counted, and what the fact keeps of the evidence. */
type Kept = Statements & Pick<Before, 'stays' | 'above'>;

/** K6 (讨论决定): told by the decision meeting, one candidate after the other. */
export const decisionActs = {
  recordDecision: act<CandidacyBook, Kept, Before>({
    kind: 'recordDecision',
    keepsDay: true,
    fact: 'decisionMade',
    title: { zh: '讨论决定', en: 'Decide' },
    body: Statements as z.ZodType<Kept>,
    evidence: Before,
    keeps: ['stays', 'above'],
    ...VOTE_SPEAKERS,
    via: ['occasion'],
    above: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, body, statute, evidence, command }) => {
      // What an inspector has stopped is decided on when he lets it go on; any other pause leaves the vote as it was taken.
      const under = { clause: 'cadre.decision' };
      const paused = stoppedByInspector(state, under) ?? votedWhilePaused(state, command, under);
      if (paused) return paused;
      const { plan, prior } = state.book;
      const elsewhere = notAbove(state, statute, 'cadre.decisionQuorum', evidence, command);
      if (elsewhere) return elsewhere;
      if (plan?.exceptional && !prior.exceptional)
        return refuse(
          'prior-reply-missing',
          '破格提拔须在讨论决定前报上级组织部门同意',
          'An exceptional promotion needs the higher department’s agreement before the decision',
          ['先提交 recordHigherReply (exceptional)', 'Give recordHigherReply (exceptional) first'],
          { clause: 'cadre.prior' },
        );
      return (
        (evidence.probation && agrees(statute, body) ? onProbation('/body/for') : undefined) ??
        missingMusts(state.book) ??
        unclearMust(state.book) ??
        decidable(statute, body) ??
        (isTaken(state.book) || evidence.decidedBefore ? notReconsidered(statute, body) : undefined) ??
        (agrees(statute, body) ? postsFilled(plan?.posts, evidence.taken, '/body/for') : undefined)
      );
    },
    apply: (state, fact, statute) => {
      const { reconsider: _, stays, above, ...counts } = fact.body;
      const passed = decided(statute, counts).result === 'passed';
      const result = passed ? 'passed' : counts.defer > 0 ? 'postponed' : 'not-passed';
      state.book.decision = { on: fact.on, ...counts, result, ...(above ? { by: above.body } : {}) };
      if (result === 'postponed') delete state.book.taken;
      else if (stays) state.book.taken = { on: fact.on, result, seq: fact.seq };
      if (!passed) return;
      state.book.decidedOn = fact.on;
      closeStep(state, statute, 'C6', fact);
    },
    undo: {
      step: 'C6',
      take: ({ book, steps }) => {
        if (!steps.C6?.closedOn) delete book.decision;
      },
    },
  }),
};
