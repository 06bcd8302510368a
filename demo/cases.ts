import { type Actors, type Later, MARKS, type Mark, notPassed, type Twist } from './past';

/** An act of today on a case that has its past already, given in the product like any other. */
export interface Today extends Omit<Later, 'after'> {
  /** Who types it, when that is somebody else. */
  readonly recordedBy?: 'secretary' | 'officer';
}

export interface DemoCase {
  readonly key: string;
  /** Code of the branch without the county's; {n} is the school year n years ago. */
  readonly unit: string;
  readonly until: Mark;
  /** Days since the newest act of its past. */
  readonly ago: number;
  readonly twist?: Twist;
  readonly tail?: readonly Later[];
  readonly today?: readonly Today[];
  /** Stands on a notice that is posted now; cases with the same word on the same sheet. */
  readonly notice?: keyof typeof SHEETS;
  /** Somebody objects to it while it is on notice. */
  readonly objection?: string;
  /** The applicant has an account. */
  readonly login?: string;
}

/** Where each sheet hangs. A pupil's name stays in the school; grown-ups of a village or an office are named on the public page. */
export const SHEETS = { class: 'branch', strict: 'branch', activist: 'branch', village: 'public', office: 'public' } as const;

const reason = { papers: ['reason'] } as const;
const row = (key: string, unit: string, until: Mark, ago: number, rest: Partial<DemoCase> = {}): DemoCase => ({
  key,
  unit,
  until,
  ago,
  ...rest,
});

const CLASS = 'S01-{1}-01';
const OLDER = 'S01-{2}-03';
const YOUNGER = 'S01-{0}-05';
const STRICT = 'S02-{1}-01';
const JUNIOR = 'S03-{2}-02';
const JUNIOR_2 = 'S04-{2}-04';
const TRADE = 'S05-{1}-02';
const VILLAGE = '104203';
const STREET = '100006';
const SHORT_TOWN = '101200';
const OFFICE = 'G06';
const FIRM = 'F09';
/** The guardian of a minor has not been told yet. */
const UNTOLD = { twist: { guardian: false } } as const;

/** Cases at every stage and with every ending, the earliest first. */
export const CASES: readonly DemoCase[] = [
  // Completed, with the forms' own numbers.
  row('done-1', OLDER, 'archived', 20),
  row('done-2', CLASS, 'archived', 34),
  row('done-3', STRICT, 'archived', 16),
  row('done-4', VILLAGE, 'archived', 25),
  row('done-5', TRADE, 'archived', 12),
  // Approved: the archive's thirty days run, the ceremony is to come, the result is to be told.
  row('archive-1', CLASS, 'sworn', 4),
  row('archive-2', OLDER, 'sworn', 9),
  row('archive-late', STREET, 'sworn', 40),
  row('ceremony-1', CLASS, 'reported', 6, { login: 'applicant.oath' }),
  row('ceremony-2', CLASS, 'reported', 6),
  row('ceremony-absent', OLDER, 'reported', 10, {
    tail: [{ kind: 'attendCeremony', by: 'secretary', after: 3, body: { attended: false } }],
  }),
  row('told-not-filed', JUNIOR, 'informed', 3),
  row('approved-1', TRADE, 'approved', 1),
  row('approved-strict', STRICT, 'reported', 2),
  row('approval-1', CLASS, 'voted', 5),
  row('approval-2', OFFICE, 'voted', 12),
  row('approval-overdue', VILLAGE, 'voted', 45),
  row('refused-final', OLDER, 'voted', 30, {
    tail: [
      { kind: 'decideApproval', by: 'approver', after: 5, body: ({ approvers }) => notPassed(approvers), ...reason },
      { kind: 'deliverRefusal', by: 'secretary', after: 2 },
      { kind: 'acceptRefusal', by: 'subject', after: 1 },
    ],
  }),
  row('refused-open', TRADE, 'voted', 4, {
    tail: [
      { kind: 'decideApproval', by: 'approver', after: 6, body: ({ approvers }) => notPassed(approvers), ...reason },
      { kind: 'deliverRefusal', by: 'secretary', after: 1 },
    ],
  }),
  row('second-look', STREET, 'voted', 3, {
    tail: [
      { kind: 'decideApproval', by: 'approver', after: 6, body: ({ approvers }) => notPassed(approvers), ...reason },
      { kind: 'requestSecondLook', by: 'subject', after: 2, body: { about: 'refused' } },
    ],
  }),
  row('meeting-1', CLASS, 'filled', 3),
  row('meeting-2', JUNIOR, 'filled', 6),
  row('vote-failed', STREET, 'filled', 8, {
    tail: [{ kind: 'recordVote', by: 'secretary', after: 3, body: ({ voters }) => notPassed(voters) }],
  }),
  // Findings: what the paper shows and the rules would have refused.
  row('finding-early', 'S05-{2}-01', 'approved', 15, { twist: { months: 2 } }),
  row('finding-dates', JUNIOR_2, 'voted', 6, { twist: { hastyMeeting: true } }),
  row('finding-signer', FIRM, 'midway', 9, { twist: { sameSigner: true } }),
  // From here on numbers are drawn from the ranges.
  row('form-1', CLASS, 'declared', 2, { login: 'applicant.form' }),
  row('form-voided', OLDER, 'declared', 2, { tail: [{ kind: 'voidForm', by: 'officer', after: 1, body: { why: 'spoiled' } }] }),
  row('introducers-1', JUNIOR_2, 'noticed', 1),
  row('introducers-2', 'G02', 'noticed', 3),
  row('notice-1', CLASS, 'agreed', 9, { notice: 'class', login: 'applicant.notice' }),
  row('notice-2', CLASS, 'agreed', 10, { notice: 'class', objection: '申请人上月无故缺席一次志愿服务, 请核实。' }),
  row('notice-3', VILLAGE, 'agreed', 9, { notice: 'village' }),
  row('notice-4', OFFICE, 'agreed', 8, { notice: 'office' }),
  row('notice-5', OFFICE, 'agreed', 9, { notice: 'office' }),
  row('notice-strict', STRICT, 'reviewed', 9, { notice: 'strict' }),
  row('notice-consent', JUNIOR, 'reviewed', 2),
  row('place-given', SHORT_TOWN, 'reviewed', 3),
  row('place-missing', SHORT_TOWN, 'reviewed', 3),
  row('review-1', CLASS, 'recommended', 2, UNTOLD),
  row('review-2', OFFICE, 'recommended', 6),
  row('review-failed', TRADE, 'recommended', 12, { tail: [{ kind: 'preReview', by: 'officer', after: 4, body: { result: 'failed' } }] }),
  row('recommend-1', OLDER, 'assessed', 3),
  row('recommend-no', VILLAGE, 'assessed', 8, { tail: [{ kind: 'recommend', by: 'secretary', after: 3, body: { recommended: false } }] }),
  row('late-1', CLASS, 'learned', 40, { login: 'applicant.class' }),
  row('late-2', STRICT, 'learned', 5),
  row('late-hours', JUNIOR_2, 'learned', 45, { twist: { sessions: 3 } }),
  row('late-volunteer', FIRM, 'learned', 40, { twist: { volunteer: false } }),
  row('early-1', YOUNGER, 'started', 3, { today: [{ kind: 'recordObservation', by: 'contact', recordedBy: 'secretary' }] }),
  row('early-2', VILLAGE, 'midway', 6, { today: [{ kind: 'recordObservation', by: 'contact', recordedBy: 'secretary' }] }),
  row('early-pioneer', JUNIOR, 'started', 5, { twist: { nomination: true } }),
  row('transferred', CLASS, 'midway', 8, {
    tail: [
      { kind: 'giveConsent', by: 'subject', after: 1, body: { consent: 'transfer', version: '2026-01' } },
      { kind: 'requestTransfer', by: 'subject', after: 1, body: ({ otherBranch }: Actors) => ({ toUnit: otherBranch }) },
      { kind: 'acceptTransfer', by: 'otherSecretary', after: 3, body: { fileComplete: true } },
    ],
  }),
  row('transfer-asked', CLASS, 'started', 2, {
    tail: [
      { kind: 'giveConsent', by: 'subject', after: 2, body: { consent: 'transfer', version: '2026-01' } },
      { kind: 'requestTransfer', by: 'subject', after: 1, body: ({ otherBranch }: Actors) => ({ toUnit: otherBranch }) },
    ],
  }),
  row('suspended', OFFICE, 'midway', 10, { tail: [{ kind: 'suspend', by: 'inspector', after: 2, body: { why: 'investigation' } }] }),
  row('ended-illness', OLDER, 'started', 20, { tail: [{ kind: 'endCase', by: 'officer', after: 8, body: { why: 'illness' }, ...reason }] }),
  row('withdrawn', TRADE, 'filed', 15, { tail: [{ kind: 'withdraw', by: 'subject', after: 5 }] }),
  row('contacts-1', YOUNGER, 'filed', 2),
  row('notice-activist', 'S02-{0}-02', 'decided', 8, {
    tail: [
      { kind: 'fileActivist', by: 'officer', after: 1, body: { result: 'filed' } },
      { kind: 'giveConsent', by: 'subject', after: 1, body: { consent: 'publication', version: '2026-01' } },
    ],
    notice: 'activist',
  }),
  row('filing-1', JUNIOR, 'decided', 2, { twist: { nomination: true } }),
  row('filing-returned', STREET, 'decided', 6, { tail: [{ kind: 'fileActivist', by: 'officer', after: 2, body: { result: 'returned' } }] }),
  row('declined', YOUNGER, 'nominated', 7, {
    tail: [{ kind: 'decideActivist', by: 'secretary', after: 2, body: { chosen: false, body: 'committee' } }],
  }),
  row('nominated', CLASS, 'nominated', 1),
  row('guidance', VILLAGE, 'talked', 10, { twist: { guidance: true } }),
  row('talked', JUNIOR_2, 'talked', 4, { login: 'applicant.minor' }),
  row('talk-overdue', STREET, 'applied', 52),
  row('talk-overdue-2', TRADE, 'applied', 41),
  row('talk-1', CLASS, 'applied', 2, { login: 'applicant.new' }),
  row('talk-2', JUNIOR, 'applied', 12, UNTOLD),
  row('talk-3', 'F03', 'applied', 22),
];

/** Its branch's own code in that school year. */
export const codeOf = (county: string, unit: string, schoolYear: number): string =>
  (/^\d/.test(unit) ? county : `${county}-`) + unit.replace(/\{(\d)\}/, (_, ago: string) => String(schoolYear - Number(ago)));

const reached = (one: DemoCase, mark: Mark): boolean => MARKS.indexOf(one.until) >= MARKS.indexOf(mark);

/** The paper has been filled in, so its number was printed before. */
export const hasForm = (one: DemoCase): boolean => reached(one, 'filled');
/** Ends as a member, or is one already. */
export const isAdmitted = (one: DemoCase): boolean => reached(one, 'approved');
