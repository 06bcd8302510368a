import type { Pool } from 'pg';

/*
 * That something changed, for pages that listen. Nobody says so in the transaction of an act: Postgres lets transactions that notify commit one after the
 * other (docs/adr/0018). The sequencer says it once for all entries that it numbers; the outbox for messages.
 */

/** Payload: how many entries have a number. */
export const LOG_NUMBERED = 'tuanwu_log';
export const MESSAGES_POSTED = 'tuanwu_messages';
/** Payload: the account. */
export const SESSION_ENDED = 'tuanwu_session';

/** Up to which entry the log is numbered. */
export const newestNumber = async (pool: Pool): Promise<number> =>
  Number((await pool.query<{ last: string }>('SELECT COALESCE(max(position), -1)::text AS last FROM log_leaf')).rows[0]?.last ?? -1);

export interface Changes {
  readonly position: number;
  /** Undefined: too many to name. */
  readonly cases: readonly string[] | undefined;
}

/** Cases that something happened to, behind a number. */
export const changesAfter = async (pool: Pool, after: number, most: number): Promise<Changes> => {
  const furthest = most * 10;
  const { rows } = await pool.query<{ last: string | null; read: number; cases: string[] | null }>(
    `SELECT max(l.position)::text AS last, count(*)::int AS read, array_agg(DISTINCT e.case_id) FILTER (WHERE e.kind = 'fact' AND e.case_id IS NOT NULL) AS cases
     FROM (SELECT position, entry_id FROM log_leaf WHERE position > $1 ORDER BY position LIMIT $2) l JOIN log_entry e ON e.id = l.entry_id`,
    [after, furthest],
  );
  const { last = null, read = 0, cases = null } = rows[0] ?? {};
  if (read === furthest || (cases?.length ?? 0) > most) return { position: await newestNumber(pool), cases: undefined };
  return { position: last === null ? after : Number(last), cases: cases ?? [] };
};

export const unreadOf = async (pool: Pool, persons: readonly string[]): Promise<Map<string, number>> => {
  const { rows } = await pool.query<{ id: string; count: number }>(
    'SELECT person_id AS id, count(*)::int AS count FROM message WHERE person_id = ANY($1::uuid[]) AND read_at IS NULL GROUP BY person_id',
    [persons],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
};
