import { type Api, anApi, PASSWORD } from './helper';

const DAY = 86_400_000;

describe('activation slips', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  let branch: Awaited<ReturnType<Api['unit']>>;
  let secretary: string;
  beforeEach(async () => {
    api = await anApi();
    root = await api.unit('committee');
    branch = await api.unit('branch', root);
    secretary = await api.signIn((await api.officer('branch-secretary', branch)).login);
  });
  afterEach(() => api.close());

  const issue = (token: string, person: string) => api.as(token)('POST', `/api/people/${person}/activation-slip`);
  const slipFor = async (person: string) => (await issue(secretary, person)).json<{ code: string }>().code;
  const activate = (code: string, login: string, password = PASSWORD) =>
    api.app.inject({ method: 'POST', url: '/api/activation', payload: { code, login, password }, remoteAddress: api.freshAddress() });

  it('opens an account once, however the code is typed, and signs its owner in', async () => {
    const child = await api.person(branch);
    const issued = await issue(secretary, child);
    expect(issued.statusCode).toBe(201);
    const { code } = issued.json<{ code: string }>();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const answer = await activate(typed, 'Ai.Li');
    expect(answer.statusCode).toBe(200);
    expect((await api.as(answer.json<{ token: string }>().token)('GET', '/api/me')).json()).toMatchObject({
      person: { id: child },
      login: 'ai.li',
    });
    expect((await activate(code, 'ai.li2')).json()).toMatchObject({ status: 422, code: 'slip-not-valid', errors: [{ pointer: '/code' }] });
    const slip = await api.database.prisma.activationSlip.findFirstOrThrow();
    expect(Buffer.from(slip.codeHash).toString('utf8')).not.toContain(code);
  });

  it('ten at once open one account', async () => {
    const code = await slipFor(await api.person(branch));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => activate(code, `ten.${i}`)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(9).fill(422)]);
  });

  it('expires after 14 days by the wall, not by the rehearsal’s clock, and is void when another is issued', async () => {
    const child = await api.person(branch);
    const first = await slipFor(child);
    const second = await slipFor(child);
    expect((await activate(first, 'ai.li')).statusCode).toBe(422);
    api.clock.leap(300 * DAY);
    api.wall.leap(14 * DAY + 1);
    expect((await activate(second, 'ai.li')).statusCode).toBe(422);
    secretary = await api.signIn((await api.officer('branch-secretary', branch)).login);
    expect((await activate(await slipFor(child), 'ai.li')).statusCode).toBe(200);
  });

  it('survives a login that is taken and a password that is weak', async () => {
    const { login } = await api.officer(undefined, branch);
    const code = await slipFor(await api.person(branch));
    expect((await activate(code, login)).json()).toMatchObject({ status: 409, code: 'duplicate', errors: [{ pointer: '/login' }] });
    expect((await activate(code, 'ai.li', 'password1')).json()).toMatchObject({ code: 'weak-password' });
    expect((await activate(code, '11010519491231002X')).statusCode).toBe(400);
    expect((await activate(code, 'ai.li')).statusCode).toBe(200);
  });

  it('gives a forgotten password back and ends what was open', async () => {
    const owner = await api.officer(undefined, branch);
    const old = await api.signIn(owner.login);
    expect((await activate(await slipFor(owner.id), owner.login, 'another four words here')).statusCode).toBe(200);
    expect((await api.as(old)('GET', '/api/me')).statusCode).toBe(401);
    expect(await api.signIn(owner.login, 'another four words here')).toBeTruthy();
  });

  it('is never a way into an account with more rights', async () => {
    const officer = await api.officer('committee-officer', root, { unit: branch });
    const office = await api.unit('inspection-office', undefined, { inspectsId: root.id });
    const inspector = await api.officer('inspector', office, { unit: branch });
    const administrator = await api.officer('administrator', root);
    const admin = await api.signIn(administrator.login);
    const stranger = await api.signIn((await api.officer('branch-secretary', await api.unit('branch', root))).login);
    const child = await api.person(branch);
    expect((await issue(secretary, officer.id)).statusCode).toBe(403);
    expect((await issue(admin, officer.id)).statusCode).toBe(201);
    expect((await issue(admin, inspector.id)).statusCode).toBe(403);
    expect((await issue(admin, administrator.id)).statusCode).toBe(403);
    expect((await issue(stranger, child)).statusCode).toBe(404);
    expect((await issue(await api.signIn((await api.officer(undefined, branch)).login), child)).statusCode).toBe(404);
  });
});
