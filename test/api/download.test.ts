import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { csvOf, sheetOf } from '../../api/download/cells';
import { workbooks } from '../../api/download/workbook';
import type { Route } from '../../domain/contract/route';
import { MOST_LINES, tableOf } from '../../domain/contract/table';

const contract = join(__dirname, '../../domain/contract');
const routes: readonly Route[] = readdirSync(contract)
  .map((name) => require(join(contract, name)) as Record<string, unknown>)
  .flatMap((exported) => Object.entries(exported).flatMap(([name, value]) => (name.endsWith('Routes') ? (value as Route[]) : [])));

/** Answers that hold a list and are none, each with why. */
const NO_TABLE: Readonly<Record<string, string>> = {
  getCase: 'one case: its ledger is listFacts',
  getOccasion: 'one occasion, with what its desk needs',
  getBooth: 'one ballot: listBooths has the table',
  whoAmI: 'one person, with the roles that decide what is shown',
  inclusionProof: 'hashes for a verifier',
  search: 'what one word finds in three kinds of things, as far as a page goes',
  readPhrases: 'sentences that somebody keeps for his own typing',
  inspectCase: 'one case on one page: its ledger and its papers are lists of their own',
  readLogState: 'how the system stands at this moment; the log itself leaves by its own export, with proofs',
  recountBooth: 'a file of its own, from which anybody counts again',
  readChannels: 'my own choice, with the ways that there are',
  readDossier: 'counts of a unit; its cases are listDossierCases, and the dossier’s file holds every table as .csv',
  findBranches: 'twenty names to choose from while one types',
  drawDossierSample: 'the cases that a seed draws; they are a table in the dossier’s file',
};

const shapeOf = (schema: unknown): Record<string, unknown> => (schema as { shape?: Record<string, unknown> } | undefined)?.shape ?? {};

describe('every list and report', () => {
  it('has a table, and takes `format`; nothing else takes it', () => {
    const lists = routes.filter(
      ({ method, auth, response }) =>
        method === 'GET' && auth === 'session' && Object.values(shapeOf(response[200])).some((part) => part instanceof z.ZodArray),
    );
    const without = lists.filter(({ table }) => !table).map(({ operationId }) => operationId);
    expect(without.sort()).toEqual(Object.keys(NO_TABLE).sort());
    expect(lists.length).toBeGreaterThan(30);
    for (const { operationId, table, query } of routes)
      expect([operationId, 'format' in shapeOf(query)]).toEqual([operationId, table !== undefined]);
  });
});

interface Line {
  readonly name: string;
  readonly days: number;
  readonly late: boolean;
}
const table = tableOf<Line>({
  file: 'lines',
  title: { zh: '名单', en: 'Lines' },
  columns: [
    ['姓名', 'Name', (line) => line.name],
    ['天数', 'Days', (line) => line.days],
    ['逾期', 'Late', (line) => line.late],
    ['说明', 'In words', () => ({ zh: '说', en: 'say' })],
  ],
});
const lines: readonly Line[] = [
  { name: '=1+1', days: 3, late: true },
  { name: '阿依努尔·"买买提"', days: -3, late: false },
  { name: '\t@x', days: 0, late: false },
];

/** The parts of a zip, by name; enough for what a spreadsheet is. */
const unzip = (file: Buffer): Map<string, string> => {
  const parts = new Map<string, string>();
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength, extra, comment, start] = [
      file.readUInt16LE(at + 10),
      file.readUInt32LE(at + 20),
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
      file.readUInt32LE(at + 42),
    ];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const data = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const packed = file.subarray(data, data + size);
    parts.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return parts;
};

describe('a list as a file', () => {
  it('csv: a byte order mark, the day, the columns, and text that is no formula', () => {
    const [day, head, ...rest] = csvOf(sheetOf(table, lines, '2026-11-27', false, 'zh')).split('\r\n');
    expect(day).toBe('\uFEFF"截至","2026-11-27"');
    expect(head).toBe('"姓名","天数","逾期","说明"');
    expect(rest).toEqual([`"'=1+1","3","是","说"`, `"阿依努尔·""买买提""","'-3","否","说"`, `"'\t@x","0","否","说"`, '']);
  });

  it('says in its first line that it was cut, in the language asked for', () => {
    const [said, head] = sheetOf(table, [], '2026-11-27', true, 'en').rows;
    expect(said).toEqual(['As of', '2026-11-27', expect.stringContaining(String(MOST_LINES))]);
    expect(head).toEqual(['Name', 'Days', 'Late', 'In words']);
  });

  it('xlsx: every cell a text, the same cells, two files at once', async () => {
    const workbook = workbooks();
    const sheet = sheetOf(table, lines, '2026-11-27', false, 'zh');
    const [one, two] = await Promise.all([workbook(sheet), workbook(sheet)]);
    for (const file of [one, two]) {
      const parts = unzip(file);
      const xml = parts.get('xl/worksheets/sheet1.xml') ?? '';
      const strings = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text);
      const cells = [...xml.matchAll(/<c [^>]*?t="(\w+)"[^>]*><v>(\d+)<\/v>/g)];
      expect(cells.map(([, type]) => type)).toEqual(cells.map(() => 's'));
      expect(xml).not.toContain('<f>');
      const shown = cells.map(([, , index]) => strings[Number(index)]);
      expect(shown.slice(0, 7)).toEqual(['截至', '2026-11-27', '姓名', '天数', '逾期', '说明', "'=1+1"]);
      expect(shown).toHaveLength(2 + 4 + lines.length * 4);
    }
  });
});
