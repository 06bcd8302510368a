import { HEARD } from '../../../../domain/procedures/annulment/book';

/** Kinds of papers that the packs and their acts name, by procedure; others are shown by their own name. */
const BY_PROCEDURE = {
  admission: [
    'application',
    'pioneer-nomination',
    'guardian-notice',
    'talk-record',
    'activist-resolution',
    'observation-form',
    'recommendation-resolution',
    'opinions',
    'transcript',
    'pre-review-opinion',
    'place-order-decision',
    'identity-check',
    'introducer-consent',
    'form-scan',
    'minutes',
    'approval-opinion',
    'e-file',
    'registration-form',
    'statement',
    'confirmation',
  ],
  selection: [
    'vacancy-sheet',
    'motion-plan',
    'talk-tally',
    'recommendation-forms',
    'recommendation-report',
    'competition-notice',
    'competition-reason',
    'entry-form',
    'qualification-report',
    'score-sheets',
    'object-reasons',
    'equal-reason',
    'process-record',
  ],
  candidacy: [
    'object-reasons',
    'inspection-preview',
    'talk-records',
    'appraisal-forms',
    'integrity-conclusion',
    'inspection-report',
    'file-review',
    'matters-check',
    'discipline-opinion',
    'complaints-check',
    'higher-reply',
    'consultation-record',
    'co-manager-letter',
    'co-manager-reply',
    'mediation-record',
    'league-letter',
    'league-reply',
    'minutes',
    'appointment-talk',
    'appointment-notice',
    'probation-assessment',
  ],
  election: [
    'election-request',
    'candidate-list',
    'election-method',
    'count-sheet',
    'result-report',
    'party-opinion',
    'league-opinion',
    'party-approval',
    'league-approval',
    'league-order',
    'minutes',
  ],
  annulment: [
    'annulment-finding',
    ...Object.values(HEARD),
    'inspection-opinion',
    'examination-report',
    'minutes',
    'approval-opinion',
    'filing-receipt',
    'annulment-notice',
    'effect-record',
  ],
  'party-recommendation': [
    'party-application',
    'branch-opinion',
    'recommendation-form',
    'party-reply',
    'party-filing',
    'minutes',
    'statement',
  ],
} as const;

/** Of every procedure: a reason, what an investigation found, and the inspector's sign-off. */
const SHARED = ['reason', 'finding', 'verdict-opinion', 'supplement-request', 'supplement'] as const;

type Known = Readonly<Record<string, unknown>>;

/** What an act asks for beside the pack's papers, by what is filled in and what the case holds. */
const BY_BODY: Readonly<Record<string, (values: Known, book: Known) => string | readonly string[] | undefined>> = {
  // Both approved that somebody votes who is not there; `approvals` comes with the link from a booth in which absentees voted.
  countBallots: ({ absentees, approvals }) =>
    approvals || (Array.isArray(absentees) && absentees.length > 0) ? ['party-approval', 'league-approval'] : undefined,
  recordMust: ({ must }) => MUST_PAPERS[String(must)],
  proposeMotion: ({ route }) => (route === 'competition' ? 'competition-reason' : undefined),
  // On trial: removed, or kept there longer, by the body alone; a transfer at the same rank says why it is none.
  assessProbation: ({ fit }) => (fit === false ? 'minutes' : undefined),
  extendProbation: () => 'minutes',
  appoint: ({ lateral }) => (lateral === true ? 'reason' : undefined),
  fileApproval: ({ result }) => (result === 'returned' ? 'reason' : undefined),
  recordHearing: ({ how }) => HEARD[how as keyof typeof HEARD],
  // An annulment names who answers for it, or says in writing why nobody does.
  concludeExamination: ({ proposes, responsible }) =>
    proposes === 'annul' && !(Array.isArray(responsible) && responsible.length > 0) ? 'reason' : undefined,
  // The case that it held asks for the finding.
  concludeInvestigation: (_values, { holds }) => (holds === true ? 'finding' : undefined),
};
const MUST_PAPERS: Readonly<Record<string, string>> = {
  file: 'file-review',
  matters: 'matters-check',
  discipline: 'discipline-opinion',
  complaints: 'complaints-check',
};

export const papersByBody = (kind: string, values: Known, book: Known): readonly string[] => {
  const papers = BY_BODY[kind]?.(values, book);
  return papers === undefined ? [] : [papers].flat();
};

export const papersOf = (procedure: string): readonly string[] => [
  ...((BY_PROCEDURE as Readonly<Record<string, readonly string[]>>)[procedure] ?? []),
  ...SHARED,
];

export const PAPER_KINDS: readonly string[] = [...new Set(Object.keys(BY_PROCEDURE).flatMap(papersOf))];
