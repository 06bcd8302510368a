import { Connection } from '@temporalio/client';
import { Client } from 'pg';
import { createTestDatabase } from '../harness/database';
import { shared, startPostgres, startTemporalDevServer } from '../harness/servers';

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(sql);
  await client.end();
  return rows;
}

describe('the servers that tests stand on', () => {
  it('give each test a migrated database of its own', async () => {
    const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await query(one.url, 'CREATE TABLE mine (id int)');
    expect(await query(two.url, "SELECT 1 FROM pg_tables WHERE tablename = 'mine'")).toEqual([]);
    expect(await query(two.url, "SELECT 1 FROM pg_tables WHERE tablename = '_prisma_migrations'")).toHaveLength(1);
    await Promise.all([one.drop(), two.drop()]);
  });

  it('share a Temporal dev server that remembers closed workflows for years', async () => {
    const connection = await Connection.connect({ address: shared.temporalAddress });
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBeGreaterThan(3600 * 24 * 365 * 9);
    await connection.close();
  });

  it('give a Postgres to kill: committed rows are there afterwards, at the same address', async () => {
    const postgres = await startPostgres();
    await query(postgres.address, 'CREATE TABLE kept AS SELECT 1 AS id');
    await postgres.kill();
    await postgres.launch();
    expect(await query(postgres.address, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
    await postgres.stop();
  });

  it('give a Temporal server to kill: what it accepted is there afterwards, at the same address', async () => {
    const temporal = await startTemporalDevServer({ namespace: 'one-of-ours' });
    await temporal.kill();
    await temporal.launch();
    const connection = await Connection.connect({ address: temporal.address });
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'one-of-ours' });
    expect(namespaceInfo?.name).toBe('one-of-ours');
    await connection.close();
    await temporal.stop();
  });
});
