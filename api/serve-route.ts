import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Unproven } from '../dispatch/desk';
import { dayOf } from '../domain/calendar/day';
import { refuse } from '../domain/case/refusal';
import type { Route } from '../domain/contract/route';
import { once } from '../records/replies';
import { ownCursors } from './cursor';
import type { ApiDeps } from './deps';
import { type downloads, formatOf } from './download/download';
import { guard, letIn } from './guard';
import { reused } from './lawful';
import type { AnyHandler } from './module';
import { instanceOf, languageOf, problemOf, Refused, sendStored } from './problem';
import { noteTeamRead } from './team';

/** Writes of nobody in particular (objections by the public) share this sender. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const SUCCESSES = [200, 201, 202, 204];
const KEY_HEADER = 'idempotency-key';

/** find-my-way reads `::` as a colon that is no parameter (`people:import`). */
const urlOf = (path: string): string => path.replace(/(?<=[^/]):/g, '::');

function keyOf(request: FastifyRequest): string {
  const key = request.headers[KEY_HEADER];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  const zh = key === undefined ? '缺少请求头 Idempotency-Key' : 'Idempotency-Key 应为 1 至 200 个可见 ASCII 字符';
  const en = key === undefined ? 'The header Idempotency-Key is missing' : 'Idempotency-Key takes 1 to 200 visible ASCII characters';
  throw new Refused(
    refuse('idempotency-key-missing', zh, en, [
      '为每次提交生成一个新的编号（如 UUID）放入该请求头; 重试时用同一个编号',
      'Send a fresh id (a UUID) with each new act, and the same one when you repeat it',
    ]),
    {
      status: 400,
      errors: [{ in: 'header', pointer: '/Idempotency-Key', detail: { zh, en }, code: key === undefined ? 'missing' : 'bad-value' }],
    },
  );
}

export function serveRoute(
  app: FastifyInstance,
  deps: ApiDeps,
  route: Route,
  handler: AnyHandler,
  download: ReturnType<typeof downloads>,
): void {
  const success = SUCCESSES.find((status) => route.response[status]) ?? 200;
  const cursors = ownCursors(route);
  const kept = route.idempotent === true && route.keyKeptBy !== 'command';

  const run = async (
    request: FastifyRequest,
    reply: FastifyReply,
    tx: unknown,
    key: string | undefined,
    later: (() => Promise<unknown>)[],
    query: unknown = request.query,
  ) => {
    const { params, body, visit } = request;
    const now = visit?.now ?? (route.tag === 'service' ? 0 : await deps.clock.now());
    const input = {
      params,
      query,
      body,
      who: visit?.session?.who,
      session: visit?.session,
      found: visit?.found,
      standing: visit?.standing,
      now,
      today: visit?.today ?? dayOf(now),
      key,
      tx,
      request,
      reply,
    };
    const answer = await handler({ ...input, afterCommit: (work: () => Promise<unknown>) => later.push(work) } as never);
    if (visit) await noteTeamRead(deps.database.pool, route, visit, params);
    return answer;
  };

  const runLater = async (request: FastifyRequest, later: (() => Promise<unknown>)[]) => {
    for (const work of later) await work().catch((error: unknown) => request.log.error({ err: error }, 'after the commit'));
  };

  const plain = async (request: FastifyRequest, reply: FastifyReply) => {
    const key = route.idempotent ? keyOf(request) : undefined;
    const later: (() => Promise<unknown>)[] = [];
    reply.code(success);
    const { table } = route;
    const format = table && formatOf(request);
    if (format) {
      const read = (query: object) => run(request, reply, undefined, undefined, later, query);
      return download({ route: { ...route, table }, format, request, reply, read });
    }
    const asked = request.query as object;
    const query = cursors.taken(asked, request.params);
    const work = () => run(request, reply, undefined, key, later, query);
    const answer = await work().catch(async (error: unknown) => {
      if (!(error instanceof Unproven)) throw error;
      await request.visit?.anew?.();
      return work();
    });
    await runLater(request, later);
    return cursors.given(answer, asked, request.params);
  };

  /** The handler's work and its answer, or its refusal with the work undone, are kept in one transaction. */
  const keyed = async (request: FastifyRequest, reply: FastifyReply) => {
    const key = keyOf(request);
    const { params } = request;
    // What no schema has looked at has no effect, and is no part of the request either: it need not even be sound.
    const [query, body] = [route.query && request.query, route.body && request.body];
    const later: (() => Promise<unknown>)[] = [];
    const write = {
      senderId: request.visit?.session?.who.personId ?? NOBODY,
      key,
      route: route.operationId,
      body: { params, query, body },
      at: await deps.clock.now(),
    };
    const done = await once(deps.database.pool, write, async (tx) => {
      await tx.query('SAVEPOINT work');
      try {
        reply.code(success);
        const response = await run(request, reply, tx, key, later);
        return { status: reply.statusCode, response };
      } catch (error) {
        if (!(error instanceof Refused) || error.status >= 500) throw error;
        await tx.query('ROLLBACK TO SAVEPOINT work');
        later.length = 0;
        return { status: error.status, response: problemOf(error, languageOf(request.headers['accept-language']), instanceOf(request)) };
      }
    });
    if (done.kind === 'in-flight') throw inFlight();
    if (done.kind === 'other-body') throw reused();
    await runLater(request, later);
    if (done.kind === 'again') reply.header('idempotent-replayed', 'true');
    if (done.reply.status >= 400) return sendStored(reply, done.reply.status, done.reply.response);
    reply.code(done.reply.status);
    return done.reply.response;
  };

  app.route({
    method: route.method,
    url: urlOf(route.path),
    bodyLimit: route.bodyLimit,
    config: {
      ...(route.perMinute !== undefined && { rateLimit: { max: route.perMinute, timeWindow: 60_000 } }),
      ...(route.unlogged && { unlogged: true }),
    },
    schema: {
      operationId: route.operationId,
      tags: [route.tag],
      summary: route.summary,
      ...(route.description !== undefined && { description: route.description }),
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && route.consumes !== 'multipart' && { body: route.body }),
      ...(route.consumes === 'multipart' && { consumes: ['multipart/form-data'] }),
      response: route.response,
      security: route.auth === 'session' ? [{ bearer: [] }, { cookie: [] }] : [],
    },
    onRequest: guard(deps, route),
    preHandler: letIn,
    handler: kept ? keyed : plain,
  });
}

const inFlight = () =>
  new Refused(
    refuse('in-flight', '同一个 Idempotency-Key 的提交正在办理', 'A request with this Idempotency-Key is still at work', [
      '稍等片刻再用同一个编号查询结果',
      'Repeat it shortly with the same key to hear the answer',
    ]),
    { headers: { 'retry-after': '1' } },
  );
