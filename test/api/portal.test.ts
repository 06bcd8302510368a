import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../api/app';
import { appendLog } from '../../records/log';
import { openVault } from '../../records/sealed';
import { type Api, anApi } from './helper';

const BUILT = join(__dirname, '..', '..', 'dist', 'web');
const html = { accept: 'text/html,application/xhtml+xml' };

describe('the portal is served from the API’s own origin', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi({ portal: BUILT });
  });
  afterAll(() => api.close());
  const get = (url: string, headers: Record<string, string> = html) => api.app.inject({ method: 'GET', url, headers });

  it('sends its one page for its addresses, with a policy that allows no inline script and a new nonce each time', async () => {
    const [one, two] = [await get('/'), await get('/cases/1/do/recordTalk')];
    for (const answer of [one, two]) {
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      const policy = String(answer.headers['content-security-policy']);
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(answer.body).toContain(`content="${nonce}"`);
      expect(answer.body).toContain('<meta name="marks" content="" />');
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['x-robots-tag']).toBe('noindex, nofollow');
    }
    expect(one.headers['content-security-policy']).not.toBe(two.headers['content-security-policy']);
  });

  it('keeps hashed files for ever, compressed where the browser takes it, and gives nothing else', async () => {
    const script = /\/assets\/[\w-]+\.js/.exec((await get('/')).body)?.[0] ?? '';
    const plain = await get(script, {});
    expect([plain.statusCode, plain.headers['cache-control'], plain.headers['content-encoding']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      undefined,
    ]);
    const zipped = await get(script, { 'accept-encoding': 'gzip, br' });
    expect([zipped.headers['content-encoding'], zipped.headers['content-type']]).toEqual(['gzip', 'text/javascript; charset=utf-8']);
    expect(zipped.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    for (const url of ['/assets/none.js', '/assets/..%2Findex.html', `${script}.gz`])
      expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  });

  it('keeps serving the build that it began with, when another replaces it on the disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tuanwu-portal-'));
    cpSync(BUILT, folder, { recursive: true });
    const app = await buildApp({ ...api.deps, portal: folder, vault: openVault(api.deps.config.keys.fieldKeyFile) });
    try {
      rmSync(folder, { recursive: true });
      const script = /\/assets\/[\w-]+\.js/.exec((await app.inject({ method: 'GET', url: '/', headers: html })).body)?.[0] ?? '';
      const answer = await app.inject({ method: 'GET', url: script });
      expect([answer.statusCode, answer.body.length > 1000]).toEqual([200, true]);
    } finally {
      await app.close();
    }
  });

  it('never stands before the API: a wrong address there is a problem, whoever asks', async () => {
    for (const url of ['/api/nothing', '/api', '/docs/nothing']) {
      const answer = await get(url);
      expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([url, 404, 'application/problem+json; charset=utf-8']);
    }
    expect((await get('/cases/1', { accept: 'application/json' })).statusCode).toBe(404);
    expect((await api.app.inject({ method: 'POST', url: '/cases', headers: html })).statusCode).toBe(404);
  });

  it('keeps a draft for its owner alone, sealed, until it is dropped', async () => {
    const branch = await api.unit('branch', await api.unit('committee'));
    const [one, other] = [await api.officer('branch-secretary', branch), await api.officer(undefined, branch)];
    const mine = api.as(await api.signIn(one.login));
    const theirs = api.as(await api.signIn(other.login));
    expect((await mine('PUT', '/api/drafts/apply', { value: { text: '敬爱的团组织' } })).statusCode).toBe(200);
    expect((await mine('GET', '/api/drafts/apply')).json().value).toEqual({ text: '敬爱的团组织' });
    expect((await theirs('GET', '/api/drafts/apply')).json()).toEqual({});
    const { rows } = await api.database.pool.query<{ sealed: Buffer }>('SELECT sealed FROM draft');
    expect(rows[0]?.sealed.toString('utf8')).not.toContain('团组织');
    expect((await mine('PUT', '/api/drafts/apply', { value: 'text' })).json().errors[0].pointer).toBe('/value');
    expect((await mine('PUT', '/api/drafts/a%20b', { value: {} })).statusCode).toBe(400);
    expect((await mine('DELETE', '/api/drafts/apply')).statusCode).toBe(204);
    expect((await mine('GET', '/api/drafts/apply')).json()).toEqual({});
  });

  it('lets invented people in by one click only where the county was filled in, and nobody else', async () => {
    const branch = await api.unit('branch', await api.unit('committee'));
    const [invented, real] = [await api.officer('branch-secretary', branch), await api.officer('branch-secretary', branch)];
    const open = (demoData: boolean, publicUrl?: string) =>
      buildApp({ ...api.deps, config: { ...api.deps.config, demoData, publicUrl }, vault: openVault(api.deps.config.keys.fieldKeyFile) });
    const enter = async (app: Awaited<ReturnType<typeof open>>, login: string) =>
      (await app.inject({ method: 'POST', url: '/api/demo/session', payload: { login }, remoteAddress: api.freshAddress() })).statusCode;
    const marks = async (app: Awaited<ReturnType<typeof open>>) =>
      /name="marks" content="([^"]*)"/.exec((await app.inject({ url: '/', headers: html })).body)?.[1];
    const app = await open(true);
    expect([await enter(app, invented.login), await marks(app)]).toEqual([404, '']);
    await appendLog(api.database.pool, { at: Date.now(), kind: 'demo.filled', body: { on: '2026-09-01', logins: [invented.login] } });
    expect([await enter(app, invented.login), await enter(app, real.login), await marks(app)]).toEqual([200, 404, 'demo']);
    expect((await app.inject('/api/demo/accounts')).json().items).toEqual([
      expect.objectContaining({ login: invented.login, roles: ['branch-secretary'], unit: expect.stringMatching(/^\S+ \S+$/) }),
    ]);
    const [published, plain] = [await open(true, 'https://tuanwu.example'), await open(false)];
    for (const one of [published, plain]) {
      expect([await enter(one, invented.login), await marks(one)]).toEqual([404, '']);
      expect((await one.inject('/version')).json().demo).toBe(false);
      await one.close();
    }
    await app.close();
  });
});
