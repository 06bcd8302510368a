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
    'introducer-consent',
    'form-scan',
    'minutes',
    'approval-opinion',
    'e-file',
    'registration-form',
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
  'party-recommendation': ['party-application', 'branch-opinion', 'recommendation-form', 'party-reply', 'party-filing', 'minutes'],
} as const;

/** Of every procedure: a reason, what an investigation found, and the inspector's sign-off. */
const SHARED = ['reason', 'finding', 'verdict-opinion', 'supplement-request', 'supplement'] as const;

export const papersOf = (procedure: string): readonly string[] => [
  ...((BY_PROCEDURE as Readonly<Record<string, readonly string[]>>)[procedure] ?? []),
  ...SHARED,
];

export const PAPER_KINDS: readonly string[] = [...new Set(Object.keys(BY_PROCEDURE).flatMap(papersOf))];
