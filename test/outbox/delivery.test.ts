import { createHmac } from 'node:crypto';
import { LEASE_MS } from '../../records/outbox/outcome';
import { PASSWORD } from '../api/helper';
import { aGateway, aMailServer, anOutbox, type Outbox } from './an-outbox';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECRET = 'gateway-secret';

const textOf = (raw = ''): string =>
  Buffer.from(
    raw
      .split(/\r?\n\r?\n/)
      .slice(1)
      .join(''),
    'base64',
  ).toString();

describe('messages leave the portal', () => {
  let gateway: Awaited<ReturnType<typeof aGateway>>;
  let mail: Awaited<ReturnType<typeof aMailServer>>;
  let box: Outbox;
  let branch: Awaited<ReturnType<Outbox['api']['unit']>>;
  let secretary: { id: string; login: string };

  beforeAll(async () => {
    [gateway, mail] = [await aGateway(), await aMailServer()];
  });
  afterAll(async () => {
    await Promise.all([gateway.stop(), mail.stop()]);
  });
  beforeEach(async () => {
    gateway.heard.length = 0;
    mail.letters.length = 0;
    mail.refuse = undefined;
    gateway.answer = () => ({ body: { errcode: 0 } });
    box = await anOutbox({
      SMTP_URL: mail.url,
      MAIL_FROM: '团务 <tuanwu@example.cn>',
      SMS_URL: `${gateway.url}/sms`,
      SMS_SECRET: SECRET,
      ROBOT_URL: `${gateway.url}/robot?key=k`,
    });
    branch = await box.api.unit('branch');
    secretary = await box.api.officer('branch-secretary', branch);
  });
  afterEach(() => box.close());

  const heardAt = (path: string) => gateway.heard.filter(({ url }) => url.startsWith(path)).map(({ body }) => body);
  const phoned = (more: object = {}) => box.api.person(branch, { phone: '13812345678', ...more });
  const withMail = async (person: string, address = 'reader@example.cn') => {
    const { pool } = box.api.database;
    await pool.query('INSERT INTO contact_choice (person_id, mail_sealed, mail_confirmed_at) VALUES ($1, $2, now())', [
      person,
      box.api.deps.vault.seal({ table: 'contact_choice', column: 'mail', row: person }, address),
    ]);
  };

  it('go once by each way, with case number and unit and no name, telephone or birth date', async () => {
    const child = await phoned({ name: '阿依努尔', guardianName: '买买提', guardianPhone: '13987654321' });
    const kase = await box.aCase(branch.id, { subject: child, minor: true });
    await withMail(secretary.id);
    await box.tell(child, 'progress', kase);
    await box.tell(secretary.id, 'deadline-lapsed', kase, { due: '2026-09-10' });
    const sender = box.aSender();
    await sender.once();
    await sender.once();
    expect(await box.states()).toEqual([
      'mail person deadline-lapsed sent',
      'robot group deadline-lapsed sent',
      'sms guardian progress sent',
      'sms person progress sent',
    ]);
    const number = kase.slice(0, 8).toUpperCase();
    const sms = heardAt('/sms').map((body) => JSON.parse(body) as { id: string; phone: string; text: string });
    expect(sms.map(({ phone }) => phone).sort()).toEqual(['13812345678', '13987654321']);
    for (const { text } of sms) expect(text).toBe(`申请有新进展 (${branch.name}, 编号 ${number})。请登录团务系统查看。`);
    expect(heardAt('/robot').map((body) => JSON.parse(body))).toEqual([
      {
        msgtype: 'text',
        text: { content: `团务提醒\n事项已逾期 (${branch.name}, 编号 ${number}, 期限 2026-09-10)\nhttps://tuan.example.cn/cases/${kase}` },
      },
    ]);
    expect(mail.letters).toHaveLength(1);
    expect(mail.letters[0]?.to).toEqual(['reader@example.cn']);
    expect(textOf(mail.letters[0]?.raw)).toContain(`事项已逾期 (${branch.name}, 编号 ${number}, 期限 2026-09-10)`);
    const said = [...gateway.heard.map(({ body }) => body), ...mail.letters.map(({ raw }) => raw + textOf(raw))].join('\n');
    for (const secret of ['阿依努尔', '买买提', '任职人员', '2010-05-04']) expect(said).not.toContain(secret);
  });

  it('are signed for a gateway that checks: time and body under the secret', async () => {
    await box.tell(await phoned(), 'may-apply-now');
    await box.aSender().once();
    const [heard] = gateway.heard;
    const time = String(heard?.headers['x-tuanwu-timestamp']);
    expect(heard?.headers['x-tuanwu-signature']).toBe(
      `sha256=${createHmac('sha256', SECRET).update(`${time}.${heard?.body}`).digest('hex')}`,
    );
  });

  it('of a closed case tell nobody outside that there is one', async () => {
    const inspector = await phoned();
    await withMail(inspector);
    const kase = await box.aCase(branch.id, { procedure: 'investigation' });
    await box.tell(inspector, 'deadline-lapsed', kase, { due: '2026-09-10', verdict: true });
    await box.aSender().once();
    expect(await box.states()).toEqual(['mail person deadline-lapsed sent']);
    const text = textOf(mail.letters[0]?.raw);
    for (const secret of [kase, kase.slice(0, 8).toUpperCase(), branch.name, '2026-09-10', '逾期']) expect(text).not.toContain(secret);
    expect(text).toContain('有新的工作提醒');
  });

  it('wait while the office sleeps, over midnight, and go in the morning', async () => {
    const child = await phoned();
    box.api.clock.at = Date.parse('2026-09-01T21:30:00+08:00');
    await box.tell(child, 'may-apply-now');
    const sender = box.aSender();
    await sender.once();
    box.api.clock.at = Date.parse('2026-09-02T00:30:00+08:00');
    await box.tell(child, 'may-apply-now');
    await sender.once();
    box.api.clock.at = Date.parse('2026-09-02T07:59:59+08:00');
    await sender.once();
    expect([gateway.heard.length, await box.states()]).toEqual([0, ['sms person may-apply-now due', 'sms person may-apply-now due']]);
    box.api.clock.at = Date.parse('2026-09-02T08:00:00+08:00');
    await sender.once();
    expect(gateway.heard).toHaveLength(2);
  });

  it('that are refused are sent again, later each time, and given up in the end: the keepers are told once a day', async () => {
    const keeper = await box.api.officer('system-administrator', branch);
    gateway.answer = () => ({ status: 503 });
    await box.tell(await phoned(), 'may-apply-now');
    const sender = box.aSender();
    await sender.once();
    await sender.once();
    expect(gateway.heard).toHaveLength(1);
    const start = box.api.clock.at;
    for (const minutes of [1, 5, 15, 60, 180, 360, 720]) {
      box.api.clock.at += minutes * MINUTE;
      await sender.once();
    }
    expect(gateway.heard).toHaveLength(8);
    expect(box.api.clock.at - start).toBeLessThan(24 * HOUR);
    expect(await box.states()).toEqual(['sms person may-apply-now dead http 503']);
    await sender.once();
    const told = await box.api.database.prisma.message.findMany({ where: { personId: keeper.id } });
    expect(told.map(({ kind, body }) => [kind, (body as { channel: string }).channel])).toEqual([['deliveries-dead', 'sms']]);
  });

  it('to a gateway that does not answer, fails on the way or cuts the line are never said twice', async () => {
    const child = await phoned();
    for (const way of ['hang', 'cut', { status: 500 }] as const) {
      gateway.answer = () => way;
      await box.tell(child, 'may-apply-now');
      await box.aSender(undefined, 300).once();
    }
    box.api.clock.at += 2 * HOUR;
    gateway.answer = () => ({});
    await box.aSender().once();
    expect(gateway.heard).toHaveLength(3);
    expect((await box.states()).map((line) => line.replace(/(unknown) .*/, '$1'))).toEqual(
      Array(3).fill('sms person may-apply-now unknown'),
    );
  });

  it('to a gateway that is not there go when it is back', async () => {
    const away = await aGateway();
    await away.stop();
    await box.tell(await phoned(), 'may-apply-now');
    await box.aSender({ ...box.api.deps.config.channels, sms: { url: away.url, template: '{"p":"{{phone}}","t":"{{text}}"}' } }).once();
    expect(await box.states()).toEqual(['sms person may-apply-now due ECONNREFUSED']);
    box.api.clock.at += MINUTE;
    await box.aSender().once();
    expect(await box.states()).toEqual(['sms person may-apply-now sent']);
  });

  it('a slow gateway keeps no letter waiting', async () => {
    gateway.answer = () => 'hang';
    const both = await phoned();
    await withMail(both);
    await box.tell(both, 'may-apply-now');
    const round = box.aSender(undefined, 60_000).once();
    while (mail.letters.length === 0 || gateway.heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await box.states()).toEqual(expect.arrayContaining(['sms person may-apply-now sending']));
    await gateway.stop();
    await round;
    gateway = await aGateway();
    expect(await box.states()).toEqual(['mail person may-apply-now sent', expect.stringMatching(/^sms person may-apply-now unknown/)]);
  });

  it('claimed by a worker that died: a letter goes under the same Message-ID, a short message is not said again', async () => {
    const both = await phoned();
    await withMail(both);
    await box.tell(both, 'may-apply-now');
    const { pool } = box.api.database;
    await box.aSender().once();
    // As after kill -9 between claim and conclusion: the row says that it is being sent.
    await pool.query(`UPDATE delivery SET state = 'sending', settled_at = NULL`);
    await box.aSender().once();
    expect([mail.letters.length, gateway.heard.length]).toEqual([1, 1]);
    box.api.clock.at += LEASE_MS + 1;
    await box.aSender().once();
    const ids = mail.letters.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
    expect([ids.length, new Set(ids).size, ids[0]]).toEqual([2, 1, expect.stringMatching(/^<[0-9a-f-]{36}@example\.cn>\r?$/)]);
    expect(gateway.heard).toHaveLength(1);
    expect(await box.states()).toEqual(['mail person may-apply-now sent', 'sms person may-apply-now unknown interrupted']);
  });

  it('two workers share the work: nothing is sent twice', async () => {
    const children = await Promise.all(Array.from({ length: 12 }, () => phoned()));
    for (const child of children) await box.tell(child, 'may-apply-now');
    await Promise.all([box.aSender().once(), box.aSender().once(), box.aSender().once()]);
    await box.aSender().once();
    const ids = heardAt('/sms').map((body) => (JSON.parse(body) as { id: string }).id);
    expect([ids.length, new Set(ids).size]).toEqual([12, 12]);
  });

  it('a letter that the server refuses for good is given up; its words, which may name people, are not kept', async () => {
    const reader = await box.api.person(branch);
    await withMail(reader);
    mail.refuse = 550;
    await box.tell(reader, 'may-apply-now');
    await box.aSender().once();
    expect(await box.states()).toEqual(['mail person may-apply-now dead smtp 550']);
    mail.refuse = 451;
    await box.tell(reader, 'may-apply-now');
    await box.aSender().once();
    expect(await box.states()).toEqual(expect.arrayContaining(['mail person may-apply-now due smtp 451']));
  });

  it('what nobody wants stays in the portal, but what the law wants told', async () => {
    const token = await box.api.signIn(secretary.login, PASSWORD);
    const me = box.api.as(token);
    await withMail(secretary.id);
    expect((await me('PUT', '/api/me/channels', { mail: 'lawful' })).json()).toMatchObject({
      mail: { wish: 'lawful', address: 'r***@example.cn' },
    });
    const kase = await box.aCase(branch.id);
    await box.tell(secretary.id, 'deadline-near', kase, { verdict: true });
    await box.tell(secretary.id, 'recorded-for-you', kase);
    await box.aSender().once();
    expect(await box.states()).toEqual(['mail person recorded-for-you sent']);
  });

  it('an address is confirmed by the code sent to it, and gets nothing before', async () => {
    const me = box.api.as(await box.api.signIn(secretary.login));
    expect((await me('PUT', '/api/me/mail-address', { address: 'new@example.cn' })).statusCode).toBe(202);
    const early = await me('PUT', '/api/me/mail-address', { address: 'other@example.cn' });
    expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([429, 'too-soon']);
    await box.tell(secretary.id, 'recorded-for-you', await box.aCase(branch.id));
    await box.aSender().once();
    expect(mail.letters.map(({ to }) => to)).toEqual([['new@example.cn']]);
    const [, code = ''] = /(\d{6})/.exec(textOf(mail.letters[0]?.raw)) ?? [];
    const wrong = await me('POST', '/api/me/mail-address/confirm', { code: code === '000000' ? '000001' : '000000' });
    expect(wrong.json()).toMatchObject({ status: 422, code: 'code-wrong', errors: [{ pointer: '/code' }] });
    expect((await me('POST', '/api/me/mail-address/confirm', { code })).json()).toMatchObject({ mail: { confirmed: true } });
    const { rows } = await box.api.database.pool.query(`SELECT 1 FROM delivery WHERE sealed IS NOT NULL`);
    expect(rows).toEqual([]);
    await box.tell(secretary.id, 'recorded-for-you', await box.aCase(branch.id));
    await box.aSender().once();
    expect(mail.letters).toHaveLength(2);
    expect((await me('DELETE', '/api/me/mail-address')).statusCode).toBe(204);
  });

  it('system administrators see counts and causes, send a test, and send again what failed; nobody else does', async () => {
    const keeper = await box.api.officer('system-administrator', branch);
    const me = box.api.as(await box.api.signIn(keeper.login));
    const other = box.api.as(await box.api.signIn(secretary.login));
    await withMail(keeper.id);
    const test = await me('POST', '/api/outbox/test', { channel: 'mail' });
    expect(test.statusCode).toBe(202);
    mail.refuse = 550;
    await box.aSender().once();
    expect((await me('GET', '/api/outbox')).json()).toMatchObject({
      offered: ['mail', 'sms', 'robot'],
      findings: [{ channel: 'mail', state: 'dead', error: 'smtp 550', count: 1 }],
    });
    mail.refuse = undefined;
    const { id } = test.json<{ id: string }>();
    expect((await other('POST', `/api/outbox/deliveries/${id}/retry`)).statusCode).toBe(404);
    expect((await me('POST', `/api/outbox/deliveries/${id}/retry`)).json()).toMatchObject({ state: 'due', attempts: 0 });
    await box.aSender().once();
    expect(mail.letters).toHaveLength(1);
    expect((await me('POST', `/api/outbox/deliveries/${id}/retry`)).json()).toMatchObject({ code: 'not-failed', status: 422 });
    const page = (await me('GET', '/api/outbox/deliveries?state=sent')).json<{ items: { id: string }[] }>();
    expect(page.items.map((one) => one.id)).toEqual([id]);
    expect((await other('GET', '/api/outbox')).statusCode).toBe(403);
    expect((await other('POST', '/api/outbox/test', { channel: 'robot' })).statusCode).toBe(403);
  });
});
