/** A class list as it is copied out of a spreadsheet: columns by tabs or commas, their headings in the first line. */

const COLUMNS: Readonly<Record<string, string>> = {
  姓名: 'name',
  name: 'name',
  身份证号: 'idNumber',
  身份证号码: 'idNumber',
  出生日期: 'birth',
  出生年月日: 'birth',
  性别: 'sex',
  民族: 'ethnicity',
  电话: 'phone',
  联系电话: 'phone',
  年级: 'grade',
  班级: 'grade',
  监护人: 'guardianName',
  监护人姓名: 'guardianName',
  监护人电话: 'guardianPhone',
};
const SEX: Readonly<Record<string, string>> = { 男: 'male', 女: 'female' };

/** 2011/3/9, 2011.3.9 and 2011年3月9日 as 2011-03-09; what is no such day stays as it is, and the server says what is wrong. */
const dayOf = (text: string): string => {
  const found = /^(\d{4})[./年-](\d{1,2})[./月-](\d{1,2})日?$/.exec(text);
  return found ? `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}` : text;
};

export interface ClassList {
  readonly rows: Record<string, string>[];
  /** Headings that no field is known for: told, never dropped in silence. */
  readonly unknown: string[];
}

export const readClassList = (text: string): ClassList => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const split = (line: string): string[] => line.split(line.includes('\t') ? '\t' : /[,，]/).map((cell) => cell.trim());
  const headings = split(lines[0] ?? '');
  const fields = headings.map((heading) => COLUMNS[heading]);
  const rows = lines.slice(1).map((line) => {
    const cells = split(line);
    const row: Record<string, string> = {};
    fields.forEach((field, index) => {
      const cell = cells[index];
      if (!field || !cell) return;
      row[field] = field === 'sex' ? (SEX[cell] ?? cell) : field === 'birth' ? dayOf(cell) : cell;
    });
    return row;
  });
  return { rows, unknown: headings.filter((heading, index) => heading !== '' && !fields[index]) };
};
