import { randomUUID } from 'node:crypto';
import { admissionPack } from '../../domain/law/packs/admission';
import { transaction } from '../../records/database';
import { BoardRound } from '../../worker/board-round';
import { reconcileDaily } from '../../worker/reconcile-round';
import { eventually } from '../harness/product';
import { anOfficeMidWay, type OfficeMidWay } from './office-mid-way';

jest.setTimeout(120_000);

/** The worker's rounds follow within seconds; nothing here calls them. */
const PATIENCE_MS = 60_000;

/** What the administrator's pages read: figures, the law of a unit, the state of the log, the reach of a calendar. */
describe('the figures and the state of the system', () => {
  let way: OfficeMidWay;
  beforeAll(async () => {
    way = await anOfficeMidWay();
    const { database, statutes, client, config, clock } = way.product;
    await new BoardRound({ pool: database.pool, statutes, client, taskQueue: config.taskQueue }).once(await clock.now());
  });
  afterAll(() => way?.stop());

  const get = async (role: keyof OfficeMidWay['by'], url: string) => (await way.http.get(way.by[role], url)).body;

  describe('figures', () => {
    interface Stage {
      stage: string;
      ages: number[];
      rule: number;
      desk: number;
      stalled: number;
      paused: number;
      closed: number;
      medianDays?: number;
    }
    const stageOf = (figures: { stages: Stage[] }, stage: string) => figures.stages.find((one) => one.stage === stage);

    it('a case that hangs on a notice waits by rule, one whose talk is overdue stands still; the ages are those of both', async () => {
      const figures = await get('administrator', '/api/audit/figures');
      expect(figures.today).toBe(await way.office.today());
      // Ninety-one days old, both of them.
      expect(stageOf(figures, 'object')).toMatchObject({ rule: 1, desk: 0, stalled: 0, paused: 0, ages: [0, 0, 1, 0, 0] });
      expect(stageOf(figures, 'application')).toMatchObject({ rule: 0, stalled: 1, ages: [0, 0, 1, 0, 0] });
      expect(figures.unitsAre).toBe('branches');
      expect(figures.units).toEqual([{ id: way.office.branch.id, name: '第一团支部', rule: 1, desk: 0, stalled: 1, paused: 0 }]);
    });

    it('the time in a stage runs from the opening of its first step to the closing of its last', async () => {
      const { steps } = await way.office.state(way.mine.id);
      const taken = admissionPack.steps.filter(({ id, stage }) => stage === 'cultivation' && steps[id]).map(({ id }) => steps[id]);
      const [first] = taken.map((one) => one?.openedOn ?? '').sort();
      const last = taken
        .map((one) => one?.closedOn ?? '')
        .sort()
        .at(-1);
      const days = (Date.parse(last ?? '') - Date.parse(first ?? '')) / 86_400_000;
      expect(days).toBeGreaterThan(80);
      const figures = await get('administrator', '/api/audit/figures');
      expect(stageOf(figures, 'cultivation')).toMatchObject({ closed: 1, medianDays: days, ninthDecileDays: days });
      // Neither has come through its present stage.
      expect(stageOf(figures, 'reception')).toMatchObject({ closed: 0 });
      expect(stageOf(figures, 'reception')?.medianDays).toBeUndefined();
    });

    it('are of what one may see', async () => {
      const total = async (role: keyof OfficeMidWay['by'], query = '') =>
        ((await get(role, `/api/audit/figures${query}`)).stages as Stage[]).reduce(
          (sum, { ages }) => sum + ages.reduce((all, one) => all + one, 0),
          0,
        );
      expect([await total('administrator'), await total('branch-secretary'), await total('sibling-secretary')]).toEqual([2, 2, 0]);
      expect(await total('administrator', `?unit=${way.office.other.id}`)).toBe(0);
      expect(await total('administrator', '?procedure=selection')).toBe(0);
      expect((await way.http.get(way.by['sibling-secretary'], `/api/audit/figures?unit=${way.office.branch.id}`)).status).toBe(404);
    });

    it('each line of the board has its age split by holder, and the units are counted', async () => {
      const { items, counts } = await get('administrator', '/api/audit/stalled');
      const own = await get('administrator', `/api/cases/${way.theirs.id}/standing`);
      expect(Object.keys(items[0].parts)).toEqual(Object.keys(own.parts));
      const sum = (Object.values(items[0].parts) as number[]).reduce((all, one) => all + one, 0);
      expect(Math.abs(sum - own.seconds)).toBeLessThan(120);
      expect(counts.units).toEqual([{ id: way.office.branch.id, name: '第一团支部', count: 1 }]);
    });
  });

  describe('the law of a unit', () => {
    const town = () => way.office.town.id;

    it('is the pack with the overlays on the way down, each figure with clause and certainty', async () => {
      const law = await get('administrator', `/api/organisations/${way.office.branch.id}/law`);
      expect([law.overlays, law.edition.includes('+')]).toEqual([[], false]);
      const hours = law.figures.find(({ key }: { key: string }) => key === 'admission.volunteerHours');
      expect(hours).toMatchObject({ verified: false, own: false });
      expect(hours.citation).toMatch(/^《.+》/);
      expect(law.figures.find(({ key }: { key: string }) => key === 'stall.idleDays')).toMatchObject({ own: true });
      expect(law.editions).toMatchObject([{ current: true, count: 2 }]);
    });

    it('another overlay is tried on the open cases, and changes none of them', async () => {
      const before = await way.office.state(way.theirs.id);
      const tried = await get('administrator', `/api/organisations/${town()}/law/effect?as=school-strict`);
      expect(tried.items.map((one: { case: string }) => one.case).sort()).toEqual([way.mine.id, way.theirs.id].sort());
      expect(tried.items.every((one: { adoptable: boolean }) => !one.adoptable)).toBe(true);
      expect(tried.changes).toContainEqual({ what: 'admission.volunteerHours', from: '0', to: '20', cases: 2 });
      expect(await way.office.state(way.theirs.id)).toEqual(before);
      expect(await get('administrator', `/api/organisations/${town()}/law/effect`)).toMatchObject({ items: [], same: 2, changes: [] });
      expect(await get('sibling-secretary', `/api/organisations/${way.office.other.id}/law/effect?as=school-strict`)).toMatchObject({
        items: [],
        same: 0,
      });
    });

    it('once it is laid, open cases keep theirs until they adopt it, which the officer may do with what was tried', async () => {
      const { http, by } = way;
      const laid = await http.app.inject({
        method: 'PATCH',
        url: `/api/organisations/${town()}`,
        payload: { overlay: 'school-strict' },
        headers: { authorization: `Bearer ${await http.tokenOf(by.administrator ?? '')}`, 'idempotency-key': randomUUID() },
      });
      expect(laid.statusCode).toBe(200);
      const law = await get('administrator', `/api/organisations/${town()}/law`);
      expect(law.overlays).toMatchObject([{ id: 'school-strict', at: { id: town() } }]);
      expect(law.figures.find(({ key }: { key: string }) => key === 'admission.volunteerHours')).toMatchObject({ value: 20, base: 0 });
      expect(law.editions).toMatchObject([{ current: false, count: 2 }]);
      const { items } = await get('committee-officer', `/api/organisations/${town()}/law/effect`);
      const mine = items.find((one: { case: string }) => one.case === way.theirs.id);
      expect(mine).toMatchObject({ adoptable: true });
      const adopted = await http.post(by['committee-officer'], `/api/cases/${way.theirs.id}/pack/adopt`, { seq: mine.seq, to: mine.to });
      expect([adopted.status, adopted.body.status]).toEqual([200, 'accepted']);
      await eventually('it has the new law', async () =>
        (await get('administrator', `/api/organisations/${town()}/law`)).editions.some(
          (one: { current: boolean; count: number }) => one.current && one.count === 1,
        ),
      );
      // Without the unit's own overlay only the one that took it would change.
      const none = await get('administrator', `/api/organisations/${town()}/law/effect?as=none`);
      expect(none.items.map((one: { case: string }) => one.case)).toEqual([way.theirs.id]);
    });
  });

  describe('the state of the log', () => {
    it('tells faults to those in whose part of the tree they are', async () => {
      const { pool } = way.product.database;
      const told = async (role: keyof OfficeMidWay['by']) =>
        (await get(role, '/api/log/state')).faults.map(({ kind, count, text }: { kind: string; count: number; text: { zh: string } }) => [
          kind,
          count,
          text.zh,
        ]);
      const elsewhere = await way.office.person('邻县管理员', way.office.other.id);
      await way.office.holds(elsewhere, way.office.other.id, 'administrator');
      // The worker, which knows better, takes it away again in its next round.
      const seen = await eventually('it is told', async () => {
        await pool.query("INSERT INTO system_fault (case_id, kind, since) VALUES ($1, 'workflow-missing', now()) ON CONFLICT DO NOTHING", [
          way.mine.id,
        ]);
        const faults = await told('administrator');
        return faults.length > 0 && faults;
      });
      expect(seen).toEqual([['workflow-missing', 1, '流程实例不存在']]);
      expect((await way.http.get(elsewhere, '/api/log/state')).body.faults).toEqual([]);
      await pool.query('DELETE FROM system_fault WHERE case_id = $1', [way.mine.id]);
    });

    it('keeps what each comparison found, daily and on demand, and shows the differences of what one may see', async () => {
      const { database, statutes, clock } = way.product;
      const { pool } = database;
      const runs = async () => Number((await pool.query('SELECT count(*) AS n FROM reconcile_run')).rows[0].n);
      // The worker's own: after it there is none for a day.
      await eventually('the worker has compared', async () => (await runs()) === 1, PATIENCE_MS);
      await reconcileDaily({ database, statutes }, await clock.now());
      expect(await runs()).toBe(1);
      // As the owner of the database can, who switches the triggers off.
      await transaction(pool, async (tx) => {
        await tx.query("SET LOCAL session_replication_role = 'replica'");
        await tx.query("UPDATE paper SET sha256 = repeat('0', 64) WHERE id = $1", [way.paper]);
      });
      const { status, body } = await way.http.post(way.by.auditor, '/api/log/reconcile', undefined);
      expect([status, body.deep]).toEqual([200, false]);
      expect(body.differences).toContainEqual(expect.objectContaining({ kind: 'paper-differs', case: way.mine.id, id: way.paper }));
      expect(body.kinds).toContainEqual(
        expect.objectContaining({ kind: 'paper-differs', text: { zh: '材料摘要与台账不一致', en: expect.any(String) } }),
      );
      expect((await get('administrator', '/api/log/state')).reconciliation).toEqual(body);
      expect((await pool.query("SELECT body FROM log_entry WHERE kind = 'reconciled'")).rows).toEqual([
        { body: { differences: body.total } },
      ]);
      await expect(pool.query('DELETE FROM reconcile_run')).rejects.toThrow();
      const elsewhere = await way.office.person('另一管理员', way.office.other.id);
      await way.office.holds(elsewhere, way.office.other.id, 'administrator');
      expect((await way.http.get(elsewhere, '/api/log/state')).body.reconciliation).toMatchObject({ total: 0, differences: [] });
      const before = await runs();
      await reconcileDaily({ database, statutes }, (await clock.now()) + 25 * 3_600_000);
      expect(await runs()).toBe(before + 1);
    });
  });

  it('a new holiday notice reaches every open case and notice, and the page can tell when it has', async () => {
    const { http, by } = way;
    const adoption = () => get('system-administrator', '/api/calendar/adoption');
    expect(await adoption()).toMatchObject({ pending: 0, kept: 0 });
    const entered = await http.post(by['system-administrator'], '/api/calendar/notices', {
      region: 'CN',
      year: 2027,
      title: '通知',
      certainty: 'to be verified',
      off: [{ name: '元旦', days: ['2027-01-01'] }],
      work: [],
    });
    expect(entered.status).toBe(201);
    const { calendar, open } = await eventually('all have it', async () => {
      const now = await adoption();
      return now.pending === 0 && now.adopted > 0 && now;
    });
    expect([calendar, open]).toEqual([entered.body.calendar, expect.any(Number)]);
    expect((await http.get(by.applicant, '/api/calendar/adoption')).status).toBe(403);
  });
});
