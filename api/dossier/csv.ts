import type { Table } from '../../domain/contract/table';
import { csvOf, type Language, type Sheet, sheetOf } from '../download/cells';

export interface Said {
  readonly today: string;
  readonly language: Language;
}

/** A table as a file, a page of its lines at a time. The first line has the as-of day, the second the names of the columns. */
export async function* csvFile(
  table: Table,
  pages: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>,
  { today, language }: Said,
): AsyncGenerator<string> {
  const rowsOf = (lines: readonly unknown[]): Sheet => sheetOf(table, lines, today, false, language);
  const head = rowsOf([]);
  yield csvOf(head);
  for await (const lines of pages) {
    const { title, rows } = rowsOf(lines);
    // Without the byte order mark, which stands at the beginning of the file.
    if (lines.length > 0) yield csvOf({ title, rows: rows.slice(head.rows.length) }).slice(1);
  }
}
