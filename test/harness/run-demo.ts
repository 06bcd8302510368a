import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { mark } from './servers';

const root = join(__dirname, '../..');

/** `npm run demo -- ...args`; what it said, line by line. */
export const runDemo = (...args: string[]) =>
  new Promise<{ code: number | null; lines: string[] }>((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'demo/story', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid) mark(child.pid);
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const timer = setTimeout(() => child.kill('SIGTERM'), 200_000);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve({ code, lines: said.split('\n') });
    });
  });
