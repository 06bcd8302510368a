/** What is done to many at once: the act that it becomes for each, where it may be done, and by whom; the first result is the usual one. */
export const SESSIONS = [
  { kind: 'leagueClass', command: 'recordHours', steps: ['A4', 'A5', 'A6'], results: [], byCommittee: undefined },
  { kind: 'talk', command: 'recordTalk', steps: ['A2'], results: ['positive', 'continue-guidance'], byCommittee: false },
  { kind: 'nomination', command: 'nominateActivist', steps: ['A3'], results: ['members', 'pioneers'], byCommittee: false },
  { kind: 'activistFiling', command: 'fileActivist', steps: ['A3'], results: ['filed', 'returned'], byCommittee: true },
  { kind: 'preReview', command: 'preReview', steps: ['A7'], results: ['passed', 'failed'], byCommittee: true },
  { kind: 'filing', command: 'fileApproval', steps: ['A12F'], results: ['filed', 'returned'], byCommittee: true },
] as const;
