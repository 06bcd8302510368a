import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { signalGroup } from './process-identity';

export interface PartOptions {
  name: string;
  command: string;
  args: string[];
  /** Absent: the launcher's own. */
  env?: NodeJS.ProcessEnv;
  /** Output goes straight to this file: no pipe that could fill, or break when the launcher is killed. */
  logFile: string;
  stopSignal?: NodeJS.Signals;
  /** How long it may take to stop by itself before it is killed. */
  graceMs: number;
  /** The program's own processes tell over IPC when they are up, and end when the launcher vanishes. */
  ipc?: boolean;
  uid?: number;
  gid?: number;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One running child process. `detached` makes it lead its own group, so that Ctrl-C reaches the launcher alone and parts stop in order. */
export class Part {
  readonly name: string;
  readonly pid: number;
  readonly stopSignal: NodeJS.Signals;
  readonly exited: Promise<Exit>;
  private running = true;

  private constructor(
    private readonly options: PartOptions,
    readonly child: ChildProcess,
  ) {
    this.name = options.name;
    this.pid = child.pid ?? 0;
    this.stopSignal = options.stopSignal ?? 'SIGTERM';
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.running = false;
        resolve({ code, signal });
      });
    });
  }

  static async spawn(options: PartOptions): Promise<Part> {
    const log = openSync(options.logFile, 'a', 0o600);
    try {
      const child = spawn(options.command, options.args, {
        ...(options.env && { env: options.env }),
        detached: true,
        stdio: options.ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
        ...(options.uid !== undefined && { uid: options.uid, gid: options.gid }),
      });
      await new Promise((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
      return new Part(options, child);
    } finally {
      closeSync(log);
    }
  }

  get alive(): boolean {
    return this.running;
  }

  /** The last lines of its log, for the sentence that says why it failed. */
  lastWords(lines = 20): string {
    return readFileSync(this.options.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    signalGroup(this.pid, this.stopSignal);
    const timer = setTimeout(() => signalGroup(this.pid, 'SIGKILL'), this.options.graceMs);
    await this.exited;
    clearTimeout(timer);
  }
}

/** Keeps one older log beside the present one; called once per start, so logs of a machine that runs for years are the operator's. */
export function turnLog(file: string): string {
  try {
    if (statSync(file).size > 0) renameSync(file, `${file}.1`);
  } catch {
    // No log yet.
  }
  return file;
}
