import { found } from '../../records/founding';
import { type Api, anApi, PASSWORD } from './helper';

/** Every way by which somebody of the League could come to sit as inspector, or to rule one: each is tried, and each ends in front of the head. */
describe('the inspection office against administrators', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  let branch: typeof root;
  let office: typeof root;
  let admin: string;
  let system: string;
  let system2: string;
  let adminId: string;
  let systemId: string;
  let head: { id: string; login: string };
  let headToken: string;
  let inspector: { id: string; login: string };

  beforeEach(async () => {
    api = await anApi();
    root = await api.unit('committee');
    branch = await api.unit('branch', root);
    office = await api.unit('inspection-office', undefined, { inspectsId: root.id });
    const [a, s, s2] = [
      await api.officer('administrator', root),
      await api.officer('system-administrator', root),
      await api.officer('system-administrator', root),
    ];
    [adminId, systemId] = [a.id, s.id];
    [admin, system, system2] = [await api.signIn(a.login), await api.signIn(s.login), await api.signIn(s2.login)];
    head = await api.officer('inspection-head', office, { unit: branch });
    inspector = await api.officer('inspector', office, { unit: branch });
    headToken = await api.signIn(head.login);
  });
  afterEach(() => api.close());

  const post = (token: string, url: string, body?: unknown) => api.as(token)('POST', url, body);
  const give = (token: string, personId: string, role: string, more: object = {}) =>
    post(token, '/api/holdings', { personId, organisationId: office.id, role, ...more });
  const holdingOf = async (personId: string, role: string) =>
    (await api.database.prisma.holding.findFirstOrThrow({ where: { personId, role } })).id;
  const end = async (token: string, personId: string, role: string, body: object = {}) =>
    post(token, `/api/holdings/${await holdingOf(personId, role)}/end`, body);
  const accountOf = async (personId: string) => (await api.database.prisma.account.findUniqueOrThrow({ where: { personId } })).id;
  const activate = (code: string, login: string) =>
    api.app.inject({
      method: 'POST',
      url: '/api/activation',
      payload: { code, login, password: 'a password of the thief' },
      remoteAddress: api.freshAddress(),
    });

  it('roles: no administrator gives an inspector, a substitute or a head, to himself or to anybody', async () => {
    const friend = await api.person(branch);
    for (const token of [admin, system])
      for (const role of ['inspector', 'inspection-head'])
        for (const [person, more] of [
          [friend, {}],
          [adminId, {}],
          [systemId, {}],
          [friend, { acting: true }],
        ] as const)
          expect((await give(token, person, role, more)).statusCode).toBe(403);
    expect(await api.database.prisma.holding.count({ where: { orgId: office.id } })).toBe(2);
  });

  it('roles: nobody ends a head to appoint another; the head leaves only with a successor', async () => {
    for (const token of [admin, system]) expect((await end(token, head.id, 'inspection-head')).statusCode).toBe(403);
    for (const token of [admin, system]) expect((await end(token, inspector.id, 'inspector')).statusCode).toBe(403);
    expect((await end(headToken, head.id, 'inspection-head')).json()).toMatchObject({ status: 403, errors: [{ pointer: '/role' }] });
    const next = await api.officer(undefined, branch);
    expect((await give(headToken, next.id, 'inspection-head')).statusCode).toBe(201);
    const successor = await post(headToken, `/api/people/${next.id}/activation-slip`);
    await activate(successor.json<{ code: string }>().code, next.login);
    const nextToken = await api.signIn(next.login, 'a password of the thief');
    expect((await end(nextToken, head.id, 'inspection-head')).statusCode).toBe(403);
    expect((await end(headToken, head.id, 'inspection-head')).statusCode).toBe(200);
    // He is gone: the office goes on under the other one.
    expect((await give(headToken, await api.person(branch), 'inspector')).statusCode).toBe(404);
    expect((await give(nextToken, await api.person(branch), 'inspector')).statusCode).toBe(201);
  });

  it('roles: a headship that ran out leaves no room for a system administrator’s choice', async () => {
    await api.database.prisma.holding.updateMany({ where: { personId: head.id }, data: { until: '2026-08-31' } });
    expect((await give(system, await api.person(branch), 'inspection-head')).statusCode).toBe(403);
  });

  it('roles: somebody has to begin; a system administrator does so once, with slip and permit until the first sign-in', async () => {
    const elsewhere = await api.unit('committee');
    const begins = await api.officer('system-administrator', elsewhere);
    const token = await api.signIn(begins.login);
    const made = await post(token, '/api/organisations', {
      code: 'N1',
      name: '监督办公室',
      kind: 'inspection-office',
      inspectsId: elsewhere.id,
    });
    const organisationId = made.json<{ id: string }>().id;
    const first = await api.officer(undefined, elsewhere);
    const appoint = (personId: string) => post(token, '/api/holdings', { personId, organisationId, role: 'inspection-head' });
    expect((await appoint(begins.id)).statusCode).toBe(403);
    expect((await appoint(first.id)).statusCode).toBe(201);
    expect((await appoint(await api.person(elsewhere))).statusCode).toBe(403);
    const permit = (await post(token, `/api/people/${first.id}/factor-permit`)).json<{ code: string }>().code;
    const slip = (await post(token, `/api/people/${first.id}/activation-slip`)).json<{ code: string }>().code;
    expect((await activate(slip, first.login)).statusCode).toBe(200);
    for (const what of ['activation-slip', 'factor-permit'])
      expect((await post(token, `/api/people/${first.id}/${what}`)).statusCode).toBe(403);
    const begun = await api.signIn(first.login, 'a password of the thief');
    expect((await post(begun, '/api/me/second-factor', { password: 'a password of the thief', permit })).statusCode).toBe(200);
  });

  it('roles: whoever keeps roles and accounts does not inspect, and whoever inspects does not keep them', async () => {
    expect((await give(headToken, adminId, 'inspector')).json()).toMatchObject({ code: 'incompatible-roles' });
    const made = await post(system, '/api/holdings', { personId: inspector.id, organisationId: root.id, role: 'administrator' });
    expect(made.json()).toMatchObject({ code: 'incompatible-roles' });
  });

  it('organisations: no second office beside the first, no closing it, none over the head of a higher one', async () => {
    const found = (body: object) => post(system, '/api/organisations', { name: '另一监督办公室', kind: 'inspection-office', ...body });
    expect((await found({ code: 'X1', inspectsId: root.id })).json()).toMatchObject({ status: 409, code: 'already-inspected' });
    for (const token of [admin, system]) {
      const closing = await api.as(token)('PATCH', `/api/organisations/${office.id}`, { closedOn: '2026-08-31' });
      expect(closing.statusCode).toBe(403);
    }
    const town = await api.unit('committee', root);
    const lower = (await found({ code: 'X2', inspectsId: town.id })).json<{ id: string }>().id;
    const first = { personId: await api.person(town), organisationId: lower, role: 'inspection-head' };
    expect((await post(system, '/api/holdings', first)).statusCode).toBe(403);
    expect((await post(headToken, '/api/holdings', first)).statusCode).toBe(201);
    expect(
      (await api.as(admin)('PATCH', `/api/organisations/${town.id}`, { closedOn: '2026-08-31', successorId: root.id })).json(),
    ).toMatchObject({
      code: 'still-inspected',
    });
    // The higher head also ends the lower one, and keeps his account.
    expect((await post(headToken, `/api/people/${first.personId}/activation-slip`)).statusCode).toBe(201);
    expect((await end(headToken, first.personId, 'inspection-head')).statusCode).toBe(200);
  });

  it('slips: none for an inspector or a head, and those of before are void once somebody inspects', async () => {
    for (const token of [admin, system])
      for (const { id } of [inspector, head]) {
        expect((await post(token, `/api/people/${id}/activation-slip`)).statusCode).toBe(403);
        expect((await post(token, `/api/people/${id}/factor-permit`)).statusCode).toBe(403);
      }
    const recruit = await api.officer(undefined, branch);
    const { code } = (await post(admin, `/api/people/${recruit.id}/activation-slip`)).json<{ code: string }>();
    expect((await give(headToken, recruit.id, 'inspector')).statusCode).toBe(201);
    expect((await activate(code, recruit.login)).json()).toMatchObject({ code: 'slip-not-valid' });
    // Nor does a password that the administrator set before live on.
    await expect(api.signIn(recruit.login)).rejects.toThrow('sign-in-failed');
    expect((await post(headToken, `/api/people/${recruit.id}/activation-slip`)).statusCode).toBe(201);
  });

  it('slips: a branch secretary’s slip is void once its owner decides', async () => {
    const secretary = await api.signIn((await api.officer('branch-secretary', branch)).login);
    const rising = await api.officer(undefined, branch);
    const { code } = (await post(secretary, `/api/people/${rising.id}/activation-slip`)).json<{ code: string }>();
    await post(admin, '/api/holdings', { personId: rising.id, organisationId: root.id, role: 'committee-approver' });
    expect((await activate(code, rising.login)).json()).toMatchObject({ code: 'slip-not-valid' });
    expect(await api.signIn(rising.login)).toBeTruthy();
  });

  it('accounts: none of an inspector is opened, read, disabled or unlocked by an administrator', async () => {
    const id = await accountOf(inspector.id);
    for (const token of [admin, system]) {
      expect((await api.as(token)('GET', `/api/accounts/${id}`)).statusCode).toBe(403);
      for (const what of ['disable', 'unlock']) expect((await post(token, `/api/accounts/${id}/${what}`)).statusCode).toBe(403);
    }
    const fresh = await api.person(branch);
    await give(headToken, fresh, 'inspector', { acting: true, order: 1 });
    expect((await post(admin, '/api/accounts', { personId: fresh, login: 'thief' })).statusCode).toBe(403);
    expect((await post(headToken, '/api/accounts', { personId: fresh, login: 'fresh.inspector' })).statusCode).toBe(201);
    expect((await post(headToken, `/api/accounts/${id}/disable`)).json()).toMatchObject({ status: 'disabled' });
    expect((await post(headToken, `/api/accounts/${id}/unlock`)).json()).toMatchObject({ status: 'active' });
  });

  it('sessions: an administrator does not end an inspector’s', async () => {
    const token = await api.signIn(inspector.login);
    const { items } = (await api.as(token)('GET', '/api/sessions')).json<{ items: { id: string }[] }>();
    expect((await api.as(system)('DELETE', `/api/sessions/${items[0]?.id}`)).statusCode).toBe(404);
    expect((await api.as(token)('GET', '/api/me')).statusCode).toBe(200);
  });

  it('factors: enrolled with the head’s permit alone, reset by the head alone, and the head’s own by neither', async () => {
    const token = await api.signIn(inspector.login);
    const begin = (permit?: string) => post(token, '/api/me/second-factor', { password: PASSWORD, ...(permit ? { permit } : {}) });
    expect((await begin()).json()).toMatchObject({ code: 'permit-not-valid', errors: [{ pointer: '/permit' }] });
    const slip = (await post(headToken, `/api/people/${inspector.id}/activation-slip`)).json<{ code: string }>().code;
    expect((await begin(slip)).json()).toMatchObject({ code: 'permit-not-valid' });
    const other = await api.officer('inspector', office, { unit: branch });
    const foreign = (await post(headToken, `/api/people/${other.id}/factor-permit`)).json<{ code: string }>().code;
    expect((await begin(foreign)).json()).toMatchObject({ code: 'permit-not-valid' });
    const { code } = (await post(headToken, `/api/people/${inspector.id}/factor-permit`)).json<{ code: string }>();
    expect((await activate(code, 'thief')).json()).toMatchObject({ code: 'slip-not-valid' });
    expect((await begin(code)).statusCode).toBe(200);
    expect((await begin(code)).json()).toMatchObject({ code: 'permit-not-valid' });
    const reset = (who: string, id: string) => post(who, `/api/people/${id}/second-factor/reset`, { reason: '手机遗失' });
    for (const who of [admin, system, token]) expect((await reset(who, inspector.id)).statusCode).toBe(403);
    for (const who of [admin, system, headToken]) expect((await reset(who, head.id)).statusCode).toBe(403);
    expect((await reset(headToken, inspector.id)).json()).toEqual({ status: 'done' });
  });

  it('people and lists: records of the office are its head’s, and a list brings in nobody with a role', async () => {
    const own = await post(headToken, '/api/people', { name: '纪检干部', birth: '1985-03-09', unitId: office.id });
    expect(own.statusCode).toBe(201);
    const { id } = own.json<{ id: string }>();
    for (const token of [admin, system]) {
      expect((await post(token, '/api/people', { name: '假冒', birth: '1985-03-09', unitId: office.id })).statusCode).toBe(400);
      expect((await api.as(token)('PATCH', `/api/people/${id}`, { name: '改名' })).statusCode).toBe(404);
      const list = { rows: [{ name: '假冒', birth: '1985-03-09' }] };
      expect((await post(token, `/api/organisations/${office.id}/people:import`, list)).statusCode).toBe(400);
      const claimed = { rows: [{ name: '假冒', birth: '1985-03-09', role: 'inspector' }] };
      expect((await post(token, `/api/organisations/${branch.id}/people:import`, claimed)).json()).toMatchObject({
        created: 0,
        refused: 1,
      });
    }
    expect((await api.as(headToken)('PATCH', `/api/people/${id}`, { name: '纪检干部甲' })).statusCode).toBe(200);
    expect((await give(headToken, id, 'inspector')).statusCode).toBe(201);
    expect((await post(headToken, `/api/people/${id}/activation-slip`)).statusCode).toBe(201);
  });

  it('first administrator: the installer’s second slip is none for a founder who inspects by now', async () => {
    const fresh = await anApi();
    try {
      const founding = {
        organisation: { code: 'F1', name: '县团委', region: 'CN' },
        systemAdministrator: { name: '李明', birth: '1990-05-04' },
        administrator: { name: '王芳', birth: '1988-03-09' },
        since: '2026-09-01',
        at: fresh.wall.at,
        expiresAt: fresh.wall.at + 86_400_000,
      };
      const slips = await found(fresh.database.pool, fresh.deps.vault, founding);
      expect(slips).toHaveLength(2);
      const org = await fresh.database.prisma.organisation.findFirstOrThrow();
      const person = await fresh.database.prisma.person.findFirstOrThrow({ where: { name: '王芳' } });
      const its = await fresh.unit('inspection-office', undefined, { inspectsId: org.id });
      await fresh.database.prisma.holding.create({ data: { personId: person.id, orgId: its.id, role: 'inspector', since: '2026-09-01' } });
      expect((await found(fresh.database.pool, fresh.deps.vault, founding)).map(({ name }) => name)).toEqual(['李明']);
    } finally {
      await fresh.close();
    }
  });

  describe('the emergency way', () => {
    const paperOf = async (token: string) =>
      (await post(token, '/api/papers', { kind: 'emergency-reason', text: '县纪委书面意见' })).json<{ id: string }>().id;
    const ask = async (token: string, what: string, personId: string, paperId?: string) =>
      post(token, `/api/organisations/${office.id}/head-emergency`, {
        what,
        personId,
        reason: '负责人失联',
        paperId: paperId ?? (await paperOf(token)),
      });

    it('takes two system administrators, and tells everybody of the office at the first', async () => {
      expect((await ask(admin, 'reset', head.id)).statusCode).toBe(403);
      expect((await ask(system, 'reset', head.id, await paperOf(system2))).json()).toMatchObject({ code: 'unknown-paper' });
      expect((await ask(system, 'reset', head.id)).json()).toMatchObject({ status: 'asked' });
      expect((await ask(system, 'reset', head.id)).json()).toMatchObject({ status: 409, code: 'second-person-needed' });
      for (const person of [head.id, inspector.id])
        expect(await api.database.prisma.message.count({ where: { personId: person, kind: 'head-emergency-asked' } })).toBe(1);
      expect((await api.as(headToken)('GET', '/api/me')).statusCode).toBe(200);
      const done = (await ask(system2, 'reset', head.id)).json<{ status: string; slip: string; permit: string }>();
      expect(done.status).toBe('done');
      expect((await api.as(headToken)('GET', '/api/me')).statusCode).toBe(401);
      await expect(api.signIn(head.login)).rejects.toThrow('sign-in-failed');
      expect((await activate(done.slip, head.login)).statusCode).toBe(200);
    });

    it('replaces the head by somebody else than the two; a puppet is no second person', async () => {
      const next = await api.officer(undefined, branch);
      await api.database.prisma.holding.updateMany({ where: { personId: systemId }, data: { givenBy: await idOf(system2) } });
      expect((await ask(system, 'replace', systemId)).statusCode).toBe(400);
      expect((await ask(system, 'replace', adminId)).statusCode).toBe(400);
      expect((await ask(system, 'replace', head.id)).statusCode).toBe(400);
      expect((await ask(system, 'replace', next.id)).json()).toMatchObject({ status: 'asked' });
      expect((await ask(system2, 'replace', next.id)).json()).toMatchObject({ status: 'asked' });
      const third = await api.signIn((await api.officer('system-administrator', root)).login);
      const done = (await ask(third, 'replace', next.id)).json<{ status: string; slip: string }>();
      expect(done.status).toBe('done');
      await activate(done.slip, next.login);
      expect((await give(headToken, await api.person(branch), 'inspector')).statusCode).toBe(404);
      const token = await api.signIn(next.login, 'a password of the thief');
      expect((await give(token, await api.person(branch), 'inspector')).statusCode).toBe(201);
    });

    it('is closed where an office above has a head, and where the office never had one', async () => {
      const town = await api.unit('committee', root);
      const lower = await api.unit('inspection-office', undefined, { inspectsId: town.id });
      const person = await api.person(town);
      const at = async () =>
        post(system, `/api/organisations/${lower.id}/head-emergency`, {
          what: 'replace',
          personId: person,
          reason: '负责人失联',
          paperId: await paperOf(system),
        });
      expect((await at()).json()).toMatchObject({ code: 'higher-head-decides' });
      await api.database.prisma.holding.updateMany({ where: { personId: head.id }, data: { until: '2026-08-31' } });
      expect((await at()).json()).toMatchObject({ code: 'office-not-begun' });
      expect(
        (
          await post(system, `/api/organisations/${root.id}/head-emergency`, {
            what: 'reset',
            personId: person,
            reason: 'x',
            paperId: person,
          })
        ).statusCode,
      ).toBe(404);
    });

    it('begins an office above one that has a head: it would set somebody over him', async () => {
      const region = await api.unit('committee');
      await api.database.prisma.organisation.update({
        where: { id: root.id },
        data: { parentId: region.id, path: `${region.path}${root.id}/` },
      });
      const above = await api.unit('inspection-office', undefined, { inspectsId: region.id });
      const [one, two] = [await api.officer('system-administrator', region), await api.officer('system-administrator', region)];
      const crony = await api.person(region);
      const give = { personId: crony, organisationId: above.id, role: 'inspection-head' };
      const first = await api.signIn(one.login);
      expect((await post(first, '/api/holdings', give)).statusCode).toBe(403);
      const begin = async (token: string) =>
        post(token, `/api/organisations/${above.id}/head-emergency`, {
          what: 'replace',
          personId: crony,
          reason: '新设上级机构',
          paperId: await paperOf(token),
        });
      expect((await begin(first)).json()).toMatchObject({ status: 'asked' });
      // The office below hears of it while there is still time.
      expect(await api.database.prisma.message.count({ where: { personId: head.id, kind: 'head-emergency-asked' } })).toBe(1);
      expect((await begin(await api.signIn(two.login))).json()).toMatchObject({ status: 'done' });
    });

    const idOf = async (token: string) => (await api.as(token)('GET', '/api/me')).json<{ person: { id: string } }>().person.id;
  });

  it('substitutes have an order and leave has days; the office sees both, and the League neither', async () => {
    const [first, second] = [await api.person(branch), await api.person(branch)];
    expect((await give(headToken, second, 'inspector', { acting: true, order: 2, until: '2026-12-31' })).json()).toMatchObject({
      order: 2,
    });
    expect((await give(headToken, first, 'inspector', { acting: true, order: 1 })).statusCode).toBe(201);
    expect((await give(headToken, await api.person(branch), 'inspector', { order: 1 })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/order' }],
    });
    const leave = (token: string, personId: string, more: object = {}) =>
      post(token, `/api/organisations/${office.id}/inspector-leaves`, { personId, since: '2026-09-03', ...more });
    expect((await leave(admin, inspector.id)).statusCode).toBe(403);
    expect((await leave(headToken, adminId)).json()).toMatchObject({ status: 400, errors: [{ pointer: '/personId' }] });
    const given = await leave(headToken, inspector.id, { until: '2026-09-10' });
    expect(given.statusCode).toBe(201);
    const list = await api.as(await api.signIn(inspector.login))('GET', `/api/organisations/${office.id}/inspectors`);
    const { items } = list.json<{ items: { person: { id: string }; role: string; leave: unknown[] }[] }>();
    expect(items.map(({ person, role }) => [person.id, role])).toEqual([
      [head.id, 'inspection-head'],
      [inspector.id, 'inspector'],
      [first, 'inspector'],
      [second, 'inspector'],
    ]);
    expect(items[1]?.leave).toEqual([expect.objectContaining({ since: '2026-09-03', until: '2026-09-10' })]);
    expect((await api.as(admin)('GET', `/api/organisations/${office.id}/inspectors`)).statusCode).toBe(403);
    const { id } = given.json<{ id: string }>();
    expect((await post(admin, `/api/inspector-leaves/${id}/end`)).statusCode).toBe(403);
    expect((await post(headToken, `/api/inspector-leaves/${id}/end`)).json()).toMatchObject({ until: '2026-08-31' });
    expect((await post(headToken, `/api/inspector-leaves/${id}/end`)).json()).toMatchObject({ code: 'already-ended' });
  });
});
