import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import { openPool } from '../../records/database';
import { add, finish, floorRun } from './workflow';

export const FLOOR_QUEUE = 'bench-floor';

/** The floor's client: an Update, then one row, each lane for its own workflow. */
export class Floor {
  private constructor(
    private readonly connection: Connection,
    readonly client: Client,
    private readonly pool: Pool,
  ) {}

  static async open(address: string, databaseUrl: string): Promise<Floor> {
    const connection = await Connection.connect({ address });
    const pool = openPool(databaseUrl, 10);
    await pool.query(
      'CREATE TABLE IF NOT EXISTS bench_floor (workflow text NOT NULL, seq int NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (workflow, seq))',
    );
    return new Floor(connection, new Client({ connection }), pool);
  }

  async start(): Promise<string> {
    const workflowId = `floor:${randomUUID()}`;
    await this.client.workflow.start(floorRun, { workflowId, taskQueue: FLOOR_QUEUE, args: [] });
    return workflowId;
  }

  async act(workflowId: string): Promise<number> {
    const seq = await this.client.workflow.getHandle(workflowId).executeUpdate(add, { args: ['act'], updateId: randomUUID() });
    await this.pool.query({
      name: 'floor',
      text: 'INSERT INTO bench_floor (workflow, seq, at) VALUES ($1, $2, to_timestamp($3::double precision / 1000))',
      values: [workflowId, seq, Date.now()],
    });
    return seq;
  }

  async read(workflowId: string, seq: number): Promise<void> {
    const { rowCount } = await this.pool.query({
      name: 'floor-read',
      text: 'SELECT * FROM bench_floor WHERE workflow = $1 AND seq = $2',
      values: [workflowId, seq],
    });
    if (rowCount !== 1) throw new Error('the floor lost a row');
  }

  async end(workflowId: string): Promise<void> {
    await this.client.workflow.getHandle(workflowId).signal(finish);
  }

  async eventsOf(workflowId: string): Promise<number> {
    return (await this.client.workflow.getHandle(workflowId).describe()).historyLength;
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.connection.close();
  }
}
