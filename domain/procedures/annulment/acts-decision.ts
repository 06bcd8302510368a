import type { z } from 'zod';
import { Above, notAbove, VOTE_SPEAKERS } from '../../case/common/above';
import { closeStep, end } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { decidable, decided, Statements } from '../candidacy/acts-decision';
import { Counts, outcome, votable } from '../parts/vote';
import type { AnnulmentBook } from './book';

const BODY = {
  ...VOTE_SPEAKERS,
  via: ['occasion'],
  above: true,
  evidence: Above,
  keeps: ['above'],
  clause: 'annulment.decision',
} as const;

type Annulment = MachineState<AnnulmentBook>;

const annuls =
  (of: AnnulmentBook['of']) =>
  (state: Annulment): boolean =>
    state.book.of === of;

/** An admission is taken back by the meeting that approves admissions, an appointment by the one that decides on appointments. */
export const wrongMeeting = (state: Annulment, of: AnnulmentBook['of']): Refusal | undefined =>
  annuls(of)(state)
    ? undefined
    : refuse(
        'wrong-meeting',
        '撤销发展团员由团委审批会表决, 撤销任用由讨论决定会决定',
        'An admission is annulled at the approval meeting, an appointment at the decision meeting',
        ['列入另一种会议', 'Put it on the other kind of meeting'],
        { clause: 'annulment.decision' },
      );

type Fact = Parameters<typeof closeStep>[3];
const byOf = (above: Above['above']) => (above ? { by: above.body } : {});
const settleVote = (
  state: Annulment,
  fact: Fact,
  statute: Parameters<typeof closeStep>[1],
  vote: Omit<NonNullable<AnnulmentBook['vote']>, 'on'>,
): void => {
  const { entitled, present, for: yes, result, by } = vote;
  state.book.vote = { on: fact.on, entitled, present, for: yes, result, ...(by ? { by } : {}) };
  if (result === 'passed') {
    state.book.annulledOn = fact.on;
    closeStep(state, statute, 'N3', fact);
  } else if (result === 'not-passed') end(state, 'not-annulled', fact.on);
};

/** N3: the collective decision, by the rules by which the same body approved or appointed. */
export const decisionActs = {
  decideApproval: act<AnnulmentBook, Counts & Above, Above>({
    ...BODY,
    kind: 'decideApproval',
    keepsDay: true,
    fact: 'annulmentVoted',
    title: { zh: '团委表决撤销发展', en: 'The committee votes on annulling an admission' },
    body: Counts as z.ZodType<Counts & Above>,
    serves: annuls('admission'),
    judge: ({ state, body, statute, evidence, command }) =>
      wrongMeeting(state, 'admission') ??
      notAbove(state, statute, 'admission.approvalQuorum', evidence, command) ??
      votable(statute, body, 'admission.approval'),
    apply: (state, fact, statute) => {
      const { above, ...counts } = fact.body;
      const { result } = outcome(statute, counts, 'admission.approval');
      if (result === 'passed' || result === 'not-passed') settleVote(state, fact, statute, { ...counts, result, ...byOf(above) });
    },
    undo: { step: 'N3' },
  }),
  recordDecision: act<AnnulmentBook, Statements & Above, Above>({
    ...BODY,
    kind: 'recordDecision',
    keepsDay: true,
    fact: 'annulmentDecided',
    title: { zh: '讨论决定撤销任用', en: 'Decide on annulling an appointment' },
    body: Statements as z.ZodType<Statements & Above>,
    serves: annuls('candidacy'),
    judge: ({ state, body, statute, evidence, command }) =>
      wrongMeeting(state, 'candidacy') ?? notAbove(state, statute, 'cadre.decisionQuorum', evidence, command) ?? decidable(statute, body),
    apply: (state, fact, statute) => {
      const { reconsider: _, above, ...counts } = fact.body;
      const passed = decided(statute, counts).result === 'passed';
      settleVote(state, fact, statute, {
        ...counts,
        ...byOf(above),
        result: passed ? 'passed' : counts.defer > 0 ? 'postponed' : 'not-passed',
      });
    },
    undo: { step: 'N3' },
  }),
};
