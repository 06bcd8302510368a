import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { buildApp } from '../../api/app';
import type { OpenCasework } from '../../api/casework';
import { openCasework } from '../../api/casework';
import { createAccount } from '../../records/accounts';
import { openVault } from '../../records/sealed';
import { openSession } from '../../records/sessions';
import type { Product } from './product';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read like JSON
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

/** The API over the product's parts, asked without a port: sessions are made for people as if they had signed in. */
export const startHttp = async (
  product: Product,
  { demo = false, mode = product.config.mode }: { demo?: boolean; mode?: Product['config']['mode'] } = {},
) => {
  const casework: OpenCasework = openCasework(product.config, product.database, product.clock);
  const app: FastifyInstance = await buildApp({
    config: { ...product.config, demoData: demo, mode },
    database: product.database,
    clock: product.clock,
    vault: openVault(product.config.keys.fieldKeyFile),
    casework,
    temporalReady: casework.ready,
    portal: join(process.cwd(), 'dist', 'web'),
    logTo: { write: () => undefined },
  });
  const tokens = new Map<string, string>();

  const tokenOf = async (person: string): Promise<string> => {
    const known = tokens.get(person);
    if (known) return known;
    const now = Date.now();
    const account = await createAccount(product.database.pool, {
      personId: person,
      login: `u${person.slice(0, 12)}`,
      passwordHash: 'x',
      at: now,
    });
    if (!account) throw new Error('the login is taken');
    const { token } = await openSession(product.database.pool, account, now, 'test');
    tokens.set(person, token);
    return token;
  };

  const call = async (
    person: string | undefined,
    method: InjectOptions['method'],
    url: string,
    payload?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload: payload as object }),
      headers: {
        ...(person ? { authorization: `Bearer ${await tokenOf(person)}` } : {}),
        ...(method === 'POST' || method === 'PATCH' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
    });
    const json = /[/+]json/.test(String(answer.headers['content-type'] ?? ''));
    return { status: answer.statusCode, body: json ? answer.json() : answer.body, headers: answer.headers };
  };

  return {
    app,
    get: (person: string | undefined, url: string, headers?: Record<string, string>) => call(person, 'GET', url, undefined, headers),
    post: (person: string | undefined, url: string, payload: unknown, headers?: Record<string, string>) =>
      call(person, 'POST', url, payload, headers),
    patch: (person: string | undefined, url: string, payload: unknown) => call(person, 'PATCH', url, payload),
    paper: async (person: string, kind: string): Promise<string> =>
      (await call(person, 'POST', '/api/papers', { kind, text: `${kind} ${randomUUID()}` })).body.id,
    tokenOf,
    stop: async () => {
      await app.close();
      await casework.close();
    },
  };
};

export type Http = Awaited<ReturnType<typeof startHttp>>;
