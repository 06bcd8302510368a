import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const WEB = join(__dirname, '..', '..', 'web', 'src');
const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const pages = new Map(files.filter((file) => !file.startsWith('i18n')).map((file) => [file, readFileSync(join(WEB, file), 'utf8')]));

const AREAS = files.flatMap((file) => /^i18n\/areas\/(\w+)\.ts$/.exec(file)?.[1] ?? []);
/** The area that says a group of words: `board.title` is said by audit. */
const areaOf = new Map<string, string>();
for (const area of AREAS)
  for (const [, group] of readFileSync(join(WEB, 'i18n', 'zh', `${area}.ts`), 'utf8').matchAll(/^ {2}'?([\w-]+)'?: /gm))
    if (group) areaOf.set(group, area);

const fileAt = (from: string, to: string): string | undefined =>
  to.startsWith('.') ? ['.ts', '.tsx'].map((end) => join(dirname(from), to) + end).find((file) => pages.has(file)) : undefined;
const textOf = (file: string): string => pages.get(file) ?? '';
const imported = (file: string): string[] =>
  [...textOf(file).matchAll(/^(?:import|export)\s(?!type\s)[^;]*?'([^']+)';/gm)].flatMap(([, to]) => fileAt(file, to ?? '') ?? []);
const fetched = (file: string): string[] =>
  [...textOf(file).matchAll(/import\('([^']+)'\)/g)].flatMap(([, to]) => fileAt(file, to ?? '') ?? []);

/** A file and everything that is there with it. */
const together = (first: string): Set<string> => {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    imported(file).forEach(add);
  };
  add(first);
  return found;
};

/** Groups are named in keys, as a group of named values, or where a key is put together of group and name. */
const NAMED = [/['"`]([\w-]+)\.[\w$-]/g, /\bgroup="([\w-]+)"/g, /\bnameOf\('([\w-]+)'/g, /\? '(\w+)' : '\w+'\}\.\$/g];
const spokenIn = (file: string): string[] =>
  NAMED.flatMap((form) => [...textOf(file).matchAll(form)]).flatMap(([, group]) => areaOf.get(group ?? '') ?? []);
const broughtBy = (file: string): string[] =>
  [...textOf(file).matchAll(/^import '[./]*i18n\/areas\/(\w+)';/gm)].map(([, area]) => area ?? '');

describe('the words of an area', () => {
  const first = together('main.tsx');
  const entries = [...new Set([...pages.keys()].flatMap(fetched))];

  it('are not said by what is there before any page', () => {
    expect(first.size).toBeGreaterThan(10);
    expect([...first].flatMap((file) => spokenIn(file).map((area) => `${file}: ${area}`))).toEqual([]);
  });

  it('come with every page that says them', () => {
    expect([AREAS.length, entries.length > 20]).toEqual([10, true]);
    const missing = entries.flatMap((entry) => {
      const there = [...together(entry)].filter((file) => !first.has(file));
      const brought = new Set(there.flatMap(broughtBy));
      return [...new Set(there.flatMap(spokenIn))].filter((area) => !brought.has(area)).map((area) => `${entry}: ${area}`);
    });
    expect(missing).toEqual([]);
  });

  it('have groups of their own, so that none takes the place of another’s', () => {
    const groups = files
      .filter((file) => /^i18n\/zh\/\w+\.ts$/.test(file) && !/(index|first)\.ts$/.test(file))
      .flatMap((file) => [...readFileSync(join(WEB, file), 'utf8').matchAll(/^ {2}'?([\w-]+)'?: /gm)].map(([, group]) => group));
    expect(groups.filter((group, at) => groups.indexOf(group) !== at)).toEqual([]);
  });
});
