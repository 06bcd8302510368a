import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../activities';
import type { Clock } from '../config/clock';
import type { Config } from '../config/config';
import { Problem } from '../config/problem';
import { Courier } from '../dispatch/courier';
import { openKeys } from '../dispatch/keys';
import { type Database, openDatabase } from '../records/database';
import { logSignerFrom } from '../records/evidence/log-signer';
import { Sequencer } from '../records/evidence/sequencer';
import { assertKeyFits } from '../records/field-key';
import { openVault } from '../records/sealed';
import { Statutes } from '../records/statutes';
import { BoardRound } from './board-round';
import { CaseWorker } from './case-worker';
import { Numbering } from './numbering';
import { Delivering } from './outbox/delivering';
import { ReminderRound } from './reminder-round';
import { Rounds } from './rounds';

/** Where the built workflows lie: `npm run setup` bundles them once, so that a worker starts in a second. */
const bundle = (): { workflowBundle: WorkflowBundleOption } | { workflowsPath: string } => {
  const codePath = [join(__dirname, '../workflow-bundle.js'), join(__dirname, '../dist/workflow-bundle.js')].find((path) =>
    existsSync(path),
  );
  return codePath ? { workflowBundle: { codePath } } : { workflowsPath: require.resolve('../workflows') };
};

const addressOf = (config: Config) => ({
  address: config.temporal.address ?? '127.0.0.1:7233',
  tls: config.temporal.tls,
  ...(config.temporal.apiKey ? { apiKey: config.temporal.apiKey } : {}),
});

const connect = async (config: Config): Promise<NativeConnection> => {
  const address = addressOf(config);
  return NativeConnection.connect(address).catch((error: Error) => {
    throw new Problem(
      `Temporal at ${address.address} does not let us in: ${error.message.split('\n')[0]}. Check TEMPORAL_ADDRESS, TEMPORAL_TLS and the key, and that it runs.`,
    );
  });
};

export interface RunningWorker {
  /** Resolves when the worker has stopped; rejects when it failed. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** The only place that builds clients for workflows and activities and hands them in. */
export const startWorker = async (config: Config, clock: Clock, databaseUrl: string): Promise<RunningWorker> => {
  const database: Database = openDatabase(databaseUrl, 8);
  const statutes = new Statutes(database.pool);
  const { worker: signer, pinned } = openKeys(config.keys);
  const native = await connect(config);
  const client = new Client({ connection: native, namespace: config.temporal.namespace });
  const vault = openVault(config.keys.fieldKeyFile);
  await assertKeyFits(database.pool, vault, config.keys.fieldKeyFile);
  const now = (): Promise<number> => clock.now();
  const courier = new Courier({
    client: async () => client,
    pool: database.pool,
    statutes,
    taskQueue: config.taskQueue,
    signers: pinned,
    now,
  });
  const worker = await CaseWorker.create({
    connection: native,
    namespace: config.temporal.namespace,
    taskQueue: config.taskQueue,
    ...bundle(),
    activities: createActivities({ database, statutes, courier, signer, vault, now }),
    // The time-skipping server never gives up on the own queue of a worker that went: with no cache there is no such queue, and the next worker goes on.
    maxCachedWorkflows: config.mode === 'rehearsal' ? 0 : config.maxCachedWorkflows,
    // A worker that died holds up its cases no longer than this before another takes them.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    // Shorter than the patience of whoever stops the process: an activity that is cut off is tried again.
    shutdownGraceTime: '2 seconds',
    shutdownForceTime: '3 seconds',
  });
  const board = new BoardRound({ pool: database.pool, statutes, client, taskQueue: config.taskQueue });
  const reminders = new ReminderRound({ database, statutes });
  const rounds = new Rounds({ database, statutes, courier, signer, vault, clock, board, reminders });
  const delivering = new Delivering({ database, statutes, vault, clock, channels: config.channels });
  const numbering = new Numbering(new Sequencer(database.pool, logSignerFrom(config.keys.logSigningKeyFile)), clock);
  const run = async (): Promise<void> => {
    try {
      await worker.run();
    } finally {
      await Promise.all([rounds.stop(), delivering.stop()]);
      await numbering.stop();
      await native.close();
      await database.close();
    }
  };
  const done = run();
  rounds.start();
  delivering.start();
  numbering.start();
  return {
    done,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
};
