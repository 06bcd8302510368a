import { badField } from './problem';

/** A list is read on from its last row: the cursor is that row's sort values, opaque to the reader. */
export const cursorOf = (...values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of a cursor; none for the first page. A cursor that is not ours is a 400. */
export const readCursor = (cursor: string | undefined, length: number): (string | undefined)[] => {
  if (cursor === undefined) return [];
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string' && value.length <= 100 && /^[\x20-\x7e]+$/.test(value))) {
      const last = values.at(-1) as string;
      if (/^\d{1,18}$/.test(last) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(last)) return values as string[];
    }
  } catch {
    // Not ours: said below.
  }
  throw badField('/after', '翻页游标无效，请从第一页重新读取', 'This cursor is not valid; read from the first page', 'query');
};
