import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { badKey } from './errors';

/** Keys by which a body would reach into the prototypes of the program; Fastify's parser takes no body that has one. */
const poisons = (key: string, value: unknown): boolean =>
  key === '__proto__' || (key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype'));

/** Where in a JSON text such a key stands, as a pointer (RFC 6901); undefined where there is none, or no JSON. Without recursion: a body may nest deep. */
const poisonIn = (text: string): string | undefined => {
  const waiting: { readonly at: string; readonly value: unknown }[] = [];
  try {
    waiting.push({ at: '', value: JSON.parse(text) });
  } catch {
    return undefined;
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, value] of Object.entries(next.value)) {
      const at = `${next.at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (poisons(key, value)) return at;
      waiting.push({ at, value });
    }
  }
  return undefined;
};

/**
 * JSON in UTF-8 and nothing else. A console that sends GBK would otherwise have its names stored as replacement characters, and plain text
 * is no body that any route here reads.
 */
export function jsonParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body as Buffer)) return done(Object.assign(new Error('not UTF-8'), { statusCode: 400 }), undefined);
    const text = body.toString();
    void parse(request, text, (error, value) => {
      const poison = error && poisonIn(text);
      done(poison === undefined || poison === null ? error : badKey(poison), value);
    });
  });
}
