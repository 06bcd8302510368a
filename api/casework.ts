import type { Clock } from '../config/clock';
import type { Config } from '../config/config';
import { RehearsalClock } from '../config/rehearsal-clock';
import { Courier } from '../dispatch/courier';
import { Desk } from '../dispatch/desk';
import { openKeys } from '../dispatch/keys';
import { Temporal } from '../dispatch/temporal';
import type { Database } from '../records/database';
import { openVault } from '../records/sealed';
import { Statutes } from '../records/statutes';
import type { Casework } from './deps';

export interface OpenCasework extends Casework {
  /** Throws when Temporal does not answer. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The API's side of Temporal. With Temporal away the API starts, reads go on and commands answer 503. */
export const openCasework = (config: Config, database: Database, clock: Clock): OpenCasework => {
  const { address, tls, apiKey, namespace } = config.temporal;
  const temporal = new Temporal({ address: address ?? '127.0.0.1:7233', tls, ...(apiKey ? { apiKey } : {}) }, namespace);
  const statutes = new Statutes(database.pool);
  const { api: signer, pinned } = openKeys(config.keys);
  const now = () => clock.now();
  const courier = new Courier({
    client: () => temporal.client(),
    pool: database.pool,
    statutes,
    taskQueue: config.taskQueue,
    signers: pinned,
    now,
  });
  return {
    desk: new Desk({ database, statutes, courier, signer, vault: openVault(config.keys.fieldKeyFile), now }),
    statutes,
    ...(clock instanceof RehearsalClock ? { rehearsal: clock } : {}),
    ready: () => temporal.ready(),
    close: () => temporal.close(),
  };
};
