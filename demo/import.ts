import type { ActRequest } from '../dispatch/desk';
import type { Calendar } from '../domain/calendar/calendar';
import type { Day } from '../domain/calendar/day';
import type { Statute } from '../domain/law/statute';
import type { Database } from '../records/database';
import { enterObjection } from '../records/objections';
import type { Vault } from '../records/sealed';
import { statuteFor } from '../records/statutes';
import { CASES, type DemoCase, hasForm, SHEETS } from './cases';
import type { Clerk } from './clerk';
import type { Unit } from './county';
import { COUNTY } from './data/divisions';
import { writePapers } from './papers';
import { type Actors, type Carried, type Draft, paperPast } from './past';
import type { Giving } from './patience';
import { CONTACT, Population } from './people';
import { bookletFromTheEnd, numberOf } from './quota';

export interface ImportDeps {
  readonly database: Database;
  readonly desk: Giving;
  readonly vault: Vault;
  readonly calendar: Calendar;
  now(): Promise<number>;
}

/** Brings the cases in, one after the other. Each act has a fixed key, so that a second start goes on where the first was cut off. */
export class Import {
  private readonly slots = new Map<string, number>();
  private readonly laws: Readonly<Record<'base' | 'strict', Statute>>;
  private readonly names: ReadonlyMap<string, string>;
  private readonly minors: ReadonlySet<string>;

  constructor(
    private readonly deps: ImportDeps,
    private readonly clerk: Clerk,
    private readonly population: Population,
    private readonly today: Day,
  ) {
    this.laws = { base: statuteFor('admission', [], deps.calendar), strict: statuteFor('admission', ['school-strict'], deps.calendar) };
    this.minors = new Set(population.people.flatMap(({ id, guardian }) => (guardian ? [id] : [])));
    this.names = new Map(population.people.map(({ id, name }) => [id, name]));
  }

  async run(): Promise<void> {
    for (const one of CASES) await this.bringIn(one);
    for (const sheet of new Set(CASES.flatMap(({ notice }) => (notice ? [notice] : []))))
      await this.post(
        sheet,
        CASES.filter(({ notice }) => notice === sheet),
      );
    for (const one of CASES) {
      if (one.objection) await this.object(one, one.objection);
      for (const [index, act] of (one.today ?? []).entries()) await this.actToday(one, act, act.recordedBy, `today-${index}`);
    }
  }

  private async bringIn(one: DemoCase): Promise<void> {
    const unit = this.population.unit(one.unit);
    const actors = this.actorsOf(unit, one);
    const form = this.formFor(one, this.population.committeeOf(unit));
    const key = `demo:${one.key}`;
    if (await this.clerk.caseOf(actors.officer, key)) return;
    const law = this.lawOf(unit);
    const drafts = paperPast(
      this.today,
      { calendar: this.deps.calendar, strict: this.isStrict(unit) },
      { ...one, twist: { guardian: this.minors.has(actors.subject), ...one.twist } },
    );
    const reviewedIn = drafts.find(({ kind }) => kind === 'preReview')?.on.slice(0, 4) ?? '';
    const typed = form?.(Number(reviewedIn));
    const acts = (await this.requests(actors, drafts, actors.officer, law)).map((request): ActRequest => {
      if (typed && request.kind === 'preReview') return { ...request, ...typed };
      return typed && request.kind === 'fillForm' ? { ...request, body: { ...request.body, number: typed.number } } : request;
    });
    const [act, ...past] = acts;
    if (!act) throw new Error(`case ${one.key} has no past`);
    await this.deps.desk.open(
      await this.clerk.who(actors.officer),
      { procedure: 'admission', unit: unit.id, subject: actors.subject, act, past },
      key,
    );
  }

  /** Posted today: its days run in the product, not on paper. */
  private async post(sheet: keyof typeof SHEETS, cases: readonly DemoCase[]): Promise<void> {
    const [first] = cases;
    if (!first) return;
    const unit = this.population.unit(first.unit);
    const actors = this.actorsOf(unit, first);
    const key = `demo:notice:${sheet}`;
    if (await this.clerk.caseOf(actors.secretary, key)) return;
    const ids = await Promise.all(cases.map(async (one) => (await this.clerk.caseOf(actors.officer, `demo:${one.key}`)) ?? ''));
    const act: ActRequest = { kind: 'openNotice', body: { cases: ids, workingDays: 5, scope: SHEETS[sheet] }, papers: [] };
    const { id } = await this.deps.desk.open(await this.clerk.who(actors.secretary), { procedure: 'notice', unit: unit.id, act }, key);
    await this.clerk.until(`notice ${sheet}`, async () => {
      const { rows } = await this.deps.database.pool.query(`SELECT 1 FROM case_row WHERE id = $1 AND state ->> 'asks' = '[]'`, [id]);
      return rows.length > 0;
    });
  }

  /** Somebody came to the office; the officer enters it. */
  private async object(one: DemoCase, text: string): Promise<void> {
    const { database, desk, vault, now } = this.deps;
    const actors = this.actorsOf(this.population.unit(one.unit), one);
    const key = `demo:${one.key}:objection`;
    const occasion = await this.clerk.caseOf(actors.secretary, `demo:notice:${one.notice}`);
    const id = await this.clerk.caseOf(actors.officer, `demo:${one.key}`);
    if (!occasion || !id || (await this.clerk.isRegistered(actors.officer, key))) return;
    const objection = await enterObjection(database.pool, vault, { occasion, case: id }, { text }, await now());
    await desk.act(
      await this.clerk.who(actors.officer),
      occasion,
      { kind: 'receiveObjection', body: { case: id, objection: objection.id }, papers: [], as: 'committee-officer' },
      key,
    );
    await this.clerk.until(
      `objection to ${one.key}`,
      async () => (await database.pool.query(`SELECT 1 FROM case_row WHERE id = $1 AND phase = 'held'`, [id])).rows.length > 0,
    );
  }

  private async actToday(one: DemoCase, act: Carried, recordedBy: 'secretary' | 'officer' | undefined, name: string): Promise<void> {
    const unit = this.population.unit(one.unit);
    const actors = this.actorsOf(unit, one);
    const by = actors[recordedBy ?? act.by];
    const key = `demo:${one.key}:${name}`;
    const id = await this.clerk.caseOf(actors.officer, `demo:${one.key}`);
    if (!id || (await this.clerk.isRegistered(by, key))) return;
    const [request] = await this.requests(actors, [{ ...act, on: this.today }], by, this.lawOf(unit));
    if (request) await this.deps.desk.act(await this.clerk.who(by), id, { ...request, on: undefined }, key);
  }

  /** Acts with the papers that the step's table asks for, uploaded by whoever brings them in. */
  private async requests(actors: Actors, drafts: readonly Draft[], uploader: string, law: Statute): Promise<ActRequest[]> {
    const name = this.names.get(actors.subject) ?? '';
    const sheets = drafts.map(({ kind, on, papers = [] }) => {
      const asked = law.steps.find(({ acts }) => acts.includes(kind))?.papers[kind] ?? [];
      return [...asked, ...papers].map((paper) => ({ kind: paper, name, on }));
    });
    const ids = await writePapers(this.deps.database.pool, uploader, sheets.flat(), await this.deps.now());
    return drafts.map(({ kind, by, on, body = {} }, index) => ({
      kind,
      on,
      actor: actors[by],
      body: typeof body === 'function' ? body(actors, on) : body,
      papers: ids.splice(0, sheets[index]?.length),
    }));
  }

  private actorsOf(unit: Unit, { key }: DemoCase): Actors {
    const { population } = this;
    const members = population.members(unit);
    const committee = population.committeeOf(unit);
    const other = population.unit('S01-{1}-02');
    const of = (place: Unit, role: Parameters<Population['holders']>[1], index = 0) => population.holders(place, role)[index] ?? '';
    return {
      subject: Population.applicant(key),
      secretary: of(unit, 'branch-secretary'),
      contact: members[CONTACT]?.id ?? '',
      introducers: [members[CONTACT + 1]?.id ?? '', members[CONTACT + 2]?.id ?? ''],
      officer: of(committee, 'committee-officer'),
      approver: of(committee, 'committee-approver'),
      countyOfficer: of(population.unit(COUNTY.code), 'committee-officer'),
      inspector: of(population.unit(`${COUNTY.code}-I`), 'inspector'),
      voters: members.length,
      approvers: population.holders(committee, 'committee-approver').length,
      otherBranch: other.id,
      otherSecretary: of(other, 'branch-secretary'),
    };
  }

  /** Forms that were filled in on paper carry numbers of the committee's own range, in order; their booklets were taken from the end of the pile. */
  private formFor(one: DemoCase, committee: Unit): ((year: number) => { number: string; booklet: string }) | undefined {
    if (!hasForm(one)) return undefined;
    const slot = this.slots.get(committee.code) ?? 0;
    this.slots.set(committee.code, slot + 1);
    const filled = [...this.slots.values()].reduce((sum, count) => sum + count, 0);
    return (year) => ({ number: numberOf(committee.code, year, slot), booklet: bookletFromTheEnd(year, filled) });
  }

  private isStrict(unit: Unit): boolean {
    for (let at: Unit | undefined = unit; at; at = at.parent) if (at.overlay) return true;
    return false;
  }

  private lawOf(unit: Unit): Statute {
    return this.isStrict(unit) ? this.laws.strict : this.laws.base;
  }
}
