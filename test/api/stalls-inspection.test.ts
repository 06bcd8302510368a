import { evaluate } from '../../records/standing/evaluate';
import { type Http, startHttp } from '../harness/http';
import { type Investigating, investigating } from '../harness/investigating';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { selecting } from '../harness/selection';

jest.setTimeout(300_000);

/** The worker's own rounds keep this promise; nothing here calls them. */
const PROMISE_MS = 60_000;

/**
 * Two posts, opened on Monday 2 March 2026. One waits for the inspector's verdict: five working days, until the 9th. The other's verdict suspends it on the
 * same day; a hold is too long after twenty working days, the 30th. Whoever counts sees nothing but what everybody sees: held.
 */
describe('a silent inspector, and a hold that lasts', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let way: Awaited<ReturnType<typeof selecting>>;
  let room: Investigating;
  const posts = { silent: '', held: '' };
  beforeAll(async () => {
    product = await startProduct({ from: '2026-03-02T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
    way = await selecting(office);
    room = await investigating(product, office);
    posts.silent = await way.open('副书记');
    posts.held = await way.open('书记');
    await way.verdict(posts.held, 'K0', 'suspend');
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  /** What would be said of both on a day, by the state as it is now. */
  const on = async (day: string) => {
    const found = await evaluate(
      product.database.pool,
      product.statutes,
      Object.values(posts),
      new Date(`${day}T09:00:00+08:00`).getTime(),
    );
    const of = (id: string) => found.find((one) => one.id === id)?.reasons.map(({ code, since }) => [code, since]);
    return { silent: of(posts.silent), held: of(posts.held) };
  };
  interface Line {
    case: string;
    reason: { code: string; since: string; due?: string };
    others: string[];
    holder: string;
  }
  const line = async (id: string): Promise<Line | undefined> =>
    (await http.get(office.people.administrator, '/api/audit/stalled?limit=200')).body.items.find((one: Line) => one.case === id);
  const shown = async (id: string) => {
    const one = await line(id);
    return one ? [one.reason.code, ...one.others].join() : '';
  };
  const becomes = (id: string, reasons: string) =>
    eventually(`the board says "${reasons}"`, async () => (await shown(id)) === reasons && ((await line(id)) ?? true), PROMISE_MS);
  const inspectors = (until: string | null) =>
    product.database.pool.query(`UPDATE holding SET until = $1 WHERE role = 'inspector' AND org_id = $2`, [until, office.inspection.id]);

  it('nobody stands still while the rule gives time, and the day after it both do, over two weekends', async () => {
    expect(await on('2026-03-09')).toEqual({ silent: [], held: [] });
    expect(await on('2026-03-10')).toEqual({ silent: [['inspector-silent', '2026-03-10']], held: [] });
    expect((await on('2026-03-30')).held).toEqual([]);
    expect((await on('2026-03-31')).held).toEqual([['held', '2026-03-31']]);
  });

  it('silence is on the board with its clause and its day, and never counts as a pass', async () => {
    await office.moveTo('2026-03-10');
    await becomes(posts.silent, 'inspector-silent');
    expect(await line(posts.silent)).toMatchObject({ holder: 'inspector', reason: { since: '2026-03-10', due: '2026-03-09' } });
    expect(await shown(posts.held)).toBe('');
    expect((await office.state(posts.silent)).steps.K0?.awaiting).toMatchObject({ since: '2026-03-02', lapsedOn: '2026-03-09' });
    // Passed up, it lies before the same inspectors: once in their inbox. A selection is known by its post wherever it is listed.
    const mine = (await http.get(office.people.inspector, '/api/tasks?limit=200&procedure=selection')).body.items;
    expect(mine.filter((one: Line) => one.case === posts.silent)).toEqual([
      expect.objectContaining({ step: 'K0', escalated: true, post: '副书记' }),
    ]);
    expect(await line(posts.silent)).toMatchObject({ post: '副书记' });
    const { items } = (await http.get(office.people.officer, '/api/cases?limit=200&procedure=selection')).body;
    expect(items.map(({ id, post }: { id: string; post: string }) => [id, post]).sort()).toEqual(
      [
        [posts.silent, '副书记'],
        [posts.held, '书记'],
      ].sort(),
    );
    // Nobody is left who may inspect: that is who is missing, before anybody is called silent.
    await inspectors('2026-03-09');
    await becomes(posts.silent, 'vacant,inspector-silent');
    await inspectors(null);
    await becomes(posts.silent, 'inspector-silent');
  });

  it('what is held too long is said to be held, and to nobody at the organisations why', async () => {
    await office.moveTo('2026-03-31');
    await becomes(posts.held, 'held');
    const { body } = await http.get(office.people.administrator, `/api/audit/stalled?reason=held`);
    expect(body.items.map((one: Line) => [one.case, one.holder, one.reason.since])).toEqual([[posts.held, 'held', '2026-03-31']]);
    expect(JSON.stringify(body)).not.toMatch(/investigation|核查对象|举报/);
    await becomes(posts.silent, 'inspector-silent,idle');
  });

  it('both leave it: the verdict is given, the pair concludes', async () => {
    await way.verdict(posts.silent, 'K0');
    const id = await room.of(posts.held);
    await room.assign(id);
    await room.conclude(id, 'unfounded');
    await eventually('it goes on', async () => (await office.state(posts.held)).phase === 'open');
    // He had until the 9th when it was held on the 2nd; the 29 days of the hold come on top, so that he is not late on the day on which it ends.
    expect((await on('2026-04-07')).held).toEqual([]);
    expect((await on('2026-04-08')).held).toEqual([['inspector-silent', '2026-04-08']]);
    await way.verdict(posts.held, 'K0');
    for (const post of Object.values(posts)) await becomes(post, '');
    for (const post of Object.values(posts)) {
      const { body } = await http.get(office.people.administrator, `/api/cases/${post}/standing`);
      const seconds = Object.values<number>(body.parts).reduce((sum, one) => sum + one, 0);
      expect([seconds, body.until - body.from]).toEqual([body.seconds, body.seconds]);
    }
  });
});
