import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHANNEL_SECRETS } from '../../config/channels';

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readmes = ['README.md', 'README.zh-CN.md'];
const pages = [
  ...readmes,
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];

/** Written by whoever runs the benches on a named machine. */
const later = ['docs/bench.md'];

describe('the pages that people read first', () => {
  it.each(pages)('%s leads nowhere that does not exist', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(([, to = '']) => to).filter((to) => !/^[a-z]+:/.test(to));
    expect(links.filter((to) => !existsSync(join(root, dirname(page), to)) && !later.includes(to))).toEqual([]);
  });

  it.each(readmes)('%s lists every variable that the configuration reads, and no other', (page) => {
    const names = new Set(
      `${read('config/config.ts')}${read('config/channels.ts')}`
        .match(/\b[A-Z]{3,}(_[A-Z]+)*\b/g)
        ?.filter((name) =>
          /^(TUANWU|DATABASE|TEMPORAL|TLS|API|WORKER|RECOVERY|FIELD|TRUST|PUBLIC|DEMO|MAX|LOG|DATA|SECOND|SMTP|MAIL|SMS|ROBOT)_|^(HOST|PORT)$/.test(
            name,
          ),
        ),
    );
    for (const secret of ['DATABASE_URL', 'TEMPORAL_API_KEY', ...CHANNEL_SECRETS]) names.add(`${secret}_FILE`);
    const table = read(page)
      .match(/^\| `[A-Z_]+`.*$/gm)
      ?.flatMap((row) => row.split('|')[1]?.match(/[A-Z_]+/g) ?? []);
    expect(table?.sort()).toEqual([...names].sort());
  });

  it.each(readmes)('%s names only commands that exist', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(page).matchAll(/npm (?:run )?(start|test|[a-z]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'run');
    expect([...new Set(named)].filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('the two READMEs have the same sections, commands, variables and steps', () => {
    const shape = (page: string) => ({
      sections: read(page).match(/^## /gm)?.length,
      rows: read(page).match(/^\|/gm)?.length,
      fences: read(page).match(/^```/gm)?.length,
      points: read(page).match(/^- /gm)?.length,
    });
    expect(shape('README.zh-CN.md')).toEqual(shape('README.md'));
  });
});
