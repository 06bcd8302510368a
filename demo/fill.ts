import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCasework } from '../api/casework';
import { type Clock, machineClock } from '../config/clock';
import { type Config, ConfigError } from '../config/config';
import { RehearsalClock } from '../config/rehearsal-clock';
import { dayOf } from '../domain/calendar/day';
import { calendarFor } from '../records/calendars';
import { type Database, openDatabase, transaction } from '../records/database';
import { appendLog } from '../records/log';
import { openVault, type Vault } from '../records/sealed';
import { Clerk } from './clerk';
import { pad } from './columns';
import { COUNTY } from './data/divisions';
import { Elections } from './elections';
import { Import } from './import';
import { type Giving, patientDesk } from './patience';
import { Population } from './people';
import { idOf } from './random';
import { playPosts } from './selections';
import { newPassword, settleCounty } from './settle';

export interface FillDeps {
  readonly database: Database;
  readonly desk: Giving;
  readonly vault: Vault;
  readonly dataDir: string;
  now(): Promise<number>;
  log(line: string): void;
  /** What a slow machine keeps it waiting for; said to the log when absent. */
  waits?(line: string): void;
  readonly giveUpMs?: number;
}

const REGION = '65';
const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

const sheet = (population: Population, password: string): string =>
  [
    `demo accounts (示例账号, 人物均为虚构). Password of all: ${password}`,
    ...population.accounts.map(
      ({ login, role, unit }) =>
        `  ${pad(login, 20)}${pad(role, 26)}${unit.kind === 'branch' ? `${population.committeeOf(unit).name} ` : ''}${unit.name}`,
    ),
  ].join('\n');

type Standing = 'other' | 'begun' | 'filled';

/** The county in one transaction, and only into an empty system. What else is there belongs to somebody. */
const settle = ({ database, vault, dataDir, log }: FillDeps, population: Population, today: string, now: number): Promise<Standing> =>
  transaction(database.pool, async (client) => {
    await client.query(LOCK, ['demo-data']);
    const { rows } = await client.query<{ units: string; ours: boolean; filled: boolean }>(
      `SELECT (SELECT count(*) FROM organisation) AS units, EXISTS (SELECT 1 FROM organisation WHERE id = $1) AS ours, EXISTS (SELECT 1 FROM log_entry WHERE kind = 'demo.filled') AS filled`,
      [idOf('organisation', COUNTY.code)],
    );
    if (rows[0]?.filled) return 'filled';
    if (rows[0]?.ours) return 'begun';
    if (rows[0]?.units !== '0') return 'other';
    const password = newPassword();
    await settleCounty(client, vault, population, password, today, now);
    // Before the commit: an account whose password nobody ever saw would be worse than a sheet without accounts.
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'demo-accounts.txt'), `${sheet(population, password)}\n`, { mode: 0o600 });
    log(`demo data: ${population.units.length} organisations, ${population.people.length} people, ${population.accounts.length} accounts`);
    return 'begun';
  });

/** Fuyun county with its people and cases. Only an empty system is filled; one that was cut off is completed; a second run changes nothing. */
export const fillDemo = async (given: FillDeps): Promise<Standing> => {
  const patience = { waits: given.log, ...given };
  const deps = { ...patience, desk: patientDesk(given.desk, patience) };
  const { database, log } = deps;
  const began = performance.now();
  const now = await deps.now();
  const today = dayOf(now);
  const population = new Population(today);
  const standing = await settle(deps, population, today, now);
  if (standing !== 'begun') {
    log(standing === 'filled' ? 'demo data: filled already' : 'demo data: there are organisations already, nothing is filled in');
    return standing;
  }
  const calendar = await calendarFor(database, REGION);
  const clerk = new Clerk(deps, new Map(population.people.map(({ id, name }) => [id, name])));
  await new Import({ ...deps, calendar }, clerk, population, today).run();
  await playPosts({ ...deps, calendar }, clerk, population, today);
  await new Elections({ ...deps, calendar }, clerk, population, today).run();
  const logins = population.accounts.map(({ login }) => login);
  await appendLog(database.pool, { at: await deps.now(), kind: 'demo.filled', body: { on: today, logins } });
  log(`demo data: filled in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return standing;
};

/** `main.js demo-data`: run by the launcher once Postgres, Temporal and the worker are up. */
export const runDemoData = async (config: Config): Promise<void> => {
  if (!config.databaseUrl || !config.temporal.address)
    throw new ConfigError(['DATABASE_URL and TEMPORAL_ADDRESS are needed to fill in demo data. Or use npm start, which brings its own.']);
  const rehearsal = config.mode === 'rehearsal' ? await RehearsalClock.connect(config.temporal.address) : undefined;
  const clock: Clock = rehearsal ?? machineClock;
  const database = openDatabase(config.databaseUrl);
  const casework = openCasework(config, database, clock);
  try {
    await fillDemo({
      database,
      desk: casework.desk,
      vault: openVault(config.keys.fieldKeyFile),
      dataDir: config.dataDir,
      now: () => clock.now(),
      log: (line) => console.log(line),
      // Said by the launcher too: whoever waits for the first page sees no log.
      waits: (line) => {
        console.log(line);
        process.send?.({ says: line });
      },
    });
  } finally {
    await casework.close();
    await rehearsal?.close();
    await database.close();
  }
};
