import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packs } from '../../domain/procedures';

const root = join(__dirname, '../..');
const rows = readFileSync(join(root, 'docs/edges.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([, what, procedure, file, says]) =>
    file?.startsWith('`') ? [{ what, procedure, file: file.slice(1, -1), says: says ?? '' }] : [],
  );

it.each(rows)('$what, $procedure: $file', ({ file, says }) => {
  const path = join(root, 'test', `${file}.test.ts`);
  expect([file, existsSync(path)]).toEqual([file, true]);
  expect(readFileSync(path, 'utf8')).toContain(says);
});

it('names the whole way of every procedure that has cases', () => {
  const named = rows.filter(({ what }) => what === 'whole way').map(({ file }) => file);
  const cases = Object.keys(packs).filter((name) => existsSync(join(root, 'docs/procedures', `${name}.md`)) && name !== 'candidacy');
  expect(cases.length).toBeGreaterThan(4);
  for (const name of cases) expect([name, named.some((file) => file.includes(`/${name}`))]).toEqual([name, true]);
});
