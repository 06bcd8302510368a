import { type Deed, who } from './given';

/** The lawful way of a committee election, dated: three seats, four candidates, twelve electors of whom ten come. */
export const ELECTORS = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8', 'e9', 'e10', 'e11', 'e12'];
export const PRESENT = ELECTORS.slice(0, 10);
export const CANDIDATES = ['e1', 'e2', 'e3', 'e4'];
export const TELLERS = ['e5', 'e6'];
export const METHOD = {
  seats: 3,
  quorum: { num: 4, den: 5, strict: false },
  base: 'eligible',
  vacancies: 'revote',
  revotes: 1,
  remote: false,
};

/** Marks of one candidate on the ten papers. */
export const mark = (name: string, yes: number, against = 10 - yes, abstain = 10 - yes - against) => ({
  id: who(name),
  for: yes,
  against,
  abstain,
});

export const poll = {
  request: (on = '2026-03-02', rest: Partial<Deed> = {}): Deed => ({
    kind: 'requestElection',
    on,
    body: { what: 'committee', why: 'term', plannedOn: '2026-03-20', termEnds: '2026-03-31' },
    papers: ['election-request'],
    evidence: { kind: 'branch', student: false, otherOpen: false },
    ...rest,
  }),
  propose: (on = '2026-03-05', names: readonly string[] = CANDIDATES, rest: Partial<Deed> = {}): Deed => ({
    kind: 'proposeCandidates',
    on,
    body: { seats: 3, candidates: names.map(who), byStrokes: true },
    papers: ['candidate-list'],
    evidence: { eligible: names.map(who) },
    ...rest,
  }),
  agree: (on = '2026-03-10', rest: Partial<Deed> = {}): Deed => ({
    kind: 'answerCandidates',
    on,
    body: { result: 'agreed' },
    papers: ['party-opinion', 'league-opinion'],
    ...rest,
  }),
  roll: (on = '2026-03-20', present: readonly string[] = PRESENT, rest: Partial<Deed> = {}): Deed => ({
    kind: 'takeElectionRoll',
    on,
    body: { present: present.map(who), chair: who(present[0] ?? 'nobody') },
    evidence: { entitled: ELECTORS.map(who) },
    ...rest,
  }),
  method: (on = '2026-03-20', method: Record<string, unknown> = {}, rest: Partial<Deed> = {}): Deed => ({
    kind: 'adoptMethod',
    on,
    body: { ...METHOD, for: 9, against: 1, abstain: 0, ...method },
    papers: ['election-method'],
    ...rest,
  }),
  tellers: (on = '2026-03-20', names: readonly string[] = TELLERS): Deed => ({
    kind: 'appointTellers',
    on,
    body: { tellers: names.map(who) },
  }),
  count: (votes: readonly object[], body: Record<string, unknown> = {}, rest: Partial<Deed> = {}): Deed => ({
    kind: 'countBallots',
    on: '2026-03-20',
    body: { issued: 10, returned: 10, votes, countedBy: TELLERS.map(who), ...body },
    papers: ['count-sheet'],
    evidence: { eligible: [] },
    ...rest,
  }),
  report: (on = '2026-03-21'): Deed => ({ kind: 'reportResult', on, papers: ['result-report', 'minutes'] }),
  approve: (on = '2026-03-25', rest: Partial<Deed> = {}): Deed => ({
    kind: 'approveResult',
    on,
    body: { result: 'approved' },
    papers: ['party-approval'],
    ...rest,
  }),
  file: (on = '2026-03-27', rest: Partial<Deed> = {}): Deed => ({ kind: 'fileResult', on, ...rest }),
};

/** To the ballot, with a method that may differ from the usual one. */
export const toBallot = (method: Record<string, unknown> = {}, what: Partial<Deed> = {}): Deed[] => [
  poll.request('2026-03-02', what),
  poll.propose(),
  poll.agree(),
  poll.roll(),
  poll.method('2026-03-20', method),
  poll.tellers(),
];

/** Three clear winners. */
export const CLEAR = [mark('e1', 9), mark('e2', 8), mark('e3', 7), mark('e4', 3)];
export const toElected = (): Deed[] => [...toBallot(), poll.count(CLEAR)];
export const toApproval = (): Deed[] => [...toElected(), poll.report()];
