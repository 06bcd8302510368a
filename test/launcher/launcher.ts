import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { mark } from '../harness/servers';

/** Waits for something that other processes bring about; fails after 30 s with what it waited for. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (const giveUp = Date.now() + 30_000; !holds(); ) {
    if (Date.now() > giveUp) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The compiled launcher as a process of its own, with a stand-in for the product. */
export class Launched {
  output = '';
  readonly ended: Promise<number | null>;
  private over = false;

  private constructor(
    readonly process: ChildProcess,
    readonly dataDir: string,
    readonly port: number,
  ) {
    for (const stream of [process.stdout, process.stderr]) stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) =>
      process.once('exit', (code) => {
        this.over = true;
        resolve(code);
      }),
    );
    mark(process.pid ?? 0);
  }

  static async begin(
    dataDir: string,
    { name = 'start', args = [] as string[], env = {} as Record<string, string>, port = 0 } = {},
  ): Promise<Launched> {
    const chosen = port || (await anyPort());
    const child = spawn(process.execPath, [join(__dirname, 'launch.cjs'), name, ...args], {
      env: { ...process.env, DATA_DIR: dataDir, PORT: String(chosen), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Launched(child, dataDir, chosen);
  }

  async ready(): Promise<this> {
    await until('the launcher is ready', () => this.over || /^ready http/m.test(this.output));
    if (!/^ready http/m.test(this.output)) throw new Error(`the launcher ended:\n${this.output}`);
    return this;
  }

  async terminate(): Promise<number | null> {
    this.process.kill('SIGTERM');
    return this.ended;
  }

  /** The children as run.json has them. */
  children(): Record<string, number> {
    const file = join(this.dataDir, 'run.json');
    if (!existsSync(file)) return {};
    const { children } = JSON.parse(readFileSync(file, 'utf8')) as { children: { name: string; pid: number }[] };
    return Object.fromEntries(children.map(({ name, pid }) => [name, pid]));
  }

  journal(): string[] {
    const file = join(this.dataDir, 'journal.txt');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }
}

function anyPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
