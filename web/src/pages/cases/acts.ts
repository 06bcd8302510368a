import type { ActView, CaseView, ProcedureView } from '../../api/contract';
import type { Schema } from '../../ui/act/schema';

/** Acts that have a place of their own on the page, or that only the system's pages for packs send. */
const ELSEWHERE = [
  'giveConsent',
  'withdrawConsent',
  'contestAct',
  'adoptPack',
  'adoptCalendar',
  'apply',
  'nominate',
  'giveVerdict',
  'askSupplement',
  'reassign',
];
/** About a stage that is being worked on; a return names one that is done. */
export const ABOUT_OPEN_STAGE = ['answerSupplement', 'withdrawSupplement', 'attendStage', 'urge', 'escalate', 'extendDeadline'];
/** Who may enter what somebody else did. */
const RECORDERS = ['branch-secretary', 'committee-officer'];
/** What cannot be taken back, or ends something. */
const GRAVE = [
  'concludeInvestigation',
  'withdraw',
  'endCase',
  'voidForm',
  'returnTo',
  'suspend',
  'rejectTransfer',
  'acceptRefusal',
  'cancelCeremony',
];

/** Consent to the processing is what the application stands on: until the approval it ends with it. */
export const isGrave = (view: CaseView, kind: string, consent: string): boolean =>
  GRAVE.includes(kind) || (kind === 'withdrawConsent' && consent === 'privacy' && !view.dates.approvedOn);

/** What the branch answers that is asked to receive. */
const OF_RECEIVER = ['acceptTransfer', 'rejectTransfer'];
/** Seats in which this person may do the act. A transfer is answered at the branch that it leads to, where its people sit in no seat of the case yet. */
export const seatsOf = (view: CaseView, { kind, seats }: ActView): readonly string[] => {
  const mine = OF_RECEIVER.includes(kind) ? (view.receiving ?? []) : view.seats;
  return seats.filter((seat) => mine.includes(seat));
};
/** Whose people do the act. */
export const unitOf = (view: CaseView, kind: string): string =>
  (OF_RECEIVER.includes(kind) ? view.waiting.find(({ step }) => step === 'transfer')?.org : undefined) ?? view.unit.id;

/** What does a duty that stands in no step of the table. */
const OF_DUTY: Readonly<Record<string, string>> = {
  informGuardian: 'guardian',
  confirmIrregular: 'irregular',
  confirmIdentity: 'identity',
  answerSecondLook: 'second-look',
};
const isDue = (view: CaseView, kind: string): boolean =>
  OF_RECEIVER.includes(kind) || view.waiting.some(({ step }) => step === OF_DUTY[kind]);

/** Who records what was done longer ago than the pack lets anybody date back. */
export const LATE_RECORDERS: readonly string[] = ['committee-officer', 'higher-officer'];

interface PackStep {
  readonly id: string;
  readonly acts: readonly string[];
  readonly papers: Readonly<Record<string, readonly string[]>>;
}

export const stepsOf = (procedure: ProcedureView): readonly PackStep[] => procedure.steps as unknown as PackStep[];

export interface Doable {
  readonly act: ActView;
  /** The open step that lists it; none for what may be done at any time. */
  readonly step?: PackStep;
  /** For somebody else: it is not one's own seat that does it. */
  readonly onBehalf: boolean;
}

const records = (seats: readonly string[]): boolean => seats.some((seat) => RECORDERS.includes(seat));
/** Whoever sits at a desk where others' acts may be entered. */
export const mayRecord = (view: CaseView): boolean => records(view.seats);
/** A transfer is answered while one waits, by those whom it is asked of. */
const isAnswerable = (view: CaseView, kind: string): boolean => !OF_RECEIVER.includes(kind) || (view.receiving ?? []).length > 0;

/** An act that is the applicant's own; entered by somebody else, it is still his. */
export const isApplicants = (act: ActView): boolean => act.seats.every((seat) => ['applicant', 'guardian'].includes(seat));

/** What this person may do here now, in the order of the steps, then the duties beside them and what may be done at any time; and what may be entered here for others. */
export const doable = (view: CaseView, procedure: ProcedureView): { now: Doable[]; anyTime: Doable[]; forOthers: Doable[] } => {
  const open = stepsOf(procedure).filter((step) => view.steps.includes(step.id));
  const all = procedure.acts
    .filter((act) => act.via.includes('person') && act.phases.includes(view.phase) && !ELSEWHERE.includes(act.kind))
    .filter(({ kind }) => isAnswerable(view, kind))
    .map((act) => ({
      act,
      step: open.find((one) => one.acts.includes(act.kind)),
      onBehalf: seatsOf(view, act).length === 0,
      waits: isDue(view, act.kind),
    }));
  const mayEnter = ({ act, step }: (typeof all)[number]) =>
    OF_RECEIVER.includes(act.kind) ? records(view.receiving ?? []) : mayRecord(view) && (step || (act.anywhere && isApplicants(act)));
  return {
    now: [
      ...all.filter(({ step, onBehalf }) => step && !onBehalf),
      ...all.filter(({ step, waits, onBehalf }) => waits && !step && !onBehalf),
    ],
    anyTime: all.filter(({ act, step, waits, onBehalf }) => act.anywhere && !step && !waits && !onBehalf),
    forOthers: all.filter((one) => one.onBehalf && mayEnter(one)),
  };
};

/** A body that nothing in it would refuse, to ask whether the act itself would be; undefined where only a person can fill it in. */
export const favourable = (schema: Schema): Record<string, unknown> | undefined => {
  const body: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (!(schema.required ?? []).includes(name) || field.default !== undefined) continue;
    if (field.type === 'boolean') body[name] = true;
    else if (field.enum) body[name] = field.enum[0];
    else return undefined;
  }
  return body;
};

/** Required by the pack; a local rule may ask for more, which the server then names. */
export const papersFor = (procedure: ProcedureView, view: CaseView, kind: string): readonly string[] =>
  kind === 'returnTo' && view.dates.resolvedOn ? [...COLLECTIVE_RETURN] : ownPapers(procedure, view, kind);

/** Once the branch has resolved, the committee sends it back together. */
const COLLECTIVE_RETURN = ['reason', 'minutes'] as const;

const ownPapers = (procedure: ProcedureView, view: CaseView, kind: string): readonly string[] =>
  stepsOf(procedure).find((step) => view.steps.includes(step.id) && step.acts.includes(kind))?.papers[kind] ?? PAPERS_ANYWHERE[kind] ?? [];

/** What only the person himself gives: entered by somebody else, it comes with the paper that he signed. */
const OWN_HAND = ['giveConsent', 'withdrawConsent', 'withdraw', 'acceptRefusal'];
export const papersOnBehalf = (kind: string): readonly string[] => (OWN_HAND.includes(kind) ? ['statement'] : []);

/** Of acts that belong to no step. */
const PAPERS_ANYWHERE: Readonly<Record<string, readonly string[]>> = {
  endCase: ['reason'],
  returnTo: ['reason'],
  extendDeadline: ['reason'],
  answerSupplement: ['supplement'],
  settleInvestigation: ['finding'],
  stateCase: ['statement'],
  answerSecondLook: ['reason'],
  confirmIdentity: ['identity-check'],
  confirmIrregular: ['confirmation'],
};

/** Fields that no person fills in: what a booth says by itself. A name that several bear the tellers do explain (`others`). */
const NOT_ASKED: Readonly<Record<string, readonly string[]>> = { countBallots: ['booth', 'proof'] };
const SAID_BY_BOOTH: Readonly<Record<string, readonly string[]>> = {
  countBallots: ['issued', 'returned', 'invalid', 'votes', 'left', 'absentees'],
};
export const isAsked = (kind: string, field: string, byBooth = false): boolean =>
  !(NOT_ASKED[kind]?.includes(field) ?? false) && !(byBooth && (SAID_BY_BOOTH[kind]?.includes(field) ?? false));
