import { createHash } from 'node:crypto';
import type { Calendar } from '../../domain/calendar/calendar';
import { seedCalendar } from '../../domain/calendar/seed';
import { actOf } from '../../domain/case/acts';
import { canonical } from '../../domain/case/canonical';
import type { Command, Party } from '../../domain/case/command';
import type { Fact } from '../../domain/case/fact';
import { factOf, fold, lawOf, newState } from '../../domain/case/fold';
import { judge } from '../../domain/case/judge';
import type { Ledger } from '../../domain/case/ledger';
import type { Procedure } from '../../domain/case/procedure';
import type { Refusal } from '../../domain/case/refusal';
import type { Ask, MachineState } from '../../domain/case/state';
import { openSteps } from '../../domain/case/state';
import type { Seat } from '../../domain/case/step';
import type { Overlay } from '../../domain/law/pack';
import { resolve } from '../../domain/law/resolve';
import type { Statute } from '../../domain/law/statute';
import { packs, procedureOf } from '../../domain/procedures';
import type { AdmissionBook } from '../../domain/procedures/admission/book';

/** Pure cases: what was done, what is tried, what the law says. No server, no clock: every act brings its day. */

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A uuid for a name, always the same: tests speak of people by name. */
export const who = (name: string): string => {
  const hex = digest(name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export const statuteOf = ({
  procedure = 'admission',
  overlays = [],
  calendar = seedCalendar('CN'),
}: {
  procedure?: string;
  overlays?: readonly Overlay[];
  calendar?: Calendar;
} = {}): Statute => {
  const pack = packs[procedure];
  if (!pack) throw new Error(`no pack for ${procedure}`);
  return rehashed(resolve(pack, overlays, calendar));
};

/** The same law with something changed, under its own hash. */
export const rehashed = ({ hash: _hash, ...law }: Omit<Statute, 'hash'> & { hash?: string }): Statute => ({
  ...law,
  hash: digest(canonical(law)),
});

/** An act as a test writes it; what is left out is what a lawful office would have. */
export interface Deed {
  readonly kind: string;
  readonly on: string;
  /** Today by the clock; the act's own day when left out. */
  readonly today?: string;
  readonly body?: Record<string, unknown>;
  readonly papers?: readonly string[];
  readonly evidence?: Record<string, unknown>;
  readonly actor?: string;
  readonly seat?: Seat;
  readonly recorder?: string;
  readonly recorderSeat?: Seat;
  readonly via?: 'person' | 'occasion' | 'system';
  readonly occasion?: string;
  readonly late?: boolean;
  readonly statute?: Statute;
  /** Nobody answers what this act asks of the world. */
  readonly silent?: boolean;
  readonly imported?: boolean;
}

/** A fact that no act makes; it answers the first ask unless it names another `key`. */
export interface Event {
  readonly event: string;
  readonly on: string;
  readonly body?: Record<string, unknown>;
}

const isEvent = (one: Deed | Event): one is Event => 'event' in one;

/** What quota and numbers in plenty answer. */
export const ANSWERS: Readonly<Record<string, (ask: Ask) => { kind: string; body: Record<string, unknown> }>> = {
  reservePlace: ({ key, args }) => ({
    kind: 'placeReserved',
    body: {
      key,
      line: who('line'),
      round: args.round,
      year: args.year,
      ...(args.withNumber ? { number: `${String(args.year)}6500000${String(args.round)}` } : {}),
    },
  }),
  releasePlace: ({ key, args }) => ({ kind: 'placeReleased', body: { key, round: args.round } }),
  usePlace: ({ key, args }) => ({
    kind: 'placeUsed',
    body: { key, ...(args.withNumber ? { number: `${String(args.year)}65000001` } : {}) },
  }),
  replaceNumber: ({ key, args }) => ({ kind: 'numberIssued', body: { key, number: `${String(args.year)}6500009${String(args.round)}` } }),
  issueCertificate: ({ key }) => ({ kind: 'certificateIssued', body: { key, number: 'T2026000001' } }),
  openChildren: ({ key, args }) => ({
    kind: 'childrenOpened',
    body: {
      key,
      procedure: args.procedure,
      rows: (args.rows as { subject: string }[]).map(({ subject }) => ({ subject, case: who(`case of ${subject}`) })),
    },
  }),
  tellCases: ({ key, args }) => ({
    kind: 'casesTold',
    body: { key, command: args.command, results: (args.rows as { case: string }[]).map((row) => ({ case: row.case, ok: true })) },
  }),
};

export interface Setting {
  readonly statute?: Statute;
  readonly procedure?: string;
  /** Left out: a county; null: the case lies under the highest committee of the system. */
  readonly higher?: null;
  /** The case that opened it. */
  readonly parent?: MachineState['parent'];
}

interface World {
  readonly procedure: Procedure;
  readonly origin: MachineState;
  readonly facts: Fact[];
  readonly laws: Map<string, Statute>;
  state: MachineState;
  statute: Statute;
}

export const commandFor = (procedure: Procedure, state: MachineState, deed: Deed, id = who(`${deed.kind} ${state.seq}`)): Command => {
  const act = actOf(procedure, deed.kind);
  const via = deed.via ?? act?.via[0] ?? 'person';
  const seat = deed.seat ?? act?.seats[0] ?? 'public';
  const actor: Party = { id: deed.actor ?? (seat === 'applicant' && state.subject ? state.subject : who(seat)), seat };
  const recorder: Party = deed.recorder ? { id: deed.recorder, seat: deed.recorderSeat ?? seat } : actor;
  return {
    id,
    target: state.id,
    kind: deed.kind,
    on: deed.on,
    actor,
    recorder,
    body: deed.body ?? {},
    bodyHash: digest(canonical(deed.body ?? {})),
    papers: (deed.papers ?? []).map((kind, index) => ({ id: who(`${kind} ${index} ${state.seq}`), kind, sha256: digest(kind) })),
    evidence: deed.evidence ?? {},
    evidenceOn: deed.on,
    ...(via === 'occasion' ? { occasion: { id: deed.occasion ?? who('occasion'), machine: 'test' } } : {}),
    ...(deed.late ? { lateReason: true } : {}),
    ...(deed.statute ? { statute: deed.statute } : {}),
    signer: via === 'person' ? 'api:test' : 'worker:test',
    signature: '',
  };
};

const judged = (world: World, deed: Deed): { refusal: Refusal | undefined; command: Command } => {
  const command = commandFor(world.procedure, world.state, deed);
  return {
    command,
    refusal: judge({
      procedure: world.procedure,
      state: world.state,
      command,
      statute: world.statute,
      today: deed.today ?? deed.on,
      ...(deed.imported ? { imported: true } : {}),
    }),
  };
};

const happen = (world: World, kind: string, on: string, body: Record<string, unknown>): void => {
  const fact: Fact = { v: 1, seq: world.state.seq + 1, kind, on, at: Date.UTC(2026, 0, 1) + world.state.seq, body, papers: [] };
  world.facts.push(fact);
  world.state = fold(world.procedure, world.state, fact, world.statute);
};

/** Answers everything that is asked, as quota and numbers in plenty would. */
const answerAll = (world: World, on: string): void => {
  for (let next = world.state.asks[0]; next; next = world.state.asks[0]) {
    // Where a procedure listens to what the cases that it told answer, its tests say what they answer.
    const answer = next.kind === 'tellCases' && world.procedure.happenings.casesTold ? undefined : ANSWERS[next.kind]?.(next);
    if (!answer) return;
    happen(world, answer.kind, on, answer.body);
  }
};

const perform = (world: World, deed: Deed, command: Command, extra: Partial<Fact> = {}): void => {
  const at = Date.parse(`${deed.today ?? deed.on}T12:00:00+08:00`) + world.state.seq;
  const fact: Fact = { ...factOf(world.procedure, world.state, command, at), ...(deed.imported ? { imported: true } : {}), ...extra };
  if (lawOf(fact, world.statute.hash) !== world.statute.hash && deed.statute) world.statute = deed.statute;
  world.laws.set(world.statute.hash, world.statute);
  world.facts.push(fact);
  world.state = fold(world.procedure, world.state, fact, world.statute);
};

/** Everything done so far must have been lawful, or the test itself is wrong. */
const live = (world: World, deeds: readonly (Deed | Event)[]): void => {
  for (const one of deeds) {
    if (isEvent(one)) {
      happen(world, one.event, one.on, { key: world.state.asks[0]?.key, ...one.body });
      continue;
    }
    const { refusal, command } = judged(world, one);
    if (refusal)
      throw new Error(
        `given: ${one.kind} on ${one.on} was refused: ${refusal.code} (${refusal.text.en}), at ${openSteps(world.state).join(', ')}`,
      );
    perform(world, one, command);
    if (!one.silent) answerAll(world, one.on);
  }
};

type Expected = { readonly earliest?: string; readonly clause?: string; readonly pointer?: string };

/** What `gives` compares: open steps and phase beside any part of state or book. */
export interface Outcome {
  readonly steps?: readonly string[];
  readonly phase?: string;
  readonly ended?: string;
  readonly book?: Partial<Record<keyof AdmissionBook, unknown>> & Record<string, unknown>;
  readonly asks?: readonly { readonly kind?: string; readonly args?: Record<string, unknown> }[];
}

export const lawful = (setting: Setting = {}) => {
  const statute = setting.statute ?? statuteOf(setting.procedure ? { procedure: setting.procedure } : {});
  const procedure = procedureOf(statute.procedure);
  const begin = (deeds: readonly (Deed | Event)[], first?: Deed): World => {
    const on = deeds[0]?.on ?? first?.on ?? '2026-01-12';
    const place = {
      id: who('the case'),
      unit: who('branch'),
      committee: who('committee'),
      ...(setting.higher === null ? {} : { higher: who('county') }),
      ...(procedure.subject === 'case' && procedure.about !== 'unit' ? { subject: who('applicant') } : {}),
      ...(setting.parent ? { parent: setting.parent } : {}),
    };
    const origin = newState(procedure, place, statute, on);
    const world: World = { procedure, statute, origin, facts: [], laws: new Map([[statute.hash, statute]]), state: origin };
    live(world, deeds);
    return world;
  };
  const given = (...deeds: readonly (Deed | Event)[]) => ({
    /** State after what is given. */
    state: () => begin(deeds).state as MachineState<AdmissionBook>,
    statute: () => begin(deeds).statute,
    /** Its facts, as a look-up reads them. */
    ledger: (): Ledger => {
      const { origin, facts, laws } = begin(deeds);
      return { procedure, origin, facts, law: (hash) => laws.get(hash) ?? statute };
    },
    refusal: (deed: Deed) => judged(begin(deeds, deed), deed),
    when: (deed: Deed) => ({
      refused: (code: string, expected: Expected = {}): void => {
        const { refusal } = judged(begin(deeds, deed), deed);
        expect(refusal ?? 'accepted').toMatchObject({ code, ...expected });
      },
      gives: (expected: Outcome): void => {
        const world = begin(deeds, deed);
        const { refusal, command } = judged(world, deed);
        expect(refusal).toBeUndefined();
        perform(world, deed, command);
        const { state } = world;
        if (expected.asks) expect(state.asks).toMatchObject(expected.asks);
        if (!deed.silent) answerAll(world, deed.on);
        const { steps, phase, ended, book } = expected;
        if (steps) expect(openSteps(world.state)).toEqual(steps);
        if (phase) expect(world.state.phase).toBe(phase);
        if (ended) expect(world.state.ended?.how).toBe(ended);
        if (book) expect(world.state.book).toMatchObject(book);
      },
    }),
  });
  return { given, procedure, statute };
};

/* The lawful way, dated: filed on 2026-01-15, so three months run until 2026-04-15 24:00 and 2026-04-16 is the first lawful day. */

const young = { ageYears: 15, isMember: false, otherOpenCase: false };
const members = (names: readonly string[]) => ({ eligible: names.map(who) });

export const deeds = {
  apply: (on = '2026-01-12', rest: Partial<Deed> = {}): Deed => ({
    kind: 'apply',
    on,
    body: { privacyVersion: '2026-01' },
    papers: ['application'],
    evidence: young,
    ...rest,
  }),
  talk: (on = '2026-01-13', rest: Partial<Deed> = {}): Deed => ({
    kind: 'recordTalk',
    on,
    via: 'person',
    body: { conclusion: 'positive' },
    papers: ['talk-record'],
    ...rest,
  }),
  nominate: (on = '2026-01-14', rest: Partial<Deed> = {}): Deed => ({ kind: 'nominateActivist', on, body: { by: 'members' }, ...rest }),
  decide: (on = '2026-01-14', rest: Partial<Deed> = {}): Deed => ({
    kind: 'decideActivist',
    on,
    body: { chosen: true, body: 'committee' },
    papers: ['activist-resolution'],
    evidence: { hasCommittee: true },
    ...rest,
  }),
  file: (on = '2026-01-15', rest: Partial<Deed> = {}): Deed => ({ kind: 'fileActivist', on, body: { result: 'filed' }, ...rest }),
  contacts: (on = '2026-01-15', names: readonly string[] = ['contact'], rest: Partial<Deed> = {}): Deed => ({
    kind: 'appointContacts',
    on,
    body: { contacts: names.map(who) },
    evidence: members(names),
    ...rest,
  }),
  hours: (on = '2026-01-20', count = 8, rest: Partial<Deed> = {}): Deed => ({
    kind: 'recordHours',
    on,
    body: {
      hours: Array.from({ length: count }, (_, index) => ({ id: `${on}-${index}`, on, topic: '团章', witness: who('teacher'), units: 1 })),
    },
    ...rest,
  }),
  volunteer: (on = '2026-01-20', hours = 0, rest: Partial<Deed> = {}): Deed => ({
    kind: 'recordVolunteer',
    on,
    body: { registered: true, hours },
    ...rest,
  }),
  assess: (on = '2026-04-16', rest: Partial<Deed> = {}): Deed => ({
    kind: 'assessCultivation',
    on,
    body: { suitable: true },
    papers: ['observation-form'],
    ...rest,
  }),
  recommend: (on = '2026-04-16', rest: Partial<Deed> = {}): Deed => ({
    kind: 'recommend',
    on,
    body: { recommended: true },
    papers: ['recommendation-resolution', 'opinions', 'transcript'],
    ...rest,
  }),
  preReview: (on = '2026-04-17', rest: Partial<Deed> = {}): Deed => ({
    kind: 'preReview',
    on,
    body: { result: 'passed' },
    papers: ['pre-review-opinion'],
    evidence: { ageYears: 15 },
    ...rest,
  }),
  consent: (consent: string, on: string, rest: Partial<Deed> = {}): Deed => ({
    kind: 'giveConsent',
    on,
    body: { consent, version: '2026-01' },
    ...rest,
  }),
  post: (on = '2026-04-20', rest: Partial<Deed> = {}): Deed => ({ kind: 'postNotice', on, ...rest }),
  complete: (on = '2026-04-28', rest: Partial<Deed> = {}): Deed => ({
    kind: 'completeNotice',
    on,
    body: { postedOn: '2026-04-20', end: '2026-04-27' },
    ...rest,
  }),
  introducers: (on = '2026-04-28', names: readonly string[] = ['first', 'second'], rest: Partial<Deed> = {}): Deed => ({
    kind: 'confirmIntroducers',
    on,
    seat: 'branch-secretary',
    body: { introducers: names.map(who) },
    papers: ['introducer-consent'],
    evidence: members(names),
    ...rest,
  }),
  form: (on = '2026-04-30', rest: Partial<Deed> = {}): Deed => ({
    kind: 'fillForm',
    on,
    body: { number: '202665000001', wishOn: '2026-04-29', introducersOn: '2026-04-30' },
    papers: ['form-scan'],
    ...rest,
  }),
  vote: (
    on = '2026-05-06',
    counts: Record<string, number> = { entitled: 10, present: 8, for: 6, against: 1, abstain: 1 },
    rest: Partial<Deed> = {},
  ): Deed => ({
    kind: 'recordVote',
    on,
    body: counts,
    papers: ['minutes'],
    evidence: { ageYears: 15, ...members(['first', 'second']) },
    ...rest,
  }),
  approve: (
    on = '2026-05-11',
    counts: Record<string, number> = { entitled: 5, present: 4, for: 4, against: 0, abstain: 0 },
    rest: Partial<Deed> = {},
  ): Deed => ({ kind: 'decideApproval', on, body: counts, papers: ['approval-opinion'], ...rest }),
  fileApproval: (on = '2026-05-12', rest: Partial<Deed> = {}): Deed => ({ kind: 'fileApproval', on, body: { result: 'filed' }, ...rest }),
  deliver: (on = '2026-05-12', rest: Partial<Deed> = {}): Deed => ({ kind: 'deliverResult', on, ...rest }),
  ceremony: (on = '2026-05-13', rest: Partial<Deed> = {}): Deed => ({ kind: 'attendCeremony', on, body: { attended: true }, ...rest }),
  archive: (on = '2026-05-13', rest: Partial<Deed> = {}): Deed => ({
    kind: 'archive',
    on,
    body: { registeredOn: '2026-05-13' },
    papers: ['e-file', 'registration-form'],
    ...rest,
  }),
};

const WAY: readonly (readonly [step: string, deeds: () => readonly Deed[]])[] = [
  ['A1', () => [deeds.apply()]],
  ['A2', () => [deeds.talk()]],
  ['A3', () => [deeds.nominate(), deeds.decide(), deeds.file()]],
  ['A4', () => [deeds.contacts()]],
  ['A5', () => [deeds.hours(), deeds.volunteer(), deeds.assess()]],
  ['A6', () => [deeds.recommend()]],
  ['A7', () => [deeds.preReview()]],
  ['A8', () => [deeds.consent('publication', '2026-04-17'), deeds.post(), deeds.complete()]],
  ['A9', () => [deeds.introducers()]],
  ['A10', () => [deeds.consent('faith-declaration', '2026-04-28'), deeds.form()]],
  ['A11', () => [deeds.vote()]],
  ['A12', () => [deeds.approve()]],
  ['A12F', () => [deeds.fileApproval()]],
  ['A13', () => [deeds.deliver()]],
  ['A14', () => [deeds.ceremony()]],
  ['A15', () => [deeds.archive()]],
];

/** All lawful acts before the step: the case stands at it. `except` leaves out or replaces acts by kind. */
export const cameTo = (step: string, except: Readonly<Record<string, readonly Deed[]>> = {}): Deed[] => {
  const until = WAY.findIndex(([id]) => id === step);
  return WAY.slice(0, until < 0 ? WAY.length : until).flatMap(([, list]) => list().flatMap((deed) => except[deed.kind] ?? [deed]));
};
