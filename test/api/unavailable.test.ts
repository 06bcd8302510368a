import { connect } from 'node:net';
import { anApi } from './helper';

/** Keeps the event loop from turning. */
const block = (ms: number): void => {
  for (const until = Date.now() + ms; Date.now() < until; );
};

const expectProblem = (headers: Record<string, unknown>, body: string, language: 'zh' | 'en'): void => {
  expect(headers['content-type']).toContain('application/problem+json');
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(JSON.parse(body)).toMatchObject({ status: 503, code: 'unavailable', remedy: expect.any(String) });
  expect(/[\u4e00-\u9fff]/.test(body)).toBe(language === 'zh');
};

describe('every 503 is a problem that says when to come back', () => {
  it('under a load that keeps the server from answering', async () => {
    const api = await anApi({ shedLoad: { afterMs: 20, everyMs: 30 } });
    for (const language of ['zh', 'en'] as const) {
      const ask = () => api.app.inject({ url: '/healthz', headers: { 'accept-language': language } });
      let answer = await ask();
      for (let tries = 0; answer.statusCode !== 503 && tries < 200; tries += 1) {
        block(60);
        await new Promise((resolve) => setTimeout(resolve, 1));
        answer = await ask();
      }
      expect(answer.statusCode).toBe(503);
      expectProblem(answer.headers, answer.body, language);
    }
    await api.close();
  });

  it('on a connection that is still open while the server stops', async () => {
    const api = await anApi();
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = api.app.server.address() as { port: number };
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    const ended = new Promise((resolve) => socket.once('close', resolve));
    const body = JSON.stringify({ login: 'nobody', password: 'nothing at all' });
    const arrived = new Promise((resolve) => api.app.server.once('request', resolve));
    // The first request is under way when the stop comes; the second comes after it.
    socket.write(
      `POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    await arrived;
    const closed = api.app.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.write(`${body.slice(5)}GET /healthz HTTP/1.1\r\nhost: x\r\naccept-language: en\r\n\r\n`);
    await ended;
    await closed;
    await api.close();
    const second = heard.slice(heard.lastIndexOf('HTTP/1.1 '));
    const [head = '', content = ''] = second.split('\r\n\r\n');
    const headers = Object.fromEntries(
      head
        .split('\r\n')
        .slice(1)
        .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    );
    expect(head).toContain('HTTP/1.1 503');
    expectProblem(headers, content, 'en');
    expect(headers.connection).toBe('close');
  });
});
