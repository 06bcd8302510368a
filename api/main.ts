import { join } from 'node:path';
import { type Clock, machineClock } from '../config/clock';
import type { Config } from '../config/config';
import { Problem } from '../config/problem';
import { RehearsalClock } from '../config/rehearsal-clock';
import { dayOf } from '../domain/calendar/day';
import { openDatabase } from '../records/database';
import { forgetDrafts } from '../records/drafts';
import { assertKeyFits } from '../records/field-key';
import { forgetDeliveries } from '../records/outbox/overview';
import { forgetReadings } from '../records/readings';
import { forgetReplies } from '../records/replies';
import { openVault } from '../records/sealed';
import { forgetSessions } from '../records/sessions';
import { buildApp } from './app';
import { openCasework } from './casework';
import type { ApiDeps } from './deps';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const MONTH_MS = 30 * 24 * HOUR_MS;

/** Runs the API until SIGTERM, SIGINT or the end of the parent; says { ready: true } to the parent when it listens. */
export async function runApi(config: Config): Promise<void> {
  if (config.databaseUrl === undefined)
    throw new Error('DATABASE_URL is not set. Set it, or use npm start, which brings its own Postgres.');
  const database = openDatabase(config.databaseUrl);
  const vault = openVault(config.keys.fieldKeyFile);
  await assertKeyFits(database.pool, vault, config.keys.fieldKeyFile).catch((error: unknown) => {
    // While the database is away everybody gets 503, from a server that listens; the worker asks the same before it works.
    if (error instanceof Problem) throw error;
  });
  const clock = await clockOf(config);
  const casework = openCasework(config, database, clock);
  const deps: ApiDeps = {
    config,
    database,
    clock,
    shedLoad: { afterMs: 5000, everyMs: 1000 },
    portal: join(__dirname, '..', 'web'),
    vault,
    casework,
    temporalReady: casework.ready,
  };
  const app = await buildApp(deps);
  const sweep = setInterval(() => void tidy(deps).catch((error: unknown) => app.log.warn({ err: error }, 'sweep')), HOUR_MS).unref();

  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    clearInterval(sweep);
    // Whatever still hangs after the grace must not keep the process: what it did is recorded, or is done again.
    setTimeout(() => process.exit(0), 3000).unref();
    void app
      .close()
      .then(() => casework.close())
      .then(() => database.close())
      .then(() => (clock instanceof RehearsalClock ? clock.close() : undefined))
      .finally(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, close);
  process.on('disconnect', close);

  await app.listen({ host: config.host, port: config.port });
  process.send?.({ ready: true });
}

const clockOf = async ({ mode, temporal }: Config): Promise<Clock> => {
  if (mode === 'production') return machineClock;
  if (temporal.address === undefined)
    throw new Error('TEMPORAL_ADDRESS is not set: a rehearsal takes its time from there. Use npm run rehearse.');
  return RehearsalClock.connect(temporal.address);
};

async function tidy({ database, clock }: ApiDeps): Promise<void> {
  await forgetSessions(database.pool, await machineClock.now());
  await forgetDrafts(database.pool, (await machineClock.now()) - MONTH_MS);
  await forgetDeliveries(database.pool, (await clock.now()) - MONTH_MS);
  await forgetReplies(database.pool, (await clock.now()) - WEEK_MS);
  await forgetReadings(database.pool, dayOf((await clock.now()) - WEEK_MS));
}
