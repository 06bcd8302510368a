import { randomUUID } from 'node:crypto';
import { type Api, anApi, PASSWORD } from './helper';

describe('roles, accounts and messages', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  let school: typeof root;
  let branch: typeof root;
  let admin: string;
  let adminId: string;
  beforeEach(async () => {
    api = await anApi();
    root = await api.unit('committee');
    school = await api.unit('committee', root);
    branch = await api.unit('branch', school);
    const administrator = await api.officer('administrator', root);
    adminId = administrator.id;
    admin = await api.signIn(administrator.login);
  });
  afterEach(() => api.close());

  const give = (token: string, personId: string, organisationId: string, role: string, more: object = {}) =>
    api.as(token)('POST', '/api/holdings', { personId, organisationId, role, ...more });

  it('a role is given from above, counts from its first day to its last, and ends', async () => {
    const secretary = await api.officer(undefined, branch);
    const token = await api.signIn(secretary.login);
    const holdings = async () =>
      (await api.as(token)('GET', '/api/me')).json<{ holdings: { role: string }[] }>().holdings.map(({ role }) => role);
    expect((await give(admin, secretary.id, branch.id, 'branch-secretary', { since: '2026-09-02' })).statusCode).toBe(201);
    expect(await holdings()).toEqual([]);
    api.clock.leap(86_400_000);
    expect(await holdings()).toEqual(['branch-secretary']);
    expect((await give(admin, secretary.id, branch.id, 'branch-secretary')).json()).toMatchObject({ status: 409, code: 'duplicate' });
    const { items } = (await api.as(admin)('GET', `/api/holdings?person=${secretary.id}`)).json<{ items: { id: string }[] }>();
    const end = (as: string, body: object) => api.as(as)('POST', `/api/holdings/${items[0]?.id}/end`, body);
    expect((await end(token, {})).statusCode).toBe(403);
    expect((await end(admin, { until: '2026-08-01' })).json()).toMatchObject({ status: 400, errors: [{ pointer: '/until' }] });
    expect((await end(admin, {})).json()).toMatchObject({ until: '2026-09-01' });
    expect(await holdings()).toEqual([]);
    expect((await end(admin, {})).json()).toMatchObject({ status: 409, code: 'already-ended' });
  });

  it('nobody gives himself a role, a role where it does not belong, or one beyond his reach', async () => {
    const child = await api.person(branch);
    const schoolAdmin = await api.signIn((await api.officer('administrator', school)).login);
    const other = await api.unit('branch', root);
    expect((await give(admin, adminId, root.id, 'committee-approver')).statusCode).toBe(403);
    expect((await give(admin, child, branch.id, 'committee-officer')).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/role' }],
    });
    expect((await give(admin, child, branch.id, 'emperor')).statusCode).toBe(400);
    expect((await give(schoolAdmin, child, root.id, 'committee-officer')).statusCode).toBe(403);
    expect((await give(schoolAdmin, child, other.id, 'branch-secretary')).statusCode).toBe(404);
    expect((await give(schoolAdmin, await api.person(other), branch.id, 'branch-secretary')).statusCode).toBe(404);
    expect((await give(schoolAdmin, child, school.id, 'system-administrator')).statusCode).toBe(403);
  });

  it('inspectors are appointed by the head of their office alone', async () => {
    const office = await api.unit('inspection-office', undefined, { inspectsId: root.id });
    const head = await api.officer(undefined, root);
    const inspector = await api.person(branch);
    const system = await api.signIn((await api.officer('system-administrator', root)).login);
    expect((await give(admin, head.id, office.id, 'inspection-head')).statusCode).toBe(403);
    expect((await give(admin, inspector, office.id, 'inspector')).statusCode).toBe(403);
    expect((await give(system, head.id, office.id, 'inspection-head')).statusCode).toBe(201);
    expect((await give(system, inspector, office.id, 'inspection-head')).statusCode).toBe(403);
    expect((await give(system, inspector, office.id, 'inspector')).statusCode).toBe(403);
    // Whoever comes to inspect begins the account anew: the password of before is worth nothing.
    await expect(api.signIn(head.login)).rejects.toThrow('sign-in-failed');
    const { code } = (await api.as(system)('POST', `/api/people/${head.id}/activation-slip`)).json<{ code: string }>();
    await api.app.inject({ method: 'POST', url: '/api/activation', payload: { code, login: head.login, password: PASSWORD } });
    expect((await give(await api.signIn(head.login), inspector, office.id, 'inspector')).statusCode).toBe(201);
  });

  it('an account is opened, locked out of, unlocked and disabled by an administrator in reach', async () => {
    const child = await api.person(branch);
    const secretary = await api.signIn((await api.officer('branch-secretary', branch)).login);
    const open = (token: string, personId: string, login: string) => api.as(token)('POST', '/api/accounts', { personId, login });
    expect((await open(secretary, child, 'ai.li')).statusCode).toBe(403);
    const opened = await open(admin, child, 'Ai.Li');
    expect([opened.statusCode, opened.json()]).toEqual([
      201,
      expect.objectContaining({ login: 'ai.li', status: 'active', hasPassword: false }),
    ]);
    expect((await open(admin, child, 'ai.li2')).json()).toMatchObject({ status: 409, code: 'duplicate' });
    expect((await open(admin, adminId, 'me')).statusCode).toBe(400);
    expect((await open(admin, randomUUID(), 'some.body')).statusCode).toBe(404);
    const { id } = opened.json<{ id: string }>();
    const { code } = (await api.as(secretary)('POST', `/api/people/${child}/activation-slip`)).json<{ code: string }>();
    const { token } = (
      await api.app.inject({ method: 'POST', url: '/api/activation', payload: { code, login: 'ai.li', password: 'four words make one' } })
    ).json<{ token: string }>();
    expect((await api.as(token)('GET', `/api/accounts/${id}`)).json()).toMatchObject({ hasPassword: true });
    expect((await api.as(secretary)('GET', `/api/accounts/${id}`)).statusCode).toBe(403);
    expect((await api.as(admin)('POST', `/api/accounts/${id}/disable`)).json()).toMatchObject({ status: 'disabled' });
    expect((await api.as(token)('GET', '/api/me')).statusCode).toBe(401);
    expect((await api.as(admin)('POST', `/api/accounts/${id}/unlock`)).json()).toMatchObject({ status: 'active' });
    expect(await api.signIn('ai.li')).toBeTruthy();
    expect((await api.as(admin)('POST', `/api/accounts/${randomUUID()}/unlock`)).statusCode).toBe(404);
    const log = await api.database.prisma.logEntry.findMany();
    expect(log.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['account-created', 'slip-issued', 'account-activated', 'account-disabled', 'account-unlocked']),
    );
    expect(JSON.stringify(log)).not.toContain('ai.li');
  });

  it('messages are one’s own, newest first, and are marked as read once', async () => {
    const { id, login } = await api.officer(undefined, branch);
    const token = await api.signIn(login);
    const made: { id: string }[] = [];
    for (let i = 0; i < 5; i += 1)
      made.push(
        await api.database.prisma.message.create({
          data: { personId: id, kind: `k${i}`, body: { day: '2026-09-01' }, createdAt: new Date(Date.UTC(2026, 8, i < 3 ? 1 : 2)) },
        }),
      );
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const answer: { items: { kind: string }[]; next?: string } = (
        await api.as(token)('GET', `/api/messages?limit=2${next && `&after=${next}`}`)
      ).json();
      seen.push(...answer.items.map(({ kind }) => kind));
      next = answer.next;
    }
    expect([seen.slice(0, 2).sort(), seen.slice(2).sort()]).toEqual([
      ['k3', 'k4'],
      ['k0', 'k1', 'k2'],
    ]);
    const read = (as: string) => api.as(as)('POST', `/api/messages/${made[0]?.id}/read`);
    expect((await read(admin)).statusCode).toBe(404);
    expect([(await read(token)).statusCode, (await read(token)).statusCode]).toEqual([204, 204]);
    expect((await api.as(token)('GET', '/api/messages?unread=true')).json<{ items: unknown[] }>().items).toHaveLength(4);
    expect((await api.as(token)('GET', '/api/me')).json()).toMatchObject({ unread: 4 });
  });
});
