import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../config/problem';
import { type GuardMessage, stopAll, type Watched } from './guard';
import { Part, type PartOptions, turnLog } from './part';
import { processIdentity } from './process-identity';

interface Run {
  pid: number;
  identity: string;
  url: string;
  children: Watched[];
}

/**
 * The data folder as the property of one launcher at a time. Its children are recorded in run.json and with the guard, so neither a
 * second start nor a kill -9 of the first leaves two Postgres on one folder.
 */
export class RunFolder {
  private readonly children = new Map<string, Watched>();
  private guard: ChildProcess | undefined;
  private closed = false;

  private constructor(
    readonly path: string,
    private readonly url: string,
  ) {}

  static async claim(path: string, url: string): Promise<RunFolder> {
    for (const folder of ['', 'logs']) makeFolder(join(path, folder), path);
    const folder = new RunFolder(path, url);
    await folder.lock();
    folder.startGuard();
    return folder;
  }

  logFile(name: string): string {
    return join(this.path, 'logs', `${name}.log`);
  }

  /** Starts a child that will not outlive this launcher. */
  async spawn(options: Omit<PartOptions, 'logFile'>): Promise<Part> {
    const logFile = this.logFile(options.name);
    const part = await Part.spawn({ ...options, logFile: this.children.has(options.name) ? logFile : turnLog(logFile) });
    const watched = { name: part.name, pid: part.pid, identity: processIdentity(part.pid) ?? '', stopSignal: part.stopSignal };
    this.children.set(part.name, watched);
    this.write();
    this.tell({ watch: watched });
    return part;
  }

  /** Ends whatever still runs (a child that was just starting when the stop came), then gives the folder free. */
  async release(): Promise<void> {
    this.closed = true;
    await stopAll(this.children.values());
    this.tell({ done: true });
    if (this.guard?.connected) this.guard.disconnect();
    rmSync(join(this.path, 'run.json'), { force: true });
    rmSync(join(this.path, 'run.lock'), { force: true });
  }

  private async lock(): Promise<void> {
    const file = join(this.path, 'run.lock');
    const mine = `${process.pid} ${processIdentity(process.pid)}`;
    for (;;) {
      try {
        writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotUse(this.path, error);
      }
      const [pid = '', identity] = readFileSync(file, 'utf8').split(' ');
      if (processIdentity(Number(pid)) === identity) {
        const where = this.readRun()?.url;
        throw new Problem(
          `Another tuanwu (process ${pid}) already runs with the data folder ${this.path}${where ? `, at ${where}` : ''}. ` +
            'Use that one, stop it first, or give this one its own folder and port: DATA_DIR=.data2 PORT=3001 npm start',
        );
      }
      rmSync(file, { force: true });
    }
    await stopAll(this.readRun()?.children ?? []);
    this.write();
  }

  private readRun(): Run | undefined {
    try {
      return JSON.parse(readFileSync(join(this.path, 'run.json'), 'utf8')) as Run;
    } catch {
      return undefined;
    }
  }

  private write(): void {
    const run: Run = {
      pid: process.pid,
      identity: processIdentity(process.pid) ?? '',
      url: this.url,
      children: [...this.children.values()],
    };
    const file = join(this.path, 'run.json');
    writeFileSync(`${file}.new`, JSON.stringify(run, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  private startGuard(): void {
    const script = join(__dirname, 'guard.js');
    this.guard = spawn(process.execPath, ['--max-old-space-size=32', script, this.path], {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    for (const watched of this.children.values()) this.tell({ watch: watched });
    this.guard.once('exit', () => {
      if (!this.closed) this.startGuard();
    });
  }

  private tell(message: GuardMessage): void {
    // A guard that has just died is started again and told everything.
    if (this.guard?.connected) this.guard.send(message, () => undefined);
  }
}

function makeFolder(folder: string, dataDir: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw cannotUse(dataDir, error);
  }
}

function cannotUse(path: string, error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code;
  const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'is not a folder' : `cannot be written (${code})`;
  return new Problem(
    `The data folder ${path} ${why}. Give this user a writable folder there, or name another one: DATA_DIR=/path npm start`,
  );
}
