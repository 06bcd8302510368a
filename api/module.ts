import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { Who } from '../domain/authority/who';
import type { Day } from '../domain/calendar/day';
import type { Route } from '../domain/contract/route';
import type { CaseAt } from '../records/places';
import type { Session, Standing } from '../records/sessions';

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type Success = 200 | 201 | 202 | 204;

/** What a handler is given, typed from its route. */
export interface Input<R extends Route> {
  readonly params: Out<R['params']>;
  readonly query: Out<R['query']>;
  readonly body: Out<R['body']>;
  readonly who: R['auth'] extends 'session' ? Who : undefined;
  readonly session: R['auth'] extends 'session' ? Session : undefined;
  /** The case of `:id`, where the route reads one and there is one; whoever may see it. Read while the body arrives, so it may be a moment old. */
  readonly found: CaseAt | undefined;
  /** Only on a route that rests on what was read before: what `who`, `session` and `found` were read as. Its handler registers nothing unless that stands. */
  readonly standing: R['restsOnRead'] extends true ? Standing | undefined : undefined;
  /** Domain time of the request, and its day in Shanghai. */
  readonly now: number;
  readonly today: Day;
  /** The Idempotency-Key of an idempotent write. */
  readonly key: R['idempotent'] extends true ? string : undefined;
  /** The transaction that also keeps the answer; none where the command register keeps the key. */
  readonly tx: R extends { idempotent: true; keyKeptBy: 'command' } ? undefined : R['idempotent'] extends true ? PoolClient : undefined;
  /** Work for after the commit of `tx`; when it fails that is logged, the answer stands. */
  readonly afterCommit: (work: () => Promise<unknown>) => void;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Answer<R extends Route> = {
  [S in keyof R['response'] & Success]: R['response'][S] extends z.ZodType ? z.input<R['response'][S]> : never;
}[keyof R['response'] & Success];

export type Handler<R extends Route> = (input: Input<R>) => Promise<Answer<R>>;

export type Handlers<Routes extends readonly Route[]> = {
  readonly [Name in Routes[number]['operationId']]: Handler<Extract<Routes[number], { operationId: Name }>>;
};

export type AnyHandler = (input: never) => Promise<unknown>;

export interface Module {
  readonly routes: readonly Route[];
  readonly handlers: Readonly<Record<string, AnyHandler>>;
}

/** Routes with their handlers, each typed from its contract. A handler that answers with another success sets `reply.code`. */
export const moduleOf = <const Routes extends readonly Route[]>(routes: Routes, handlers: Handlers<Routes>): Module => ({
  routes,
  handlers: handlers as unknown as Module['handlers'],
});

/** A route without a handler, a handler without a route, two routes of one name: the app does not start. */
export function pair(modules: readonly Module[]): { route: Route; handler: AnyHandler }[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  const pairs = modules.flatMap(({ routes, handlers }) => {
    const names = new Set(routes.map((route) => route.operationId));
    for (const name of Object.keys(handlers)) if (!names.has(name)) faults.push(`the handler ${name} has no route`);
    return routes.flatMap((route) => {
      const handler = handlers[route.operationId];
      if (seen.has(route.operationId)) faults.push(`two routes are called ${route.operationId}`);
      seen.add(route.operationId);
      if (!handler) faults.push(`the route ${route.operationId} has no handler`);
      return handler ? [{ route, handler }] : [];
    });
  });
  if (faults.length > 0) throw new Error(`The API cannot start: ${faults.join('; ')}.`);
  return pairs;
}
