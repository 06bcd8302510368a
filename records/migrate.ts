import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { grantApplication } from './grants';

/*
 * Runs prisma/migrations/<n>_<name>/migration.sql, in order, one transaction a file. Prisma's own engine is a download that many
 * networks here refuse; the table is Prisma's, so its tools understand what happened.
 */

/** Any constant will do; it only has to be the same in every process that migrates. */
const advisoryLock = 728_019_223;

export class MigrationError extends Error {
  // Shown as a sentence, like every other Problem of a start.
  override readonly name = 'Problem';
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

export async function migrate(databaseUrl: string, log: (line: string) => void, folder = findFolder()): Promise<void> {
  const migrations = readMigrations(folder);
  const client = await connect(databaseUrl);
  try {
    // Held for the session: of two starters one waits here, then finds nothing left to do.
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
      logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
    const applied = await readApplied(client);
    refuseStrangeHistory(migrations, applied);
    // A statement that waits for a lock makes everyone queue behind it: better to give up and be started again.
    await client.query("SET lock_timeout = '3s'");
    const due = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of due) await apply(client, migration, log);
    await grantApplication(client);
    log(due.length > 0 ? `migrations: ${due.length} applied` : 'migrations: the database is up to date');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // Without a listener a database that dies would take this process with it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new MigrationError(
      `The database at ${new URL(databaseUrl).host} does not let us in: ${(error as Error).message}. Check DATABASE_URL and that Postgres runs.`,
    );
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const file = join(folder, name, 'migration.sql');
      if (!existsSync(file)) throw new MigrationError(`${file} is missing: each folder of prisma/migrations holds one migration.sql.`);
      const sql = readFileSync(file, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readApplied(client: Client): Promise<Map<string, string>> {
  const query = 'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';
  const { rows } = await client.query<{ name: string; checksum: string }>(query);
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function refuseStrangeHistory(migrations: Migration[], applied: Map<string, string>): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const lastApplied = [...applied.keys()].sort().at(-1) ?? '';
  for (const [name, checksum] of applied) {
    const file = known.get(name);
    if (!file)
      throw new MigrationError(
        `The database has the migration ${name}, which this release does not know: it was written by a newer release. Start that one.`,
      );
    if (file.checksum !== checksum) {
      throw new MigrationError(
        `The migration ${name} was changed after this database had applied it. Restore the file from the release, and put the change into a new migration.`,
      );
    }
  }
  const late = migrations.find(({ name }) => !applied.has(name) && name < lastApplied);
  if (late)
    throw new MigrationError(`The migration ${late.name} sorts before ${lastApplied}, which is already applied. Give it a later number.`);
}

async function apply(client: Client, { name, sql, checksum }: Migration, log: (line: string) => void): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    const insert =
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, clock_timestamp(), 1)';
    await client.query(insert, [randomUUID(), checksum, name]);
    await client.query('COMMIT');
    log(`migrations: ${name}`);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new MigrationError(
      `The migration ${name} failed and was undone: ${(error as Error).message}. Nothing of it is left; correct the cause and start again.`,
    );
  }
}

/** The same folder from records/ and from dist/records/. */
function findFolder(): string {
  for (let up = __dirname; up !== dirname(up); up = dirname(up)) {
    const folder = join(up, 'prisma', 'migrations');
    if (existsSync(folder)) return folder;
  }
  throw new MigrationError('The folder prisma/migrations is missing: the checkout or image is incomplete.');
}
