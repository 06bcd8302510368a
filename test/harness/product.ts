import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { Clock } from '../../config/clock';
import { machineClock } from '../../config/clock';
import { readConfig } from '../../config/config';
import { RehearsalClock } from '../../config/rehearsal-clock';
import { Courier } from '../../dispatch/courier';
import { openKeys } from '../../dispatch/keys';
import { openDatabase } from '../../records/database';
import { openVault } from '../../records/sealed';
import { Statutes } from '../../records/statutes';
import { type RunningWorker, startWorker } from '../../worker/worker';
import { createTestDatabase, type TestDatabase } from './database';
import { type OwnServer, shared, startSkippingServer, temporaryFolder } from './servers';

export interface ProductOptions {
  /** A time-skipping server of the test's own, starting then; otherwise the shared dev server on the wall's clock. */
  readonly from?: string;
  readonly worker?: boolean;
  /** A database, or a Temporal server, of the test's own: one that it kills. */
  readonly database?: TestDatabase;
  readonly address?: string;
  /** Of the courier in this process, milliseconds. */
  readonly patience?: number;
}

/** The real parts in this process: own database, own task queue, a worker; over the shared dev server or a time-skipping one of its own. */
export const startProduct = async ({
  from,
  worker: withWorker = true,
  database: ownDatabase,
  address: ownAddress,
  patience,
}: ProductOptions = {}) => {
  const database = ownDatabase ?? (await createTestDatabase());
  const server: OwnServer | undefined = from ? await startSkippingServer({ from }) : undefined;
  const address = server?.address ?? ownAddress ?? shared.temporalAddress;
  const rehearsal = server ? await RehearsalClock.connect(address) : undefined;
  const clock: Clock = rehearsal ?? machineClock;
  const config = readConfig({
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TASK_QUEUE: `test-${randomUUID()}`,
    DATA_DIR: temporaryFolder('data'),
    LOG_LEVEL: 'silent',
    TUANWU_MODE: rehearsal ? 'rehearsal' : 'production',
  });
  const db = openDatabase(database.url, 6);
  const statutes = new Statutes(db.pool);
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const keys = openKeys(config.keys);
  const courier = new Courier({
    client: async () => client,
    pool: db.pool,
    statutes,
    taskQueue: config.taskQueue,
    signers: keys.pinned,
    now: () => clock.now(),
    patience,
  });
  let worker: RunningWorker | undefined = withWorker ? await startWorker(config, clock, database.url) : undefined;
  return {
    config,
    vault: openVault(config.keys.fieldKeyFile),
    database: db,
    statutes,
    client,
    courier,
    clock,
    rehearsal,
    signers: { api: keys.api, worker: keys.worker },
    startWorker: async () => {
      worker = await startWorker(config, clock, database.url);
    },
    stopWorker: async () => {
      await worker?.stop();
      worker = undefined;
    },
    stop: async () => {
      await worker?.stop();
      await connection.close();
      await rehearsal?.close();
      await db.close();
      await server?.stop();
      await database.drop();
    },
  };
};

export type Product = Awaited<ReturnType<typeof startProduct>>;

/** Waits for something that another process brings about; polls, because there is nothing to await, and fails with what it last saw. */
export const eventually = async <T>(what: string, look: () => Promise<T | undefined | false>, patienceMs = 20_000): Promise<T> => {
  const until = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > until) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
