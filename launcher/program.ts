import { join } from 'node:path';
import type { Config, Env } from '../config/config';
import { Problem } from '../config/problem';
import type { Log } from './log';
import type { Part } from './part';
import type { RunFolder } from './run-folder';

/** The file with the sub-commands api, worker, demo-data. Tests put a small stand-in in its place. */
export const mainFile = join(__dirname, '..', 'main.js');

/** How long a process may take until it says that it is up: a cold worker bundles and connects. */
const readyWithinMs = 120_000;

export class Program {
  constructor(
    private readonly folder: RunFolder,
    private readonly file: string,
    readonly env: Env,
  ) {}

  /** Starts `api` or `worker`; resolves when it says { ready: true }. */
  async launch(name: 'api' | 'worker'): Promise<Part> {
    const part = await this.folder.spawn({
      name,
      command: process.execPath,
      args: [this.file, name],
      env: this.env,
      ipc: true,
      graceMs: 4000,
    });
    let timer: NodeJS.Timeout | undefined;
    const ready = await Promise.race([
      new Promise<true>((resolve) => {
        part.child.on('message', (message) => {
          if ((message as { ready?: boolean }).ready) resolve(true);
        });
      }),
      part.exited.then(() => false),
      new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), readyWithinMs);
      }),
    ]);
    clearTimeout(timer);
    if (ready) return part;
    const why = part.alive ? `was not ready within ${readyWithinMs / 1000} s` : 'ended before it was ready';
    await part.stop();
    throw new Problem(`The ${name} ${why}. The end of its log (${this.folder.logFile(name)}):\n${part.lastWords()}`);
  }

  /** Runs a sub-command to its end; what keeps it waiting is said. */
  async finish(name: 'demo-data', log: Log): Promise<void> {
    const part = await this.folder.spawn({
      name,
      command: process.execPath,
      args: [this.file, name],
      env: this.env,
      ipc: true,
      graceMs: 2000,
    });
    part.child.on('message', (message) => {
      const { says } = message as { says?: unknown };
      if (typeof says === 'string') log(says);
    });
    const { code, signal } = await part.exited;
    if (code !== 0)
      throw new Problem(
        `${name} failed (${signal ?? `code ${code}`}). The end of its log (${this.folder.logFile(name)}):\n${part.lastWords()}`,
      );
  }
}

/** What a child finds in its environment: the launcher's own, with what the launcher found out put in. */
export function childEnv(env: Env, config: Config, found: { databaseUrl: string; temporalAddress: string }): Env {
  const { DATABASE_URL_FILE: _replaced, ...rest } = env;
  return {
    ...rest,
    TUANWU_MODE: config.mode,
    DATABASE_URL: found.databaseUrl,
    TEMPORAL_ADDRESS: found.temporalAddress,
    DATA_DIR: config.dataDir,
    HOST: config.host,
    PORT: String(config.port),
    DEMO_DATA: String(config.demoData),
  };
}
