import type { Pool, PoolClient } from 'pg';
import type { Holder } from '../../domain/standing/holder';
import type { Reason } from '../../domain/standing/reasons';
import { type CaseSight, liesIn, seenBy } from './sight';

type Client = Pick<Pool | PoolClient, 'query'>;

export interface StalledRow {
  readonly id: string;
  readonly procedure: string;
  readonly subject_id: string | null;
  readonly unit_id: string;
  readonly stage: string;
  readonly opened_on: string;
  readonly statute_hash: string;
  readonly holder: Holder;
  /** By whoever reads it. */
  readonly inspected: boolean;
  readonly org_id: string | null;
  readonly since: string;
  readonly reasons: readonly Reason[];
}

export interface Sight extends CaseSight {
  /** Trees that he or she inspects. */
  readonly inspects: readonly string[];
}

export interface Filters {
  readonly unitPath?: string;
  readonly procedure?: string;
  readonly stage?: string;
  readonly reason?: string;
  readonly holder?: string;
  /** Opened on that day or before. */
  readonly openedBy?: string;
}

/**
 * What somebody may see of the board: by the same rules by which the cases may be read. That there is an investigation only its inspectors see. Which
 * organisations lie in whose trees is asked once of each, not once a case.
 */
const SEEN = `WITH place AS MATERIALIZED (
    SELECT o.id, ${liesIn('o.path', '$2')} AS read, ${liesIn('o.path', '$3')} AS inspected, ${liesIn('o.path', '$12')} AS opened, $5::text IS NULL OR o.path LIKE $5 || '%' AS wanted
    FROM organisation o),
  seen AS (
    SELECT c.id, c.procedure, c.subject_id, c.unit_id, c.stage, c.opened_on, c.statute_hash, s.org_id, s.since, s.reason, s.reasons,
      k.inspected, CASE WHEN s.holder = 'investigation' AND NOT k.inspected THEN 'held' ELSE s.holder END AS holder
    FROM stalled_case s JOIN case_row c ON c.id = s.case_id JOIN place u ON u.id = c.unit_id JOIN place k ON k.id = c.committee_id
    WHERE c.phase <> 'ended' AND ${seenBy({ person: '$1', read: 'u.read OR k.read', closed: '$4', secret: '$11', opened: 'k.opened' })}
      AND u.wanted AND ($6::text IS NULL OR c.procedure = $6) AND ($7::text IS NULL OR c.stage = $7)
      AND ($8::text IS NULL OR s.reason = $8) AND ($10::text IS NULL OR c.opened_on <= $10)),
  wanted AS (SELECT * FROM seen WHERE $9::text IS NULL OR holder = $9)`;

const valuesOf = ({ person, paths, inspects, closed, secret, opened }: Sight, filters: Filters) => [
  person,
  paths,
  inspects,
  closed,
  filters.unitPath ?? null,
  filters.procedure ?? null,
  filters.stage ?? null,
  filters.reason ?? null,
  filters.holder ?? null,
  filters.openedBy ?? null,
  secret,
  opened,
];

/** One row more than asked for, when there are more. */
export const stalledPage = async (
  pool: Client,
  sight: Sight,
  filters: Filters,
  [since, id]: readonly [since?: string, id?: string],
  limit: number,
): Promise<StalledRow[]> =>
  (
    await pool.query<StalledRow>(
      `${SEEN} SELECT * FROM wanted WHERE $13::text IS NULL OR (since, id) > ($13, $14::uuid) ORDER BY since, id LIMIT $15`,
      [...valuesOf(sight, filters), since ?? null, id ?? null, limit + 1],
    )
  ).rows;

const KINDS = ['reason', 'procedure', 'stage', 'holder', 'unit'] as const;
type Counts = { total: number } & Record<(typeof KINDS)[number], Record<string, number>>;

export const stalledCounts = async (pool: Client, sight: Sight, filters: Filters): Promise<Counts> => {
  const { rows } = await pool.query<{
    reason: string | null;
    procedure: string | null;
    stage: string | null;
    holder: string | null;
    unit: string | null;
    n: number;
  }>(
    `${SEEN} SELECT reason, procedure, stage, holder, unit_id AS unit, count(*)::int AS n FROM wanted GROUP BY GROUPING SETS ((), (reason), (procedure), (stage), (holder), (unit_id))`,
    valuesOf(sight, filters),
  );
  const counts: Counts = { total: 0, reason: {}, procedure: {}, stage: {}, holder: {}, unit: {} };
  for (const row of rows) {
    const kind = KINDS.find((one) => row[one] !== null);
    if (kind) counts[kind][row[kind] ?? ''] = row.n;
    else counts.total = row.n;
  }
  return counts;
};
