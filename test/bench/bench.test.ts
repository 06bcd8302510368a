import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

const run = (args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'bench/run.mjs'), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on('data', (part) => out.push(String(part)));
    child.stderr.on('data', (part) => err.push(String(part)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
  });

describe('the bench', () => {
  it('runs every measure on real servers of its own and prints nothing but figures', async () => {
    const { code, out, err } = await run(['--json', '--tiny']);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    const figures = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(figures.map(({ measure }) => measure)).toEqual([
      'facts-per-second',
      ...['cpu-api', 'cpu-worker', 'cpu-postgres', 'cpu-temporal', 'cpu-load'],
      ...['decision-p50', 'decision-p99', 'case-page-p50', 'events-per-fact', 'selection-events-per-fact', 'inbox-page'],
      ...[
        'booth-casts-per-second',
        'booth-http-casts-per-second',
        'booth-remote-casts-per-second',
        'booth-remote-draws-per-second',
        'booth-tally',
      ],
      ...['record-with-log', 'verify-log', 'memory-api', 'memory-worker', 'dossier-memory'],
      ...['board-freshness-p99', 'board-page', 'bulletin-months'],
    ]);
    for (const figure of figures) {
      expect(figure).toEqual(expect.objectContaining({ product: expect.any(Number), unit: expect.any(String) }));
      for (const key of ['floor', 'ratio', 'noise']) expect(figure).toHaveProperty(key);
    }
  }, 240_000);
});
