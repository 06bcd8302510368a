import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BUILT = join(__dirname, '..', '..', 'dist', 'web');

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly src?: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}
const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8')) as Record<string, Chunk>;

/** A chunk with everything that must be there before it runs. */
const withImports = (names: readonly string[]): Set<string> => {
  const files = new Set<string>();
  const add = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} was not built`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const other of chunk.imports ?? []) add(other);
  };
  for (const name of names) add(name);
  return files;
};

const gzipped = (files: Iterable<string>): number =>
  [...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + readFileSync(join(BUILT, `${file}.gz`)).length, 0);

const ENTRY = 'index.html';
const CHARTS = 'src/pages/audit/echarts.ts';
const KB = 1024;

const APPLICANT = [
  'src/pages/home.tsx',
  'src/pages/applicant/mine.tsx',
  'src/pages/cases/pages.ts',
  'src/pages/applicant/pages.ts',
  'src/pages/session/pages.ts',
];

/** Whose work is what. A page beyond it is fetched when it is opened, as the library that draws is. */
const STAFF = {
  branch: ['src/pages/branch/pages.ts', 'src/pages/ballots/booth-page.tsx', 'src/queue/queue-mark.tsx', 'src/pages/admin/pages.ts'],
  committee: ['src/pages/branch/pages.ts', 'src/pages/committee/pages.ts', 'src/pages/audit/pages.ts', 'src/queue/queue-mark.tsx'],
  inspector: [
    'src/pages/inspector/pages.ts',
    'src/pages/audit/pages.ts',
    'src/pages/session/second-factor.tsx',
    'src/pages/dossier/pages.ts',
  ],
  administrator: ['src/pages/audit/pages.ts', 'src/pages/admin/pages.ts', 'src/pages/dossier/pages.ts', 'src/pages/committee/pages.ts'],
};

describe('what the set-up builds', () => {
  it('loads an applicant’s first pages with at most 300 KB of script', () => {
    expect(gzipped(withImports([ENTRY, ...APPLICANT]))).toBeLessThanOrEqual(300 * KB);
  });

  it.each(Object.entries(STAFF))('loads all pages of the work of the %s with at most 420 KB of script', (_who, pages) => {
    const files = withImports([ENTRY, 'src/pages/home.tsx', 'src/pages/session/pages.ts', 'src/pages/cases/pages.ts', ...pages]);
    expect([...files]).not.toContain(manifest[CHARTS]?.file);
    expect(gzipped(files)).toBeLessThanOrEqual(420 * KB);
  });

  it('loads the library that draws with the page of charts alone, and that page with at most 420 KB all the same', () => {
    const first = withImports([ENTRY, 'src/pages/audit/charts.tsx']);
    expect([...first]).not.toContain(manifest[CHARTS]?.file);
    const importers = Object.values(manifest).filter(({ dynamicImports = [] }) => dynamicImports.includes(CHARTS));
    expect(importers.map(({ src }) => src)).toEqual(['src/pages/audit/charts.tsx']);
    expect(gzipped([...first, ...withImports([CHARTS])])).toBeLessThanOrEqual(420 * KB);
  });

  it('keeps schemas out of an applicant’s pages, and the server’s code out of all', () => {
    const first = [...withImports([ENTRY, ...APPLICANT])].map((file) => readFileSync(join(BUILT, file), 'utf8'));
    expect(first.filter((text) => text.includes('ZodObject'))).toHaveLength(0);
    const scripts = readdirSync(join(BUILT, 'assets')).filter((file) => file.endsWith('.js'));
    for (const file of scripts) {
      const text = readFileSync(join(BUILT, 'assets', file), 'utf8');
      expect([file, /prisma|fastify|temporalio/i.test(text)]).toEqual([file, false]);
      expect(gunzipSync(readFileSync(join(BUILT, 'assets', `${file}.gz`))).toString('utf8') === text).toBe(true);
    }
  });

  it('names nothing of another origin', () => {
    const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).not.toMatch(/<script>|<style|\sstyle=/);
    const styles = readdirSync(join(BUILT, 'assets')).filter((file) => file.endsWith('.css'));
    for (const file of styles) expect(readFileSync(join(BUILT, 'assets', file), 'utf8')).not.toMatch(/url\(|@import/);
  });
});
