import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../records/migrate';
import { type PreparedPostgres, preparePostgres } from './postgres';
import { processIdentity, signalGroup } from './process-identity';
import { RunFolder } from './run-folder';
import { prepareSkippingServer } from './skipping-server';
import { prepareDevServer } from './temporal-server';

export const templateDatabase = 'tuanwu_template';

/**
 * The servers that a whole test run shares, and the environment that tells tests where they are. Children of tests that outlived
 * their test (a jest worker that was killed) are ended in `stop`: test/harness/servers.ts leaves a mark for each in pids/.
 */
export async function startTestServers({ folder, temporal, skipping }: { folder: string; temporal: string; skipping: string }) {
  const run = await RunFolder.claim(folder, 'a test run');
  const pids = join(folder, 'pids');
  mkdirSync(pids);
  const spawn: RunFolder['spawn'] = (part) => run.spawn(part);
  const postgres = await preparePostgres({ dataDir: folder, spawn, ephemeral: true });
  const dev = await prepareDevServer({ executable: temporal, namespace: 'default', spawn });
  const skip = await prepareSkippingServer({ executable: skipping, spawn: (part) => run.spawn({ ...part, name: 'skipping' }) });
  const started = await Promise.allSettled([skip.launch(), dev.launch(), launchWithTemplate(postgres)]);
  const stop = async () => {
    for (const name of readdirSync(pids)) endLeftover(name);
    for (const part of started) if (part.status === 'fulfilled') await part.value.stop();
    await run.release();
  };
  const broken = started.find((part) => part.status === 'rejected');
  if (broken) {
    await stop();
    throw broken.reason;
  }
  const env = {
    TEST_FOLDER: folder,
    TEST_DATABASE_URL: postgres.url,
    TEST_TEMPLATE_DATABASE: templateDatabase,
    TEST_TEMPORAL_ADDRESS: dev.address,
    TEST_SKIPPING_ADDRESS: skip.address,
    TEST_TEMPORAL_BINARY: temporal,
    TEST_SKIPPING_BINARY: skipping,
  };
  return { env, stop };
}

/** Migrated once; each test's database is a copy of it. */
async function launchWithTemplate(postgres: PreparedPostgres) {
  const part = await postgres.launch();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${templateDatabase}`);
  const url = new URL(postgres.url);
  url.pathname = `/${templateDatabase}`;
  await migrate(url.href, () => undefined);
  await client.query(`ALTER DATABASE ${templateDatabase} ALLOW_CONNECTIONS false`);
  await client.end();
  return part;
}

/** The mark's name is `<pid> <identity>` with the slash of the identity turned round. */
function endLeftover(mark: string): void {
  const [pid = '', identity] = mark.split(' ');
  if (processIdentity(Number(pid))?.replaceAll('/', '_') === identity) signalGroup(Number(pid), 'SIGKILL');
}
