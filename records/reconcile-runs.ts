import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Difference } from './reconcile';
import { type CaseSight, SEEN_BY, sightValues } from './standing/sight';

const MOST_KEPT = 5000;

export interface ReconcileRun {
  readonly at: Date;
  readonly deep: boolean;
  readonly differences: readonly Difference[];
}

export interface Found {
  readonly at: number;
  readonly deep: boolean;
  readonly by?: string;
  readonly differences: readonly Difference[];
}

/** What a comparison found, kept for whoever looks later. */
export const keepRun = async (pool: Pool, { at, deep, by, differences }: Found): Promise<void> => {
  await pool.query(
    'INSERT INTO reconcile_run (id, at, deep, person_id, total, differences) VALUES ($1, to_timestamp($2::double precision / 1000), $3, $4, $5, $6::jsonb)',
    [randomUUID(), at, deep, by ?? null, differences.length, JSON.stringify(differences.slice(0, MOST_KEPT))],
  );
};

export const latestRun = async (pool: Pool): Promise<ReconcileRun | undefined> =>
  (await pool.query<ReconcileRun>('SELECT at, deep, differences FROM reconcile_run ORDER BY at DESC, id LIMIT 1')).rows[0];

/** Of these cases, the ones that somebody may see. */
export const seenCases = async (pool: Pool, sight: CaseSight, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await pool.query<{ id: string }>(
        `SELECT c.id FROM case_row c JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id
         WHERE c.id = ANY($6::uuid[]) AND ${SEEN_BY}`,
        [...sightValues(sight), ids],
      )
    ).rows.map(({ id }) => id),
  );

export interface FaultCount {
  readonly kind: string;
  readonly count: number;
  readonly since: Date;
}

/** What is wrong with the system now, by kind, in the cases that somebody may see. */
export const faultCounts = async (pool: Pool, sight: CaseSight): Promise<FaultCount[]> =>
  (
    await pool.query<FaultCount>(
      `SELECT s.kind, count(*)::int AS count, min(s.since) AS since
       FROM system_fault s JOIN case_row c ON c.id = s.case_id JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id
       WHERE ${SEEN_BY} GROUP BY s.kind ORDER BY s.kind`,
      sightValues(sight),
    )
  ).rows;

/** How long the log is, and how much of it has no number yet. */
export const logLength = async (pool: Pool): Promise<{ entries: number; unnumbered: number }> =>
  (
    await pool.query<{ entries: number; unnumbered: number }>(
      `SELECT count(*)::int AS entries, (count(*) - (SELECT count(*) FROM log_leaf))::int AS unnumbered FROM log_entry`,
    )
  ).rows[0] ?? { entries: 0, unnumbered: 0 };
