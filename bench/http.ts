import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * A browser's or a script's side of the API: connections kept open, one session a caller, a fresh Idempotency-Key a write. It shares the machine with
 * what is measured, so it is the lightest client there is.
 */
export class Caller {
  private readonly pool: Pool;

  constructor(port: number) {
    this.pool = new Pool(`http://127.0.0.1:${port}`, { connections: 64 });
  }

  async send(method: 'GET' | 'POST', path: string, token: string | undefined, body?: unknown): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const { statusCode, body: answer } = await this.pool.request({
      method,
      path,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(payload !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      body: payload,
    });
    return { status: statusCode, text: await answer.text() };
  }

  /** The answer's body; anything but a success ends the bench, for a refused act is no act. */
  async ask<T>(method: 'GET' | 'POST', path: string, token: string | undefined, body?: unknown): Promise<T> {
    const { status, text } = await this.send(method, path, token, body);
    if (status >= 300) throw new Error(`${method} ${path} ${JSON.stringify(body)?.slice(0, 200)}: ${status} ${text.slice(0, 600)}`);
    return JSON.parse(text) as T;
  }

  /** The size of an answer that is a file, which is not kept. */
  async weigh(method: 'GET' | 'POST', path: string, token: string, body?: unknown): Promise<number> {
    const { statusCode, body: answer } = await this.pool.request({
      method,
      path,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${(await answer.text()).slice(0, 600)}`);
    let size = 0;
    for await (const piece of answer) size += (piece as Buffer).length;
    return size;
  }

  close(): void {
    void this.pool.destroy();
  }
}
