import type { Plan } from '../domain/procedures/selection/plan';

/** Where a post may stand: after which acts, the inspector's verdict still missing unless the mark is followed by another. */
export const POST_MARKS = [
  'analysed',
  'begun',
  'moved',
  'recommended',
  'announced',
  'entered',
  'scored',
  'listed',
  'named',
  'recorded',
  'completed',
] as const;
export type PostMark = (typeof POST_MARKS)[number];

/** Where a candidate may stand; `vetoed` and `suspended` are the inspector's verdict on his being named. */
export const PERSON_MARKS = ['named', 'grouped', 'inspected', 'consulted', 'decided', 'posted', 'talked', 'appointed'] as const;
export type PersonMark = (typeof PERSON_MARKS)[number] | 'vetoed' | 'suspended';

export interface DemoPost {
  readonly key: string;
  /** The organisation that has the post, by its code without the county's. */
  readonly unit: string;
  readonly title: string;
  readonly until: PostMark;
  /** Its candidates belong to this branch. */
  readonly from?: string;
  readonly people?: readonly PersonMark[];
  readonly plan?: Partial<Plan>;
  /** Working day of the week behind us on which it began. */
  readonly start?: number;
  /** All on one day, so far back that what must then run for its working days has run, whatever day today is: under the demo's own law. */
  readonly atOnce?: true;
  /** Began so many days ago, entered late by the officer with a reason. */
  readonly late?: number;
  /** The inspector sent the recommendation back. */
  readonly returned?: true;
}

const row = (key: string, unit: string, title: string, until: PostMark, rest: Partial<DemoPost> = {}): DemoPost => ({
  key,
  unit,
  title,
  until,
  ...rest,
});

const COUNTY = '654322';
const competition = { route: 'competition' } as const;

/**
 * A post at every stage of a selection. Nothing of a selection can be brought in from paper, so these were acted out, verdict by verdict, within the lawful
 * days behind today; those marked `atOnce` a little further back.
 */
export const POSTS: readonly DemoPost[] = [
  row('new', '101', '可可托海镇团委副书记', 'analysed', { start: 5 }),
  row('silent', 'F', '两新组织团工委副书记', 'analysed', { late: 16 }),
  row('motion', 'P', '矿业园区团工委副书记', 'begun', { start: 3 }),
  row('moved', '102', '恰库尔图镇团委副书记', 'moved', { start: 3 }),
  row('returned', 'S05', '县职业技术学校团委副书记', 'recommended', { from: 'S05-T', returned: true }),
  row('recommended', '103', '喀拉通克镇团委副书记', 'recommended', { from: '103201', start: 2 }),
  row('announced', '100', '库额尔齐斯镇团委副书记', 'announced', { plan: competition, start: 3 }),
  row('entries', 'S02', '县完全中学团委副书记', 'entered', { from: 'S02-T', plan: competition, start: 3 }),
  row('scores', 'S01', '县高级中学团委副书记', 'scored', { from: 'S01-T', plan: competition, atOnce: true }),
  row('listed', '200', '吐尔洪乡团委副书记', 'listed', { from: '200201', start: 1 }),
  row('inspection', COUNTY, '县团委办公室主任', 'named', { from: 'G05', people: ['named', 'grouped', 'inspected'] }),
  row('decision', '104', '杜热镇团委副书记', 'named', {
    from: '104203',
    people: ['consulted', 'decided', 'posted', 'vetoed'],
    plan: { posts: 2 },
  }),
  row('publicity', 'G', '县直机关团工委副书记', 'named', { from: 'G08', people: ['appointed', 'vetoed'], atOnce: true }),
  row('talk', '202', '库尔特乡团委副书记', 'named', {
    from: '202201',
    people: ['talked', 'posted', 'vetoed'],
    plan: { posts: 2 },
    atOnce: true,
  }),
  row('complete', '204', '铁买克乡团委副书记', 'completed', {
    from: '204200',
    people: ['appointed', 'vetoed'],
    plan: { probation: false },
    atOnce: true,
  }),
  row('held', '205', '喀拉布勒根乡团委副书记', 'named', { from: '205202', people: ['suspended', 'named'] }),
  row('record', '203', '克孜勒希力克乡团委副书记', 'recorded', { from: '203200', people: ['vetoed', 'vetoed'] }),
];

/** Candidates are inspected by two officers of the committee. */
export const needsSecondOfficer = ({ people = [] }: DemoPost): boolean =>
  people.some((mark) => PERSON_MARKS.includes(mark as never) && mark !== 'named');
