import { refreshAll } from '../../records/standing/board';
import { countMonths } from '../../records/standing/months';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { type Product, startProduct } from '../harness/product';

jest.setTimeout(120_000);

interface Sums {
  month: string;
  open: number;
  stalled: number;
  overdue: number;
  longestDays: number;
  reasons: Record<string, number>;
}

describe('the bulletin of an organisation', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-05-20T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
    // Applied for on 2026-01-12 and never talked to: idle from 2026-01-27 on, overdue from 2026-02-13 on.
    await bringIn(office, 'A2', { name: '甲同学' });
    await count();
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  /** What the worker’s rounds do; a minute later, when what was opened so far has settled and nothing that comes after. */
  const count = async () => {
    const [{ pool }, now] = [product.database, (await product.clock.now()) + 60_000];
    await countMonths({ pool, statutes: product.statutes }, now);
    await refreshAll({ pool, statutes: product.statutes }, now);
  };
  const read = async (query = '', person = office.people.administrator, org = office.county.id) =>
    (await http.get(person, `/api/audit/bulletin?org=${org}${query}`)).body as {
      months: string[];
      pending: string[];
      totals: Sums[];
      items: (Sums & { unit: { name: string } })[];
      checkpoint?: { text: string };
    };
  const brief = (sums: readonly Sums[]) =>
    sums.map(({ month, open, stalled, overdue, reasons }) => [month, open, stalled, overdue, reasons]);

  const LATE = { overdue: 1 };
  const ONE_CASE = [
    ['2025-12', 0, 0, 0, {}],
    ['2026-01', 1, 1, 0, { idle: 1 }],
    ['2026-02', 1, 1, 1, LATE],
    ['2026-03', 1, 1, 1, LATE],
    ['2026-04', 1, 1, 1, LATE],
    ['2026-05', 1, 1, 1, LATE],
  ];

  it('says how each month ended, from the facts as of its last day, and how this one stands', async () => {
    const { months, pending, totals, items } = await read();
    expect([months, pending]).toEqual([ONE_CASE.map(([month]) => month), []]);
    expect(brief(totals)).toEqual(ONE_CASE);
    expect(totals.map(({ longestDays }) => longestDays)).toEqual([0, 5, 16, 47, 77, 97]);
    expect(items.map(({ unit }) => unit.name)).toEqual(Array.from({ length: 5 }, () => '库额尔齐斯镇团委'));
    expect((await read('&months=1')).totals).toEqual([totals[5]]);
  });

  it('a case that is brought in later adds itself to the months of its past, once; emptied, the months come out the same', async () => {
    const { pool } = product.database;
    await bringIn(office, 'A12', { name: '乙同学', unit: office.other.id });
    await count();
    await count();
    const { totals, items } = await read('', office.people.officer, office.town.id);
    expect(totals.map(({ open }) => open)).toEqual([0, 2, 2, 2, 2, 2]);
    expect(totals.slice(0, 5).map(({ stalled }) => stalled)).toEqual([0, 1, 1, 1, 1]);
    expect(new Set(items.map(({ unit }) => unit.name))).toEqual(new Set(['第一团支部', '第二团支部']));
    const rows = async () => (await pool.query('SELECT * FROM standing_month ORDER BY month, unit_id, procedure, reason')).rows;
    const before = await rows();
    expect(before.length).toBeGreaterThan(5);
    await pool.query('DELETE FROM standing_month');
    await pool.query('DELETE FROM standing_month_made');
    await count();
    expect(await rows()).toEqual(before);
  });

  it('is a paper with the newest checkpoint of the log, and a file; a fault of the system and the unseen are not in it', async () => {
    const { pool } = product.database;
    const { administrator } = office.people;
    expect((await http.post(administrator, '/api/log/checkpoints', undefined)).status).toBe(201);
    const { checkpoint } = await read();
    const ask = async (url: string, person = administrator) =>
      http.app.inject({ url, headers: { authorization: `Bearer ${await http.tokenOf(person)}` } });
    const paper = await ask(`/api/audit/bulletin/paper?org=${office.county.id}`);
    expect(paper.headers['content-type']).toMatch(/^text\/html/);
    expect(paper.body).toContain('<h1>督查通报</h1>');
    expect(paper.body).toContain('2026年2月');
    // Somebody may have been signed in between the two: the paper's is the same or a newer one.
    const printed = /日志检查点 (\d+) ([0-9a-f-]+)</.exec(paper.body);
    expect(Number(printed?.[1])).toBeGreaterThanOrEqual(Number(checkpoint?.text.split(' ')[0]));
    expect((await ask('/print/paper.css')).statusCode).toBe(200);
    const file = await ask(`/api/audit/bulletin?org=${office.county.id}&format=csv`);
    expect(file.body.split('\r\n')[1]).toContain('"月份","单位","在办","停滞","逾期"');
    const stalled = (await read('&months=1')).totals[0]?.stalled;
    const { rows } = await pool.query<{ case_id: string }>(`SELECT case_id FROM stalled_case WHERE reason = 'overdue' LIMIT 1`);
    await pool.query(`INSERT INTO system_fault (case_id, kind, since) VALUES ($1, 'activity-retrying', now())`, [rows[0]?.case_id]);
    await refreshAll({ pool, statutes: product.statutes }, await product.clock.now());
    expect((await read('&months=1')).totals[0]).toMatchObject({ stalled, overdue: 1 });
    expect((await ask(`/api/audit/bulletin?org=${office.county.id}`, office.people.secretary)).statusCode).toBe(404);
    expect((await ask(`/api/audit/bulletin?org=${office.branch.id}`, office.people.contact)).statusCode).toBe(403);
    expect((await ask(`/api/audit/bulletin?org=${office.county.id}&months=13`)).statusCode).toBe(400);
  });
});
