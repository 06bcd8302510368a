import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const file = resolve(__dirname, '../../dist/worker/watch.js');

/** A process that watches itself and then does `work`. */
const run = (work: string): Promise<{ signal: NodeJS.Signals | null; code: number | null; said: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, ['-e', `require(${JSON.stringify(file)}).watch(2); ${work}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString();
    });
    child.once('close', (code, signal) => done({ signal, code, said }));
  });

describe('the watch over a worker', () => {
  it('ends a process whose main thread never comes back, and says why', async () => {
    const { signal, said } = await run('setTimeout(() => { for (;;); }, 1500)');
    expect(signal).toBe('SIGKILL');
    expect(JSON.parse(said)).toMatchObject({ level: 'error', part: 'worker' });
  }, 60_000);

  it('leaves one alone that is only busy, and does not keep one alive that is done', async () => {
    // Half a second of work at a time, far longer in all than it may stand still.
    const busy =
      'let turns = 12; const work = () => { const end = Date.now() + 500; while (Date.now() < end); if (turns--) setImmediate(work); }; work();';
    expect(await run(busy)).toEqual({ signal: null, code: 0, said: '' });
  }, 60_000);
});
