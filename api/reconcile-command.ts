import { Client, Connection } from '@temporalio/client';
import { machineClock } from '../config/clock';
import type { Config } from '../config/config';
import { reconcileWorkflows } from '../dispatch/reconcile-workflows';
import { openPool } from '../records/database';
import { type Difference, reconcile } from '../records/reconcile';
import { keepRun } from '../records/reconcile-runs';
import { Statutes } from '../records/statutes';
import { needsDatabase } from './command-problem';

/** `node dist/main.js reconcile [--quick]`: every difference as a line of JSON, then a sentence. Exit 1 when there is any. */
export const reconcileCommand = async (
  config: Config,
  databaseUrl: string | undefined,
  args: string[],
  say: (line: string) => void = console.log,
): Promise<number> => {
  const pool = openPool(needsDatabase(databaseUrl, config.dataDir), 2);
  try {
    const now = await machineClock.now();
    const deep = !args.includes('--quick');
    const found = await reconcile({ pool, statutes: new Statutes(pool) }, now, deep);
    const workflows = await workflowsOf(config, pool, now);
    const differences = [...found, ...(workflows ?? [])];
    for (const one of differences) say(JSON.stringify(one));
    if (!workflows) say('note: TEMPORAL_ADDRESS is not set or does not answer; workflows were not compared');
    const count = differences.length;
    await keepRun(pool, { at: now, deep, differences }).catch((error: Error) => say(`note: this run could not be kept: ${error.message}`));
    say(count === 0 ? 'no difference 无差异' : `${count} differences 处差异`);
    return count === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
};

const workflowsOf = async (config: Config, pool: ReturnType<typeof openPool>, now: number): Promise<Difference[] | undefined> => {
  const { address, namespace, tls, apiKey } = config.temporal;
  if (address === undefined) return undefined;
  const connection = await Connection.connect({ address, tls, ...(apiKey ? { apiKey } : {}), connectTimeout: 5000 }).catch(() => undefined);
  if (!connection) return undefined;
  try {
    return await reconcileWorkflows({ pool, client: new Client({ connection, namespace }), taskQueue: config.taskQueue }, now);
  } finally {
    await connection.close();
  }
};
