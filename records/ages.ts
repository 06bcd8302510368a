import type { Pool } from 'pg';
import { addMonths } from '../domain/calendar/day';
import { packs } from '../domain/procedures';

export interface OverAge {
  readonly id: string;
  readonly procedure: string;
}

/** The base pack's upper bound in full years; an overlay may only lower it, and then the act itself is refused. */
const underYears = (): number => Number(packs.admission?.figures['admission.ageUnder']?.value);

/**
 * Open admissions whose applicant is 28 by now while the branch has not resolved, and which the watch has not told yet. Whom a meeting has voted on already waits
 * for its minutes: the age counts on the day of the vote. Birth dates stay in Postgres.
 */
export const overAgeCases = async (pool: Pick<Pool, 'query'>, today: string, limit = 100): Promise<OverAge[]> => {
  const { rows } = await pool.query<OverAge>(
    `SELECT c.id, c.procedure FROM case_row c JOIN person p ON p.id = c.subject_id
     WHERE c.procedure = 'admission' AND c.phase <> 'ended' AND c.started AND c.state -> 'book' ->> 'resolvedOn' IS NULL AND p.birth <= $1
       AND NOT EXISTS (SELECT 1 FROM command k WHERE k.case_id = c.id AND k.key = 'over-age:' || c.id)
       AND NOT EXISTS (SELECT 1 FROM occasion_entry e JOIN case_row o ON o.id = e.occasion_id WHERE e.case_id = c.id AND e.status = 'voted' AND o.phase <> 'ended') LIMIT $2`,
    [addMonths(today, -underYears() * 12), limit],
  );
  return rows;
};

/** Children who asked too young and whose birthday has come, untold. */
export const untoldBirthdays = async (pool: Pick<Pool, 'query'>, today: string): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM waiting WHERE notify_on <= $1 AND NOT told', [today]);
  return rows[0]?.n ?? 0;
};
