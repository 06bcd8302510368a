import { enrol } from './factor-hand';
import { type Api, anApi, PASSWORD } from './helper';

const MINUTE = 60_000;
const STEP = 30_000;

describe('the second factor', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  beforeEach(async () => {
    api = await anApi();
    root = await api.unit('committee');
  });
  afterEach(() => api.close());

  const tryIn = (login: string, factor?: string, password = PASSWORD) =>
    api.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login, password, ...(factor === undefined ? {} : { factor }) },
      remoteAddress: api.freshAddress(),
    });
  const kinds = async () => (await api.database.prisma.logEntry.findMany({ orderBy: { at: 'asc' } })).map(({ kind }) => kind);
  const anOfficer = async () => {
    const { login, id } = await api.officer('committee-officer', root);
    return { login, id, ...(await enrol(api, await api.signIn(login))) };
  };

  it('is shown once as address, secret and QR code, kept sealed, and asked only when confirmed', async () => {
    const { login } = await api.officer('committee-officer', root);
    const token = await api.signIn(login);
    const me = () => api.as(token)('GET', '/api/me/second-factor');
    expect((await me()).json()).toMatchObject({ enrolled: false, policy: 'offered', expected: true, permitNeeded: false });
    const begin = (password: string) => api.as(token)('POST', '/api/me/second-factor', { password });
    expect((await begin('wrong password')).json()).toMatchObject({ status: 403, errors: [{ pointer: '/password' }] });
    const begun = (await begin(PASSWORD)).json<{ uri: string; secret: string; qr: string }>();
    expect(begun.uri).toContain(`secret=${begun.secret}`);
    expect(begun.qr).toMatch(/^<svg [^>]*>\s*<path d="M/);
    expect(begun.qr).not.toMatch(/script|href/);
    const stored = await api.database.prisma.secondFactor.findFirstOrThrow();
    expect(Buffer.from(stored.secretSealed).toString('latin1')).not.toContain(begun.secret);
    expect((await tryIn(login)).statusCode).toBe(200);
    expect((await api.as(token)('POST', '/api/me/second-factor/confirm', { code: '000000' })).json()).toMatchObject({ code: 'bad-code' });
    expect(await api.database.prisma.replyRow.count()).toBe(0);
    expect(JSON.stringify(api.lines)).not.toContain(begun.secret);
  });

  it('is asked at sign-in; a confirmed one replaces the token and ends other sessions', async () => {
    const { login } = await api.officer('committee-officer', root);
    const [one, two] = [await api.signIn(login), await api.signIn(login)];
    const { phone, token, recoveryCodes } = await enrol(api, one);
    for (const old of [one, two]) expect((await api.as(old)('GET', '/api/me')).statusCode).toBe(401);
    expect((await api.as(token)('GET', '/api/me/second-factor')).json()).toMatchObject({ enrolled: true, recoveryCodesLeft: 8 });
    expect(new Set(recoveryCodes).size).toBe(8);
    expect((await api.as(token)('POST', '/api/me/second-factor', { password: PASSWORD })).json()).toMatchObject({ status: 409 });
    expect((await tryIn(login)).json()).toMatchObject({ status: 401, code: 'second-factor-required', errors: [{ pointer: '/factor' }] });
    api.wall.leap(STEP);
    expect((await tryIn(login, phone.code(api.wall.at))).statusCode).toBe(200);
    expect(await kinds()).toEqual(expect.arrayContaining(['factor-begun', 'factor-enrolled']));
  });

  it('takes each code once, also when it is sent twice at the same moment', async () => {
    const { login, phone } = await anOfficer();
    // The code that confirmed the enrolment was used by that.
    expect((await tryIn(login, phone.code(api.wall.at))).statusCode).toBe(401);
    api.wall.leap(STEP);
    const code = phone.code(api.wall.at);
    const answers = await Promise.all(Array.from({ length: 4 }, () => tryIn(login, code)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    api.wall.leap(20 * MINUTE);
    const next = phone.code(api.wall.at);
    expect((await tryIn(login, next)).statusCode).toBe(200);
    // Nor does an older one come back.
    expect((await tryIn(login, phone.code(api.wall.at - STEP))).statusCode).toBe(401);
  });

  it('says the same for a wrong code, a wrong password and an unknown login, and counts them together', async () => {
    const { login, phone } = await anOfficer();
    api.wall.leap(STEP);
    const answers = [
      await tryIn(login, '000000'),
      await tryIn(login, phone.code(api.wall.at), 'wrong password'),
      await tryIn('nobody.here', '000000'),
    ];
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual(Array(3).fill([401, answers[0]?.body]));
    await tryIn(login, '000001');
    expect((await tryIn(login, undefined, 'wrong password')).statusCode).toBe(401);
    expect((await tryIn(login, '000002')).statusCode).toBe(401);
    // Three wrong codes and two wrong passwords are five failures: now even the right ones wait.
    expect((await tryIn(login, phone.code(api.wall.at))).statusCode).toBe(429);
    api.wall.leap(MINUTE + 1);
    expect((await tryIn(login, phone.code(api.wall.at))).statusCode).toBe(200);
  });

  it('a password alone, asked again and again, is a failure each time', async () => {
    const { login } = await anOfficer();
    for (let i = 0; i < 5; i += 1) expect((await tryIn(login)).json()).toMatchObject({ code: 'second-factor-required' });
    expect((await tryIn(login)).statusCode).toBe(429);
  });

  it('a recovery code opens once, however it is typed', async () => {
    const { login, recoveryCodes } = await anOfficer();
    const typed = (recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' ');
    expect((await tryIn(login, typed)).statusCode).toBe(200);
    expect((await tryIn(login, typed)).statusCode).toBe(401);
    const stranger = await anOfficer();
    expect((await tryIn(stranger.login, recoveryCodes[1])).statusCode).toBe(401);
    expect(await kinds()).toContain('recovery-code-used');
  });

  it('an activation slip gives a new password, not a way around the factor', async () => {
    const admin = await api.signIn((await api.officer('administrator', root)).login);
    const { id, login, phone } = await anOfficer();
    const { code } = (await api.as(admin)('POST', `/api/people/${id}/activation-slip`)).json<{ code: string }>();
    const use = (factor?: string) =>
      api.app.inject({
        method: 'POST',
        url: '/api/activation',
        payload: { code, login, password: 'another four words here', ...(factor ? { factor } : {}) },
        remoteAddress: api.freshAddress(),
      });
    expect((await use()).json()).toMatchObject({ status: 401, code: 'second-factor-required' });
    for (let i = 0; i < 5; i += 1)
      expect((await use('000000')).json()).toMatchObject({ code: 'bad-code', errors: [{ pointer: '/factor' }] });
    expect((await use(phone.code(api.wall.at + STEP))).statusCode).toBe(429);
    api.wall.leap(MINUTE + 1);
    expect((await use(phone.code(api.wall.at))).statusCode).toBe(200);
  });

  it('is given again for decisions: five minutes, and under a new token', async () => {
    const admin = await api.officer('administrator', root);
    const { phone, token: first } = await enrol(api, await api.signIn(admin.login));
    const branch = await api.unit('branch', root);
    const give = async (token: string) =>
      api.as(token)('POST', '/api/holdings', { personId: await api.person(branch), organisationId: branch.id, role: 'branch-committee' });
    expect((await give(first)).statusCode).toBe(201);
    api.wall.leap(5 * MINUTE + 1);
    const key = { 'idempotency-key': 'the-same' };
    const body = { personId: await api.person(branch), organisationId: branch.id, role: 'branch-committee' };
    expect((await api.as(first)('POST', '/api/holdings', body, key)).json()).toMatchObject({ status: 403, code: 'step-up-required' });
    expect((await api.as(first)('POST', '/api/session/step-up', { code: '000000' })).json()).toMatchObject({ code: 'bad-code' });
    const raised = await api.as(first)('POST', '/api/session/step-up', { code: phone.code(api.wall.at) });
    expect([raised.statusCode, raised.headers['set-cookie']]).toEqual([200, expect.stringContaining('tuanwu_session=')]);
    const { token } = raised.json<{ token: string }>();
    expect((await api.as(first)('GET', '/api/me')).statusCode).toBe(401);
    // The refusal was not kept under the key: the same request goes through now.
    expect((await api.as(token)('POST', '/api/holdings', body, key)).statusCode).toBe(201);
    const child = await api.person(branch);
    expect((await api.as(token)('POST', `/api/people/${child}/reveal`, { reason: '核对' })).statusCode).toBe(200);
    api.wall.leap(5 * MINUTE + 1);
    for (const url of [`/api/people/${child}/reveal`, `/api/people/${child}/second-factor/reset`])
      expect((await api.as(token)('POST', url, { reason: '核对' })).json()).toMatchObject({ code: 'step-up-required' });
    expect((await api.as(token)('GET', '/api/people')).statusCode).toBe(200);
    // Guesses at it are guesses at the account.
    for (let i = 0; i < 5; i += 1) await api.as(token)('POST', '/api/session/step-up', { code: '000000' });
    expect((await api.as(token)('POST', '/api/session/step-up', { code: phone.code(api.wall.at) })).statusCode).toBe(429);
  });

  it('whoever has not enrolled acts without it while it is offered, and not at all in a named role while it is required', async () => {
    const strict = await anApi({}, { SECOND_FACTOR: 'required' });
    try {
      const at = await strict.unit('committee');
      const branch = await strict.unit('branch', at);
      const admin = await strict.signIn((await strict.officer('administrator', at)).login);
      const secretary = await strict.signIn((await strict.officer('branch-secretary', branch)).login);
      const enter = (token: string) => strict.as(token)('POST', '/api/people', { name: '王一', birth: '2011-03-09', unitId: branch.id });
      expect((await enter(secretary)).statusCode).toBe(201);
      expect((await enter(admin)).json()).toMatchObject({ status: 403, code: 'second-factor-missing' });
      expect((await strict.as(admin)('GET', '/api/people')).statusCode).toBe(200);
      const { token } = await enrol(strict, admin);
      expect((await enter(token)).statusCode).toBe(201);
    } finally {
      await strict.close();
    }
  });

  it('of other staff is reset by two administrators who did not appoint each other', async () => {
    const lost = await anOfficer();
    const [one, two] = [await api.officer('administrator', root), await api.officer('system-administrator', root)];
    const puppet = await api.officer('administrator', root);
    await api.database.prisma.holding.updateMany({ where: { personId: puppet.id }, data: { givenBy: one.id } });
    const secretary = await api.signIn((await api.officer('branch-secretary', await api.unit('branch', root))).login);
    const reset = async (token: string) => api.as(token)('POST', `/api/people/${lost.id}/second-factor/reset`, { reason: '手机遗失' });
    expect((await reset(secretary)).statusCode).toBe(404);
    expect((await reset(lost.token)).statusCode).toBe(403);
    const first = await api.signIn(one.login);
    expect((await reset(first)).json()).toMatchObject({ status: 'asked' });
    expect((await reset(first)).json()).toMatchObject({ status: 409, code: 'second-person-needed' });
    expect((await reset(await api.signIn(puppet.login))).json()).toMatchObject({ status: 'asked' });
    expect((await tryIn(lost.login)).json()).toMatchObject({ code: 'second-factor-required' });
    expect((await reset(await api.signIn(two.login))).json()).toEqual({ status: 'done' });
    expect((await api.as(lost.token)('GET', '/api/me')).statusCode).toBe(401);
    expect((await tryIn(lost.login)).statusCode).toBe(200);
    expect((await reset(first)).json()).toMatchObject({ code: 'no-second-factor' });
    expect(await kinds()).toEqual(expect.arrayContaining(['factor-reset-asked', 'factor-reset']));
  });

  it('a request that nobody joins is over after a day', async () => {
    const lost = await anOfficer();
    const [one, two] = [await api.officer('administrator', root), await api.officer('administrator', root)];
    const reset = async (login: string) =>
      api.as(await api.signIn(login))('POST', `/api/people/${lost.id}/second-factor/reset`, { reason: '手机遗失' });
    expect((await reset(one.login)).json()).toMatchObject({ status: 'asked' });
    api.wall.leap(24 * 60 * MINUTE + 1);
    expect((await reset(two.login)).json()).toMatchObject({ status: 'asked' });
    expect((await reset(one.login)).json()).toEqual({ status: 'done' });
  });
});
