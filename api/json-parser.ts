import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';

/**
 * JSON in UTF-8 and nothing else. A console that sends GBK would otherwise have its names stored as replacement characters, and plain text
 * is no body that any route here reads.
 */
export function jsonParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body as Buffer)) void parse(request, body.toString(), done);
    else done(Object.assign(new Error('not UTF-8'), { statusCode: 400 }), undefined);
  });
}
