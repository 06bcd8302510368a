import { cursorOf, listOf } from '../../api/cursor';
import { openDatabase } from '../../records/database';
import { type Api, anApi } from './helper';

/** A cursor with the mark of a list, whatever is in it. */
const marked = (list: string, ...values: string[]) => `${listOf(list, {}, {})}.${cursorOf(...values)}`;
const SOMEBODY = '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a001';

describe('what goes wrong is a problem that names field, rule and way out', () => {
  let api: Api;
  let token: string;
  let root: Awaited<ReturnType<Api['unit']>>;
  beforeAll(async () => {
    api = await anApi();
    root = await api.unit('committee');
    token = await api.signIn((await api.officer('administrator', root)).login);
  });
  afterAll(() => api.close());

  const post = (url: string, payload: unknown, headers: Record<string, string> = {}) => api.as(token)('POST', url, payload, headers);

  it('400 with a pointer and a Chinese sentence for each field that fails the schema', async () => {
    const answer = await post('/api/people', { name: '李4', birth: '2010-02-30', unitId: 'branch-3', nickname: 'x' });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({
      type: 'urn:tuanwu:problem:invalid',
      title: '请求有误',
      status: 400,
      instance: '/api/people',
      code: 'invalid',
    });
    expect(answer.json<{ errors: unknown[] }>().errors).toEqual([
      { in: 'body', pointer: '/name', detail: '姓名不能含有数字，请按身份证件填写', code: 'custom' },
      { in: 'body', pointer: '/birth', detail: '2010年2月没有30日，请核对日期', code: 'custom' },
      { in: 'body', pointer: '/unitId', detail: '应为 36 位编号（UUID），请从列表或链接中复制', code: 'invalid_format' },
      { in: 'body', pointer: '/nickname', detail: expect.stringContaining('nickname'), code: 'unrecognized_keys' },
    ]);
  });

  it('in English when that is asked for before Chinese', async () => {
    const answer = await api.app.inject({ url: '/nowhere', headers: { 'accept-language': 'zh;q=0.5, en-GB' } });
    expect(answer.json()).toMatchObject({ status: 404, title: 'Not Found', detail: 'There is no such address' });
    expect(answer.headers['content-language']).toBe('en');
    const chinese = await api.app.inject({ url: '/nowhere', headers: { 'accept-language': 'zh-CN,en;q=0.8' } });
    expect(chinese.json()).toMatchObject({ title: '没有找到', detail: '没有这个网址' });
  });

  it.each([
    ['broken JSON', '{"login": "a', 'application/json', 400, 'bad-json'],
    ['nothing at all', '', 'application/json', 400, 'bad-json'],
    ['GBK instead of UTF-8', Buffer.from([0x22, 0xc0, 0xee, 0x22]), 'application/json', 400, 'bad-json'],
    ['a poisoned prototype', '{"__proto__": {"admin": true}}', 'application/json', 400, 'bad-key'],
    ['plain text', 'hello', 'text/plain', 415, 'wrong-media-type'],
    ['a form of a foreign page', 'login=a', 'application/x-www-form-urlencoded', 415, 'wrong-media-type'],
    ['a file where JSON belongs', '--x--', 'multipart/form-data; boundary=x', 415, 'wrong-media-type'],
    ['more than a mebibyte', JSON.stringify({ login: 'x'.repeat(1_100_000), password: '' }), 'application/json', 413, 'too-large'],
    ['an array where an object belongs', '[1]', 'application/json', 400, 'invalid'],
    ['null', 'null', 'application/json', 400, 'invalid'],
    ['a number beyond all bounds', '{"login": "a", "password": 1e999}', 'application/json', 400, 'invalid'],
    ['nesting without end', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'application/json', 400, 'invalid'],
    ['NUL in a text', '{"login": "a\\u0000b", "password": "x"}', 'application/json', 400, 'invalid'],
    ['half a character', '{"login": "a\\ud87e", "password": "x"}', 'application/json', 400, 'invalid'],
    ['NUL in a name of a field', '{"log\\u0000in": "a"}', 'application/json', 400, 'invalid'],
  ])('%s', async (_what, payload, type, status, code) => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/session',
      payload,
      headers: { 'content-type': type },
      remoteAddress: api.freshAddress(),
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json<{ detail: string; remedy: string }>().remedy).not.toBe('');
  });

  it('says how much it takes, and what is too long', async () => {
    const send = (options: object) => api.app.inject({ headers: { 'content-type': 'application/json' }, ...options });
    const large = await send({
      method: 'POST',
      url: '/api/session',
      payload: JSON.stringify({ login: 'x'.repeat(1_100_000), password: '' }),
    });
    expect(large.json()).toMatchObject({ detail: '内容超过 1 MB', errors: [{ in: 'body', pointer: '' }] });
    const long = await send({ url: `/api/organisations/${'x'.repeat(500)}` });
    expect(long.json()).toMatchObject({ status: 414, detail: '网址中的编号或名称过长' });
  });

  it.each([
    ['{"__proto__": {"admin": true}}', '/__proto__', '__proto__'],
    ['{"act": {"body": [{"a/b": {"__proto__": 1}}]}}', '/act/body/0/a~1b/__proto__', '__proto__'],
    ['{"constructor": {"prototype": {}}}', '/constructor', 'constructor'],
  ])('a key that is not taken is named: %s', async (payload, pointer, key) => {
    const send = (language: string) =>
      api.app.inject({
        method: 'POST',
        url: '/api/session',
        payload,
        headers: { 'content-type': 'application/json', 'accept-language': language },
        remoteAddress: api.freshAddress(),
      });
    const answer = await send('zh-CN');
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'bad-key',
      detail: `内容含有不接受的键“${key}”`,
      errors: [{ in: 'body', pointer, code: 'bad-key' }],
    });
    expect((await send('en')).json<{ remedy: string }>().remedy).toBe(`Leave out "${key}" and send again`);
  });

  it.each([
    ['/api/people/42', 400],
    ['/api/people/%00', 400],
    ['/api/people/%ff', 400],
    [`/api/people/${'9'.repeat(400)}`, 414],
    ['/api/people/6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a001', 404],
    ['/api/people?limit=0', 400],
    ['/api/people?limit=201', 400],
    ['/api/people?limit=99999999999999999999', 400],
    ['/api/people?limit=ten', 400],
    ['/api/people?after=garbage', 400],
    [`/api/people?after=${cursorOf('a', SOMEBODY)}`, 400],
    [`/api/people?after=${marked('listPeople', 'a', SOMEBODY)}`, 200],
    [`/api/people?after=${marked('listPeople', 'a\0b', SOMEBODY)}`, 400],
    [`/api/people?after=${marked('listPeople', 'a', '42')}`, 400],
    [`/api/people?after=${marked('listPeople', 'a')}`, 400],
    [`/api/messages?after=${marked('listMessages', 'never', SOMEBODY)}`, 400],
    ['/api/people?q=a&q=b', 400],
    ['/api/people?colour=red', 400],
    ['/api/people?q=%25_%5C', 200],
    ['/api/organisations?q=%25', 200],
  ])('GET %s is %d', async (url, status) => {
    const answer = await api.as(token)('GET', url);
    expect([url, answer.statusCode]).toEqual([url, status]);
  });

  it('a list is read on with its own cursor and its own filters alone: another would pass rows over', async () => {
    const get = (url: string) => api.as(token)('GET', url);
    await api.unit('branch', root);
    await api.unit('branch', root);
    const { next } = (await get('/api/organisations?kind=branch&limit=1')).json<{ next: string }>();
    const rest = await get(`/api/organisations?after=${next}&limit=200&kind=branch`);
    expect([rest.statusCode, rest.json<{ items: unknown[] }>().items.length > 0]).toEqual([200, true]);
    for (const other of ['/api/organisations?', '/api/organisations?kind=committee&', '/api/people?', '/api/leaves?'])
      expect((await get(`${other}after=${next}`)).json()).toMatchObject({
        status: 400,
        code: 'bad-request',
        detail: '翻页游标属于另一份列表，或筛选条件已经改变，请从第一页重新读取',
        errors: [{ in: 'query', pointer: '/after' }],
      });
  });

  it.each([
    ['broken JSON', '{', 'application/json'],
    ['what no schema takes', '{"name": 4}', 'application/json'],
    ['more than a mebibyte', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 'application/json'],
    ['plain text', 'hello', 'text/plain'],
  ])('401 without a session or with one that has ended, whatever the body: %s', async (_what, payload, type) => {
    for (const authorization of [undefined, 'Bearer of-nobody']) {
      const headers = { 'content-type': type, ...(authorization && { authorization }) };
      const answer = await api.app.inject({ method: 'POST', url: '/api/people', payload, headers });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'not-signed-in']);
    }
  });

  it('422 with its code for a refusal, 409 for what is there already, 403 for want of a right', async () => {
    const branch = await api.unit('branch', root);
    const person = { name: '王一', idNumber: '11010519491231002X', unitId: branch.id };
    expect((await post('/api/people', { ...person, birth: '1949-12-30' })).json()).toMatchObject({
      status: 422,
      code: 'birth-mismatch',
      errors: [{ pointer: '/birth' }],
    });
    expect((await post('/api/people', person)).statusCode).toBe(201);
    expect((await post('/api/people', person)).json()).toMatchObject({ status: 409, code: 'duplicate' });
    expect(
      (await post('/api/calendar/notices', { region: 'CN', year: 2027, title: 't', certainty: 'confirmed', off: [], work: [] })).json(),
    ).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('503 with Retry-After while the database is away', async () => {
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none');
    const lost = await anApi({ database: away });
    for (const answer of [
      await lost.app.inject('/api/calendar/lawful-end?from=2026-04-02&workingDays=5'),
      await lost.app.inject('/readyz'),
    ])
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    await away.close();
    await lost.close();
  });

  it('500s tell an id that is in the log, and nothing else', async () => {
    const broken = await anApi();
    await broken.database.close();
    const answer = await broken.app.inject('/api/calendar/lawful-end?from=2026-04-02&workingDays=5');
    expect(answer.statusCode).toBe(500);
    const { id, detail } = answer.json<{ id: string; detail: string }>();
    expect(detail).toBe('系统内部错误，已经记录');
    expect(answer.body).not.toMatch(/pool|postgres|at /i);
    expect(broken.lines.find((line) => line.includes(id))).toMatch(/"level":50.*"type":"Error"/);
    expect((await broken.app.inject('/readyz')).statusCode).toBe(503);
    await broken.app.close();
  });

  it('keeps what people type out of the log', async () => {
    await post('/api/people', { name: '罕见姓名', idNumber: '110105194912310021' });
    await api.as(token)('GET', '/api/people?q=%E7%BD%95%E8%A7%81');
    await api.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'somebody.known', password: 'hunter2hunter2' },
      remoteAddress: api.freshAddress(),
    });
    const log = api.lines.join('');
    expect(log).toContain('/api/people');
    expect(log).not.toMatch(/罕见|110105194912310021|somebody\.known|hunter2|%E7%BD%95|Bearer/);
    expect(log).not.toContain(token);
  });
});
