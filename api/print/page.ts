import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toSVG } from 'bwip-js';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { printed } from '../../domain/evidence/checkpoint';
import { latestCheckpoint } from '../../records/evidence/checkpoints';

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The checkpoint of the log at the time of printing, for the foot of a paper; nothing while nothing is signed. */
export const printedCheckpoint = async (pool: Pool): Promise<{ readonly text: string; readonly qr: string } | undefined> => {
  const newest = await latestCheckpoint(pool);
  return newest && printed(newest);
};

/** Whoever holds the paper can tell later whether the log was changed (docs/evidence.md). */
export const footOf = (checkpoint: { readonly text: string; readonly qr: string } | undefined): string =>
  checkpoint
    ? `<footer><div class="square">${toSVG({ bcid: 'qrcode', text: checkpoint.qr, scale: 1, padding: 1 })}</div><p>日志检查点 ${escaped(checkpoint.text)}</p></footer>`
    : '';

/** A paper of A4 in Chinese, for it goes into the file; its script-free style is served beside it. */
export const paperPage = (title: string, body: string, foot: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/print/paper.css">
</head>
<body>
<main>${body}</main>
${foot}
</body>
</html>
`;

const styleFile = (): string => {
  for (let up = __dirname; up !== dirname(up); up = dirname(up)) {
    const file = join(up, 'public', 'print', 'paper.css');
    if (existsSync(file)) return file;
  }
  throw new Error('The file public/print/paper.css is missing: the checkout or image is incomplete.');
};

/** The style of every paper that the server prints. */
export function servePaperStyle(app: FastifyInstance): void {
  const css = readFileSync(styleFile(), 'utf8');
  app.get('/print/paper.css', { schema: { hide: true } as never }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(css),
  );
}
