import { randomUUID } from 'node:crypto';
import { type Api, anApi } from './helper';

const NUMBER = '110101201005040027';

describe('kin and other declared conflicts', () => {
  let api: Api;
  let branch: Awaited<ReturnType<Api['unit']>>;
  let mine: { id: string; login: string };
  let me: string;
  let secretary: string;
  let inspector: string;
  let head: string;
  let inspectorId: string;
  beforeEach(async () => {
    api = await anApi();
    const root = await api.unit('committee');
    branch = await api.unit('branch', root);
    const office = await api.unit('inspection-office', undefined, { inspectsId: root.id });
    mine = await api.officer(undefined, branch);
    me = await api.signIn(mine.login);
    secretary = await api.signIn((await api.officer('branch-secretary', branch)).login);
    const sits = await api.officer('inspector', office);
    inspectorId = sits.id;
    inspector = await api.signIn(sits.login);
    head = await api.signIn((await api.officer('inspection-head', office)).login);
  });
  afterEach(() => api.close());

  const declare = (token: string, person: string, body: object) => api.as(token)('POST', `/api/people/${person}/kin`, body);
  const list = async (token: string, person = mine.id) =>
    (await api.as(token)('GET', `/api/people/${person}/kin`)).json<{ items: { id: string; declaredAs: string; withdrawnOn?: string }[] }>()
      .items;
  const withdraw = (token: string, id: string) => api.as(token)('POST', `/api/kin/${id}/withdraw`);
  const wife = { kind: 'spouse', name: '王芳', idNumber: NUMBER };

  it('are declared by the person; the relative’s number is sealed, masked, and not in the log', async () => {
    const answer = await declare(me, mine.id, { ...wife, note: '2020年登记结婚' });
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      expect.objectContaining({
        relative: { name: '王芳', idNumber: '1101**********0027' },
        title: { zh: '夫妻关系', en: 'spouse' },
        declaredAs: 'self',
        declaredOn: '2026-09-01',
        note: '2020年登记结婚',
      }),
    ]);
    const [row] = await api.database.prisma.kin.findMany();
    const bytes = [row?.relativeSealed, row?.noteSealed].map((one) => Buffer.from(one ?? []).toString('utf8')).join();
    for (const secret of ['王芳', NUMBER, '登记结婚']) expect(bytes).not.toContain(secret);
    const log = await api.database.prisma.logEntry.findFirstOrThrow({ where: { kind: 'kin-declared' } });
    expect([log.personId, log.body]).toEqual([mine.id, { id: row?.id, of: mine.id, kind: 'spouse', as: 'self' }]);
    expect(JSON.stringify(await api.database.prisma.replyRow.findMany())).not.toContain(NUMBER);
  });

  it('do not tell whether the number belongs to anybody here', async () => {
    const unknown = await declare(me, mine.id, wife);
    await api.person(branch, { idNumber: NUMBER, birth: undefined });
    const known = await declare(me, mine.id, wife);
    const shape = (answer: typeof known) => ({ ...answer.json<object>(), id: '' });
    expect(shape(known)).toEqual(shape(unknown));
    const stranger = await api.person(await api.unit('branch'));
    expect((await declare(me, mine.id, { kind: 'spouse', relativeId: stranger })).statusCode).toBe(404);
    expect((await declare(me, mine.id, { kind: 'spouse', relativeId: randomUUID() })).statusCode).toBe(404);
  });

  it.each([
    [{ kind: 'cousin', name: '王芳' }, '/kind'],
    [{ kind: 'spouse' }, '/relativeId'],
    [{ kind: 'spouse', idNumber: NUMBER }, '/name'],
    [{ ...wife, idNumber: '110101201005040028' }, '/idNumber'],
    [{ ...wife, since: '2026-02-01', until: '2026-01-01' }, '/until'],
    [{ ...wife, relativeId: randomUUID() }, '/relativeId'],
  ])('refuse %p at its field', async (body, pointer) => {
    expect((await declare(me, mine.id, body)).json()).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('are recorded by officers and by inspection; what inspection found is its own, and nobody else’s to withdraw', async () => {
    expect((await declare(me, mine.id, { kind: 'spouse', relativeId: mine.id })).statusCode).toBe(400);
    const [own] = [(await declare(me, mine.id, wife)).json<{ id: string }>()];
    const officers = (await declare(secretary, mine.id, { ...wife, kind: 'close-in-law' })).json<{ id: string; declaredAs: string }>();
    const found = (await declare(inspector, mine.id, { kind: 'direct-blood', relativeId: inspectorId })).json<{
      id: string;
      declaredAs: string;
    }>();
    expect([officers.declaredAs, found.declaredAs]).toEqual(['officer', 'inspection']);
    for (const token of [me, secretary])
      expect((await list(token)).map(({ declaredAs }) => declaredAs).sort()).toEqual(['officer', 'self']);
    expect(await list(inspector)).toHaveLength(3);
    for (const token of [me, secretary]) expect((await withdraw(token, found.id)).statusCode).toBe(404);
    expect((await withdraw(me, officers.id)).statusCode).toBe(403);
    expect((await withdraw(me, own.id)).json()).toMatchObject({ withdrawnOn: '2026-09-01' });
    expect((await withdraw(me, own.id)).json()).toMatchObject({ status: 409, code: 'already-withdrawn' });
    expect((await withdraw(secretary, officers.id)).statusCode).toBe(200);
    expect((await withdraw(inspector, found.id)).statusCode).toBe(200);
    // Withdrawn is not gone.
    expect((await list(inspector)).map(({ withdrawnOn }) => withdrawnOn)).toEqual(Array(3).fill('2026-09-01'));
    const kinds = await api.database.prisma.logEntry.findMany({ where: { kind: 'kin-withdrawn' } });
    expect(kinds).toHaveLength(3);
  });

  it('of an inspector are withdrawn by the head alone', async () => {
    const { id } = (await declare(inspector, inspectorId, wife)).json<{ id: string }>();
    expect((await withdraw(inspector, id)).statusCode).toBe(403);
    expect((await withdraw(head, id)).statusCode).toBe(200);
  });

  it('are nobody’s in whose reach the person is not, and nothing of them is ever deleted or rewritten', async () => {
    const neighbour = await api.signIn((await api.officer('branch-secretary', await api.unit('branch', branch))).login);
    expect((await declare(neighbour, mine.id, wife)).statusCode).toBe(404);
    const peer = await api.signIn((await api.officer(undefined, branch)).login);
    expect((await declare(peer, mine.id, wife)).statusCode).toBe(404);
    const { id } = (await declare(me, mine.id, wife)).json<{ id: string }>();
    const sql = (text: string) => api.database.pool.query(text, [id]);
    await expect(sql('DELETE FROM kin WHERE id = $1')).rejects.toThrow('append-only');
    await expect(sql("UPDATE kin SET kind = 'other-interest' WHERE id = $1")).rejects.toThrow('append-only');
    await withdraw(me, id);
    await expect(sql('UPDATE kin SET withdrawn_on = NULL WHERE id = $1')).rejects.toThrow('append-only');
  });
});
