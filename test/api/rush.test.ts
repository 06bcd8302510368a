import { randomUUID } from 'node:crypto';
import { rushThresholds } from '../../domain/audit/rush';
import { cameTo, deeds } from '../harness/given';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { type Product, startProduct } from '../harness/product';

jest.setTimeout(120_000);

interface Finding {
  id: string;
  kind: string;
  on: string;
  count: number;
  of: number;
  cases: string[];
  people: { name: string }[];
  figure?: { key: string; value: unknown };
  citation: string;
  sentence: { zh: string; en: string };
}

describe('marks of rush admission', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-05-20T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const find = async (query = '', person: string = office.people.administrator): Promise<Finding[]> =>
    (await http.get(person, `/api/audit/rush?limit=200${query}`)).body.items;
  const insert = async (table: string, row: Record<string, unknown>): Promise<void> => {
    const keys = Object.keys(row);
    const values = `(${keys.map((key) => `"${key}"`).join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`;
    await product.database.pool.query(`INSERT INTO ${table} ${values}`, Object.values(row));
  };
  /** Rows as the record transaction leaves them, for what would take hundreds of acts. */
  const caseWith = async (
    unit: string,
    { procedure = 'admission', kind, on, body = {} }: { procedure?: string; kind: string; on: string; body?: object },
  ): Promise<string> => {
    const id = randomUUID();
    const { rows } = await product.database.pool.query<{ hash: string }>('SELECT hash FROM statute LIMIT 1');
    const state = JSON.stringify({ book: { introducers: [] } });
    await insert('case_row', {
      ...{ id, procedure, subject_kind: procedure === 'admission' ? 'case' : 'occasion', unit_id: unit, committee_id: office.town.id },
      ...{ subject_id: null, phase: 'ended', opened_on: on, stage: 'ended', steps: [], seq: 1, state, origin: state },
      ...{ statute_hash: rows[0]?.hash, opened_at: new Date(), changed_at: new Date(), started: true },
    });
    const fact = JSON.stringify({ v: 1, seq: 1, kind, on, at: 0, body, papers: [] });
    await insert('fact', { case_id: id, seq: 1, kind, on, at: new Date(), fact, hash: Buffer.alloc(32) });
    return id;
  };

  it('one pair for a whole batch, hours counted twice, and more hours than a day has: as brought in from paper', async () => {
    const again = {
      ...deeds.hours('2026-01-20', 1),
      body: { hours: [{ id: 'again', on: '2026-01-20', topic: '团章', witness: office.people.contact, units: 1 }] },
    };
    const twice = cameTo('A12').flatMap((deed) => (deed.kind === 'recordHours' ? [deed, again] : [deed]));
    const brought = [await bringIn(office, 'A12', { name: '甲同学' }), await bringIn(office, 'A12', { name: '乙同学' })];
    // Two of one pair are not yet a mark.
    expect(await find()).toEqual([]);
    brought.push(await bringIn(office, 'A12', { name: '丙同学', past: twice }));
    const found = await find();
    expect(found.map(({ kind, on }) => [kind, on]).sort()).toEqual([
      ['one-pair', '2026-05-06'],
      ['reused-hours', '2026-01-20'],
      ['two-at-once', '2026-01-20'],
    ]);
    const of = (kind: string) => found.find((one) => one.kind === kind);
    expect(of('one-pair')).toMatchObject({
      count: 3,
      of: 3,
      cases: brought.map(({ id }) => id).sort(),
      figure: { key: 'rush.pairCases', value: 3 },
      citation: expect.stringContaining('数字待核实'),
    });
    expect(
      of('one-pair')
        ?.people.map(({ name }) => name)
        .sort(),
    ).toEqual(['介绍人乙', '介绍人甲']);
    expect(of('reused-hours')).toMatchObject({ count: 2, cases: [brought[2]?.id], people: [{ name: '丙同学' }] });
    expect(of('two-at-once')).toMatchObject({ count: 9, of: 2, figure: { key: 'rush.hoursADay', value: 8 } });
    expect(of('two-at-once')?.sentence.zh).toBe('丙同学在 2026-01-20 一天内参加 2 次团课, 共记 9 学时');
    // Nothing is blocked by it.
    expect(await office.steps(brought[0]?.id ?? '')).toEqual(['A12']);
  });

  it('a batch on one day, a person in two meetings, quota kept for December; each from its figure on and not before', async () => {
    const { batch, decemberLeast } = rushThresholds();
    const unit = office.other.id;
    const votes: string[] = [];
    for (let n = 1; n < batch; n += 1) votes.push(await caseWith(unit, { kind: 'voteHeld', on: '2025-06-10' }));
    expect(await find('&from=2025-01-01&to=2025-12-31')).toEqual([]);
    votes.push(await caseWith(unit, { kind: 'voteHeld', on: '2025-06-10' }));

    const roll = (place: string, on: string) =>
      caseWith(place, { procedure: 'meeting', kind: 'rollTaken', on, body: { present: [office.people.introducer] } });
    const meetings = [await roll(unit, '2025-03-03'), await roll(office.branch.id, '2025-03-03')];
    await roll(unit, '2025-03-04');
    for (const meeting of meetings)
      await insert('occasion_entry', { occasion_id: meeting, case_id: votes[0], status: 'completed', detail: '{}' });

    const line = randomUUID();
    await insert('quota_line', { id: line, org_id: office.town.id, year: 2025, places: 40, used: 20 });
    const use = async (on: string) => {
      const id = await caseWith(unit, { kind: 'placeUsed', on });
      await insert('quota_reservation', { case_id: id, round: 1, line_id: line, status: 'used', on });
      return id;
    };
    for (let n = 0; n < decemberLeast; n += 1) await use('2025-05-04');
    const late = [];
    for (let n = 0; n < decemberLeast; n += 1) late.push(await use('2025-12-30'));
    // Half of them is not yet more than half.
    const found = await find('&from=2025-01-01&to=2025-12-31');
    expect(found.map(({ kind, count, of }) => [kind, count, of]).sort()).toEqual([
      ['same-day-batch', batch, batch],
      ['two-meetings', 2, 2],
    ]);
    expect(found.find(({ kind }) => kind === 'two-meetings')).toMatchObject({
      on: '2025-03-03',
      people: [{ name: '介绍人甲' }],
      cases: [votes[0]],
    });
    late.push(await use('2025-12-31'));
    const [december] = await find('&from=2025-12-01&to=2025-12-31');
    expect(december).toMatchObject({ kind: 'december-quota', count: late.length, of: late.length + decemberLeast, cases: late.sort() });
    expect(await find('&from=2025-01-01&to=2025-11-30&kind=december-quota')).toEqual([]);
  });

  it('within reach only, page by page, as a file, and a period that makes sense', async () => {
    const all = '&from=2025-01-01&to=2026-05-20';
    const ids = (await find(all)).map(({ id }) => id);
    expect(ids).toHaveLength(6);
    const paged: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const { body } = await http.get(
        office.people.administrator,
        `/api/audit/rush?limit=2${all}${next && `&after=${encodeURIComponent(next)}`}`,
      );
      paged.push(...body.items.map(({ id }: Finding) => id));
      next = body.next;
    }
    expect(paged).toEqual(ids);
    const kinds = async (person: Office['people']['secretary'], query = all) => (await find(query, person)).map(({ kind }) => kind).sort();
    expect(await kinds(office.people.otherSecretary)).toEqual(['same-day-batch']);
    expect(await kinds(office.people.secretary)).toEqual(['one-pair', 'reused-hours', 'two-at-once']);
    expect(await kinds(office.people.inspector)).toHaveLength(6);
    expect(await kinds(office.people.administrator, `${all}&unit=${office.branch.id}`)).not.toContain('same-day-batch');
    expect((await http.get(office.people.contact, '/api/audit/rush')).status).toBe(403);
    for (const period of ['from=2026-02-01&to=2026-01-01', 'from=2020-01-01&to=2026-01-01'])
      expect((await http.get(office.people.administrator, `/api/audit/rush?${period}`)).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/from', in: 'query' }],
      });
    const token = await http.tokenOf(office.people.administrator);
    const file = await http.app.inject({ url: `/api/audit/rush?format=csv${all}`, headers: { authorization: `Bearer ${token}` } });
    expect(file.body.trim().split('\r\n')).toHaveLength(2 + 6);
  });
});
