/** A list or report as a table to download: what its columns are, said once, beside the route. */
import { z } from 'zod';
import type { Text } from '../case/step';

export type Value = string | number | boolean | Text | readonly (string | Text)[] | null | undefined;
export type Column<Row> = readonly [zh: string, en: string, of: (row: Row) => Value];

export const FORMATS = ['csv', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

/** Lines of a table at most; a file that leaves some out says so in its first line. */
export const MOST_LINES = 10_000;

/** What the query of a route with a table takes besides. */
export const format = {
  format: z
    .enum(['json', ...FORMATS], { error: '格式应为 json、csv 或 xlsx' })
    .optional()
    .describe(
      `csv, xlsx: the whole list as a file, ${MOST_LINES} lines at most, with its as-of day; everything in it is text and nothing a formula. The download is an entry of the log. The header Accept says it as well.`,
    ),
};

export interface Table {
  /** Name of the file, without day and ending. */
  readonly file: string;
  readonly title: Text;
  readonly columns: readonly Column<never>[];
  /** The lines in an answer of the route. */
  readonly rows: (answer: never) => readonly unknown[];
}

interface Items<Row> {
  readonly items: readonly Row[];
}

/** Lines are the answer's `items` unless `rows` says otherwise. */
export const tableOf = <Row>({
  rows,
  ...table
}: {
  readonly file: string;
  readonly title: Text;
  readonly columns: readonly Column<Row>[];
  readonly rows?: (answer: never) => readonly Row[];
}): Table => ({ ...table, rows: rows ?? ((answer: Items<Row>) => answer.items) });
