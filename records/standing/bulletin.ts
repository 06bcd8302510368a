import type { Pool } from 'pg';

export interface BulletinRow {
  readonly month: string;
  /** A unit right below, with everything below it; the organisation itself for what is its own. */
  readonly unit_id: string;
  readonly reason: string;
  readonly cases: number;
  readonly overdue: number;
  readonly longest: number;
}

interface Asked {
  readonly org: { readonly id: string; readonly path: string };
  /** Procedures that only inspectors read: that there is such a case stands in no bulletin. */
  readonly secret: readonly string[];
}

/** The unit right below the organisation to which a path belongs. */
const BELOW = `COALESCE(NULLIF(split_part(substr(u.path, length($2::text) + 1), '/', 1), '')::uuid, $1::uuid)`;

const PAST = `SELECT m.month, ${BELOW} AS unit_id, m.reason, sum(m.cases)::int AS cases, sum(m.overdue)::int AS overdue, max(m.longest) AS longest
  FROM standing_month m JOIN organisation u ON u.id = m.unit_id WHERE u.path LIKE $2 || '%' AND m.month = ANY($3) AND m.procedure <> ALL($4::text[])
  GROUP BY 1, 2, 3`;

/** Of the months that are over, as the worker counted them from the facts. */
export const monthsOfBulletin = async (pool: Pool, { org, secret }: Asked, months: readonly string[]): Promise<BulletinRow[]> =>
  (await pool.query<BulletinRow>(PAST, [org.id, org.path, months, secret])).rows;

/** A fault of the system blames no unit: the reason behind it counts, if there is one. */
const NOW = `WITH standing AS (
    SELECT u.path, r.code, r.since, COALESCE(s.reasons @> '[{"code": "overdue"}]', false) AS overdue
    FROM case_row c JOIN organisation u ON u.id = c.unit_id LEFT JOIN stalled_case s ON s.case_id = c.id
    LEFT JOIN LATERAL (SELECT e ->> 'code' AS code, e ->> 'since' AS since FROM jsonb_array_elements(s.reasons) WITH ORDINALITY AS t(e, n)
      WHERE e ->> 'code' <> 'system-fault' ORDER BY n LIMIT 1) r ON true
    WHERE c.subject_kind = 'case' AND c.phase <> 'ended' AND u.path LIKE $2 || '%' AND c.procedure <> ALL($3::text[]))
  SELECT $4::text AS month, ${BELOW} AS unit_id, COALESCE(code, '') AS reason, count(*)::int AS cases, (count(*) FILTER (WHERE overdue))::int AS overdue,
    COALESCE(max($5::date - since::date) + 1, 0)::int AS longest
  FROM standing u GROUP BY 2, 3`;

/** Of the month that runs, as the board has it. */
export const monthSoFar = async (pool: Pool, { org, secret }: Asked, month: string, today: string): Promise<BulletinRow[]> =>
  (await pool.query<BulletinRow>(NOW, [org.id, org.path, secret, month, today])).rows;

/** Months that the worker has counted. */
export const countedMonths = async (pool: Pool, months: readonly string[]): Promise<Set<string>> =>
  new Set(
    (await pool.query<{ month: string }>('SELECT month FROM standing_month_made WHERE month = ANY($1)', [months])).rows.map(
      ({ month }) => month,
    ),
  );
