import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The one page of the portal; its scripts find out which of its addresses was asked for. */
export interface PortalPage {
  readonly folder: string;
  /** Whether an address without a route of its own is one of the portal's. */
  owns(request: FastifyRequest): boolean;
  send(reply: FastifyReply): Promise<FastifyReply>;
}

/** What a page says from its first moment, above everything else: that its people are invented, that its clock is not the office's. */
export type Mark = 'demo' | 'rehearsal';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

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

export const portalPage = (folder: string, marks: () => Promise<readonly Mark[]>): PortalPage | undefined => {
  const file = join(folder, 'index.html');
  if (!existsSync(file)) return undefined;
  const html = readFileSync(file, 'utf8');
  return {
    folder,
    owns: ({ method, url, headers }) =>
      ['GET', 'HEAD'].includes(method) && !NOT_PAGES.test(url.split('?')[0] ?? '') && (headers.accept ?? '').includes('text/html'),
    send: async (reply) => {
      const nonce = randomBytes(16).toString('base64');
      const marked = (await marks()).join(' ');
      return reply
        .code(200)
        .type('text/html; charset=utf-8')
        .header('content-security-policy', policyOf(nonce))
        .header('x-robots-tag', 'noindex, nofollow')
        .send(html.replace('{{nonce}}', nonce).replace('{{marks}}', marked));
    },
  };
};

/** `/` and the portal's files. Names under /assets hold the hash of their content, so they are kept for ever. */
export function servePortal(app: FastifyInstance, page: PortalPage | undefined): void {
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
  serveAssets(app, join(page.folder, 'assets'));
}

/**
 * Only what was built, by its exact name; compressed where the browser takes it, as the build left it. Held in memory, three megabytes: a page that this
 * process sent finds its scripts for as long as the process lives, also when the portal is built anew beneath it.
 */
function serveAssets(app: FastifyInstance, folder: string): void {
  const files = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]));
  app.get<{ Params: { file: string } }>('/assets/:file', { schema: { hide: true } as never }, async (request, reply) => {
    const { file } = request.params;
    const type = TYPES[extname(file)];
    const plain = files.get(file);
    if (!type || !plain) return reply.callNotFound();
    const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? files.get(`${file}.gz`) : undefined;
    reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding');
    if (zipped) reply.header('content-encoding', 'gzip');
    return reply.send(zipped ?? plain);
  });
}
