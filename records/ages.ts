import type { Pool, PoolClient } from 'pg';
import { addMonths } from '../domain/calendar/day';
import { packs } from '../domain/procedures';

export interface OverAge {
  readonly id: string;
  readonly procedure: string;
  /** The day on which the case ends, unless a vote of before the birthday is recorded until then. */
  readonly endsOn: string;
}

/** The base pack's upper bound in full years; an overlay may only lower it, and then the act itself is refused. */
export const underYears = (): number => Number(packs.admission?.figures['admission.ageUnder']?.value);

/**
 * Open admissions whose applicant is 28 by now while the branch has not resolved. A vote of before the birthday may still be recorded under its own day for as
 * long as the case's law lets acts be dated back; on the day after, nothing dated before the birthday can come any more. Whom a meeting has voted on already waits
 * for its minutes. Birth dates stay in Postgres.
 */
const OVER_AGE = `FROM case_row c JOIN person p ON p.id = c.subject_id JOIN statute s ON s.hash = c.statute_hash
  CROSS JOIN LATERAL (SELECT to_char(p.birth::date + make_interval(years => $2, days => COALESCE((s.body #>> '{figures,record.backdateDays,value}')::int, 0)), 'YYYY-MM-DD') AS ends_on) e
  WHERE c.procedure = 'admission' AND c.phase <> 'ended' AND c.started AND c.state -> 'book' ->> 'resolvedOn' IS NULL AND p.birth <= $1`;

const boundsOn = (today: string): [string, number] => [addMonths(today, -underYears() * 12), underYears()];

/** Those whose time is over, and which the watch has not told yet. */
export const overAgeCases = async (pool: Pick<Pool, 'query'>, today: string, limit = 100): Promise<OverAge[]> => {
  const { rows } = await pool.query<OverAge>(
    `SELECT c.id, c.procedure, e.ends_on AS "endsOn" ${OVER_AGE} AND e.ends_on <= $3
       AND NOT EXISTS (SELECT 1 FROM command k WHERE k.case_id = c.id AND k.key = 'over-age:' || c.id)
       AND NOT EXISTS (SELECT 1 FROM occasion_entry oe JOIN case_row o ON o.id = oe.occasion_id WHERE oe.case_id = c.id AND oe.status = 'voted' AND o.phase <> 'ended') LIMIT $4`,
    [...boundsOn(today), today, limit],
  );
  return rows;
};

export interface Ending extends OverAge {
  readonly subject: string;
  readonly unit: string;
  readonly committee: string;
}

/** Those that still wait, and of which nobody has been told. */
export const untoldEndings = async (pool: Pick<Pool, 'query'>, today: string, limit = 100): Promise<Ending[]> => {
  const { rows } = await pool.query<Ending>(
    `SELECT c.id, c.procedure, e.ends_on AS "endsOn", c.subject_id AS subject, c.unit_id AS unit, c.committee_id AS committee ${OVER_AGE} AND e.ends_on > $3
       AND NOT EXISTS (SELECT 1 FROM message m WHERE m.person_id = c.subject_id AND m.case_id = c.id AND m.kind = 'over-age-soon') LIMIT $4`,
    [...boundsOn(today), today, limit],
  );
  return rows;
};

/** When this case ends because its applicant is 28; undefined where he is not, or the branch has resolved in time. */
export const overAgeEnd = async (pool: Pick<Pool, 'query'>, id: string, today: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ endsOn: string }>(`SELECT e.ends_on AS "endsOn" ${OVER_AGE} AND c.id = $3`, [...boundsOn(today), id]);
  return rows[0]?.endsOn;
};

/** Children who asked too young and whose birthday has come, untold. */
export const untoldBirthdays = async (pool: Pick<Pool, 'query'>, today: string): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM waiting WHERE notify_on <= $1 AND NOT told', [today]);
  return rows[0]?.n ?? 0;
};

/** The same, told by whoever asked; each with the branch to which the child belongs by now. */
export const birthdaysTold = async (
  client: Pick<PoolClient, 'query'>,
  today: string,
): Promise<{ readonly person: string; readonly unit: string; readonly on: string }[]> =>
  (
    await client.query(
      `UPDATE waiting w SET told = true FROM person p WHERE p.id = w.person_id AND w.notify_on <= $1 AND NOT w.told
       RETURNING w.person_id AS person, COALESCE(p.unit_id, w.unit_id) AS unit, w.notify_on AS on`,
      [today],
    )
  ).rows;
