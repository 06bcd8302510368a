import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/calendar/day';
import { BoardRound } from '../../worker/board-round';
import { eventually } from '../harness/product';
import { anOfficeMidWay, type OfficeMidWay, type RoleName } from './office-mid-way';

jest.setTimeout(120_000);

/** The worker's own round follows within seconds; nothing here calls it. */
const PATIENCE_MS = 60_000;

describe('the board of cases that stand still', () => {
  let way: OfficeMidWay;
  beforeAll(async () => {
    way = await anOfficeMidWay();
  });
  afterAll(() => way?.stop());

  const get = async (role: keyof OfficeMidWay['by'], url: string) => (await way.http.get(way.by[role], url)).body;
  interface Line {
    case: string;
    holder: string;
    at?: { name: string };
    others: string[];
    reason: { code: string; since: string; days: number; citation: string; sentence: { zh: string } };
  }
  const lineOf = async (id: string, query = ''): Promise<Line | undefined> =>
    (await get('administrator', `/api/audit/stalled?limit=200${query}`)).items.find((line: Line) => line.case === id);
  const standing = (id: string) => get('administrator', `/api/cases/${id}/standing`);

  it('a case whose talk is overdue is on it, with desk, days and clause; the case’s own page says the same', async () => {
    // The talk with the second applicant has been due since February.
    // A round may have met it on a day of the leap on which it was only idle.
    const line = await eventually(
      'it is on the board',
      async () => {
        const found = await lineOf(way.theirs.id);
        return found?.reason.code === 'overdue' && found;
      },
      PATIENCE_MS,
    );
    expect(line).toMatchObject({ holder: 'branch', reason: { code: 'overdue' }, others: ['idle'] });
    expect(line.reason.sentence.zh).toMatch(new RegExp(`^等待${line.at?.name} 团支部书记: .*, 已逾期 ${line.reason.days} 天 \\(.+\\)$`));
    const own = await standing(way.theirs.id);
    expect(own.reasons.map(({ code }: { code: string }) => code)).toEqual(['overdue', 'idle']);
    expect(own.reasons[0]).toEqual(line.reason);
    const sum = (Object.values(own.parts) as number[]).reduce((all, part) => all + part, 0);
    expect([sum, own.until - own.from]).toEqual([own.seconds, own.seconds]);
    // What hangs on a notice waits by rule: it is not there, and its page says whose time it is.
    expect(await lineOf(way.mine.id)).toBeUndefined();
    expect(await standing(way.mine.id)).toMatchObject({ holder: 'rule', reasons: [] });
  });

  it('filters narrow it down, and the counts follow them', async () => {
    const all = await get('administrator', '/api/audit/stalled');
    expect(all.counts).toMatchObject({ total: 1, reason: { overdue: 1 }, procedure: { admission: 1 }, holder: { branch: 1 } });
    for (const query of ['reason=overdue', 'holder=branch', 'procedure=admission', 'minDays=90', `unit=${way.office.town.id}`])
      expect([query, (await get('administrator', `/api/audit/stalled?${query}`)).counts.total]).toEqual([query, 1]);
    for (const query of ['reason=idle', 'holder=inspector', 'procedure=selection', 'minDays=900', 'stage=none'])
      expect([query, (await get('administrator', `/api/audit/stalled?${query}`)).counts.total]).toEqual([query, 0]);
    expect((await get('sibling-secretary', '/api/audit/stalled')).counts.total).toBe(0);
    expect((await get('inspector', '/api/audit/stalled')).counts.total).toBe(1);
  });

  it('a role that nobody holds is said before what is overdue, and no longer once somebody holds it', async () => {
    const { pool } = way.product.database;
    const place = `role = 'branch-secretary' AND org_id = '${way.office.branch.id}'`;
    const { rows } = await pool.query(`UPDATE holding SET until = '2026-01-31' WHERE ${place} RETURNING id`);
    expect(rows.length).toBeGreaterThan(0);
    expect((await standing(way.theirs.id)).reasons[0].code).toBe('vacant');
    const line = await eventually('it is vacant', () => lineOf(way.theirs.id, '&reason=vacant'), PATIENCE_MS);
    expect(line.others).toEqual(['overdue', 'idle']);
    expect(line.reason.sentence.zh).toContain('目前无人任该职');
    await pool.query(`UPDATE holding SET until = NULL WHERE ${place}`);
    await eventually('it is only overdue again', () => lineOf(way.theirs.id, '&reason=overdue'), PATIENCE_MS);
  });

  it('downloads as a file in which nothing is a formula, by address or header, and the log knows', async () => {
    const { pool } = way.product.database;
    await pool.query(`UPDATE person SET name = '=1+1' WHERE id = $1`, [way.theirs.subject]);
    const authorization = `Bearer ${await way.http.tokenOf(way.office.people.administrator)}`;
    const today = await way.office.today();
    const ask = (url: string, headers = {}) => way.http.app.inject({ url, headers: { authorization, ...headers } });
    const answer = await ask('/api/audit/stalled?format=csv&reason=overdue');
    expect(answer.headers['content-type']).toMatch(/^text\/csv/);
    expect(answer.headers['content-disposition']).toContain(`filename="REHEARSAL-stalled-${today}.csv"`);
    const [asOf, head, line] = answer.body.split('\r\n');
    expect(asOf).toBe(`\uFEFF"截至","${today}"`);
    expect(head).toContain('"停滞原因"');
    expect(line).toContain(`"${way.theirs.id}","发展团员","'=1+1"`);
    expect((await ask('/api/audit/stalled?format=csv&reason=idle')).body.trim().split('\r\n')).toHaveLength(2);
    const accept = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const book = await ask('/api/people', { accept });
    expect([book.headers['content-type'], book.rawPayload.toString('latin1', 0, 2)]).toEqual([accept, 'PK']);
    expect((await ask('/api/people?format=json', { accept })).json().items.length).toBeGreaterThan(2);
    expect((await ask('/api/people?format=pdf')).json()).toMatchObject({ status: 400, errors: [{ pointer: '/format' }] });
    const ledger = await ask(`/api/cases/${way.theirs.id}/facts?format=csv`);
    expect(ledger.body.split('\r\n')[2]).toMatch(/^"1",/);
    const { rows } = await pool.query(`SELECT person_id, case_id, body FROM log_entry WHERE kind = 'list-exported' ORDER BY arrival`);
    const person_id = way.office.people.administrator;
    expect(rows).toEqual([
      { person_id, case_id: null, body: { list: 'listStalled', format: 'csv', lines: 1 } },
      { person_id, case_id: null, body: { list: 'listStalled', format: 'csv', lines: 0 } },
      { person_id, case_id: null, body: { list: 'listPeople', format: 'xlsx', lines: expect.any(Number) } },
      { person_id, case_id: way.theirs.id, body: { list: 'listFacts', format: 'csv', lines: expect.any(Number) } },
    ]);
  });

  it('every other list of an office, a desk and a person leaves as a file as well', async () => {
    const { office, http, theirs } = way;
    const lists: [RoleName, string, string][] = [
      ['administrator', '/api/leaves?', '"姓名","自","至"'],
      ['administrator', '/api/audit/substitutes?', '"姓名","代理岗位"'],
      ['administrator', `/api/organisations/${office.branch.id}/closed-periods?`, '"登记单位","停办"'],
      ['administrator', `/api/people/${theirs.subject}/kin?`, '"本人","关系"'],
      ['administrator', '/api/audit/figures?', '"阶段或单位","依规等待"'],
      ['administrator', `/api/organisations/${office.branch.id}/law?`, '"数值名","数值"'],
      ['administrator', `/api/organisations/${office.branch.id}/law/effect?as=none&`, '"案件","对象"'],
      ['administrator', `/api/cases/${theirs.id}/standing?`, '"承办方","自","至","秒数"'],
      ['committee-officer', `/api/cases/${theirs.id}/inspectors?`, '"姓名","监督机构"'],
      ['system-administrator', '/api/outbox?', '"渠道","状态"'],
      ['system-administrator', '/api/outbox/deliveries?', '"编号","渠道"'],
      ['inspector', '/api/inspection/desk?', '"类别","编号"'],
      ['branch-secretary', '/api/me/acts?', '"案件","程序"'],
      ['branch-secretary', '/api/messages?', '"时间","内容"'],
      ['branch-secretary', '/api/sessions?', '"设备","登录"'],
      ['branch-secretary', '/api/me/readings?', '"时间","看了什么"'],
      ['branch-secretary', '/api/scores?', '"案件","名称"'],
      ['branch-secretary', '/api/calendar/feeds?', '"名称","建立"'],
    ];
    for (const [role, url, head] of lists) {
      const authorization = `Bearer ${await http.tokenOf(way.by[role] ?? '')}`;
      const { statusCode, body } = await http.app.inject({ url: `${url}format=csv`, headers: { authorization } });
      const [asOf, columns = ''] = body.split('\r\n');
      expect([url, statusCode, asOf]).toEqual([url, 200, `\uFEFF"截至","${await office.today()}"`]);
      expect([url, columns.slice(0, head.length)]).toEqual([url, head]);
    }
    const administrator = `Bearer ${await http.tokenOf(way.by.administrator ?? '')}`;
    const spans = await http.app.inject({ url: `/api/cases/${theirs.id}/standing?format=csv`, headers: { authorization: administrator } });
    expect(spans.body.split('\r\n')[2]).toMatch(/^"[^"]+","\d{4}-\d\d-\d\d \d\d:\d\d","\d{4}-\d\d-\d\d \d\d:\d\d","\d+"/);
  });

  it('a list that is longer than a page is downloaded whole', async () => {
    const { pool } = way.product.database;
    await pool.query(
      `INSERT INTO person (name, pinyin, birth, unit_id) SELECT '同学' || n, 'tongxue' || n, '2011-03-01', $1 FROM generate_series(1, 1200) n`,
      [way.office.branch.id],
    );
    const authorization = `Bearer ${await way.http.tokenOf(way.office.people.administrator)}`;
    const { body } = await way.http.app.inject({ url: '/api/people?format=csv&q=tongxue', headers: { authorization } });
    const names = body
      .trim()
      .split('\r\n')
      .slice(2)
      .map((row) => row.split('","')[1]);
    expect(new Set(names).size).toBe(1200);
    expect(names).toHaveLength(1200);
  });

  it('an urging reaches whoever holds the step, once a day, and the case stays where it is on the board', async () => {
    const command = (role: keyof OfficeMidWay['by'], body: object) =>
      way.http.post(way.by[role], `/api/cases/${way.theirs.id}/commands`, body);
    const urge = { kind: 'urge', body: { step: 'A2' } };
    const before = await standing(way.theirs.id);
    expect((await command('branch-secretary', urge)).status).toBe(403);
    expect((await command('sibling-secretary', urge)).status).toBe(404);
    const { status, body } = await command('administrator', urge);
    expect([status, body.status]).toEqual([200, 'accepted']);
    const told = await eventually('the secretary is told', async () => {
      const { rows } = await way.product.database.pool.query(`SELECT person_id FROM message WHERE case_id = $1 AND kind = 'urged'`, [
        way.theirs.id,
      ]);
      return rows.length > 0 && rows;
    });
    // The step has lapsed: the committee above holds it as well.
    const { secretary, countyOfficer } = way.office.people;
    expect(told.map(({ person_id }) => person_id).sort()).toEqual([secretary, countyOfficer].sort());
    expect((await command('administrator', urge)).body).toMatchObject({ code: 'urged-today' });
    const { items } = await get('administrator', `/api/cases/${way.theirs.id}/facts`);
    expect(items.at(-1)).toMatchObject({ kind: 'urged', sentence: { zh: expect.stringContaining('管理员: 催办') } });
    expect((await standing(way.theirs.id)).reasons).toEqual(before.reasons);
  });

  it('in bulk it is previewed, then done case by case; a row tells what became of each', async () => {
    await way.office.moveTo(addDays(await way.office.today(), 1));
    const cases = [way.theirs.id, way.mine.id, randomUUID()];
    const bulk = async (role: keyof OfficeMidWay['by'], preview: boolean, headers = {}) =>
      (await way.http.post(way.by[role], '/api/audit/bulk', { act: 'urge', cases, preview }, headers)).body.items.map(
        ({ result, refusal }: { result: string; refusal?: { code: string } }) => refusal?.code ?? result,
      );
    const seq = async () => (await way.office.state(way.theirs.id)).seq;
    const before = await seq();
    // The second hangs on a notice, the third is no case.
    expect(await bulk('administrator', true)).toEqual(['would', 'waits-by-rule', 'not-found']);
    expect(await seq()).toBe(before);
    const headers = { 'idempotency-key': randomUUID() };
    expect(await bulk('administrator', false, headers)).toEqual(['done', 'waits-by-rule', 'not-found']);
    expect(await bulk('administrator', false, headers)).toEqual(['done', 'waits-by-rule', 'not-found']);
    expect(await bulk('administrator', false)).toEqual(['urged-today', 'waits-by-rule', 'not-found']);
    expect(await bulk('branch-secretary', true)).toEqual(['forbidden', 'forbidden', 'not-found']);
    expect(await bulk('sibling-secretary', true)).toEqual(['not-found', 'not-found', 'not-found']);
    await eventually('it is recorded once', async () => (await seq()) === before + 1);
  });

  it('a workflow that was ended behind our back is the system’s fault and nobody’s; put right, the fault is gone', async () => {
    const { pool } = way.product.database;
    await way.product.client.workflow.getHandle(`admission:${way.theirs.id}`).terminate('by hand');
    // The worker hears of it when somebody acts and nothing is decided; here the round is told where to look.
    await pool.query(`INSERT INTO system_fault (case_id, kind, since) VALUES ($1, 'activity-retrying', now())`, [way.theirs.id]);
    const round = new BoardRound({
      pool,
      statutes: way.product.statutes,
      client: way.product.client,
      taskQueue: way.product.config.taskQueue,
    });
    await round.once(await way.product.clock.now());
    const line = await lineOf(way.theirs.id);
    expect(line).toMatchObject({ reason: { code: 'system-fault', fault: 'workflow-ended' }, others: ['overdue', 'idle'] });
    expect(line?.at).toBeUndefined();
    expect(line?.reason.sentence.zh).toBe('系统故障: 流程实例已被终止, 与经办人无关');
  });

  it('once done, it is off the board', async () => {
    const found = (await get('administrator', '/api/audit/stalled')).counts.total;
    expect(found).toBe(1);
    await way.product.database.pool.query(`UPDATE case_row SET phase = 'ended' WHERE id = $1`, [way.theirs.id]);
    expect((await get('administrator', '/api/audit/stalled')).counts.total).toBe(0);
  });
});
