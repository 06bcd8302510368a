import { createHmac } from 'node:crypto';
import type { Channels } from '../../config/channels';
import { aGateway, anOutbox, type Outbox } from './an-outbox';

const MINUTE = 60_000;
const SECRET = 'SEC-robot';

describe('the robot of a group', () => {
  let gateway: Awaited<ReturnType<typeof aGateway>>;
  let box: Outbox;
  let branch: Awaited<ReturnType<Outbox['api']['unit']>>;
  let officers: string[];

  beforeAll(async () => {
    gateway = await aGateway();
    box = await anOutbox({ ROBOT_URL: `${gateway.url}/hook?key=k` });
  });
  afterAll(async () => {
    await box.close();
    await gateway.stop();
  });
  beforeEach(async () => {
    await box.api.database.pool.query('DELETE FROM delivery');
    gateway.heard.length = 0;
    gateway.answer = () => ({ body: { errcode: 0, code: 0 } });
    box.api.clock.at += 24 * 60 * MINUTE;
    branch = await box.api.unit('branch');
    officers = [await box.api.person(branch), await box.api.person(branch)];
  });

  const robot = (more: Partial<NonNullable<Channels['robot']>> = {}): Channels => ({
    robot: { kind: 'wecom', url: `${gateway.url}/hook?key=k`, perMinute: 20, ...more },
    portal: 'https://tuan.example.cn',
  });
  const heard = () => gateway.heard.map(({ body }) => JSON.parse(body));
  const late = async (count: number) => {
    for (let index = 0; index < count; index += 1)
      await box.tell(officers[0] ?? '', 'deadline-lapsed', await box.aCase(branch.id), { due: '2026-09-10' });
  };

  it('企业微信: a text, by the key in the address', async () => {
    await late(1);
    await box.aSender(robot()).once();
    expect(gateway.heard[0]?.url).toBe('/hook?key=k');
    expect(heard()).toEqual([{ msgtype: 'text', text: { content: expect.stringContaining('事项已逾期') } }]);
  });

  it('钉钉: signed by time and secret in the address', async () => {
    await late(1);
    await box.aSender(robot({ kind: 'dingtalk', secret: SECRET })).once();
    const query = new URL(gateway.heard[0]?.url ?? '', gateway.url).searchParams;
    const time = query.get('timestamp') ?? '';
    expect(time).toBe(String(box.api.clock.at));
    expect(query.get('sign')).toBe(createHmac('sha256', SECRET).update(`${time}\n${SECRET}`).digest('base64'));
    expect(heard()).toEqual([{ msgtype: 'text', text: { content: expect.stringContaining('事项已逾期') } }]);
  });

  it('飞书: signed in the body, with seconds', async () => {
    await late(1);
    await box.aSender(robot({ kind: 'feishu', secret: SECRET })).once();
    const time = String(Math.floor(box.api.clock.at / 1000));
    expect(heard()).toEqual([
      {
        timestamp: time,
        sign: createHmac('sha256', `${time}\n${SECRET}`).update('').digest('base64'),
        msg_type: 'text',
        content: { text: expect.stringContaining('事项已逾期') },
      },
    ]);
  });

  it('is told of a thing once, however many officers are', async () => {
    const kase = await box.aCase(branch.id);
    for (const officer of officers)
      await box.api.database.pool.query(
        `INSERT INTO message (person_id, case_id, seq, kind, body, created_at) VALUES ($1, $2, 7, 'urged', '{}', $3)`,
        [officer, kase, new Date(box.api.clock.at)],
      );
    await box.aSender(robot()).once();
    expect(heard()).toHaveLength(1);
  });

  it('hears of what waits for an inspector nothing', async () => {
    await box.tell(officers[0] ?? '', 'deadline-lapsed', await box.aCase(branch.id), { due: '2026-09-10', verdict: true });
    await box.aSender(robot()).once();
    expect([gateway.heard, await box.states()]).toEqual([[], []]);
  });

  it('says many things in one digest: counts by unit and kind, within the platform’s size', async () => {
    await late(30);
    await box.aSender(robot()).once();
    const [digest, ...others] = heard();
    expect(others).toEqual([]);
    expect(digest.text.content).toMatch(
      new RegExp(
        `^团务提醒: 共 30 项\\n${branch.name}: 事项已逾期 30 项 \\(([0-9A-F]{8}, ){4}[0-9A-F]{8} 等\\)\\nhttps://tuan.example.cn/desk$`,
      ),
    );
    expect(new Set(await box.states())).toEqual(new Set(['robot group deadline-lapsed sent']));
    for (let index = 0; index < 60; index += 1) {
      const unit = await box.api.unit('branch');
      await box.tell(officers[0] ?? '', 'deadline-near', await box.aCase(unit.id), {});
    }
    await box.aSender(robot()).once();
    const { content } = heard()[1].text;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2048);
    expect(content).toContain('共 60 项');
    expect(content).toContain('其余请登录查看');
  });

  it('says no more in a minute than it may, counting what another worker said; the rest comes as a digest', async () => {
    const perMinute = 4;
    const [one, other] = [box.aSender(robot({ perMinute })), box.aSender(robot({ perMinute }))];
    for (let round = 0; round < 4; round += 1) {
      await late(1);
      await (round % 2 ? one : other).once();
    }
    await late(2);
    await Promise.all([one.once(), other.once()]);
    expect(heard()).toHaveLength(4);
    box.api.clock.at += MINUTE - 1;
    await late(2);
    await one.once();
    expect(heard()).toHaveLength(4);
    box.api.clock.at += 1;
    await Promise.all([one.once(), other.once()]);
    expect(heard()).toHaveLength(5);
    expect(heard()[4].text.content).toContain('共 4 项');
  });

  it('that has said too much is left in peace for ten minutes; one that refuses for another cause is a finding', async () => {
    gateway.answer = () => ({ body: { errcode: 45009 } });
    await late(1);
    const sender = box.aSender(robot());
    await sender.once();
    expect(await box.states()).toEqual(['robot group deadline-lapsed due code 45009']);
    box.api.clock.at += 9 * MINUTE;
    await sender.once();
    expect(gateway.heard).toHaveLength(1);
    box.api.clock.at += MINUTE;
    gateway.answer = () => ({ body: { errcode: 93000, errmsg: 'invalid webhook url of 张三' } });
    await sender.once();
    expect(await box.states()).toEqual(['robot group deadline-lapsed dead code 93000']);
  });

  it('whose answer cannot be read may have said it: it is not said again', async () => {
    gateway.answer = () => ({ body: 'ok' });
    await late(1);
    await box.aSender(robot()).once();
    box.api.clock.at += 24 * 60 * MINUTE;
    await box.aSender(robot()).once();
    expect([gateway.heard.length, await box.states()]).toEqual([1, ['robot group deadline-lapsed unknown answer']]);
  });
});
