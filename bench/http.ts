import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type Answer, Lines } from './line';

type Method = 'GET' | 'POST';

/** A browser's or a script's side of the API: connections kept open, one session a caller, a fresh Idempotency-Key a write. */
export class Caller {
  private readonly lines: Lines;

  constructor(private readonly port: number) {
    this.lines = new Lines(port);
  }

  send(method: Method, path: string, token: string | undefined, body?: unknown): Promise<Answer> {
    const payload = body === undefined ? '' : JSON.stringify(body);
    const headers = Object.entries({ ...headersOf(token, body), 'content-length': Buffer.byteLength(payload) });
    return this.lines.ask(
      `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.port}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${payload}`,
    );
  }

  /** The answer's body; anything but a success ends the bench, for a refused act is no act. */
  async ask<T>(method: Method, path: string, token: string | undefined, body?: unknown): Promise<T> {
    const { status, text } = await this.send(method, path, token, body);
    if (status >= 300) throw new Error(`${method} ${path} ${JSON.stringify(body)?.slice(0, 200)}: ${status} ${text.slice(0, 600)}`);
    return JSON.parse(text) as T;
  }

  /** The size of an answer that is a file, which is not kept. */
  async weigh(method: Method, path: string, token: string, body: unknown): Promise<number> {
    const sent = request({ host: '127.0.0.1', port: this.port, method, path, headers: headersOf(token, body) }).end(JSON.stringify(body));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    let size = 0;
    for await (const piece of answer) size += (piece as Buffer).length;
    if ((answer.statusCode ?? 0) >= 300) throw new Error(`${method} ${path}: ${answer.statusCode}`);
    return size;
  }

  close(): void {
    this.lines.close();
  }
}

const headersOf = (token: string | undefined, body: unknown): Record<string, string> => ({
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
  ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
});
