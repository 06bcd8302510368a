import type { Pool } from 'pg';
import { dayOf } from '../../domain/calendar/day';
import { chairKey } from '../../domain/standing/vacancy';
import { transaction } from '../database';
import type { Statutes } from '../statutes';
import { desksOf } from './desks';
import { type Evaluated, evaluate } from './evaluate';
import { emptyChairs } from './vacancies';

const PAGE = 200;

export interface BoardDeps {
  readonly pool: Pool;
  readonly statutes: Statutes;
}

/**
 * Looks at some cases and writes down which of them stand still, and which do so no longer.
 *
 * @returns those to which the system owes something
 */
export const refresh = async ({ pool, statutes }: BoardDeps, ids: readonly string[], now: number): Promise<string[]> => {
  const owed: string[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const found = await evaluate(pool, statutes, page, now);
    await write(pool, page, found, now);
    owed.push(...found.filter((one) => one.owed).map(({ id }) => id));
  }
  return owed;
};

const write = (pool: Pool, ids: readonly string[], found: readonly Evaluated[], now: number): Promise<void> =>
  transaction(pool, async (client) => {
    const stalled = found.flatMap(({ id, holder, org, reasons: [...reasons] }) => {
      const [first] = reasons;
      return first
        ? [{ id, holder, org: first.code === 'system-fault' ? undefined : org, reason: first.code, since: first.since, reasons }]
        : [];
    });
    await client.query('DELETE FROM stalled_case WHERE case_id = ANY($1::uuid[]) AND NOT case_id = ANY($2::uuid[])', [
      ids,
      stalled.map(({ id }) => id),
    ]);
    await client.query(
      `INSERT INTO stalled_case (case_id, reason, since, holder, org_id, reasons, found_at)
       SELECT s.id, s.reason, s.since, s.holder, s.org, s.reasons, to_timestamp($2::double precision / 1000)
       FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, reason text, since text, holder text, org uuid, reasons jsonb)
       ON CONFLICT (case_id) DO UPDATE SET reason = EXCLUDED.reason, since = EXCLUDED.since, holder = EXCLUDED.holder, org_id = EXCLUDED.org_id, reasons = EXCLUDED.reasons`,
      [JSON.stringify(stalled), now],
    );
  });

/** Every open case, page by page; rows of cases that ended since go as well. */
export const refreshAll = async (deps: BoardDeps, now: number, goesOn: () => boolean = () => true): Promise<string[]> => {
  const owed: string[] = [];
  await deps.pool.query(`DELETE FROM stalled_case s USING case_row c WHERE c.id = s.case_id AND c.phase = 'ended'`);
  for (let after = '00000000-0000-0000-0000-000000000000'; goesOn(); ) {
    const { rows } = await deps.pool.query<{ id: string }>(
      `SELECT id FROM case_row WHERE subject_kind = 'case' AND phase <> 'ended' AND id > $1 ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    const ids = rows.map(({ id }) => id);
    owed.push(...(await refresh(deps, ids, now)));
    const last = ids.at(-1);
    if (last === undefined || ids.length < PAGE) return owed;
    after = last;
  }
  return owed;
};

/** Up to which entry the log is numbered: whatever happens to a case later has a higher number. */
export const newestPosition = async (pool: Pool): Promise<string> =>
  (await pool.query<{ last: string }>('SELECT COALESCE(max(position), -1)::text AS last FROM log_leaf')).rows[0]?.last ?? '-1';

const TOUCHED = `SELECT DISTINCT e.case_id AS id FROM log_leaf l JOIN log_entry e ON e.id = l.entry_id WHERE l.position > $1 AND e.case_id IS NOT NULL
  UNION SELECT case_id FROM stalled_case UNION SELECT case_id FROM system_fault
  UNION SELECT t.case_id FROM task t JOIN jsonb_to_recordset($2::jsonb) AS k(seat text, org uuid, person uuid)
    ON k.seat = t.seat AND k.org = t.org_id AND k.person IS NOT DISTINCT FROM t.person_id`;

/** What may have come or gone since the last look: cases that something happened to, those on the board, those with a fault, those whose desk nobody holds. */
export const refreshTouched = async (deps: BoardDeps, after: string, now: number): Promise<string[]> => {
  const { pool } = deps;
  const desks = await desksOf(pool);
  const empty = await emptyChairs(pool, desks, dayOf(now));
  const chairs = desks.filter((desk) => empty.has(chairKey(desk)));
  const { rows } = await pool.query<{ id: string }>(TOUCHED, [after, JSON.stringify(chairs)]);
  return refresh(
    deps,
    rows.map(({ id }) => id),
    now,
  );
};
