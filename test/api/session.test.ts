import { type Api, anApi, PASSWORD } from './helper';

const MINUTE = 60_000;

describe('sessions', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  let branch: Awaited<ReturnType<Api['unit']>>;
  beforeEach(async () => {
    api = await anApi();
    root = await api.unit('committee');
    branch = await api.unit('branch', root);
  });
  afterEach(() => api.close());

  const tryIn = (login: string, password: string, more: { remoteAddress?: string; headers?: Record<string, string> } = {}) =>
    api.app.inject({ method: 'POST', url: '/api/session', payload: { login, password }, remoteAddress: api.freshAddress(), ...more });
  const kinds = async () => (await api.database.prisma.logEntry.findMany({ orderBy: { at: 'asc' } })).map(({ kind }) => kind);

  it('tells who I am, what I hold, and how many messages wait', async () => {
    const secretary = await api.officer('branch-secretary', branch);
    await api.database.prisma.message.create({ data: { personId: secretary.id, kind: 'due', body: {}, createdAt: new Date() } });
    const answer = await tryIn(` ${secretary.login.toUpperCase()} `, PASSWORD);
    expect(answer.headers['set-cookie']).toMatch(/^tuanwu_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    const { token } = answer.json<{ token: string }>();
    expect((await api.as(token)('GET', '/api/me')).json()).toMatchObject({
      person: { id: secretary.id, unit: { id: branch.id } },
      holdings: [{ role: 'branch-secretary', organisation: { id: branch.id, name: branch.name } }],
      unread: 1,
      mode: 'production',
      today: '2026-09-01',
    });
    const stored = await api.database.prisma.session.findFirstOrThrow();
    expect(Buffer.from(stored.tokenHash).toString('utf8')).not.toContain(token);
    expect(await kinds()).toEqual(['signed-in']);
  });

  it('gives an unknown login, a wrong password and a disabled account the same answer', async () => {
    const { login, id } = await api.officer(undefined, branch);
    await api.database.prisma.account.update({ where: { personId: id }, data: { status: 'disabled' } });
    const other = await api.officer(undefined, branch);
    const answers = [await tryIn('nobody.here', PASSWORD), await tryIn(other.login, 'wrong password'), await tryIn(login, PASSWORD)];
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual(Array(3).fill([401, answers[0]?.body]));
  });

  it('locks after five failures for 1, then 2, then 4 minutes; unknown logins look the same', async () => {
    const { login } = await api.officer(undefined, branch);
    for (const [who, right] of [
      [login, true],
      ['nobody.here', false],
    ] as const) {
      for (let i = 0; i < 5; i += 1) expect((await tryIn(who, 'wrong password')).statusCode).toBe(401);
      for (const minutes of [1, 2, 4]) {
        const locked = await tryIn(who, PASSWORD);
        expect([locked.statusCode, locked.headers['retry-after']]).toEqual([429, String(minutes * 60)]);
        api.wall.leap(minutes * MINUTE + 1);
        if (minutes < 4) expect((await tryIn(who, 'wrong password')).statusCode).toBe(401);
      }
      expect((await tryIn(who, PASSWORD)).statusCode).toBe(right ? 200 : 401);
    }
    expect((await tryIn(login, 'wrong password')).statusCode).toBe(401);
    expect((await tryIn(login, PASSWORD)).statusCode).toBe(200);
  });

  it('counts a hundred guesses at once as no more than five', async () => {
    const { login } = await api.officer(undefined, branch);
    const answers = await Promise.all(Array.from({ length: 30 }, () => tryIn(login, 'wrong password')));
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(25);
  });

  it('takes twenty sign-ins a minute from one address', async () => {
    const answers = [];
    for (let i = 0; i < 21; i += 1) answers.push(await tryIn(`nobody${i}`, 'x', { remoteAddress: '203.0.113.9' }));
    expect(answers.slice(0, 20).every(({ statusCode }) => statusCode === 401)).toBe(true);
    expect(answers[20]?.statusCode).toBe(429);
    expect(answers[20]?.json()).toMatchObject({ code: 'too-many-requests' });
    expect(Number(answers[20]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('ends after 30 idle minutes for staff, 60 for others, and after 12 hours for all; a leap of the rehearsal clock ends none', async () => {
    const staff = await api.signIn((await api.officer('branch-secretary', branch)).login);
    const applicant = await api.signIn((await api.officer(undefined, branch)).login);
    const both = async () => [(await api.as(staff)('GET', '/api/me')).statusCode, (await api.as(applicant)('GET', '/api/me')).statusCode];
    api.clock.leap(200 * 24 * 60 * MINUTE);
    expect(await both()).toEqual([200, 200]);
    api.wall.leap(29 * MINUTE);
    expect(await both()).toEqual([200, 200]);
    api.wall.leap(31 * MINUTE);
    expect(await both()).toEqual([401, 200]);
    for (let i = 0; i < 11; i += 1) {
      api.wall.leap(59 * MINUTE);
      await both();
    }
    expect((await both())[1]).toBe(200);
    api.wall.leap(20 * MINUTE);
    expect(await both()).toEqual([401, 401]);
  });

  it('lists my sessions and ends them; nobody ends another’s', async () => {
    const { login } = await api.officer(undefined, branch);
    const [one, two] = [await api.signIn(login), await api.signIn(login)];
    const stranger = await api.signIn((await api.officer(undefined, branch)).login);
    const { items } = (await api.as(one)('GET', '/api/sessions')).json<{ items: { id: string; current: boolean }[] }>();
    expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = items.find(({ current }) => !current)?.id;
    expect((await api.as(stranger)('DELETE', `/api/sessions/${other}`)).statusCode).toBe(404);
    expect((await api.as(one)('DELETE', `/api/sessions/${other}`)).statusCode).toBe(204);
    expect((await api.as(two)('GET', '/api/me')).statusCode).toBe(401);
    expect((await api.as(one)('DELETE', '/api/session')).statusCode).toBe(204);
    expect((await api.as(one)('GET', '/api/me')).statusCode).toBe(401);
    expect((await kinds()).filter((kind) => kind === 'signed-out')).toHaveLength(2);
  });

  it('refuses a change that another site’s page sends with our cookie, and takes it from our own', async () => {
    const { login } = await api.officer(undefined, branch);
    const cookie = `tuanwu_session=${await api.signIn(login)}`;
    const send = (headers: Record<string, string>) =>
      api.app.inject({ method: 'DELETE', url: '/api/session', headers: { host: 'tuan.example', cookie, ...headers } });
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      const answer = await send(headers);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'foreign-origin']);
    }
    expect((await tryIn(login, PASSWORD, { headers: { origin: 'https://evil.example' } })).statusCode).toBe(403);
    expect((await api.app.inject({ url: '/api/me', headers: { cookie, origin: 'https://evil.example' } })).statusCode).toBe(200);
    expect((await send({ origin: 'http://tuan.example', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(204);
  });

  it('keeps the cookie to TLS and to this host where people come over https', async () => {
    const secure = await anApi({}, { PUBLIC_URL: 'https://tuan.example', TRUST_PROXY: 'true' });
    const at = await secure.unit('committee');
    const { login } = await secure.officer(undefined, at);
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login, password: PASSWORD },
      headers: { origin: 'https://tuan.example' },
    });
    await secure.close();
    expect(answer.headers['set-cookie']).toMatch(/^__Host-tuanwu_session=.*; Path=\/; HttpOnly; SameSite=Lax; Secure; /);
    expect(answer.headers['strict-transport-security']).toContain('max-age');
  });

  it('changes a password for the right one only, refuses weak ones, and ends the other sessions', async () => {
    const { login } = await api.officer(undefined, branch, { mustChange: true });
    const [one, two] = [await api.signIn(login), await api.signIn(login)];
    expect((await api.as(one)('GET', '/api/messages')).json()).toMatchObject({ status: 403, code: 'password-change-required' });
    const change = (current: string, next: string) => api.as(one)('PUT', '/api/me/password', { current, next });
    expect((await change('wrong password', 'a much better one')).json()).toMatchObject({ status: 403, errors: [{ pointer: '/current' }] });
    // Somebody else could not help; a new slip would.
    expect((await change('wrong password', 'a much better one')).json<{ remedy: string }>().remedy).toContain('激活单');
    expect((await change(PASSWORD, PASSWORD)).json()).toMatchObject({ status: 422, code: 'same-password', errors: [{ pointer: '/next' }] });
    expect((await change(PASSWORD, '短')).statusCode).toBe(400);
    for (const weak of ['12345678', 'Password123', 'aaaabbbb1111aaaa'.replaceAll('1', 'a'), `${login}1`, '76543210'])
      expect((await change(PASSWORD, weak)).json()).toMatchObject({ code: 'weak-password' });
    expect((await change(PASSWORD, '四个词做成一句话')).statusCode).toBe(204);
    expect((await api.as(two)('GET', '/api/me')).statusCode).toBe(401);
    expect((await api.as(one)('GET', '/api/messages')).statusCode).toBe(200);
    expect(await api.signIn(login, '四个词做成一句话')).toHaveLength(43);
  });
});
