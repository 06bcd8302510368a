import type { Pool } from 'pg';
import { dayOf } from '../../domain/calendar/day';
import { transaction } from '../database';

/** What became of one sending. */
export type Outcome =
  | { readonly kind: 'sent' }
  /** Surely not taken: it may be sent again. `waitMs`: the other side asks for patience. */
  | { readonly kind: 'refused'; readonly error: string; readonly waitMs?: number }
  /** It will never be taken. */
  | { readonly kind: 'dead'; readonly error: string }
  /** Nobody can tell whether it was taken. */
  | { readonly kind: 'unknown'; readonly error: string };

const MINUTE_MS = 60_000;
const WAITS_MINUTES = [1, 5, 15, 60, 180, 360, 720];
/** Longer than any sending takes. */
export const LEASE_MS = 120_000;

/** What could not be sent for a week is no news: a channel was taken away. */
const STALE_MS = 7 * 24 * 60 * MINUTE_MS;

/** How long to wait after so many attempts; undefined when it is given up. */
export const waitAfter = (attempts: number): number | undefined => {
  const minutes = WAITS_MINUTES[attempts - 1];
  return minutes === undefined ? undefined : minutes * MINUTE_MS;
};

interface Tried {
  readonly id: string;
  readonly attempts: number;
}

/** Writes down what became of a batch, unless somebody else has taken it over meanwhile. */
export const conclude = async (pool: Pool, batch: string, tried: readonly Tried[], outcome: Outcome, now: number): Promise<void> => {
  const lines = tried.map(({ id, attempts }) => {
    if (outcome.kind !== 'refused') return { id, state: outcome.kind, due: null, error: outcome.kind === 'sent' ? null : outcome.error };
    const wait = waitAfter(attempts);
    if (wait === undefined) return { id, state: 'dead', due: null, error: outcome.error };
    return { id, state: 'due', due: now + Math.max(wait, outcome.waitMs ?? 0), error: outcome.error };
  });
  await pool.query(
    `UPDATE delivery d SET state = l.state, error = l.error, due_at = COALESCE(to_timestamp(l.due / 1000), d.due_at),
       settled_at = CASE WHEN l.state = 'due' THEN NULL ELSE to_timestamp($3::double precision / 1000) END,
       sealed = CASE WHEN l.state = 'due' THEN d.sealed END
     FROM jsonb_to_recordset($1::jsonb) AS l(id uuid, state text, due double precision, error text)
     WHERE d.id = l.id AND d.batch = $2 AND d.state = 'sending'`,
    [JSON.stringify(lines), batch, now],
  );
};

/**
 * What was taken and never concluded: its sender died. A letter is sent again under its own Message-ID; for anything else nobody can tell, and it is not said
 * twice.
 */
export const recover = async (pool: Pool, now: number): Promise<void> => {
  await pool.query(
    `UPDATE delivery SET state = CASE WHEN channel <> 'mail' THEN 'unknown' WHEN attempts <= $3 THEN 'due' ELSE 'dead' END, error = 'interrupted',
       settled_at = CASE WHEN channel = 'mail' AND attempts <= $3 THEN NULL ELSE to_timestamp($1::double precision / 1000) END
     WHERE state = 'sending' AND claimed_at < to_timestamp($2::double precision / 1000)`,
    [now, now - LEASE_MS, WAITS_MINUTES.length],
  );
  await pool.query(
    `UPDATE delivery SET state = 'dead', error = 'stale', sealed = NULL, settled_at = to_timestamp($1::double precision / 1000)
     WHERE state = 'due' AND created_at < to_timestamp($2::double precision / 1000)`,
    [now, now - STALE_MS],
  );
};

/** One teller at a time, so that each is told once. */
const LOCK = 728_019_227;

/** Tells the system administrators, once a day and channel, that something did not arrive. */
export const tellKeepers = (pool: Pool, now: number): Promise<void> =>
  transaction(pool, async (client) => {
    const on = dayOf(now);
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(
      `INSERT INTO message (person_id, kind, body, created_at)
       SELECT DISTINCT h.person_id, 'deliveries-dead', jsonb_build_object('channel', d.channel, 'on', $1::text), to_timestamp($2::double precision / 1000)
       FROM (SELECT DISTINCT channel FROM delivery WHERE state IN ('dead', 'unknown') AND settled_at >= to_timestamp($3::double precision / 1000)) d
         JOIN holding h ON h.role = 'system-administrator' AND h.since <= $1 AND (h.until IS NULL OR h.until >= $1)
       WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.person_id = h.person_id AND m.kind = 'deliveries-dead' AND m.body ->> 'on' = $1 AND m.body ->> 'channel' = d.channel)`,
      [on, now, Date.parse(`${on}T00:00:00+08:00`)],
    );
  });
