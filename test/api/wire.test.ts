import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { refusedOf } from '../../api/errors';
import { type Api, anApi, PASSWORD } from './helper';

describe('over a real socket', () => {
  let api: Api;
  let port: number;
  beforeAll(async () => {
    api = await anApi();
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    port = (api.app.server.address() as AddressInfo).port;
  });
  afterAll(() => api.close());

  const raw = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      socket.on('data', (chunk: Buffer) => {
        answer += chunk.toString('utf8');
      });
      socket.on('end', () => resolve(answer));
      socket.on('error', reject);
    });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', '400'],
    ['a header without end', `GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
    ['a NUL in the address', 'GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n', '400'],
  ])('%s is a problem', async (_what, bytes, status) => {
    const answer = await raw(bytes);
    expect(answer.split(' ')[1]).toBe(status);
    expect(answer).toContain('application/problem+json');
    // The language that was asked for was not read: both are there.
    const { detail, remedy } = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as { detail: string; remedy: string };
    for (const said of [detail, remedy]) expect(said).toMatch(/^[\u4e00-\u9fff].* · [A-Z]/);
  });

  it('who goes before all is sent is no fault of the server, and who stops sending is not waited for for ever', async () => {
    const { headersTimeout, requestTimeout } = api.app.server;
    expect([headersTimeout > 0 && headersTimeout <= requestTimeout, requestTimeout <= 600_000]).toEqual([true, true]);
    const parsed = new Promise<unknown>((resolve) =>
      api.app.server.once('request', (request: IncomingMessage) => request.once('error', resolve)),
    );
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"login":', () =>
        setImmediate(() => socket.destroy()),
      ),
    );
    const refused = refusedOf(await parsed, { id: 'x' } as FastifyRequest);
    expect([refused.status, refused.refusal.code]).toEqual([400, 'bad-request']);
  });

  it('a browser signs in by cookie and goes on with it', async () => {
    const { login } = await api.officer(undefined, await api.unit('committee'));
    const base = `http://127.0.0.1:${port}`;
    const signedIn = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ login, password: PASSWORD }),
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(`${base}/api/me`, { headers: { cookie: `theme=dark; ${cookie}; x=y` } })).status).toBe(200);
    expect((await fetch(`${base}/api/me`, { headers: { cookie: `${cookie}0` } })).status).toBe(401);
    expect((await fetch(`${base}/healthz`)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
