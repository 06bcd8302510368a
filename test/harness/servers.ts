import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Part, type PartOptions } from '../../launcher/part';
import { preparePostgres } from '../../launcher/postgres';
import { processIdentity } from '../../launcher/process-identity';
import { prepareSkippingServer } from '../../launcher/skipping-server';
import { prepareDevServer } from '../../launcher/temporal-server';

function given(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: run the tests by \`npm test\`, which starts the servers they need (one file: npm test -- test/...).`,
    );
  return value;
}

/** The servers that all tests share. They are real, and they stay up: a test that kills one starts its own with the functions below. */
export const shared = {
  get databaseUrl() {
    return given('TEST_DATABASE_URL');
  },
  get templateDatabase() {
    return given('TEST_TEMPLATE_DATABASE');
  },
  /** The CLI's dev server: wall-clock time. */
  get temporalAddress() {
    return given('TEST_TEMPORAL_ADDRESS');
  },
  /** Locked already. Its time is common to all tests that use it: files that move it far start their own. */
  get skippingAddress() {
    return given('TEST_SKIPPING_ADDRESS');
  },
  get temporalBinary() {
    return given('TEST_TEMPORAL_BINARY');
  },
  get skippingBinary() {
    return given('TEST_SKIPPING_BINARY');
  },
};

/** A server of a test's own. `kill` is kill -9; `launch` starts it again at the same address with the same data. */
export interface OwnServer {
  address: string;
  pid(): number;
  kill(): Promise<void>;
  launch(): Promise<void>;
  stop(): Promise<void>;
}

/** A folder that goes with the test run. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(given('TEST_FOLDER'), `${name}-`));
}

/** Whatever a test starts is marked, so that the run can end it should the test's process die. */
export function mark(pid: number): void {
  const folder = join(given('TEST_FOLDER'), 'pids');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${pid} ${processIdentity(pid)?.replaceAll('/', '_')}`), '');
}

function spawnIn(folder: string) {
  return async (options: Omit<PartOptions, 'logFile'>): Promise<Part> => {
    const part = await Part.spawn({ ...options, logFile: join(folder, `${options.name}.log`) });
    mark(part.pid);
    return part;
  };
}

async function own(address: string, folder: string, launchPart: () => Promise<Part>): Promise<OwnServer> {
  let part = await launchPart();
  return {
    address,
    pid: () => part.pid,
    async kill() {
      process.kill(part.pid, 'SIGKILL');
      await part.exited;
    },
    async launch() {
      part = await launchPart();
    },
    async stop() {
      await part.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function startTemporalDevServer({ namespace = 'default' } = {}): Promise<OwnServer> {
  const folder = temporaryFolder('temporal');
  const server = await prepareDevServer({ executable: shared.temporalBinary, namespace, dataDir: folder, spawn: spawnIn(folder) });
  return own(server.address, folder, server.launch);
}

/** Locked already: use RehearsalClock.connect(address) and moveTo. After `kill` everything in it is gone. */
export async function startSkippingServer({ from }: { from?: Date | number | string } = {}): Promise<OwnServer> {
  const folder = temporaryFolder('skipping');
  const fromMs = from === undefined ? undefined : new Date(from).getTime();
  const server = await prepareSkippingServer({
    executable: shared.skippingBinary,
    at: fromMs === undefined ? undefined : { ms: fromMs, library: given('TEST_FAKETIME_LIBRARY') },
    spawn: spawnIn(folder),
  });
  return own(server.address, folder, server.launch);
}

/** An empty Postgres; `address` is the URL of its database `tuanwu`. Durable settings unless `ephemeral`. */
export async function startPostgres({ ephemeral = false } = {}): Promise<OwnServer> {
  const folder = temporaryFolder('postgres');
  const postgres = await preparePostgres({ dataDir: folder, ephemeral, spawn: spawnIn(folder) });
  return own(postgres.url, folder, postgres.launch);
}
