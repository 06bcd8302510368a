import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { anOutbox, type Outbox } from '../outbox/an-outbox';

describe('a calendar’s address', () => {
  let box: Outbox;
  let branch: Awaited<ReturnType<Outbox['api']['unit']>>;
  let secretary: { id: string; login: string };
  let me: ReturnType<Outbox['api']['as']>;
  let kase: string;

  beforeEach(async () => {
    box = await anOutbox({});
    branch = await box.api.unit('branch');
    secretary = await box.api.officer('branch-secretary', branch);
    me = box.api.as(await box.api.signIn(secretary.login));
    kase = await box.aCase(branch.id, { subject: await box.api.person(branch, { name: '阿依努尔' }) });
    await aTask(kase, 'branch-secretary', '2026-09-10');
  });
  afterEach(() => box.close());

  const aTask = (id: string, seat: string, due: string | null, more: { person?: string; procedure?: string } = {}) =>
    box.api.database.pool.query(
      `INSERT INTO task (case_id, procedure, step, seat, org_id, person_id, since, due_on) VALUES ($1, $2, 'A9', $3, $4, $5, '2026-08-20', $6)`,
      [id, more.procedure ?? 'admission', seat, branch.id, more.person ?? null, due],
    );
  const made = async (name = '手机') =>
    (await me('POST', '/api/calendar/feeds', { name })).json<{ id: string; token: string; path: string }>();
  const read = (path: string) => box.api.app.inject({ method: 'GET', url: path, remoteAddress: box.api.freshAddress() });
  const entries = async (path: string) => {
    const answer = await read(path);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    return new ICAL.Component(ICAL.parse(answer.body)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  };

  it('shows the due days of the desk: step, number, unit, and no person; the same UIDs every time', async () => {
    const { path } = await made();
    await aTask(kase, 'branch-secretary', null);
    await aTask(await box.aCase(branch.id), 'committee-officer', '2026-09-11');
    const [entry, ...others] = await entries(path);
    expect(others).toEqual([]);
    expect(entry?.startDate.toString()).toBe('2026-09-10');
    expect(entry?.summary).toMatch(new RegExp(` · ${kase.slice(0, 8).toUpperCase()} · ${branch.name}$`));
    expect(entry?.component.getFirstPropertyValue('url')).toBe(`https://tuan.example.cn/cases/${kase}`);
    expect((await read(path)).body).not.toContain('阿依努尔');
    expect((await entries(path))[0]?.uid).toBe(entry?.uid);
  });

  it('shows nothing of what only inspectors read', async () => {
    const closed = await box.aCase(branch.id, { procedure: 'investigation' });
    await aTask(closed, 'inspector', '2026-09-12', { person: secretary.id, procedure: 'investigation' });
    const { path } = await made();
    expect((await entries(path)).map(({ uid }) => uid.slice(0, 8))).toEqual([kase.slice(0, 8)]);
  });

  it('follows the office: who holds it no longer reads an empty calendar, who has no account none', async () => {
    const { path } = await made();
    await box.api.database.pool.query(`UPDATE holding SET until = '2026-08-31' WHERE person_id = $1`, [secretary.id]);
    expect(await entries(path)).toEqual([]);
    await box.api.database.pool.query(`UPDATE account SET status = 'disabled' WHERE person_id = $1`, [secretary.id]);
    expect((await read(path)).statusCode).toBe(404);
  });

  it('is shown once, kept as a digest, in no line of the request log, and works until it is revoked', async () => {
    const feed = await made();
    const { items } = (await me('GET', '/api/calendar/feeds')).json<{ items: object[] }>();
    expect(items).toEqual([{ id: feed.id, name: '手机', createdAt: expect.any(String) }]);
    await entries(feed.path);
    const tables = await box.api.database.pool.query(
      `SELECT (SELECT json_agg(f)::text FROM calendar_feed f) || COALESCE((SELECT json_agg(r)::text FROM reply r), '') || (SELECT json_agg(l)::text FROM log_entry l) AS text`,
    );
    for (const text of [tables.rows[0].text as string, ...box.api.lines]) expect(text).not.toContain(feed.token);
    expect((await me('DELETE', `/api/calendar/feeds/${feed.id}`)).statusCode).toBe(204);
    expect((await read(feed.path)).json()).toMatchObject({ status: 404 });
    expect((await me('DELETE', `/api/calendar/feeds/${feed.id}`)).statusCode).toBe(404);
  });

  it('is its owner’s to revoke; an address of nothing, or a wrong one, answers alike', async () => {
    const feed = await made();
    const other = box.api.as(await box.api.signIn((await box.api.officer('branch-secretary', branch)).login));
    expect((await other('DELETE', `/api/calendar/feeds/${feed.id}`)).statusCode).toBe(404);
    expect((await other('DELETE', `/api/calendar/feeds/${randomUUID()}`)).statusCode).toBe(404);
    const said = async (path: string) => ({ ...(await read(path)).json<object>(), instance: '' });
    const wrong = await said(`/api/calendar/feed/${'a'.repeat(43)}.ics`);
    expect(wrong).toMatchObject({ status: 404 });
    for (const path of ['/api/calendar/feed/x', `/api/calendar/feed/${feed.token}`, `/api/calendar/feed/${feed.token.slice(0, 42)}.ics`])
      expect(await said(path)).toEqual(wrong);
  });

  it('there are five at most', async () => {
    for (let index = 0; index < 5; index += 1) await made(`第 ${index}`);
    expect((await me('POST', '/api/calendar/feeds', { name: '多' })).json()).toMatchObject({ code: 'too-many-feeds', status: 422 });
  });
});
