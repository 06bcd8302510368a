import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { shared } from './servers';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

async function asAdmin(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: shared.databaseUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function create(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = new URL(shared.databaseUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    // FORCE: a pool that a failed test left open must not keep the run from ending.
    drop: () => asAdmin((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** A database of the test's own on the shared Postgres, with all migrations applied: a copy, made in some tens of milliseconds. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create(shared.templateDatabase);
}

/** The same without any migration. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create('template0');
}
