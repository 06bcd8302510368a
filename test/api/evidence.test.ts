import { createHmac, randomUUID } from 'node:crypto';
import { canonical } from '../../domain/case/canonical';
import { fromBase64, type Hash } from '../../domain/evidence/bytes';
import { includes, isConsistent } from '../../domain/evidence/check';
import { parseCheckpoint } from '../../domain/evidence/checkpoint';
import { entryLeaf, type LogEntry } from '../../domain/evidence/entry';
import { erasePerson, readText, saltOf } from '../../records/evidence/commitments';
import { sha } from '../../records/evidence/sha';
import { type Report, verifyLines } from '../evidence/a-log';
import { type Api, anApi, NOON, PASSWORD } from './helper';

const hashes = (proof: string[]): Hash[] => proof.map((one) => fromBase64(one) ?? new Uint8Array());

describe('the evidence of the log over the API', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  let town: Awaited<ReturnType<Api['unit']>>;
  let branch: Awaited<ReturnType<Api['unit']>>;
  let office: Awaited<ReturnType<Api['unit']>>;
  const asks: Record<string, ReturnType<Api['as']>> = {};
  const logins: Record<string, string> = {};

  beforeAll(async () => {
    api = await anApi();
    root = await api.unit('committee');
    town = await api.unit('committee', root);
    branch = await api.unit('branch', town);
    office = await api.unit('inspection-office', undefined, { inspectsId: root.id });
    for (const [name, role, at] of [
      ['inspector', 'inspector', office],
      ['auditor', 'auditor', root],
      ['townAuditor', 'auditor', town],
      ['secretary', 'branch-secretary', branch],
    ] as const) {
      const { login } = await api.officer(role, at, { unit: at === office ? root : at });
      logins[name] = login;
      asks[name] = api.as(await api.signIn(login));
    }
  });
  afterAll(() => api?.close());

  const ask = (name: string) => asks[name] as ReturnType<Api['as']>;
  const signIn = async (login: string, lastCheckpoint?: string) => {
    const remoteAddress = api.freshAddress();
    return api.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: PASSWORD, lastCheckpoint }, remoteAddress });
  };
  const exported = async (name: string) => {
    const answer = await ask(name)('POST', '/api/log/export');
    return { answer, lines: answer.body.trimEnd().split('\n') };
  };

  it('has no checkpoint before anything was signed, and says so', async () => {
    for (const url of ['/api/log/checkpoint', '/api/log/checkpoints/3', '/api/log/key']) {
      const answer = await api.app.inject({ url });
      expect([url, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([url, 404, 'not-found']);
    }
    expect((await signIn(logins.inspector ?? '')).json()).not.toHaveProperty('log');
  });

  it('is signed on demand, by those who watch it, and read by anybody', async () => {
    expect((await ask('secretary')('POST', '/api/log/checkpoints')).statusCode).toBe(403);
    const made = await ask('auditor')('POST', '/api/log/checkpoints');
    expect(made.statusCode).toBe(201);
    const checkpoint = made.json<{ note: string; size: number; root: string; printed: { text: string } }>();
    expect((await api.app.inject({ url: '/api/log/checkpoint' })).json()).toEqual(checkpoint);
    expect((await api.app.inject({ url: `/api/log/checkpoints/${checkpoint.size}` })).json()).toEqual(checkpoint);
    expect(parseCheckpoint(checkpoint.note)?.size).toBe(checkpoint.size);
    expect(checkpoint.printed.text).toMatch(new RegExp(`^${checkpoint.size} ([0-9a-f]{4}-){9}[0-9a-f]{4}$`));
  });

  it('tells an inspector at sign-in whether the log goes on from what he holds, and remembers it', async () => {
    const first = (await signIn(logins.inspector ?? '')).json<{ log: { newest: { note: string; size: number } } }>().log;
    await ask('auditor')('POST', '/api/log/checkpoints');
    const { log } = (await signIn(logins.inspector ?? '', first.newest.note)).json<{
      log: {
        newest: { note: string; size: number };
        held: { verdict: string; proof: string[] };
        remembered: { verdict: string; size: number };
      };
    }>();
    expect(log).toMatchObject({
      held: { verdict: 'consistent', size: first.newest.size },
      remembered: { verdict: 'consistent', size: first.newest.size },
    });
    const [older, newer] = [parseCheckpoint(first.newest.note), parseCheckpoint(log.newest.note)];
    if (!older || !newer) throw new Error('no checkpoint');
    expect(newer.size).toBeGreaterThan(older.size);
    expect(isConsistent(sha, { older, newer, proof: hashes(log.held.proof) })).toBe(true);
    // Not for people who do not watch the log.
    expect((await signIn(logins.secretary ?? '', first.newest.note)).json()).not.toHaveProperty('log');
  });

  it('says when the log does not go on, lets the inspector in, and enters it', async () => {
    const [, , , blank, signature] = ((await api.app.inject({ url: '/api/log/checkpoint' })).json<{ note: string }>().note ?? '').split(
      '\n',
    );
    const origin = (await api.app.inject({ url: '/api/log/key' })).json<{ origin: string }>().origin;
    const other = [origin, '2', Buffer.alloc(32, 7).toString('base64'), blank, signature, ''].join('\n');
    const longer = [origin, '99999', Buffer.alloc(32, 7).toString('base64'), blank, signature, ''].join('\n');
    for (const [note, verdict] of [
      [other, 'other'],
      [longer, 'shorter'],
    ] as const) {
      const answer = await signIn(logins.inspector ?? '', note);
      expect([answer.statusCode, answer.json<{ log: { held: { verdict: string } } }>().log.held.verdict]).toEqual([200, verdict]);
    }
    const { rows } = await api.database.pool.query(
      `SELECT body ->> 'verdict' AS verdict FROM log_entry WHERE kind = 'checkpoint-contradicted' ORDER BY arrival`,
    );
    expect(rows).toEqual([{ verdict: 'other' }, { verdict: 'shorter' }]);
    const broken = await signIn(logins.inspector ?? '', 'my checkpoint');
    expect([broken.statusCode, broken.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer]).toEqual([400, '/lastCheckpoint']);
  });

  it('proves that an entry is in it, to those whom it concerns', async () => {
    const { rows } = await api.database.pool.query<{ id: string; person_id: string }>(
      `SELECT e.id, e.person_id FROM log_entry e JOIN account a ON a.person_id = e.person_id WHERE e.kind = 'signed-in' AND a.login = $1 ORDER BY arrival LIMIT 1`,
      [logins.secretary],
    );
    const id = rows[0]?.id ?? '';
    const mine = await ask('secretary')('GET', `/api/log/entries/${id}/proof`);
    expect(mine.statusCode).toBe(200);
    const { index, size, leaf, entry, proof, checkpoint } = mine.json<{
      index: number;
      size: number;
      leaf: string;
      entry: LogEntry;
      proof: string[];
      checkpoint: { note: string };
    }>();
    const signed = parseCheckpoint(checkpoint.note);
    expect(Buffer.from(entryLeaf(sha, entry)).toString('base64')).toBe(leaf);
    expect(includes(sha, { index, size, leaf: entryLeaf(sha, entry), root: signed?.root ?? new Uint8Array(), proof: hashes(proof) })).toBe(
      true,
    );
    expect((await ask('townAuditor')('GET', `/api/log/entries/${id}/proof`)).statusCode).toBe(200);
    const stranger = api.as(await api.signIn((await api.officer('branch-secretary', await api.unit('branch', root))).login));
    expect((await stranger('GET', `/api/log/entries/${id}/proof`)).statusCode).toBe(404);
    expect((await ask('secretary')('GET', `/api/log/entries/${randomUUID()}/proof`)).statusCode).toBe(404);
    expect((await ask('secretary')('GET', `/api/log/entries/${id}/proof?size=${index}`)).statusCode).toBe(400);
    expect((await ask('secretary')('GET', `/api/log/entries/${id}/proof?size=99999`)).statusCode).toBe(400);
  });

  it('proves that one size begins with another', async () => {
    const get = (query: string) => api.app.inject({ url: `/api/log/consistency?${query}` });
    const { size } = (await api.app.inject({ url: '/api/log/checkpoint' })).json<{ size: number }>();
    expect((await get(`from=1&to=${size}`)).json<{ proof: string[] }>().proof.length).toBeGreaterThan(1);
    for (const [query, pointer] of [
      ['from=3&to=2', '/from'],
      ['from=1&to=99999', '/to'],
      ['from=x&to=2', '/from'],
    ] as const) {
      const answer = await get(query);
      expect([query, answer.statusCode, answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer]).toEqual([
        query,
        400,
        pointer,
      ]);
    }
  });

  it('is exported as a file that the stand-alone verifier finds whole; the export is an entry in it', async () => {
    expect((await exported('secretary')).answer.statusCode).toBe(403);
    const { answer, lines } = await exported('auditor');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/x-ndjson']);
    const key = (await api.app.inject({ url: '/api/log/key' })).json<{ vkeys: string[] }>().vkeys;
    const held = (await api.app.inject({ url: '/api/log/checkpoint' })).json<{ note: string }>().note;
    const report: Report = await verifyLines(lines, { keys: key, held: [held] });
    expect(report).toMatchObject({ ok: true, hidden: 0, findings: [] });
    expect(lines.at(-2)).toContain('"kind":"log-exported"');
    expect(lines.join('\n')).not.toMatch(/任职人员|艾力/);
  });

  it('shows to the auditor of a part the entries of that part, and of all others the hash, so that the whole is verified', async () => {
    const { lines } = await exported('townAuditor');
    const report = await verifyLines(lines, {
      printed: [(await api.app.inject({ url: '/api/log/checkpoint' })).json<{ printed: { text: string } }>().printed.text],
    });
    expect(report.ok).toBe(true);
    expect(report.hidden).toBeGreaterThan(3);
    expect(report.entries - report.hidden).toBeGreaterThan(1);
    expect(lines.some((text) => text.includes('"kind":"log-key"'))).toBe(false);
  });

  it('holds commitments to a person’s values: they can be opened with the salt, and not after it was erased; the proofs stay whole', async () => {
    const created = await ask('secretary')('POST', '/api/people', {
      name: '阿依努尔',
      birth: '2010-05-04',
      unitId: branch.id,
      phone: '13812345678',
    });
    const { id } = created.json<{ id: string }>();
    await ask('secretary')('PATCH', `/api/people/${id}`, { grade: '高一' });
    await ask('secretary')('POST', `/api/people/${id}/reveal`, { reason: '填写入团志愿书' });
    const imported = await ask('secretary')('POST', `/api/organisations/${branch.id}/people:import`, {
      rows: [{ name: '王一', birth: '2011-03-09' }],
    });
    expect(imported.statusCode).toBe(200);
    const { rows } = await api.database.pool.query<{ id: string; kind: string; body: Record<string, never> }>(
      `SELECT id, kind, body FROM log_entry WHERE body ->> 'id' = $1 OR body ->> 'of' = $1 ORDER BY arrival`,
      [id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['person-created', 'person-changed', 'person-revealed']);
    expect(JSON.stringify(rows)).not.toMatch(/阿依努尔|2010-05-04|1381234|高一|志愿书/);
    const salt = (await saltOf(api.database.pool, api.deps.vault, id)) ?? '';
    const opened = (field: string, value: unknown) =>
      createHmac('sha256', Buffer.from(salt, 'base64'))
        .update(canonical([field, value]))
        .digest('hex');
    const values = (at: number) => rows[at]?.body.values as unknown as Record<string, string>;
    expect(values(0)).toMatchObject({
      name: opened('name', '阿依努尔'),
      birth: opened('birth', '2010-05-04'),
      phone: opened('phone', '13812345678'),
    });
    expect(values(1)).toEqual({ grade: opened('grade', '高一') });
    expect(await readText(api.database.pool, api.deps.vault, rows[2]?.id ?? '', 'reason')).toBe('填写入团志愿书');

    const before = await exported('auditor');
    const held = (await api.app.inject({ url: '/api/log/checkpoint' })).json<{ note: string }>().note;
    await erasePerson(api.database.pool, id, { personId: id, at: NOON });
    expect(await saltOf(api.database.pool, api.deps.vault, id)).toBeUndefined();
    expect(await readText(api.database.pool, api.deps.vault, rows[2]?.id ?? '', 'reason')).toBeUndefined();
    const after = await exported('auditor');
    expect(await verifyLines(after.lines, { held: [held] })).toMatchObject({ ok: true, findings: [] });
    const entries = (lines: string[]) => lines.filter((text) => text.startsWith('{"entry"'));
    expect(entries(after.lines).slice(0, entries(before.lines).length)).toEqual(entries(before.lines));
  });

  it('enters what was not entered before: sign-outs with their session, attempts at a locked unknown login', async () => {
    const token = await api.signIn(logins.secretary ?? '');
    await api.as(token)('DELETE', '/api/session');
    const kinds = async (kind: string) => (await api.database.pool.query('SELECT body FROM log_entry WHERE kind = $1', [kind])).rows;
    expect(await kinds('signed-out')).toEqual([{ body: { ended: 1 } }]);
    for (let turn = 0; turn < 7; turn += 1)
      await api.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { login: 'nobody.here', password: 'x' },
        remoteAddress: api.freshAddress(),
      });
    expect(await kinds('sign-in-failed')).toEqual(expect.arrayContaining([{ body: { why: 'unknown' } }, { body: { why: 'locked' } }]));
  });
});
