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
