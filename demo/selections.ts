import type { Calendar } from '../domain/calendar/calendar';
import type { Day } from '../domain/calendar/day';
import { endOfNotice } from '../domain/procedures/parts/notice';
import type { SelectionBook } from '../domain/procedures/selection/book';
import type { Plan } from '../domain/procedures/selection/plan';
import { sealScores } from '../records/scores';
import type { Vault } from '../records/sealed';
import { statuteFor } from '../records/statutes';
import { Candidates, PUBLICITY } from './candidates';
import type { Clerk, ClerkDeps, Deed } from './clerk';
import type { Unit } from './county';
import { COUNTY } from './data/divisions';
import { demoLaw } from './law';
import { lawfulDays, longEnoughAgo } from './lawful-days';
import { CONTEST, clear, meetingOf, PLAN, talksOf, tallyOf } from './lawful-selection';
import type { Population } from './people';
import { type DemoPost, POST_MARKS, POSTS, type PostMark } from './posts';

export interface SelectionDeps extends ClerkDeps {
  readonly vault: Vault;
  readonly calendar: Calendar;
}

/** The first members of a branch hold its offices; candidates are taken from behind them. */
const FIRST = 3;
/** At once, so that the worker is never idle. */
const LANES = 4;

/** Acts out the posts of the county. Whoever reads a verdict here reads one that the demo's inspector gave in the product. */
export const playPosts = async (deps: SelectionDeps, clerk: Clerk, population: Population, today: Day): Promise<void> => {
  const waiting = [...POSTS];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await new PostPlay(deps, clerk, population, today, next).play();
  };
  // One that fails lets the others finish what they have begun.
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
};

class PostPlay {
  private id = '';
  private readonly unit: Unit;
  private readonly officer: string;
  private readonly approvers: readonly string[];
  private readonly inspector: string;
  /** The week's n-th day on which something was done. */
  private readonly day: (index: number) => Day;
  private readonly plan: Plan;

  constructor(
    private readonly deps: SelectionDeps,
    private readonly clerk: Clerk,
    private readonly population: Population,
    today: Day,
    private readonly post: DemoPost,
  ) {
    this.unit = population.unit(post.unit);
    this.officer = population.holders(this.unit, 'committee-officer')[0] ?? '';
    this.approvers = population.holders(this.unit, 'committee-approver');
    this.inspector = population.holders(population.unit(`${COUNTY.code}-I`), 'inspector')[0] ?? '';
    const over = (from: Day): Day => endOfNotice(statuteFor('candidacy', [], deps.calendar), from, PUBLICITY).end;
    const atOnce = post.atOnce && longEnoughAgo(deps.calendar, today, over);
    this.day = lawfulDays(deps.calendar, today, { ...post, atOnce });
    this.plan = { ...PLAN, ...post.plan };
  }

  async play(): Promise<void> {
    await this.analyse();
    if (!this.reaches('begun')) return;
    await this.pass('K0', 0);
    if (!this.reaches('moved')) return;
    await this.act('move', {
      by: this.approvers[0] ?? '',
      kind: 'proposeMotion',
      body: this.plan,
      papers: this.plan.route === 'competition' ? ['motion-plan', 'competition-reason'] : ['motion-plan'],
      on: this.day(1),
    });
    if (!this.reaches('recommended')) return;
    await this.pass('K1', 1);
    const listed = this.plan.route === 'competition' ? await this.compete() : await this.recommend();
    if (!listed || !this.reaches('named')) return;
    await this.name();
    if (this.reaches('recorded')) await this.record();
  }

  private reaches(mark: PostMark): boolean {
    return POST_MARKS.indexOf(this.post.until) >= POST_MARKS.indexOf(mark);
  }

  private act(name: string, deed: Deed): Promise<void> {
    return this.clerk.act(this.id, deed, `demo:post:${this.post.key}:${name}`);
  }

  private pass(step: string, index?: number): Promise<void> {
    return this.act(`pass-${step}`, {
      by: this.inspector,
      kind: 'giveVerdict',
      body: { step, verdict: 'pass' },
      papers: ['verdict-opinion'],
      on: index === undefined ? undefined : this.day(index),
    });
  }

  private async analyse(): Promise<void> {
    const { key, title, late } = this.post;
    const { posts } = this.plan;
    const deed: Deed = {
      by: this.officer,
      kind: 'analysePost',
      body: { title, approved: posts + 1, incumbents: 1, openings: posts },
      papers: ['vacancy-sheet'],
      on: this.day(0),
      late: late !== undefined,
      law: this.post.atOnce && demoLaw('selection', this.deps.calendar),
    };
    this.id = await this.clerk.open({ procedure: 'selection', unit: this.unit.id }, deed, `demo:post:${key}`);
  }

  private get people(): readonly string[] {
    const members = this.population.members(this.population.unit(this.post.from ?? ''));
    return members.slice(FIRST, FIRST + Math.max(this.post.people?.length ?? 0, this.plan.posts + 1)).map(({ id }) => id);
  }

  /** K2; answers whether it was passed. */
  private async recommend(): Promise<boolean> {
    const by = this.officer;
    const on = this.day(2);
    const tally = tallyOf(this.people);
    await this.act('talks', { by, kind: 'recordRecommendationTalks', body: talksOf(tally), papers: ['talk-tally'], on });
    await this.act('meeting', { by, kind: 'recordRecommendationMeeting', body: meetingOf(tally), papers: ['recommendation-forms'], on });
    await this.act('concluded', { by, kind: 'concludeRecommendation', papers: ['recommendation-report'], on });
    if (this.post.returned)
      await this.act('returned', {
        by: this.inspector,
        kind: 'giveVerdict',
        body: { step: 'K2', verdict: 'return', backTo: 'K2' },
        papers: ['verdict-opinion'],
        on,
      });
    if (!this.reaches('listed')) return false;
    await this.pass('K2', 2);
    return true;
  }

  /** X1 to X3: entries stay open for their working days, and two of three examiners have sealed their points. */
  private async compete(): Promise<boolean> {
    const by = this.officer;
    const noticedOn = this.day(1);
    await this.act('announced', { by, kind: 'publishCompetition', body: CONTEST, papers: ['competition-notice'], on: noticedOn });
    if (!this.reaches('entered')) return false;
    await this.pass('X1', 1);
    const members = this.population.members(this.population.unit(this.post.from ?? '')).slice(FIRST, FIRST + 3);
    for (const [index, { id: person }] of members.entries())
      await this.act(`entry-${index}`, {
        by,
        kind: 'enterCompetitor',
        body: index < 2 ? { person, qualified: true, why: 'meets' } : { person, qualified: false, why: 'experience' },
        papers: ['entry-form'],
        on: this.day(2),
      });
    if (!this.reaches('scored')) return false;
    await this.act('closed', {
      by,
      kind: 'closeEntries',
      body: { examiners: this.approvers },
      papers: ['qualification-report'],
    });
    await this.act('pass-X2', {
      by: this.inspector,
      kind: 'giveVerdict',
      body: { step: 'X2', verdict: 'pass' },
      papers: ['verdict-opinion'],
    });
    await this.score(members.slice(0, 2).map(({ id }) => id));
    return false;
  }

  private async score(qualified: readonly string[]): Promise<void> {
    const { round } = await this.clerk.state(this.id);
    for (const [index, examiner] of this.approvers.slice(0, 2).entries())
      for (const part of ['paper', 'interview'] as const) {
        const points = Object.fromEntries(qualified.map((person, place) => [person, 8600 - 250 * place + 40 * index]));
        const { database, vault, now } = this.deps;
        await sealScores(database.pool, vault, { case: this.id, round, part, examiner, points }, await now());
      }
  }

  /** K3: a candidacy for each person, and what became of it. */
  private async name(): Promise<void> {
    const objects = this.people.map(clear);
    const by = this.approvers[0] ?? '';
    await this.act('objects', { by, kind: 'fixObjects', body: { objects }, papers: ['object-reasons'], on: this.day(3) });
    const candidates = async () => (await this.clerk.state<SelectionBook>(this.id)).book.candidates;
    await this.clerk.until(`candidacies of ${this.post.key}`, async () =>
      Object.values(await candidates()).every((one) => one.case || one.outcome),
    );
    const found = await candidates();
    const refused = Object.values(found).filter((one) => !one.case);
    if (refused.length > 0) throw new Error(`${this.post.key}: a candidacy was refused: ${JSON.stringify(refused)}`);
    const { post, clerk, day, unit, approvers, inspector } = this;
    const officers = this.population.holders(unit, 'committee-officer');
    const pair = this.population.holders(this.population.unit(`${COUNTY.code}-I`), 'inspector').slice(1);
    const play = new Candidates(this.deps, { post, clerk, day, unit, officers, approvers, inspector, pair });
    await play.run(this.people.map((person, index) => ({ id: found[person]?.case ?? '', mark: post.people?.[index] ?? 'named' })));
  }

  private async record(): Promise<void> {
    await this.clerk.until(`${this.post.key} at K10`, async () => (await this.clerk.state(this.id)).steps.K10 !== undefined);
    // The people's cases ended today where they began long ago.
    const on = this.post.atOnce ? undefined : this.day(5);
    await this.act('record', { by: this.officer, kind: 'fileRecord', papers: ['process-record'], on });
    if (this.reaches('completed')) await this.pass('K10');
  }
}
