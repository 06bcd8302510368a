import { randomUUID } from 'node:crypto';
import { BoardRound } from '../../worker/board-round';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { recommendation } from '../harness/recommendation-office';
import { selecting } from '../harness/selection';

jest.setTimeout(180_000);

interface Row {
  case: string;
  result: string;
  seq?: number;
  after?: {
    phase: string;
    ending?: string;
    tasks: { step: string; seat: string; due?: string; escalated: boolean; at?: { id: string }; person?: { id: string } }[];
  };
  refusal?: { code: string; clause?: string; remedy?: { zh: string; en: string } };
}

/** One county, four applications, a recommendation and a selection; the clock moves from test to test. */
describe('the administrator’s acts over stalled cases', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let admin: string;
  let deputy: string;
  let inspector: string;
  let first: string;
  let second: string;
  let third: string;
  let elsewhere: string;
  let advised: string;
  let selection: string;

  beforeAll(async () => {
    product = await startProduct({ from: '2026-03-02T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
    admin = office.people.administrator;
    deputy = await office.person('副书记', office.branch.id);
    await office.holds(deputy, office.branch.id, 'branch-secretary');
    inspector = await office.person('监督员乙', office.branch.id);
    await office.holds(inspector, office.inspection.id, 'inspector');
    [first, second, third] = [(await office.apply()).id, (await office.apply()).id, (await office.apply()).id];
    elsewhere = (await office.apply({ unit: office.other.id })).id;
    advised = await recommendation(office).propose(await office.person('团员甲', office.branch.id));
    selection = await (await selecting(office)).open();
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const round = () => {
    const { database, statutes, client, config, clock } = product;
    let machine = 0;
    const board = new BoardRound({ pool: database.pool, statutes, client, taskQueue: config.taskQueue }, () => machine);
    return async () => {
      machine += 20_000;
      await board.once(await clock.now());
    };
  };
  /** The board after a full round of its own. */
  const reasons = async (id: string): Promise<string[]> => {
    await round()();
    const { items } = (await http.get(admin, '/api/audit/stalled?limit=200')).body;
    const line = items.find((one: { case: string }) => one.case === id);
    return line ? [line.reason.code, ...line.others] : [];
  };
  const bulk = async (by: string, body: Record<string, unknown>, headers = {}): Promise<Row[]> => {
    const answer = await http.post(by, '/api/audit/bulk', { preview: false, ...body }, headers);
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    return answer.body.items;
  };
  const said = (rows: Row[]) => rows.map(({ result, refusal }) => refusal?.code ?? result);
  /** Without the duty beside the steps, to tell the guardian. */
  const stepsOf = (row: Row | undefined) => row?.after?.tasks.filter(({ step }) => step !== 'guardian');
  const facts = async (id: string) => (await product.database.pool.query('SELECT 1 FROM fact WHERE case_id = $1', [id])).rowCount;
  const tasksOf = async (person: string): Promise<string[]> =>
    (await http.get(person, '/api/tasks?limit=200')).body.items.flatMap((task: { case: string; step: string }) =>
      task.step === 'guardian' ? [] : [task.case],
    );
  const logged = async (kind: string) =>
    (await product.database.pool.query('SELECT body FROM log_entry WHERE kind = $1 ORDER BY at', [kind])).rows.map(({ body }) => body);

  it('a task is laid on another holder of the role: previewed, done once under its key, shown to him alone', async () => {
    const act = { act: 'reassign', person: deputy, cases: [first, second, selection, randomUUID()] };
    const before = await facts(first);
    const preview = await bulk(admin, { ...act, preview: true });
    expect(said(preview)).toEqual(['would', 'would', 'inspectors-task', 'not-found']);
    expect(stepsOf(preview[0])).toMatchObject([{ step: 'A2', person: { id: deputy }, at: { id: office.branch.id } }]);
    expect(await facts(first)).toBe(before);
    const key = { 'idempotency-key': randomUUID() };
    const done = await bulk(admin, act, key);
    expect(said(done)).toEqual(['done', 'done', 'inspectors-task', 'not-found']);
    expect(await bulk(admin, act, key)).toEqual(done);
    expect(said(await bulk(admin, act))).toEqual(['already-so', 'already-so', 'inspectors-task', 'not-found']);
    expect((await http.post(admin, '/api/audit/bulk', { ...act, preview: false, cases: [first] }, key)).body).toMatchObject({
      code: 'idempotency-key-reused',
    });
    await eventually('it is his', async () => (await tasksOf(deputy)).includes(second));
    expect((await tasksOf(office.people.secretary)).filter((id) => [first, second].includes(id))).toEqual([]);
    expect(await tasksOf(office.people.secretary)).toContain(third);
    expect((await logged('bulk-acted'))[0]).toEqual({ act: 'reassign', cases: 4, done: 2 });
    const told = await product.database.pool.query(`SELECT person_id FROM message WHERE kind = 'reassigned' AND case_id = $1`, [first]);
    expect(told.rows).toEqual([{ person_id: deputy }]);
  });

  it('only of whoever holds the role lawfully, and by whom it is', async () => {
    const to = (person: string) => bulk(admin, { act: 'reassign', person, cases: [third], preview: true });
    expect(said(await to(office.people.contact))).toEqual(['not-in-role']);
    expect(said(await to(admin))).toEqual(['own-hand']);
    expect(said(await bulk(admin, { act: 'reassign', unit: office.other.id, cases: [third], preview: true }))).toEqual(['desk-held']);
    expect(said(await bulk(office.people.secretary, { act: 'reassign', person: deputy, cases: [third] }))).toEqual(['forbidden']);
    const { status } = await http.post(admin, '/api/audit/bulk', { act: 'reassign', cases: [third] });
    expect(status).toBe(400);
  });

  it('of a branch in which nobody holds the role, the general branch above does the step', async () => {
    const general = await office.org('第三团总支', 'general-branch', office.town);
    const small = await office.org('第五团支部', 'branch', general);
    const [head, leaver] = [await office.person('总支书记', general.id), await office.person('支部书记', small.id)];
    for (const name of ['团员甲', '团员乙']) await office.person(name, small.id);
    await office.holds(head, general.id, 'branch-secretary');
    const { rows } = await product.database.pool.query<{ id: string }>(
      `INSERT INTO holding (id, person_id, org_id, role, since) VALUES (gen_random_uuid(), $1, $2, 'branch-secretary', '2020-01-01') RETURNING id`,
      [leaver, small.id],
    );
    const { id } = await office.apply({ unit: small.id });
    const talk = async () => {
      const papers = [await http.paper(head, 'talk-record')];
      return http.post(head, `/api/cases/${id}/commands`, { kind: 'recordTalk', body: { conclusion: 'positive' }, papers });
    };
    const act = { act: 'reassign', unit: general.id, cases: [id] };
    expect(said(await bulk(admin, act))).toEqual(['desk-held']);
    expect((await talk()).status).toBe(403);
    await http.post(admin, `/api/holdings/${rows[0]?.id}/end`, {});
    expect(await reasons(id)).toEqual(['vacant']);
    expect(said(await bulk(admin, { ...act, unit: office.town.id }))).toEqual(['not-above']);
    expect(said(await bulk(admin, act))).toEqual(['done']);
    expect(await reasons(id)).toEqual([]);
    expect(await tasksOf(head)).toContain(id);
    expect((await talk()).status).toBe(200);
    // Only that step: the next one is the branch's own again.
    await office.at(id, 'A3');
    expect(await reasons(id)).toEqual(['vacant']);
    expect((await talk()).status).toBe(403);
  });

  it('an inspector’s task is refused alike in the single and the bulk form, with clause and way out', async () => {
    const paper = await http.paper(admin, 'reason');
    const acts = [
      ['urge', { step: 'K0' }, {}],
      ['suspend', { why: 'other' }, { why: 'other' }],
      ['reassign', { step: 'K0', person: office.people.officer }, { person: office.people.officer }],
      ['escalate', { step: 'K0' }, {}],
      ['extendDeadline', { step: 'K0', days: 3 }, { days: 3, papers: [paper] }],
      ['endCase', { why: 'other' }, { why: 'other', papers: [paper] }],
    ] as const;
    for (const [act, body, more] of acts) {
      const single = await http.post(admin, `/api/cases/${selection}/commands`, { kind: act, body, papers: [paper] });
      const [row] = await bulk(admin, { act, cases: [selection], ...more });
      expect([act, single.status, single.body.code, row?.refusal?.code]).toEqual([act, 422, 'inspectors-task', 'inspectors-task']);
      expect(row?.refusal).toMatchObject({ clause: 'project.inspection', remedy: { zh: expect.any(String), en: expect.any(String) } });
    }
  });

  it('leave is simulated first; then the board calls the desk vacant, and a colleague sees what was laid on the person', async () => {
    const leave = { personId: deputy, since: '2026-03-02', until: '2026-03-05' };
    const enter = (by: string, preview: boolean, body: object = leave) => http.post(by, '/api/leaves', { ...body, preview });
    const preview = await enter(admin, true);
    expect(preview.body).toMatchObject({ result: 'would', vacant: { total: 2, sentence: { zh: '将有 2 件案件无人可以办理或审批' } } });
    expect(preview.body.vacant.cases.map((one: { case: string }) => one.case).sort()).toEqual([first, second].sort());
    expect(preview.body.vacant.cases[0]).toMatchObject({ step: 'A2', seat: 'branch-secretary', from: '2026-03-02' });
    // He shares the desk with the secretary: without both, the others too would have nobody.
    expect((await enter(admin, true, { ...leave, personId: office.people.otherSecretary })).body.vacant.cases).toMatchObject([
      { case: elsewhere },
    ]);
    expect(await reasons(first)).toEqual([]);
    expect((await enter(office.people.secretary, false)).status).toBe(403);
    expect((await enter(admin, false, { ...leave, personId: inspector })).status).toBe(403);
    expect((await enter(inspector, false, { ...leave, personId: inspector })).body).toMatchObject({
      code: 'inspectors-seat',
      clause: 'project.inspection',
    });
    const { body } = await enter(admin, false);
    expect(body.result).toBe('done');
    expect(await reasons(first)).toEqual(['vacant']);
    expect(await reasons(third)).toEqual([]);
    expect(await tasksOf(office.people.secretary)).toEqual(expect.arrayContaining([first, second, third]));
    expect((await http.get(admin, `/api/leaves?person=${deputy}`)).body.items).toMatchObject([{ id: body.leave.id, until: '2026-03-05' }]);
    expect((await enter(office.people.secretary, true, { ...leave, personId: office.people.secretary })).body.vacant.cases).toMatchObject([
      { case: third },
    ]);
    expect((await http.post(admin, `/api/leaves/${body.leave.id}/end`, {})).body).toMatchObject({ until: '2026-03-01' });
    expect(await reasons(first)).toEqual([]);
    expect((await tasksOf(office.people.secretary)).includes(first)).toBe(false);
    expect((await logged('staff-leave-entered'))[0]).toMatchObject({ of: deputy, vacant: 2 });
  });

  it('so is a role that would be taken away', async () => {
    const { body } = await http.get(admin, `/api/holdings?person=${deputy}`);
    const vacant = (until: string) => http.get(admin, `/api/holdings/${body.items[0].id}/vacancies?until=${until}`);
    expect((await vacant('2026-03-31')).body).toMatchObject({ total: 2, cases: [{ from: '2026-04-01' }, { from: '2026-04-01' }] });
    expect((await http.get(office.people.secretary, `/api/holdings/${body.items[0].id}/vacancies`)).status).toBe(403);
    // The last day that can be written stands for ever: here, and in the leave of somebody else who could sit at the desk.
    expect((await vacant('2200-12-31')).status).toBe(200);
    const ever = { personId: office.people.secretary, since: '2199-01-01', until: '2200-12-31', preview: false };
    const entered = await http.post(admin, '/api/leaves', ever);
    expect(entered.status).toBe(200);
    expect((await vacant('2026-03-31')).body.total).toBe(3);
    expect((await http.post(admin, `/api/leaves/${entered.body.leave.id}/end`, {})).status).toBe(200);
    expect((await vacant('2026-03-31')).body.total).toBe(2);
    expect((await http.post(admin, `/api/holdings/${body.items[0].id}/end`, { until: '2200-12-31' })).status).toBe(200);
    expect((await http.post(admin, `/api/holdings/${body.items[0].id}/end`, { until: '1900-01-01' })).body.errors).toMatchObject([
      { pointer: '/until' },
    ]);
  });

  it('a substitute is appointed for dates, who is nobody’s second pair of eyes; meanwhile the desk is not vacant', async () => {
    const helper = await office.person('代理人', office.branch.id);
    const dates = { from: '2026-03-02', until: '2026-03-31', why: 'leave' };
    const at = (person: string, unit = office.branch.id, role = 'branch-secretary') => ({ unit, role, person });
    const items = [
      at(helper),
      at(office.people.officer),
      at(admin),
      at(inspector),
      at(helper, office.town.id, 'committee-officer'),
      at(helper),
    ];
    const appoint = (preview: boolean, headers = {}) => http.post(admin, '/api/audit/substitutes', { items, ...dates, preview }, headers);
    const result = ({ body }: { body: { items: { result: string; refusal?: { code: string } }[] } }) =>
      body.items.map((row) => row.refusal?.code ?? row.result);
    const expected = ['own-second-pair-of-eyes', 'own-hand', 'incompatible-roles', 'own-second-pair-of-eyes', 'duplicate'];
    const holdings = async () => (await product.database.pool.query('SELECT 1 FROM holding')).rowCount ?? 0;
    const before = await holdings();
    expect(result(await appoint(true))).toEqual(['would', ...expected]);
    expect(await holdings()).toBe(before);
    const key = { 'idempotency-key': randomUUID() };
    const done = await appoint(false, key);
    expect(result(done)).toEqual(['done', ...expected]);
    expect(done.body.items[0]).toMatchObject({ barred: [] });
    expect((await appoint(false, key)).body).toEqual(done.body);
    expect(await holdings()).toBe(before + 1);
    expect(
      (await http.post(admin, '/api/audit/substitutes', { items: [at(helper, office.inspection.id, 'inspector')], ...dates })).status,
    ).toBe(400);
    expect((await http.post(office.people.officer, '/api/audit/substitutes', { items, ...dates })).status).toBe(403);
    expect((await http.get(admin, '/api/audit/substitutes')).body.items).toMatchObject([
      { person: { id: helper }, role: 'branch-secretary', until: '2026-03-31' },
    ]);
    await http.post(admin, '/api/leaves', { personId: deputy, since: '2026-03-02', until: '2026-03-03', preview: false });
    expect(await reasons(first)).toEqual([]);
    expect(await tasksOf(helper)).toEqual(expect.arrayContaining([first, second, third]));
    expect(await logged('substitute-appointed')).toMatchObject([{ to: helper, at: office.branch.id, until: '2026-03-31' }]);
  });

  it('a task is passed up, committee after committee, and each desk keeps it', async () => {
    const act = { act: 'escalate', cases: [elsewhere] };
    const [would] = await bulk(admin, { ...act, preview: true });
    expect(stepsOf(would)).toMatchObject([
      { escalated: false },
      { escalated: true, seat: 'committee-officer', at: { id: office.town.id } },
    ]);
    expect(said(await bulk(admin, act))).toEqual(['done']);
    await eventually('the committee has it', async () => (await tasksOf(office.people.officer)).includes(elsewhere));
    expect(said(await bulk(admin, act))).toEqual(['done']);
    await eventually('the county has it', async () => (await tasksOf(office.people.countyOfficer)).includes(elsewhere));
    expect(await tasksOf(office.people.otherSecretary)).toContain(elsewhere);
    expect(said(await bulk(admin, act))).toEqual(['no-higher']);
  });

  it('a case is suspended, resumed, ended with a reason, and off the board each time', async () => {
    expect(said(await bulk(admin, { act: 'suspend', why: 'other', cases: [first, third] }))).toEqual(['done', 'done']);
    expect(said(await bulk(admin, { act: 'resume', cases: [first, third], preview: true }))).toEqual(['would', 'would']);
    expect(said(await bulk(admin, { act: 'resume', cases: [first] }))).toEqual(['done']);
    const papers = [await http.paper(admin, 'reason')];
    const end = { act: 'endCase', why: 'illness', cases: [third] };
    expect(said(await bulk(admin, { ...end, preview: true }))).toEqual(['paper-missing']);
    const [would] = await bulk(admin, { ...end, papers, preview: true });
    expect(would?.after).toEqual({ phase: 'ended', ending: 'illness', tasks: [] });
    expect(said(await bulk(admin, { ...end, papers }))).toEqual(['done']);
    expect(await office.ended(third)).toBe('illness');
    expect(said(await bulk(admin, { act: 'returnTo', step: 'A2', papers, cases: [first] }))).toEqual(['no-way-back']);
  });

  it('a closed period is declared beforehand, inherited unless a unit says otherwise, and a notice laid into it warns', async () => {
    await office.moveTo('2026-03-06');
    const declare = (by: string, unit: string, body: object) =>
      http.post(by, `/api/organisations/${unit}/closed-periods`, { from: '2026-03-09', until: '2026-03-20', why: '牧区转场', ...body });
    expect((await declare(office.people.secretary, office.other.id, {})).status).toBe(404);
    expect((await declare(office.people.secretary, office.town.id, {})).status).toBe(403);
    expect((await declare(admin, office.town.id, { from: '2026-03-05' })).status).toBe(400);
    expect((await declare(admin, office.town.id, { until: '2026-12-31' })).body).toMatchObject({
      code: 'too-long',
      clause: 'project.record',
    });
    const { body: period, status } = await declare(admin, office.town.id, {});
    expect([status, period.at.id]).toEqual([201, office.town.id]);
    expect((await declare(admin, office.town.id, { from: '2026-03-20', until: '2026-03-22' })).body.code).toBe('overlaps');
    expect((await declare(office.people.secretary, office.branch.id, { closed: false, why: '照常办公' })).status).toBe(201);
    const effective = async (unit: string) => (await http.get(admin, `/api/organisations/${unit}/closed-periods`)).body.effective;
    expect(await effective(office.other.id)).toEqual([{ from: '2026-03-09', until: '2026-03-20' }]);
    expect(await effective(office.branch.id)).toEqual([]);
    const notice = async (by: string, unit: string, cases: string[]) => {
      const act = { kind: 'openNotice', body: { cases, workingDays: 5, scope: 'branch' } };
      return (await http.post(by, '/api/occasions', { procedure: 'notice', unit, act })).body;
    };
    const warned = await notice(office.people.otherSecretary, office.other.id, [elsewhere]);
    expect(warned.warnings).toMatchObject([{ code: 'closed-period', text: { zh: expect.stringContaining('5 个工作日') } }]);
    expect((await notice(office.people.secretary, office.branch.id, [first])).warnings).toEqual([]);
  });

  it('it stops idling and no deadline; the board follows when it is cut short', async () => {
    // Ten working days after 2 March are over on the 16th.
    await office.moveTo('2026-03-17');
    expect(await reasons(second)).toEqual(['idle']);
    expect(await reasons(elsewhere)).toEqual([]);
    const standing = round();
    await standing();
    const { items } = (await http.get(admin, `/api/organisations/${office.town.id}/closed-periods`)).body;
    expect((await http.post(office.people.otherSecretary, `/api/closed-periods/${items[0].id}/cut`, {})).status).toBe(403);
    expect((await http.post(admin, `/api/closed-periods/${items[0].id}/cut`, {})).body).toMatchObject({ until: '2026-03-16' });
    expect((await http.post(admin, `/api/closed-periods/${items[0].id}/cut`, {})).status).toBe(409);
    // Four working days before it, six after: over on the 24th. The quick round that follows sees that a period has changed.
    await standing();
    expect(await reasons(elsewhere)).toEqual([]);
    await office.moveTo('2026-03-24');
    expect(await reasons(elsewhere)).toEqual([]);
    await office.moveTo('2026-03-25');
    expect(await reasons(elsewhere)).toEqual(['idle']);
    expect((await logged('closed-period-cut'))[0]).toMatchObject({ org: office.town.id, until: '2026-03-16' });
  });

  it('a deadline is extended where the pack allows, and is overdue a day after the new one', async () => {
    const papers = [await http.paper(admin, 'reason')];
    const renewed = await recommendation(office).propose(await office.person('团员乙', office.branch.id));
    const act = { act: 'extendDeadline', days: 10, papers, cases: [renewed, second, advised] };
    const preview = await bulk(admin, { ...act, preview: true });
    // The first recommendation lapsed on the 23rd; of a talk the rules know no extension.
    expect(said(preview)).toEqual(['would', 'not-extendable', 'deadline-lapsed']);
    expect(preview[0]?.after?.tasks).toMatchObject([{ step: 'R2', due: '2026-04-27' }]);
    expect(said(await bulk(admin, act))).toEqual(['done', 'not-extendable', 'deadline-lapsed']);
    expect(said(await bulk(admin, { ...act, days: 60, cases: [renewed] }))).toEqual(['too-long']);
    expect(await reasons(advised)).toEqual(expect.arrayContaining(['overdue']));
    await office.moveTo('2026-04-27');
    expect(await reasons(renewed)).toEqual(['idle']);
    await office.moveTo('2026-04-28');
    expect(await reasons(renewed)).toEqual(['overdue', 'idle']);
  });
});
