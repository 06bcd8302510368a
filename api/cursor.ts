import { createHash } from 'node:crypto';
import { z } from 'zod';
import { page } from '../domain/contract/fields';
import type { Route } from '../domain/contract/route';
import { badField } from './problem';

export const DEFAULT_LIMIT = 50;

const LAST = { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, number: /^\d{1,18}$/ };

/** A list is read on from its last row: the cursor is that row's sort values, opaque to the reader. */
export const cursorOf = (...values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** The sort value and the id in a cursor; nothing for the first page. A cursor that is not ours is a 400. */
export const readCursor = (cursor: string | undefined, id: keyof typeof LAST): [key: string, id: string] | [] => {
  if (cursor === undefined) return [];
  try {
    const values: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(cursor, 'base64url')));
    if (
      Array.isArray(values) &&
      values.length === 2 &&
      values.every((value) => typeof value === 'string' && !/[\p{Cc}\p{Cs}]/u.test(value))
    ) {
      const [key, last] = values as [string, string];
      if (LAST[id].test(last)) return [key, last];
    }
  } catch {
    // Not ours: said below.
  }
  throw notOurs();
};

const notOurs = (): Error =>
  badField('/after', '翻页游标无效，请从第一页重新读取', 'This cursor is not valid; read from the first page', 'query');

const ofAnother = (): Error =>
  badField(
    '/after',
    '翻页游标属于另一份列表，或筛选条件已经改变，请从第一页重新读取',
    'This cursor is of another list, or of other filters; read from the first page',
    'query',
  );

/** Which rows a list is about and in what it is narrowed; neither how many a page holds nor in which form it is sent. */
export function listOf(operationId: string, params: unknown, query: object): string {
  const { after: _after, limit: _limit, format: _format, ...filters } = query as Record<string, unknown>;
  const named = Object.entries(filters).filter(([, value]) => value !== undefined);
  const list = JSON.stringify([operationId, params ?? {}, named.sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(list).digest('base64url').slice(0, 8);
}

/**
 * A cursor goes out with the mark of its list and comes back with it: read on in another list, or after a filter has changed, it would pass rows over
 * without a word. Routes whose `after` is no cursor are left as they are.
 */
export function ownCursors({ query, operationId }: Route): {
  taken: (asked: object, params: unknown) => object;
  given: (answer: unknown, asked: object, params: unknown) => unknown;
} {
  if (!(query instanceof z.ZodObject) || query.shape.after !== page.after) return { taken: (asked) => asked, given: (answer) => answer };
  return {
    taken: (asked, params) => {
      const { after } = asked as { after?: string };
      if (after === undefined) return asked;
      const [list, cursor] = after.split('.');
      if (cursor === undefined) throw notOurs();
      if (list !== listOf(operationId, params, asked)) throw ofAnother();
      return { ...asked, after: cursor };
    },
    given: (answer, asked, params) => {
      const { next } = answer as { next?: string };
      return next === undefined ? answer : { ...(answer as object), next: `${listOf(operationId, params, asked)}.${next}` };
    },
  };
}

/** The same where rows are in order of an instant. */
export const readInstantCursor = (cursor: string | undefined): [at: Date, id: string] | [] => {
  const [key, id] = readCursor(cursor, 'uuid');
  if (key === undefined || id === undefined) return [];
  const at = new Date(key);
  if (!/^[12]\d{3}-/.test(key) || Number.isNaN(at.getTime())) throw notOurs();
  return [at, id];
};

/** A page of rows of which one more than `limit` was asked for. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => [string, string],
  view: (row: Row) => Item,
): { items: Item[]; next?: string } {
  const items = rows.slice(0, limit).map(view);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last === undefined ? { items } : { items, next: cursorOf(...keyOf(last)) };
}
