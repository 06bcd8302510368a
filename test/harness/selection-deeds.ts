import { APPRAISAL, CONTEST, clear, meetingOf, PLAN, SIGNED, talksOf } from '../../demo/lawful-selection';
import { MUSTS } from '../../domain/procedures/candidacy/book';
import type { Plan } from '../../domain/procedures/selection/plan';
import type { Sheet } from '../../domain/procedures/selection/ranking';
import { type Deed, who } from './given';
import { along, type Halt, type Stage } from './stages';

/* The lawful way of a selection and of a candidacy on the pure domain, dated in January 2026; each deed takes another day or body. */

/** The selection whose child a candidacy is. */
export const parent = { id: who('the post'), procedure: 'selection' };

const OFFICER = { seat: 'committee-officer', actor: who('officer') } as const;

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
    body: talksOf(tallyOf(names)),
    papers: ['talk-tally'],
    evidence: known(names),
    ...rest,
  }),
  meeting: (names: readonly string[] = ['one', 'two'], rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'recordRecommendationMeeting',
    on: '2026-01-14',
    body: { ...meetingOf(tallyOf(names)), invalid: 0 },
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
  file: (rest: Partial<Deed> = {}): Deed => ({ ...OFFICER, kind: 'fileRecord', on: '2026-03-03', papers: ['process-record'], ...rest }),
};

export const EXAMINERS = ['first', 'second', 'third'].map(who);

/** The same marks of every examiner in both parts. */
export const sheetsOf = (points: Record<string, number>): Sheet[] =>
  (['paper', 'interview'] as const).flatMap((part) =>
    EXAMINERS.map((examiner) => ({
      part,
      examiner,
      points: Object.fromEntries(Object.entries(points).map(([name, value]) => [who(name), value])),
    })),
  );

/** The way of a competition in the place of a recommendation. */
export const contest = {
  publish: (rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'publishCompetition',
    on: '2026-01-14',
    body: { ...CONTEST },
    papers: ['competition-notice'],
    ...rest,
  }),
  enter: (name: string, qualified = true, rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'enterCompetitor',
    on: '2026-01-15',
    body: { person: who(name), qualified, why: qualified ? 'meets' : 'age' },
    papers: ['entry-form'],
    evidence: { known: [who(name)] },
    ...rest,
  }),
  close: (rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'closeEntries',
    on: '2026-01-22',
    body: { examiners: EXAMINERS },
    papers: ['qualification-report'],
    evidence: { eligible: EXAMINERS },
    ...rest,
  }),
  reveal: (points: Record<string, number>, rest: Partial<Deed> = {}): Deed => ({
    ...OFFICER,
    kind: 'revealScores',
    on: '2026-01-26',
    papers: ['score-sheets'],
    evidence: { sheets: sheetsOf(points) },
    ...rest,
  }),
};

/** Three meet the rules and one does not; two are shortlisted. */
const COMPETITION: readonly Stage[] = [
  ['X1', [contest.publish()], '2026-01-14'],
  ['X2', [...['one', 'two', 'three'].map((name) => contest.enter(name)), contest.enter('four', false), contest.close()], '2026-01-22'],
  ['X3', [contest.reveal({ one: 8000, two: 7000, three: 6500 })], '2026-01-26'],
];

const officerDoes = (kind: string, rest: Partial<Deed> = {}, on = '2026-01-16'): Deed => ({ ...OFFICER, kind, on, ...rest });
/** Its acts on a day of their own. */
export const officerOn =
  (on: string) =>
  (kind: string, rest: Partial<Deed> = {}): Deed =>
    officerDoes(kind, rest, on);
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
      body: APPRAISAL,
      papers: ['appraisal-forms'],
      ...rest,
    }),
  must: (must: keyof typeof MUSTS, result = 'clear', rest: Partial<Deed> = {}): Deed =>
    officerDoes('recordMust', { body: { must, result }, papers: [MUSTS[must].paper], ...rest }),
  musts: (): Deed[] => (Object.keys(MUSTS) as (keyof typeof MUSTS)[]).map((must) => person.must(must)),
  integrity: (): Deed => officerDoes('signIntegrity', { body: SIGNED, papers: ['integrity-conclusion'] }),
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
    evidence: { stays: true },
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

const ended = (name: string, outcome: string): Deed => ({
  kind: 'noteCandidacy',
  on: '2026-03-02',
  occasion: who(`case of ${who(name)}`),
  body: { person: who(name), outcome },
});

/** The stages of a post by its route, with the day of the inspector's pass where there is one. */
export const postWay = (plan: Partial<Plan> = {}): readonly Stage[] => {
  const competes = plan.route === 'competition';
  const moved = competes ? post.move(plan, { papers: ['motion-plan', 'competition-reason'] }) : post.move(plan);
  return [
    ['K0', [post.analyse()], '2026-01-12'],
    ['K1', [moved], '2026-01-13'],
    ...(competes ? COMPETITION : ([['K2', [post.talks(), post.meeting(), post.conclude()], '2026-01-14']] as const)),
    ['K3', [post.fix(undefined, competes ? { on: '2026-01-27' } : {})]],
    ['KC', [ended('one', 'completed'), ended('two', 'vetoed')]],
    ['K10', [post.file()], '2026-03-03'],
  ];
};

/** The post up to the step. */
export const postAt = (step: string, plan: Partial<Plan> = {}, halt: Halt = {}): Deed[] => along(postWay(plan), step, halt);

export const personWay = (plan: Partial<Plan> = {}): readonly Stage[] => [
  ['C3', [person.open(plan)], '2026-01-15'],
  ['C4', inspected(), '2026-01-16'],
  ['C5', [person.consulted(), person.consultationOver()], '2026-01-19'],
  ['C6', [person.decided()], '2026-01-20'],
  ['C7', [person.posted(), person.noticeOver()], '2026-01-29'],
  ['C8', [person.talk(), person.appointed()], '2026-01-30'],
  ['C9', [person.assessed('2027-01-31')], '2027-01-31'],
];

/** One candidacy up to the stage. */
export const personAt = (step: string, plan: Partial<Plan> = {}, halt: Halt = {}): Deed[] => along(personWay(plan), step, halt);
