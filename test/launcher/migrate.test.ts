import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../records/migrate';
import { createEmptyDatabase, type TestDatabase } from '../harness/database';
import { temporaryFolder } from '../harness/servers';

describe('migrations', () => {
  let database: TestDatabase;
  let folder: string;
  let lines: string[];
  beforeEach(async () => {
    database = await createEmptyDatabase();
    folder = temporaryFolder('migrations');
    lines = [];
  });
  afterEach(() => database.drop());

  const put = (name: string, sql: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  };
  const run = () => migrate(database.url, (line) => lines.push(line), folder);
  async function query<T extends object>(sql: string): Promise<T[]> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<T>(sql);
    await client.end();
    return rows;
  }

  it('applies what is due, in order, once', async () => {
    put('0001_first', 'CREATE TABLE t (id int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;');
    await run();
    put('0002_second', 'ALTER TABLE t ADD COLUMN name text');
    await run();
    await run();
    expect(lines).toEqual([
      'migrations: 0001_first',
      'migrations: 1 applied',
      'migrations: 0002_second',
      'migrations: 1 applied',
      'migrations: the database is up to date',
    ]);
    expect(await query('SELECT migration_name FROM _prisma_migrations ORDER BY 1')).toHaveLength(2);
  });

  it('leaves nothing of a file that fails half-way', async () => {
    put('0001_broken', 'CREATE TABLE half (id int); SELECT no_such_function();');
    await expect(run()).rejects.toThrow(/0001_broken failed and was undone: function no_such_function/);
    expect(await query("SELECT 1 FROM pg_tables WHERE tablename = 'half'")).toEqual([]);
  });

  it('refuses a file that was changed after it had been applied', async () => {
    put('0001_first', 'CREATE TABLE t (id int)');
    await run();
    put('0001_first', 'CREATE TABLE t (id bigint)');
    await expect(run()).rejects.toThrow(/0001_first was changed after this database had applied it/);
  });

  it('refuses a database that a newer release has written', async () => {
    put('0001_first', 'SELECT 1');
    await run();
    folder = temporaryFolder('migrations');
    await expect(run()).rejects.toThrow(/does not know: it was written by a newer release/);
  });

  it('refuses a file that sorts before one already applied', async () => {
    put('0002_second', 'SELECT 1');
    await run();
    put('0001_first', 'SELECT 1');
    await expect(run()).rejects.toThrow(/0001_first sorts before 0002_second/);
  });

  it('lets two starters run at once: one works, the other waits and finds nothing to do', async () => {
    put('0001_slow', 'CREATE TABLE t (id int); SELECT pg_sleep(0.2);');
    await Promise.all([run(), run(), run()]);
    expect(lines.sort()).toEqual([
      'migrations: 0001_slow',
      'migrations: 1 applied',
      'migrations: the database is up to date',
      'migrations: the database is up to date',
    ]);
  });
});
