import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolClient } from 'pg';
import { PrismaClient } from '../generated/prisma/client';

/**
 * Postgres, twice over one address: Prisma for typed reads and everyday writes, a plain pool for the two hot transactions (register and record),
 * whose SQL is written by hand so that it takes few round trips.
 */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: Pool;
  close(): Promise<void>;
}

/**
 * A connection signs in, and plans each statement anew, for longer than an act takes: it outlives the pauses of an office's day. Probes on the wire keep
 * it known to what lies between, and find out when it is dead.
 */
const lasting = (url: string, connections: number) => ({
  connectionString: url,
  max: connections,
  idleTimeoutMillis: 10 * 60_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 30_000,
});

/** A pool whose clients may lose their server while idle, or while they say good-bye, without taking the process with them: the next query reports the fault. */
export const openPool = (url: string, connections: number): Pool => {
  const pool = new Pool(lasting(url, connections));
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

export const openDatabase = (url: string, connections = 10): Database => {
  const pool = openPool(url, connections);
  const prisma = new PrismaClient({ adapter: new PrismaPg(lasting(url, connections)) });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
};

/** One transaction on one connection; rolled back on any throw. */
export const transaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  const mute = (): void => undefined;
  client.on('error', mute);
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off('error', mute);
    client.release(broken);
  }
};
