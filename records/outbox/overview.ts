import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Channel } from '../../domain/messages/routing';

type Client = Pick<PoolClient, 'query'>;
export type DeliveryState = 'due' | 'sending' | 'sent' | 'dead' | 'unknown';

export interface DeliveryRow {
  readonly id: string;
  readonly channel: Channel;
  readonly kind: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly error: string | null;
  readonly created_at: Date;
  readonly due_at: Date;
  readonly settled_at: Date | null;
}

const COLUMNS = 'id, channel, kind, state, attempts, error, created_at, due_at, settled_at';

export const countsOf = async (pool: Client) =>
  (
    await pool.query<{ channel: Channel; state: DeliveryState; count: number; oldest: Date | null; newest: Date | null }>(
      `SELECT channel, state, count(*)::int AS count, min(due_at) AS oldest, max(settled_at) AS newest FROM delivery GROUP BY channel, state`,
    )
  ).rows;

export const waitingIn = async (pool: Client): Promise<number> =>
  (await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM outbox')).rows[0]?.count ?? 0;

export const findingsOf = async (pool: Client) =>
  (
    await pool.query<{ channel: Channel; state: 'dead' | 'unknown'; error: string; count: number; since: Date; until: Date }>(
      `SELECT channel, state, COALESCE(error, '') AS error, count(*)::int AS count, min(settled_at) AS since, max(settled_at) AS until
       FROM delivery WHERE state IN ('dead', 'unknown') GROUP BY 1, 2, 3 ORDER BY until DESC, 1, 2, 3 LIMIT 100`,
    )
  ).rows;

/** One row more than the page holds, when there are more. */
export const deliveriesPage = async (
  pool: Client,
  {
    channel,
    state,
    at,
    last,
    limit,
  }: { channel?: Channel | undefined; state?: DeliveryState | undefined; at?: Date | undefined; last?: string | undefined; limit: number },
): Promise<DeliveryRow[]> =>
  (
    await pool.query<DeliveryRow>(
      `SELECT ${COLUMNS} FROM delivery WHERE ($1::text IS NULL OR channel = $1) AND ($2::text IS NULL OR state = $2)
         AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid)) ORDER BY created_at DESC, id DESC LIMIT $5`,
      [channel ?? null, state ?? null, at ?? null, last ?? null, limit + 1],
    )
  ).rows;

/** Undefined: there is none, or nothing to be sent again. */
export const sendAgain = async (tx: Client, id: string, now: number): Promise<DeliveryRow | undefined> =>
  (
    await tx.query<DeliveryRow>(
      `UPDATE delivery SET state = 'due', attempts = 0, due_at = to_timestamp($2::double precision / 1000), settled_at = NULL, created_at = to_timestamp($2::double precision / 1000)
       WHERE id = $1 AND state IN ('dead', 'unknown') AND kind <> 'confirm-address' RETURNING ${COLUMNS}`,
      [id, now],
    )
  ).rows[0];

export const knowsDelivery = async (tx: Client, id: string): Promise<boolean> =>
  (await tx.query('SELECT 1 FROM delivery WHERE id = $1', [id])).rowCount === 1;

export const postTest = async (tx: Client, channel: Channel, person: string, now: number): Promise<DeliveryRow> => {
  const { rows } = await tx.query<DeliveryRow>(
    `INSERT INTO delivery (key, channel, target, person_id, kind, due_at, created_at)
     VALUES ($1, $2, $3, $4, 'test', to_timestamp($5::double precision / 1000), to_timestamp($5::double precision / 1000)) RETURNING ${COLUMNS}`,
    [`test ${randomUUID()}`, channel, channel === 'robot' ? 'group' : 'person', channel === 'robot' ? null : person, now],
  );
  if (!rows[0]) throw new Error('no row was written');
  return rows[0];
};

/** What has been settled for longer is no one's question any more; what failed is kept until somebody has looked. */
export const forgetDeliveries = async (pool: Client, before: number): Promise<number> =>
  (await pool.query(`DELETE FROM delivery WHERE state = 'sent' AND settled_at < to_timestamp($1::double precision / 1000)`, [before]))
    .rowCount ?? 0;
