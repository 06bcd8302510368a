import { randomUUID } from 'node:crypto';
import { type Api, anApi } from './helper';

describe('organisations', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  let school: typeof root;
  let branch: typeof root;
  let admin: string;
  let secretary: string;
  beforeEach(async () => {
    api = await anApi();
    root = await api.unit('committee', undefined, { region: '65' });
    school = await api.unit('committee', root);
    branch = await api.unit('branch', school);
    admin = await api.signIn((await api.officer('administrator', root)).login);
    secretary = await api.signIn((await api.officer('branch-secretary', branch)).login);
  });
  afterEach(() => api.close());

  const list = async (token: string, query = '') =>
    (await api.as(token)('GET', `/api/organisations?limit=200${query}`)).json<{ items: { id: string; code: string }[] }>().items;
  const found = (token: string, body: object) => api.as(token)('POST', '/api/organisations', body);

  it('are seen down from one’s roles and up along one’s own chain; a foreign one is 404', async () => {
    const foreign = await api.unit('branch', root);
    expect((await list(secretary)).map(({ id }) => id).sort()).toEqual([root.id, school.id, branch.id].sort());
    expect((await list(admin)).map(({ id }) => id).sort()).toEqual([root.id, school.id, branch.id, foreign.id].sort());
    for (const id of [foreign.id, randomUUID()])
      expect((await api.as(secretary)('GET', `/api/organisations/${id}`)).json()).toMatchObject({ status: 404, code: 'not-found' });
    expect((await list(admin, `&kind=branch&parent=${school.id}`)).map(({ id }) => id)).toEqual([branch.id]);
    expect((await list(admin, `&q=${branch.code}`)).map(({ id }) => id)).toEqual([branch.id]);
    const codes = (await list(admin)).map(({ code }) => code);
    expect(codes).toEqual([...codes].sort());
  });

  it('that are branches are found by words beyond one’s own reach, to move to; closed ones and other kinds are not', async () => {
    const away = await api.unit('committee', root);
    const there = await api.unit('branch', away);
    const gone = await api.unit('branch', away);
    await api.database.prisma.organisation.update({ where: { id: gone.id }, data: { closedOn: '2026-01-31' } });
    const find = async (q: string) =>
      (await api.as(secretary)('GET', `/api/branches?q=${encodeURIComponent(q)}`)).json<{
        items: { id: string; name: string; above: string[] }[];
        more: boolean;
      }>();
    const line = { id: there.id, name: there.name, above: [away.name, root.name] };
    expect(await find(there.code)).toEqual({ items: [line], more: false });
    expect(await find(there.id)).toEqual({ items: [line], more: false });
    expect((await find(`${there.name} ${away.code}`)).items).toEqual([]);
    for (const q of [away.code, gone.code, '%', '_', `${there.code} 没有`]) expect(await find(q)).toEqual({ items: [], more: false });
    expect((await api.as(secretary)('GET', '/api/branches?q=')).json()).toMatchObject({ status: 400, errors: [{ pointer: '/q' }] });
    for (let more = 0; more < 20; more += 1) await api.unit('branch', away);
    expect(await find(away.name)).toMatchObject({ items: { length: 20 }, more: true });
  });

  it('are founded below another by an administrator, keyed by code; names may repeat', async () => {
    const body = { code: 'FY-G1-01', name: '高一（1）班团支部', kind: 'branch', parentId: school.id };
    const made = await found(admin, body);
    expect([made.statusCode, made.json()]).toEqual([
      201,
      expect.objectContaining({ code: 'FY-G1-01', parent: { id: school.id, name: school.name }, region: 'CN', field: 'society' }),
    ]);
    const stored = await api.database.prisma.organisation.findUniqueOrThrow({ where: { id: made.json<{ id: string }>().id } });
    expect(stored.path).toBe(`${school.path}${stored.id}/`);
    expect((await found(admin, { ...body, name: 'x' })).json()).toMatchObject({
      status: 409,
      code: 'duplicate',
      errors: [{ pointer: '/code' }],
    });
    expect((await found(admin, { ...body, code: 'FY-G1-02' })).statusCode).toBe(201);
    expect((await found(admin, { ...body, code: 'X', parentId: branch.id })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/kind' }],
    });
    expect((await found(admin, { ...body, code: 'X', parentId: randomUUID() })).statusCode).toBe(404);
    expect((await found(secretary, { ...body, code: 'X' })).statusCode).toBe(403);
    expect((await found(admin, { ...body, code: 'X', parentId: undefined })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/parentId' }],
    });
    expect((await found(admin, { code: 'JW', name: '县纪委驻团委监察组', kind: 'inspection-office' })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/inspectsId' }],
    });
    const office = await found(admin, { code: 'JW', name: '县纪委驻团委监察组', kind: 'inspection-office', inspectsId: root.id });
    expect(office.json()).toMatchObject({ inspects: root.id });
    expect(await list(admin, '&kind=inspection-office')).toHaveLength(1);
  });

  it('close only when nothing hangs in the air: lower units, cases, people', async () => {
    const close = (id: string, body: object) => api.as(admin)('PATCH', `/api/organisations/${id}`, body);
    const next = await api.unit('branch', school);
    const member = await api.person(branch);
    expect((await close(school.id, { closedOn: '2026-08-31' })).json()).toMatchObject({ status: 409, code: 'still-in-use' });
    expect((await close(branch.id, { closedOn: '2026-08-31' })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/successorId' }],
    });
    expect((await close(branch.id, { closedOn: '2027-01-01', successorId: next.id })).json()).toMatchObject({
      errors: [{ pointer: '/closedOn' }],
    });
    expect((await close(branch.id, { closedOn: '2026-08-31', successorId: branch.id })).json()).toMatchObject({
      errors: [{ pointer: '/successorId' }],
    });
    expect((await close(branch.id, { successorId: next.id })).json()).toMatchObject({ status: 400, errors: [{ pointer: '/closedOn' }] });
    // The secretary took office there afterwards: closed before, the unit would have had nobody in whose name was acted.
    for (const closedOn of ['2025-12-31', '1900-01-01'])
      expect((await close(branch.id, { closedOn, successorId: next.id })).json()).toMatchObject({
        status: 400,
        detail: '2026-01-01 还有人在此任职，撤销日期不能早于这一天',
      });
    const empty = await api.unit('branch', school);
    expect((await close(empty.id, { closedOn: '1900-01-01' })).statusCode).toBe(200);
    const done = await close(branch.id, { closedOn: '2026-08-31', successorId: next.id });
    expect(done.json()).toMatchObject({ closedOn: '2026-08-31', successor: next.id });
    expect((await api.database.prisma.person.findUniqueOrThrow({ where: { id: member } })).unitId).toBe(next.id);
    expect((await api.as(secretary)('GET', '/api/me')).json()).toMatchObject({ holdings: [] });
    expect((await close(branch.id, { closedOn: '2026-08-31' })).json()).toMatchObject({ status: 409, code: 'already-closed' });
  });

  it('take along the units below that inherited their calendar; one with a region of its own keeps it', async () => {
    const own = await api.unit('branch', school, { region: '65' });
    const changed = await api.as(admin)('PATCH', `/api/organisations/${school.id}`, { region: '15' });
    expect(changed.json()).toMatchObject({ region: '15' });
    const regions = await api.database.prisma.organisation.findMany({
      where: { id: { in: [root.id, school.id, branch.id, own.id] } },
      select: { id: true, region: true },
    });
    expect(Object.fromEntries(regions.map(({ id, region }) => [id, region]))).toEqual({
      [root.id]: '65',
      [school.id]: '15',
      [branch.id]: '15',
      [own.id]: '65',
    });
  });

  it('are corrected by administrators alone', async () => {
    const patch = (token: string) =>
      api.as(token)('PATCH', `/api/organisations/${branch.id}`, {
        hasCommittee: false,
        schoolStage: '高中',
        contact: '(0906) 872 1234',
        overlay: 'school-strict',
      });
    expect((await patch(secretary)).statusCode).toBe(403);
    expect((await patch(admin)).json()).toMatchObject({
      hasCommittee: false,
      schoolStage: '高中',
      contact: '0906-8721234',
      overlay: 'school-strict',
      name: branch.name,
    });
  });

  it('approve members as committees alone: of a branch the mark is refused, when it is founded and later', async () => {
    const refused = {
      status: 400,
      code: 'bad-request',
      detail: '只有团委、团工委可以登记为审批团员的组织',
      errors: [{ in: 'body', pointer: '/approves' }],
    };
    const body = { code: 'FY-G9-01', name: '高一（9）班团支部', kind: 'branch', parentId: school.id };
    expect((await found(admin, { ...body, approves: true })).json()).toMatchObject(refused);
    const { id } = (await found(admin, { ...body, approves: false })).json<{ id: string }>();
    expect((await api.as(admin)('PATCH', `/api/organisations/${id}`, { approves: true })).json()).toMatchObject(refused);
    expect((await api.as(admin)('PATCH', `/api/organisations/${school.id}`, { approves: true })).json()).toMatchObject({ approves: true });
  });
});
