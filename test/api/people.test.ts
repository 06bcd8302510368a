import { randomUUID } from 'node:crypto';
import { readText } from '../../records/evidence/commitments';
import { type Api, anApi } from './helper';

describe('people', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  let school: typeof root;
  let branch: typeof root;
  let other: typeof root;
  let secretary: string;
  let officer: string;
  beforeAll(async () => {
    api = await anApi();
    root = await api.unit('committee');
    school = await api.unit('committee', root);
    branch = await api.unit('branch', school);
    other = await api.unit('branch', root);
    secretary = await api.signIn((await api.officer('branch-secretary', branch)).login);
    officer = await api.signIn((await api.officer('committee-officer', school)).login);
  });
  afterAll(() => api.close());

  const ID = '11010519491231002X';

  it('are listed within reach only: branch, school with its branches, nobody for a plain member but himself', async () => {
    const mine = await api.person(branch, { name: '曾毅' });
    const foreign = await api.person(other, { name: '曾毅' });
    const ids = async (token: string, query = '') =>
      (await api.as(token)('GET', `/api/people?limit=200${query}`)).json<{ items: { id: string }[] }>().items.map(({ id }) => id);
    expect(await ids(secretary)).toContain(mine);
    expect(await ids(officer)).toContain(mine);
    expect([...(await ids(secretary)), ...(await ids(officer))]).not.toContain(foreign);
    const plain = await api.officer(undefined, branch);
    expect(await ids(await api.signIn(plain.login))).toEqual([plain.id]);
    for (const q of ['zengyi', 'zy', 'ZENG YI', '曾', '%E6%AF%85']) expect([q, await ids(secretary, `&q=${q}`)]).toEqual([q, [mine]]);
    expect(await ids(secretary, '&q=_y')).toEqual([]);
    expect((await api.as(secretary)('GET', `/api/people/${foreign}`)).statusCode).toBe(404);
    expect((await api.as(secretary)('PATCH', `/api/people/${foreign}`, { grade: '高一' })).statusCode).toBe(404);
    expect((await api.as(secretary)('POST', `/api/people/${foreign}/reveal`, { reason: 'x' })).statusCode).toBe(404);
  });

  it('are read page by page, each once, in order of pinyin', async () => {
    const unit = await api.unit('branch', school);
    for (const name of ['赵', '安', '毛', '买买提', '欧', '白', '关']) await api.person(unit, { name: `${name}伟` });
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const answer: { items: { name: string }[]; next?: string } = (
        await api.as(officer)('GET', `/api/people?unit=${unit.id}&limit=3${next && `&after=${next}`}`)
      ).json();
      seen.push(...answer.items.map(({ name }) => name));
      next = answer.next;
    }
    expect(seen).toEqual(['安伟', '白伟', '关伟', '买买提伟', '毛伟', '欧伟', '赵伟']);
  });

  it('show numbers masked; in full only to officers, for a reason, and the log knows', async () => {
    const created = await api.as(secretary)('POST', '/api/people', {
      name: '阿依努尔•买买提',
      idNumber: ID.toLowerCase(),
      phone: '+86 138 1234 5678',
      guardianPhone: '0511-85012345',
      unitId: branch.id,
    });
    expect(created.statusCode).toBe(201);
    const person = created.json<{ id: string }>();
    expect(person).toMatchObject({
      name: '阿依努尔·买买提',
      birth: '1949-12-31',
      sex: 'female',
      idNumber: '1101**********002X',
      phone: '138****5678',
      guardian: { phone: '0511-****2345' },
    });
    const stored = await api.database.prisma.person.findUniqueOrThrow({ where: { id: person.id } });
    expect(Buffer.from(stored.idNumberSealed ?? []).toString('latin1')).not.toContain('1949');
    const reveal = (token: string, reason = '填写入团志愿书') => api.as(token)('POST', `/api/people/${person.id}/reveal`, { reason });
    expect((await reveal(secretary)).json()).toEqual({ idNumber: ID, phone: '13812345678', guardianPhone: '0511-85012345' });
    expect((await reveal(secretary, ' ')).statusCode).toBe(400);
    const auditor = await api.signIn((await api.officer('auditor', root)).login);
    expect((await reveal(auditor)).statusCode).toBe(403);
    const entries = await api.database.prisma.logEntry.findMany({ where: { kind: 'person-revealed' } });
    expect(entries.map(({ body }) => body)).toEqual([{ of: person.id, reason: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(await readText(api.database.pool, api.deps.vault, entries[0]?.id ?? '', 'reason')).toBe('填写入团志愿书');
    expect(JSON.stringify(entries)).not.toMatch(/志愿书|1949/);
  });

  it('take names of any script and length as the document has them, and refuse the rest with a pointer', async () => {
    const create = (name: unknown) => api.as(secretary)('POST', '/api/people', { name, birth: '2010-01-01', unitId: branch.id });
    for (const name of ['𬱖䶮', '𠅤㛃', 'བསྟན་འཛིན', 'Әлия', '阿'.repeat(50), '𬱖'.repeat(50)]) {
      const answer = await create(name);
      expect([name, answer.statusCode, answer.json<{ name: string }>().name]).toEqual([name, 201, name]);
    }
    for (const name of ['阿'.repeat(51), '阿'.repeat(10_000), '李\u0000四', '李\ud842', '', '李4', 42, null, '·', 'a\u202eb']) {
      const answer = await create(name);
      expect([answer.statusCode, answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer]).toEqual([400, '/name']);
    }
  });

  it('cannot be made members by typing: that is the committee’s', async () => {
    const id = await api.person(branch);
    for (const claim of [
      { league: 'member' },
      { certified: true },
      { memberSince: '2024-05-04' },
      { rightsLostUntil: null },
      { rightsLostSince: null },
      { leftOn: '2024-05-04' },
    ]) {
      const answer = await api.as(secretary)('PATCH', `/api/people/${id}`, claim);
      expect([answer.statusCode, answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer]).toEqual([
        403,
        `/${Object.keys(claim)[0]}`,
      ]);
    }
    expect(
      (await api.as(officer)('PATCH', `/api/people/${id}`, { league: 'member', memberSince: '2024-05-04', grade: null })).json(),
    ).toMatchObject({ league: 'member' });
  });

  it('are members from a day that has come, and not before the birthday from which one may apply', async () => {
    const id = await api.person(branch);
    const change = async (body: object) => {
      const answer = await api.as(officer)('PATCH', `/api/people/${id}`, body);
      const { code, errors, memberSince } = answer.json<{ code?: string; errors?: { pointer: string }[]; memberSince?: string }>();
      return code ? [answer.statusCode, code, errors?.[0]?.pointer] : memberSince;
    };
    const refused = [422, 'impossible-membership', '/memberSince'];
    expect(await change({ memberSince: '2024-05-04' })).toEqual(refused);
    for (const memberSince of ['2024-05-03', '2009-01-01', '2026-09-02', '2199-01-01'])
      expect(await change({ league: 'member', memberSince })).toEqual(refused);
    expect(await change({ league: 'member', memberSince: '2024-05-04' })).toBe('2024-05-04');
    expect(await change({ birth: '2010-05-05' })).toEqual(refused);
    expect(await change({ memberSince: '2026-09-01' })).toBe('2026-09-01');
    const rows = [{ name: '未来', birth: '2010-05-04', league: 'member', memberSince: '2030-01-01' }];
    const list = await api.as(officer)('POST', `/api/organisations/${branch.id}/people:import`, { rows });
    expect(list.json()).toMatchObject({ created: 0, refused: 1, rows: [{ errors: [{ pointer: '/rows/0/memberSince' }] }] });
  });

  it('lose their rights, and leave, from a day: today unless another is said', async () => {
    const id = await api.person(branch, { league: 'member', memberSince: '2024-05-04' });
    const today = '2026-09-01';
    const change = async (body: object) => {
      const answer = await api.as(officer)('PATCH', `/api/people/${id}`, body);
      return answer.json<{ rightsLostSince?: string; leftOn?: string; errors?: { pointer: string }[]; code?: string }>();
    };
    expect((await change({ rightsLostUntil: '2099-12-31' })).rightsLostSince).toBe(today);
    expect((await change({ rightsLostSince: '2026-03-01' })).rightsLostSince).toBe('2026-03-01');
    // Prolonged, it began when it began.
    expect((await change({ rightsLostUntil: '2099-12-30' })).rightsLostSince).toBe('2026-03-01');
    expect(await change({ rightsLostUntil: '2026-02-28' })).toMatchObject({ code: 'days-reversed' });
    expect(await change({ rightsLostSince: '2100-01-01' })).toMatchObject({
      code: 'days-reversed',
      errors: [{ pointer: '/rightsLostSince' }],
    });
    expect(await change({ rightsLostUntil: null })).not.toHaveProperty('rightsLostSince');
    expect(await change({ rightsLostSince: '2026-03-01' })).toMatchObject({ code: 'punishment-missing' });
    expect(await change({ leftOn: '2026-03-01' })).toMatchObject({ code: 'not-left', errors: [{ pointer: '/leftOn' }] });
    expect(await change({ league: 'left', leftOn: '2024-05-03' })).toMatchObject({ code: 'days-reversed' });
    expect(await change({ league: 'left', leftOn: '2026-09-02' })).toMatchObject({
      code: 'future-leaving',
      errors: [{ pointer: '/leftOn' }],
    });
    expect((await change({ league: 'left' })).leftOn).toBe(today);
    expect((await change({ leftOn: '2026-03-01' })).leftOn).toBe('2026-03-01');
    expect(await change({ league: 'member' })).not.toHaveProperty('leftOn');
  });

  it('move only between units that the mover keeps, and not oneself', async () => {
    const id = await api.person(branch);
    expect((await api.as(secretary)('PATCH', `/api/people/${id}`, { unitId: other.id })).statusCode).toBe(404);
    const sibling = await api.unit('branch', school);
    expect((await api.as(officer)('PATCH', `/api/people/${id}`, { unitId: sibling.id })).json()).toMatchObject({
      unit: { id: sibling.id },
    });
    const me = (await api.as(secretary)('GET', '/api/me')).json<{ person: { id: string } }>().person.id;
    expect((await api.as(secretary)('PATCH', `/api/people/${me}`, { grade: '高三' })).statusCode).toBe(403);
  });

  describe('from a class list', () => {
    const send = (unit: string, rows: unknown[], more: object = {}) =>
      api.as(secretary)('POST', `/api/organisations/${unit}/people:import`, { rows, ...more });

    it('are entered row by row: good rows stand, bad rows say why, and the list sent twice doubles nobody', async () => {
      await api.person(other, { name: '在别处', idNumber: '110101201005040019' });
      const rows = [
        { name: '王一', birth: '2011-03-09', phone: '13812345678' },
        { name: '李二', idNumber: '110101201005040027' },
        { name: '坏3', birth: '2011-13-01' },
        { name: '在别处', idNumber: '110101201005040019' },
        { name: '赵四' },
        { name: '钱五', birth: '2011-05-05', league: 'member' },
        { name: '孙六', idNumber: '110101201005040027' },
        'not a row',
      ];
      expect((await send(branch.id, rows)).json()).toMatchObject({ status: 400, errors: [{ pointer: '/rows/7' }] });
      rows.pop();
      const dry = (await send(branch.id, rows, { dryRun: true })).json<{ created: number; rows: { id?: string }[] }>();
      expect([dry.created, await api.database.prisma.person.count({ where: { name: '王一' } })]).toEqual([2, 0]);
      const answer = (await send(branch.id, rows)).json<{ rows: { status: string; errors?: { pointer: string }[] }[] }>();
      expect(answer).toMatchObject({ created: 2, exists: 0, refused: 5 });
      expect(answer.rows.map(({ status, errors }) => [status, errors?.map(({ pointer }) => pointer)])).toEqual([
        ['created', undefined],
        ['created', undefined],
        ['refused', ['/rows/2/name', '/rows/2/birth']],
        ['refused', ['/rows/3/idNumber']],
        ['refused', ['/rows/4/birth']],
        ['refused', ['/rows/5/league']],
        ['refused', ['/rows/6/name']],
      ]);
      expect((await send(branch.id, rows)).json()).toMatchObject({ created: 0, exists: 2, refused: 5 });
    });

    it('at most 500 rows, only into one’s own unit', async () => {
      expect(
        (
          await send(
            branch.id,
            Array.from({ length: 501 }, () => ({ name: '甲' })),
          )
        ).statusCode,
      ).toBe(400);
      expect((await send(other.id, [{ name: '甲', birth: '2011-01-01' }])).statusCode).toBe(404);
      expect((await send(randomUUID(), [{ name: '甲', birth: '2011-01-01' }])).statusCode).toBe(404);
      expect((await send(school.id, [{ name: '甲', birth: '2011-01-01' }])).statusCode).toBe(403);
      const many = Array.from({ length: 500 }, (_, i) => ({ name: `甲${String.fromCodePoint(0x4e00 + i)}`, birth: '2011-01-01' }));
      expect((await send((await api.unit('branch', school)).id, many)).statusCode).toBe(404);
      const answer = await api.as(officer)('POST', `/api/organisations/${(await api.unit('branch', school)).id}/people:import`, {
        rows: many,
      });
      expect(answer.json()).toMatchObject({ created: 500 });
    });
  });
});
