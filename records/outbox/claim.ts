import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Channel } from '../../domain/messages/routing';
import { transaction } from '../database';

export interface Claimed {
  readonly id: string;
  readonly channel: Channel;
  readonly target: 'person' | 'guardian' | 'group';
  readonly personId?: string;
  readonly caseId?: string;
  readonly kind: string;
  readonly attempts: number;
  readonly sealed?: Buffer;
  readonly due?: string;
  /** Absent where the case is none that may be spoken of. */
  readonly unit?: string;
  readonly procedure?: string;
}

export interface Batch {
  readonly id: string;
  readonly deliveries: readonly Claimed[];
}

/** Any constant will do; it only has to be the same in every process that speaks to the robot. */
const ROBOT_LOCK = 728_019_226;
const MINUTE_MS = 60_000;
/** So many things one by one; more of them, one digest. */
const SINGLY = 3;
/** Far more than a digest names. */
const MOST_IN_DIGEST = 1000;

const CLAIM = `WITH mine AS (
    SELECT id FROM delivery WHERE channel = $1 AND state = 'due' AND due_at <= to_timestamp($2::double precision / 1000) ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
  taken AS (UPDATE delivery d SET state = 'sending', attempts = attempts + 1, claimed_at = to_timestamp($2::double precision / 1000), batch = $4, error = NULL FROM mine WHERE d.id = mine.id RETURNING d.*)
  SELECT t.id, t.channel, t.target, t.person_id AS "personId", t.case_id AS "caseId", t.kind, t.attempts, t.sealed, m.body ->> 'due' AS due, u.name AS unit, c.procedure
  FROM taken t LEFT JOIN message m ON m.id = t.message_id LEFT JOIN case_row c ON c.id = t.case_id LEFT JOIN organisation u ON u.id = c.unit_id
  ORDER BY t.due_at, t.id`;

const claimIn = async (client: Pick<PoolClient, 'query'>, channel: Channel, now: number, most: number): Promise<Batch> => {
  const id = randomUUID();
  const { rows } = await client.query<{ [K in keyof Claimed]: Claimed[K] | null }>(CLAIM, [channel, now, most, id]);
  const deliveries = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Claimed);
  return { id, deliveries };
};

/** Takes some of what is due; committed before anything is sent, so that a crash leaves a trace of what may have been sent. */
export const claim = (pool: Pool, channel: 'mail' | 'sms', now: number, most: number): Promise<Batch> => claimIn(pool, channel, now, most);

/**
 * The next message to the group: one thing, or a digest when more is due than is said one by one or than the minute has room for. Undefined: nothing is due,
 * or the robot has said as much as it may in a minute, counting also what may have been said.
 */
export const claimForRobot = (pool: Pool, now: number, perMinute: number): Promise<Batch | undefined> =>
  transaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [ROBOT_LOCK]);
    const { rows } = await client.query<{ said: number; due: number }>(
      `SELECT (SELECT count(DISTINCT batch) FROM delivery WHERE channel = 'robot' AND claimed_at > to_timestamp($1::double precision / 1000))::int AS said,
         (SELECT count(*) FROM delivery WHERE channel = 'robot' AND state = 'due' AND due_at <= to_timestamp($2::double precision / 1000))::int AS due`,
      [now - MINUTE_MS, now],
    );
    const { said = 0, due = 0 } = rows[0] ?? {};
    const room = perMinute - said;
    if (due === 0 || room <= 0) return undefined;
    return claimIn(client, 'robot', now, due > Math.min(SINGLY, room) ? MOST_IN_DIGEST : 1);
  });
