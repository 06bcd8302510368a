import { closeStep, end } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { decidable, decided, Statements } from '../candidacy/acts-decision';
import { Counts, outcome, votable } from '../parts/vote';
import type { AnnulmentBook } from './book';

const BODY = {
  seats: ['committee-approver', 'committee-officer'],
  via: ['occasion'],
  signs: 'committee',
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
const settleVote = (
  state: Annulment,
  fact: Fact,
  statute: Parameters<typeof closeStep>[1],
  vote: Omit<NonNullable<AnnulmentBook['vote']>, 'on'>,
): void => {
  const { entitled, present, for: yes, result } = vote;
  state.book.vote = { on: fact.on, entitled, present, for: yes, result };
  if (result === 'passed') {
    state.book.annulledOn = fact.on;
    closeStep(state, statute, 'N3', fact);
  } else if (result === 'not-passed') end(state, 'not-annulled', fact.on);
};

/** N3: the collective decision, by the rules by which the same body approved or appointed. */
export const decisionActs = {
  decideApproval: act<AnnulmentBook, Counts>({
    ...BODY,
    kind: 'decideApproval',
    keepsDay: true,
    fact: 'annulmentVoted',
    title: { zh: '团委表决撤销发展', en: 'The committee votes on annulling an admission' },
    body: Counts,
    serves: annuls('admission'),
    judge: ({ state, body, statute }) => wrongMeeting(state, 'admission') ?? votable(statute, body, 'admission.approval'),
    apply: (state, fact, statute) => {
      const { result } = outcome(statute, fact.body, 'admission.approval');
      if (result === 'passed' || result === 'not-passed') settleVote(state, fact, statute, { ...fact.body, result });
    },
    undo: { step: 'N3' },
  }),
  recordDecision: act<AnnulmentBook, Statements>({
    ...BODY,
    kind: 'recordDecision',
    keepsDay: true,
    fact: 'annulmentDecided',
    title: { zh: '讨论决定撤销任用', en: 'Decide on annulling an appointment' },
    body: Statements,
    serves: annuls('candidacy'),
    judge: ({ state, body, statute }) => wrongMeeting(state, 'candidacy') ?? decidable(statute, body),
    apply: (state, fact, statute) => {
      const { reconsider: _, ...counts } = fact.body;
      const passed = decided(statute, counts).result === 'passed';
      settleVote(state, fact, statute, { ...counts, result: passed ? 'passed' : counts.defer > 0 ? 'postponed' : 'not-passed' });
    },
    undo: { step: 'N3' },
  }),
};
