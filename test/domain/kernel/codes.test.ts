import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));

/** A refusal that nobody has provoked is a rule that nobody has tried. */
it('every code with which the domain refuses is provoked by a test of the kernel', () => {
  const sources = ['domain/case', 'domain/occasions', 'domain/procedures/admission', 'domain/procedures/investigation'].flatMap(filesBelow);
  const codes = new Set(sources.flatMap((text) => [...text.matchAll(/refuse\(\s*'([a-z0-9-]+)'/g)].map(([, code]) => code ?? '')));
  for (const [, both] of sources.flatMap((text) => [...text.matchAll(/refuse\(\s*passed \? ('[^,]+),/g)]))
    for (const [, code] of both?.matchAll(/'([a-z-]+)'/g) ?? []) codes.add(code ?? '');
  const tests = filesBelow('test/domain/kernel').join('\n');
  expect(codes.size).toBeGreaterThan(60);
  expect([...codes].filter((code) => !tests.includes(`'${code}'`)).sort()).toEqual([]);
});
