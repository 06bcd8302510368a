import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { openCasework } from '../api/casework';
import { readConfig } from '../config/config';
import { RehearsalClock } from '../config/rehearsal-clock';
import { preparePostgres } from '../launcher/postgres';
import { RunFolder } from '../launcher/run-folder';
import { prepareSkippingServer } from '../launcher/skipping-server';
import { openDatabase } from '../records/database';
import { migrate } from '../records/migrate';
import { openVault } from '../records/sealed';
import { startWorker } from '../worker/worker';

/** The product on a clock that leaps: throw-away Postgres, time-skipping server, worker in this process. `stop` ends everything. */
/** `at` absent (no libfaketime to be had): the story begins today. */
export const setStage = async (skippingServer: string, at?: { ms: number; library: string }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tuanwu-demo-'));
  // Passable, not readable: a root start runs Postgres below it as another user.
  chmodSync(dataDir, 0o711);
  const undo: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (let one = undo.pop(); one; one = undo.pop()) await one();
  };
  try {
    const folder = await RunFolder.claim(dataDir, 'a demo');
    undo.push(() => folder.release());
    const spawn: RunFolder['spawn'] = (part) => folder.spawn(part);
    const postgres = await preparePostgres({ dataDir, spawn, ephemeral: true });
    const temporal = await prepareSkippingServer({ executable: skippingServer, spawn, at });
    for (const part of await Promise.all([postgres.launch(), temporal.launch()])) undo.push(() => part.stop());
    await migrate(postgres.url, () => undefined);
    const config = readConfig({
      TUANWU_MODE: 'rehearsal',
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    });
    const clock = await RehearsalClock.connect(temporal.address);
    undo.push(() => clock.close());
    const database = openDatabase(postgres.url);
    undo.push(() => database.close());
    const casework = openCasework(config, database, clock);
    undo.push(() => casework.close());
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
    });
    const worker = await startWorker(config, clock, postgres.url);
    undo.push(() => worker.stop());
    return { database, clock, casework, vault: openVault(config.keys.fieldKeyFile), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

export type Stage = Awaited<ReturnType<typeof setStage>>;
