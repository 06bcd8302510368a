import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config/config';
import type { Part } from '../launcher/part';
import { freePort } from '../launcher/ports';
import { preparePostgres } from '../launcher/postgres';
import { childEnv, mainFile } from '../launcher/program';
import { RunFolder } from '../launcher/run-folder';
import { prepareDevServer } from '../launcher/temporal-server';
import { migrate } from '../records/migrate';
import { FLOOR_QUEUE } from './floor/floor';

export interface Servers {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly port: number;
  readonly pids: Readonly<Record<'postgres' | 'temporal' | 'api' | 'worker' | 'floorWorker', number>>;
  stop(): Promise<void>;
}

/** The parts of `npm start`, durable as there, and the floor's worker beside them; all data goes with the run. */
export async function startServers(env: NodeJS.ProcessEnv, temporalBinary: string, profile: string | undefined): Promise<Servers> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tuanwu-bench-'));
  // Passable, not readable: root's Postgres below it runs as another user.
  chmodSync(dataDir, 0o711);
  const folder = await RunFolder.claim(dataDir, 'a bench');
  const parts: Part[] = [];
  const keep = (part: Part): Part => {
    parts.push(part);
    return part;
  };
  const stop = async (): Promise<void> => {
    for (let part = parts.pop(); part; part = parts.pop()) await part.stop();
    await folder.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const postgres = await preparePostgres({ dataDir, spawn: (part) => folder.spawn(part) });
    const postgresPart = keep(await postgres.launch());
    await migrate(postgres.url, () => undefined);
    const temporal = await prepareDevServer({
      executable: temporalBinary,
      namespace: 'default',
      dataDir,
      spawn: (part) => folder.spawn(part),
    });
    const temporalPart = keep(await temporal.launch());
    const port = await freePort();
    const own = { ...bare(env), DATA_DIR: dataDir, PORT: String(port), DEMO_DATA: 'false' };
    const childrenEnv = childEnv(own, readConfig(own), { databaseUrl: postgres.url, temporalAddress: temporal.address });
    const flags = profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile];
    const launch = async (name: string, args: string[]): Promise<Part> =>
      keep(await launchNode(folder, name, [...flags, ...args], childrenEnv));
    const worker = await launch('worker', [mainFile, 'worker']);
    const api = await launch('api', [mainFile, 'api']);
    const floorWorker = await launch('floor', [join(__dirname, 'floor', 'worker.js'), temporal.address, FLOOR_QUEUE]);
    const pids = { postgres: postgresPart.pid, temporal: temporalPart.pid, api: api.pid, worker: worker.pid, floorWorker: floorWorker.pid };
    return { databaseUrl: postgres.url, temporalAddress: temporal.address, port, pids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nothing of a shell that points at other servers reaches the bench: it never touches data that is not its own. */
const bare = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(['PATH', 'HOME', 'LANG', 'TMPDIR'].map((name) => [name, env[name]]));

/** A Node process that says { ready: true } when it is up. */
async function launchNode(folder: RunFolder, name: string, args: string[], env: NodeJS.ProcessEnv): Promise<Part> {
  const part = await folder.spawn({ name, command: process.execPath, args, env, ipc: true, graceMs: 20_000 });
  const ready = await Promise.race([
    new Promise<true>((resolve) => part.child.once('message', () => resolve(true))),
    part.exited.then(() => false),
  ]);
  if (!ready) throw new Error(`the ${name} did not start: ${part.lastWords()}`);
  return part;
}
