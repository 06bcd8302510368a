import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Route } from '../../domain/contract/route';
import { type Format, MOST_LINES, type Table } from '../../domain/contract/table';
import { appendLog } from '../../records/log';
import type { Visit } from '../guard';
import { languageOf } from '../problem';
import { csvOf, sheetOf } from './cells';
import { workbooks } from './workbook';

export const MEDIA: Readonly<Record<Format, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Lines of a page while a list is read to its end. */
const PAGE = 1000;

/** In which form a list is asked for; undefined: JSON. The address counts before the header. */
export const formatOf = (request: FastifyRequest): Format | undefined => {
  const { format } = (request.query ?? {}) as { format?: Format | 'json' };
  if (format !== undefined) return format === 'json' ? undefined : format;
  const { accept = '' } = request.headers;
  return (['xlsx', 'csv'] as const).find((one) => accept.includes(MEDIA[one]));
};

interface Page {
  readonly next?: string | number;
}

/** A list without a cursor in its query is there at once, whatever its answer calls `next`. */
const paged = ({ query }: Route): boolean => query instanceof z.ZodObject && 'after' in query.shape;

/** Reads the list page by page to its end, or until a file is full. */
const linesOf = async (
  route: Asked['route'],
  read: (query: object) => Promise<unknown>,
  query: object,
): Promise<{ lines: unknown[]; cut: boolean }> => {
  const lines: unknown[] = [];
  for (let after: string | number | undefined; ; ) {
    const answer = (await read({ ...query, limit: PAGE, after })) as Page;
    lines.push(...(route.table.rows as (answer: unknown) => readonly unknown[])(answer));
    if (lines.length > MOST_LINES || answer.next === undefined || !paged(route))
      return { lines: lines.slice(0, MOST_LINES), cut: lines.length > MOST_LINES };
    after = answer.next;
  }
};

export interface Asked {
  readonly route: Route & { readonly table: Table };
  readonly format: Format;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The handler of the route, asked with another query. */
  readonly read: (query: object) => Promise<unknown>;
}

/** A list as a file. Whoever may read it may take it away, and the log knows: no entry, no file. */
export const downloads = (pool: Pool) => {
  const workbook = workbooks();
  return async ({ route, format, request, reply, read }: Asked): Promise<unknown> => {
    const { now, today, session } = request.visit as Visit;
    const language = languageOf(request.headers['accept-language']);
    const { lines, cut } = await linesOf(route, read, request.query as object);
    const sheet = sheetOf(route.table, lines, today, cut, language);
    const file = format === 'csv' ? csvOf(sheet) : await workbook(sheet);
    const about = route.path.startsWith('/api/cases/:id/') ? { caseId: (request.params as { id: string }).id } : {};
    await appendLog(pool, {
      at: now,
      kind: 'list-exported',
      ...(session ? { personId: session.who.personId } : {}),
      ...about,
      body: { list: route.operationId, format, lines: lines.length },
    });
    const name = `${route.table.file}-${today}.${format}`;
    reply
      .type(format === 'csv' ? `${MEDIA.csv}; charset=utf-8` : MEDIA.xlsx)
      .header(
        'content-disposition',
        `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(`${route.table.title.zh}-${today}.${format}`)}`,
      )
      .header('x-content-type-options', 'nosniff')
      .header('content-language', language === 'zh' ? 'zh-CN' : 'en');
    return file;
  };
};
