import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The one page of the portal; its scripts find out which of its addresses was asked for. */
export interface PortalPage {
  readonly folder: string;
  /** Whether an address without a route of its own is one of the portal's. */
  owns(request: FastifyRequest): boolean;
  send(reply: FastifyReply): FastifyReply;
}

/** Addresses that programs ask for: a wrong one there is answered as a problem, never by a page. */
const NOT_PAGES = /^\/(api|assets|docs|healthz|readyz|metrics|version|openapi\.json)(\/|$)/;

/** Styles that the components make while they run carry a nonce, new for each page; everything else as in the policy of all answers. */
const policyOf = (nonce: string): string =>
  [
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
  ].join(';');

export const portalPage = (folder: string): PortalPage | undefined => {
  const file = join(folder, 'index.html');
  if (!existsSync(file)) return undefined;
  const [before = '', after = ''] = readFileSync(file, 'utf8').split('{{nonce}}');
  return {
    folder,
    owns: ({ method, url, headers }) =>
      ['GET', 'HEAD'].includes(method) && !NOT_PAGES.test(url.split('?')[0] ?? '') && (headers.accept ?? '').includes('text/html'),
    send: (reply) => {
      const nonce = randomBytes(16).toString('base64');
      return reply
        .code(200)
        .type('text/html; charset=utf-8')
        .header('content-security-policy', policyOf(nonce))
        .header('x-robots-tag', 'noindex, nofollow')
        .send(`${before}${nonce}${after}`);
    },
  };
};

/** `/` and the portal's files. Names under /assets hold the hash of their content, so they are kept for ever. */
export async function servePortal(app: FastifyInstance, page: PortalPage | undefined): Promise<void> {
  const hidden = { schema: { hide: true } as never };
  if (!page) {
    app.get('/', hidden, async (_request, reply) => reply.redirect('/docs'));
    return;
  }
  app.get('/', hidden, async (_request, reply) => page.send(reply));
  for (const [file, type] of [
    ['icon.svg', 'image/svg+xml'],
    ['robots.txt', 'text/plain; charset=utf-8'],
  ] as const) {
    const content = readFileSync(join(page.folder, file));
    app.get(`/${file}`, hidden, async (_request, reply) => reply.type(type).header('cache-control', 'public, max-age=3600').send(content));
  }
  await app.register(serveStatic, {
    root: join(page.folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    decorateReply: false,
    index: false,
    schemaHide: true,
  });
}
