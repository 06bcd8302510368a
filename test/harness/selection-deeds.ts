import { MUSTS } from '../../domain/procedures/candidacy/book';
import type { Plan } from '../../domain/procedures/selection/plan';
import { type Deed, who } from './given';
import { clear, PLAN } from './selection';

/* The lawful way of a selection and of a candidacy on the pure domain, dated in January 2026; each deed takes another day or body. */

/** The selection whose child a candidacy is. */
export const parent = { id: who('the post'), procedure: 'selection' };

export const free = { conflicts: [], substitute: true };
const OFFICER = { seat: 'committee-officer', actor: who('officer') } as const;

export const verdict = (step: string, on: string, given = 'pass', rest: Partial<Deed> = {}): Deed => ({
  kind: 'giveVerdict',
  on,
  actor: who('inspector'),
  seat: 'inspector',
  body: { step, verdict: given, ...(given === 'return' ? { backTo: step } : {}) },
  papers: ['verdict-opinion'],
  evidence: free,
  ...rest,
});

export const tallyOf = (names: readonly string[], votes = 9) => names.map((name) => ({ person: who(name), votes }));
const known = (names: readonly string[]) => ({ known: names.map(who) });

export const post = {
  analyse: (rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'analysePost',
    on: '2026-01-12',
    body: { title: '团委副书记', approved: 3, incumbents: 1, openings: 2 },
    papers: ['vacancy-sheet'],
    ...rest,
  }),
  move: (plan: Partial<Plan> = {}, rest: Partial<Deed> = {}): Deed => ({
    kind: 'proposeMotion',
    on: '2026-01-13',
    seat: 'committee-approver',
    body: { ...PLAN, ...plan },
    papers: ['motion-plan'],
    ...rest,
  }),
  talks: (names: readonly string[] = ['one', 'two'], rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'recordRecommendationTalks',
    on: '2026-01-14',
    body: { talked: 12, tally: tallyOf(names) },
    papers: ['talk-tally'],
    evidence: known(names),
    ...rest,
  }),
  meeting: (names: readonly string[] = ['one', 'two'], rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'recordRecommendationMeeting',
    on: '2026-01-14',
    body: { entitled: 12, present: 11, issued: 11, returned: 11, invalid: 0, tally: tallyOf(names) },
    papers: ['recommendation-forms'],
    evidence: known(names),
    ...rest,
  }),
  conclude: (rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'concludeRecommendation',
    on: '2026-01-14',
    papers: ['recommendation-report'],
    ...rest,
  }),
  fix: (names: readonly string[] = ['one', 'two'], rest: Partial<Deed> = {}): Deed => ({
    kind: 'fixObjects',
    on: '2026-01-15',
    seat: 'committee-approver',
    body: { objects: names.map((name) => clear(who(name))) },
    papers: ['object-reasons'],
    ...rest,
  }),
};

/** The post up to the step. */
export const postAt = (step: 'K1' | 'K2' | 'K3' | 'KC', plan: Partial<Plan> = {}): Deed[] => {
  const way: readonly (readonly [string, readonly Deed[]])[] = [
    ['K0', [post.analyse(), verdict('K0', '2026-01-12')]],
    ['K1', [post.move(plan), verdict('K1', '2026-01-13')]],
    ['K2', [post.talks(), post.meeting(), post.conclude(), verdict('K2', '2026-01-14')]],
    ['K3', [post.fix()]],
  ];
  const until = way.findIndex(([id]) => id === step);
  return way.slice(0, until < 0 ? way.length : until).flatMap(([, deeds]) => deeds);
};

const officerDoes = (kind: string, rest: Partial<Deed> = {}, on = '2026-01-16'): Deed => ({ ...OFFICER, kind, on, ...rest });
export const GROUP = [who('officer'), who('second officer')];

export const person = {
  open: (plan: Partial<Plan> = {}): Deed => ({
    kind: 'openCandidacy',
    on: '2026-01-15',
    via: 'system',
    body: { post: '团委副书记', plan: { ...PLAN, ...plan } },
  }),
  group: (rest: Partial<Deed> = {}): Deed => officerDoes('formGroup', { body: { members: GROUP }, evidence: { eligible: GROUP }, ...rest }),
  preview: (): Deed => officerDoes('postPreview', { papers: ['inspection-preview'] }),
  talks: (rest: Partial<Deed> = {}): Deed =>
    officerDoes('recordInspectionTalks', { body: { talked: 8 }, papers: ['talk-records'], ...rest }),
  appraisal: (rest: Partial<Deed> = {}): Deed =>
    officerDoes('recordAppraisal', {
      body: { present: 10, excellent: 7, competent: 3, basic: 0, incompetent: 0 },
      papers: ['appraisal-forms'],
      ...rest,
    }),
  must: (must: keyof typeof MUSTS, result = 'clear', rest: Partial<Deed> = {}): Deed =>
    officerDoes('recordMust', { body: { must, result }, papers: [MUSTS[must].paper], ...rest }),
  musts: (): Deed[] => (Object.keys(MUSTS) as (keyof typeof MUSTS)[]).map((must) => person.must(must)),
  integrity: (): Deed =>
    officerDoes('signIntegrity', { body: { partySecretary: true, disciplineSecretary: true }, papers: ['integrity-conclusion'] }),
  sign: (name: string): Deed => officerDoes('signReport', { actor: who(name) }),
  concluded: (rest: Partial<Deed> = {}): Deed =>
    officerDoes('concludeInspection', { body: { suitable: true }, papers: ['inspection-report'], ...rest }),
  consulted: (): Deed => officerDoes('recordConsultation', { body: { with: 'leaders' }, papers: ['consultation-record'] }, '2026-01-19'),
  consultationOver: (rest: Partial<Deed> = {}): Deed => officerDoes('concludeConsultation', rest, '2026-01-19'),
  decided: (counts: Record<string, number> = {}, rest: Partial<Deed> = {}): Deed => ({
    kind: 'recordDecision',
    on: '2026-01-20',
    seat: 'committee-approver',
    body: { entitled: 9, present: 7, for: 6, against: 0, defer: 1, ...counts },
    papers: ['minutes'],
    ...rest,
  }),
  posted: (on = '2026-01-21'): Deed => ({ kind: 'postNotice', on, seat: 'committee-officer' }),
  noticeOver: (on = '2026-01-29', rest: Partial<Deed> = {}): Deed => ({
    kind: 'completeNotice',
    on,
    seat: 'committee-officer',
    body: { postedOn: '2026-01-21', end: '2026-01-28' },
    ...rest,
  }),
  talk: (on = '2026-01-30'): Deed => ({ kind: 'holdAppointmentTalk', on, seat: 'committee-approver', papers: ['appointment-talk'] }),
  appointed: (on = '2026-01-30'): Deed => officerDoes('appoint', { papers: ['appointment-notice'] }, on),
  assessed: (on: string, fit = true): Deed => officerDoes('assessProbation', { body: { fit }, papers: ['probation-assessment'] }, on),
};

const inspected = (): Deed[] => [
  person.group(),
  person.preview(),
  person.talks(),
  person.appraisal(),
  ...person.musts(),
  person.integrity(),
  person.sign('officer'),
  person.sign('second officer'),
  person.concluded(),
];

/** One candidacy up to the stage; `awaiting`: with its acts done and the verdict missing. */
export const personAt = (
  step: 'C3' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'C9',
  plan: Partial<Plan> = {},
  { awaiting = false, before = {} }: { awaiting?: boolean; before?: Readonly<Record<string, readonly Deed[]>> } = {},
): Deed[] => {
  const way: readonly (readonly [string, readonly Deed[], string])[] = [
    ['C3', [person.open(plan)], '2026-01-15'],
    ['C4', inspected(), '2026-01-16'],
    ['C5', [person.consulted(), person.consultationOver()], '2026-01-19'],
    ['C6', [person.decided()], '2026-01-20'],
    ['C7', [person.posted(), person.noticeOver()], '2026-01-29'],
    ['C8', [person.talk(), person.appointed()], '2026-01-30'],
    ['C9', [person.assessed('2027-01-31')], '2027-01-31'],
  ];
  const at = way.findIndex(([id]) => id === step);
  const done = way.slice(0, at).flatMap(([id, deeds, on]) => [...(before[id] ?? deeds), verdict(id, on)]);
  return awaiting ? [...done, ...(before[step] ?? way[at]?.[1] ?? [])] : done;
};
