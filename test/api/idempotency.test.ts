import { randomUUID } from 'node:crypto';
import { type Api, anApi } from './helper';

describe('a write repeated with its key happens once', () => {
  let api: Api;
  let token: string;
  let branch: Awaited<ReturnType<Api['unit']>>;
  beforeAll(async () => {
    api = await anApi();
    const root = await api.unit('committee');
    branch = await api.unit('branch', root);
    token = await api.signIn((await api.officer('administrator', root)).login);
  });
  afterAll(() => api.close());

  const create = (name: string, key?: string, as = token) =>
    api.app.inject({
      method: 'POST',
      url: '/api/people',
      payload: { name, birth: '2010-01-01', unitId: branch.id },
      headers: { authorization: `Bearer ${as}`, ...(key !== undefined && { 'idempotency-key': key }) },
    });
  const named = (name: string) => api.database.prisma.person.count({ where: { name } });

  it('answers a repeat with the first answer, and says so', async () => {
    const key = randomUUID();
    const [first, again] = [await create('重复', key), await create('重复', key)];
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.json()).toEqual(first.json());
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect(await named('重复')).toBe(1);
  });

  it('does it once when ten arrive together: each hears the answer, or that it is at work', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('同时', key)));
    expect(await named('同时')).toBe(1);
    expect(answers.map(({ statusCode }) => statusCode).every((status) => status === 201 || status === 409)).toBe(true);
    expect(answers.filter(({ statusCode }) => statusCode === 409).every(({ body }) => body.includes('"in-flight"'))).toBe(true);
    expect((await create('同时', key)).statusCode).toBe(201);
  });

  it('refuses the key for another body, and for another route', async () => {
    const key = randomUUID();
    await create('张三', key);
    expect((await create('张叁', key)).json()).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
      errors: [{ in: 'header', pointer: '/Idempotency-Key' }],
    });
    const holding = { personId: randomUUID(), organisationId: branch.id, role: 'branch-secretary' };
    expect((await api.as(token)('POST', '/api/holdings', holding, { 'idempotency-key': key })).json()).toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(await named('张叁')).toBe(0);
  });

  it('keeps a key to its sender', async () => {
    const key = randomUUID();
    const other = await api.signIn((await api.officer('branch-secretary', branch)).login);
    expect((await create('各自', key)).statusCode).toBe(201);
    expect((await create('各自', key, other)).statusCode).toBe(201);
    expect(await named('各自')).toBe(2);
  });

  it('is not done for somebody else than it was typed by', async () => {
    const key = randomUUID();
    const write = (person: string) =>
      api.as(token)(
        'POST',
        '/api/people',
        { name: '他人', birth: '2010-01-01', unitId: branch.id },
        { 'idempotency-key': key, 'tuanwu-person': person },
      );
    expect((await write(randomUUID())).json()).toMatchObject({ status: 409, code: 'other-person' });
    expect(await named('他人')).toBe(0);
    const me = (await api.as(token)('GET', '/api/me')).json();
    expect((await write(me.person.id)).statusCode).toBe(201);
  });

  it('repeats a refusal too, undoes what the refused write began, and keeps nothing of a request that never was one', async () => {
    const key = randomUUID();
    const write = () => api.as(token)('POST', '/api/people', { name: '甲', unitId: branch.id }, { 'idempotency-key': key });
    const [first, again] = [await write(), await write()];
    expect(first.json()).toMatchObject({ status: 422, code: 'birth-missing' });
    expect([again.json(), again.headers['content-type']]).toEqual([first.json(), 'application/problem+json; charset=utf-8']);
    const fresh = randomUUID();
    expect((await api.as(token)('POST', '/api/people', { name: '' }, { 'idempotency-key': fresh })).statusCode).toBe(400);
    expect((await create('又来', fresh)).statusCode).toBe(201);
  });

  it.each([undefined, '', 'two words', 'ключ', 'x'.repeat(201)])('400 for the key %p, with what to do', async (key) => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/people',
      payload: { name: '乙', birth: '2010-01-01', unitId: branch.id },
      headers: { authorization: `Bearer ${token}`, ...(key !== undefined && { 'idempotency-key': Buffer.from(key).toString('latin1') }) },
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'idempotency-key-missing']);
    expect(answer.json<{ remedy: string }>().remedy).toContain('UUID');
  });
});
