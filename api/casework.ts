import { Client, Connection } from '@temporalio/client';
import type { Clock } from '../config/clock';
import type { Config } from '../config/config';
import { RehearsalClock } from '../config/rehearsal-clock';
import { Courier } from '../dispatch/courier';
import { Desk } from '../dispatch/desk';
import { openKeys } from '../dispatch/keys';
import type { Database } from '../records/database';
import { Statutes } from '../records/statutes';
import type { Casework } from './deps';

export interface OpenCasework extends Casework {
  /** Throws when Temporal does not answer. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The API's side of Temporal. The connection is lazy: with Temporal away the API starts, reads go on and commands answer 503. */
export const openCasework = (config: Config, database: Database, clock: Clock): OpenCasework => {
  const connection = Connection.lazy({
    address: config.temporal.address ?? '127.0.0.1:7233',
    tls: config.temporal.tls,
    ...(config.temporal.apiKey ? { apiKey: config.temporal.apiKey } : {}),
  });
  const client = new Client({ connection, namespace: config.temporal.namespace });
  const statutes = new Statutes(database.pool);
  const { api: signer, pinned } = openKeys(config.keys);
  const now = () => clock.now();
  const courier = new Courier({
    client,
    pool: database.pool,
    statutes,
    taskQueue: config.taskQueue,
    signers: pinned,
    now,
  });
  return {
    desk: new Desk({ database, statutes, courier, signer, now }),
    statutes,
    ...(clock instanceof RehearsalClock ? { rehearsal: clock } : {}),
    ready: async () => {
      await connection.withDeadline(Date.now() + 3000, () => connection.workflowService.getSystemInfo({}));
    },
    close: () => connection.close(),
  };
};
