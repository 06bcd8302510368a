import type { Table, Value } from '../../domain/contract/table';
import { MOST_LINES } from '../../domain/contract/table';

export type Language = 'zh' | 'en';

/** A spreadsheet takes a cell that begins so for a formula, also when it was text in the file; a quotation mark before it says that it is none. */
const FORMULA = /^[=+\-@\t\r]/;

const textOf = (value: Value, language: Language): string => {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return { zh: value ? '是' : '否', en: value ? 'yes' : 'no' }[language];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one) => textOf(one, language)).join('; ');
  return (value as { zh: string; en: string })[language];
};

const defused = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

export interface Sheet {
  readonly title: string;
  /** As-of day, then column names, then the lines; every cell is text. */
  readonly rows: readonly (readonly string[])[];
}

/** @param cut the list is longer than a file may be */
export const sheetOf = (table: Table, lines: readonly unknown[], today: string, cut: boolean, language: Language): Sheet => {
  const said = {
    zh: ['截至', today, ...(cut ? [`只列出前 ${MOST_LINES} 行, 请缩小范围后再导出其余`] : [])],
    en: ['As of', today, ...(cut ? [`The first ${MOST_LINES} lines only: narrow the list down for the others`] : [])],
  }[language];
  const head = table.columns.map(([zh, en]) => ({ zh, en })[language]);
  const body = lines.map((line) => table.columns.map(([, , of]) => textOf((of as (row: unknown) => Value)(line), language)));
  return { title: table.title[language], rows: [said, head, ...body].map((row) => row.map(defused)) };
};

/** UTF-8 with a byte order mark: without one a Chinese spreadsheet reads another encoding. */
export const csvOf = ({ rows }: Sheet): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
