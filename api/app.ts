import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { answerClientError } from './client-error';
import { overTls } from './cookies';
import type { ApiDeps } from './deps';
import { serveDocs } from './docs';
import { downloads } from './download/download';
import { answerError, answerErrors } from './errors';
import { jsonParser } from './json-parser';
import { ARRIVING_MS, LARGEST_FILE } from './limits';
import { Live } from './live/live';
import { loggerOptions } from './logger';
import { markPages } from './marked-pages';
import { methodsAt } from './methods';
import { pair } from './module';
import { swaggerOptions } from './openapi';
import { portalPage, servePortal } from './portal';
import { servePaperStyle } from './print/page';
import { unavailable } from './problem';
import { modulesOf } from './routes';
import { marksOf, offersDemo } from './routes/demo';
import { safeHeaders } from './safe-headers';
import { serveRoute } from './serve-route';
import { validatorCompiler } from './validation';
import { release } from './version';
import { serveVotePage } from './vote-page';

export async function buildApp(deps: ApiDeps): Promise<FastifyInstance> {
  const { config } = deps;
  const live = deps.casework && new Live(deps, deps.casework, (error) => app.log.warn({ err: error }, 'live'));
  const pairs = pair(modulesOf(deps, live));
  const app = Fastify({
    logger: loggerOptions(config, deps.logTo),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy,
    bodyLimit: 1024 * 1024,
    requestTimeout: ARRIVING_MS,
    // Its answer would be no problem+json; see refuseWhileClosing.
    return503OnClosing: false,
    ...(config.tls && { https: { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) } }),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void answerError(error, request as never, reply as never),
  }) as unknown as FastifyInstance;

  app.decorateRequest('visit', null);
  app.decorateRequest('entering', null);
  app.setValidatorCompiler(validatorCompiler as never);
  app.setSerializerCompiler(serializerCompiler);
  const marks = marksOf(deps);
  const page = deps.portal === undefined ? undefined : portalPage(deps.portal, marks);
  answerErrors(app, methodsAt(pairs.map(({ route }) => route)), page);
  jsonParser(app);
  const safe = safeHeaders(overTls(config));
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(safe).header('x-request-id', request.id);
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // A rehearsal must never be taken for the office: every answer says what it is.
    if (config.mode === 'rehearsal') reply.header('x-tuanwu-mode', 'REHEARSAL');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (!(request.routeOptions.config as { unlogged?: boolean }).unlogged)
      request.log.debug({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'answered');
    done();
  });

  if (config.mode === 'rehearsal' || offersDemo(config)) markPages(app, marks);
  await app.register(rateLimit, { global: false });
  refuseWhileClosing(app);
  app.addHook('preClose', async () => live?.close());
  if (deps.shedLoad) await app.register(underPressure, { maxEventLoopDelay: deps.shedLoad.afterMs, sampleInterval: deps.shedLoad.everyMs });
  await app.register(
    swagger,
    swaggerOptions(
      config.mode === 'rehearsal' ? `${release.version} REHEARSAL 演练` : release.version,
      pairs.map(({ route }) => route),
      config.publicUrl,
    ),
  );

  const download = downloads(deps.database.pool);
  for (const { route, handler } of pairs.filter(({ route }) => route.consumes !== 'multipart'))
    serveRoute(app, deps, route, handler, download);
  await app.register(async (files) => {
    await files.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 10, fields: 20, fieldSize: 64 * 1024 } });
    for (const { route, handler } of pairs.filter(({ route }) => route.consumes === 'multipart'))
      serveRoute(files, deps, route, handler, download);
  });

  serveDocs(app);
  serveVotePage(app);
  servePaperStyle(app);
  servePortal(app, page);
  await app.ready();
  return app;
}

/** What still arrives on an open connection while the server stops. */
function refuseWhileClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onRequest', (_request, _reply, done) => {
    done(closing ? unavailable('系统正在重启', 'The server is restarting', 10) : undefined);
  });
}
