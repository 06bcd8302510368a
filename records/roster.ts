import type { Pool } from 'pg';

export interface RosterRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly role: 'inspector' | 'inspection-head';
  readonly acting: boolean;
  readonly rank: number | null;
  readonly since: string;
  readonly until: string | null;
  readonly factor: boolean;
}

/** Everybody who inspects for an office that day: heads, holders, then substitutes in their order. */
export const rosterOf = async (pool: Pick<Pool, 'query'>, office: string, day: string): Promise<RosterRow[]> =>
  (
    await pool.query<RosterRow>(
      `SELECT h.id, h.person_id, p.name, h.role, h.acting, h.rank, h.since, h.until,
         EXISTS (SELECT 1 FROM account a JOIN second_factor f ON f.account_id = a.id AND f.confirmed_at IS NOT NULL WHERE a.person_id = p.id) AS factor
       FROM holding h JOIN person p ON p.id = h.person_id
       WHERE h.org_id = $1 AND h.role IN ('inspector', 'inspection-head') AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2)
       ORDER BY h.role, h.acting, h.rank NULLS LAST, h.since, h.id`,
      [office, day],
    )
  ).rows;
