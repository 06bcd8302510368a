import type { Pool } from 'pg';
import type { MachineState } from '../domain/case/state';
import { type CaseSight, SEEN_BY, sightValues } from './standing/sight';

const OPEN = `FROM case_row c JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id
  WHERE c.phase <> 'ended' AND c.procedure = $6 AND u.path LIKE $7 || '%' AND ${SEEN_BY}`;

/** Under which laws the open cases of a tree run, the most first. */
export const lawsInUse = async (
  pool: Pool,
  sight: CaseSight,
  procedure: string,
  path: string,
): Promise<{ hash: string; count: number }[]> =>
  (
    await pool.query<{ hash: string; count: number }>(
      `SELECT c.statute_hash AS hash, count(*)::int AS count ${OPEN} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`,
      [...sightValues(sight), procedure, path],
    )
  ).rows;

export interface LawfulCase {
  readonly id: string;
  readonly subject_id: string | null;
  readonly unit_id: string;
  readonly state: MachineState;
  readonly statute_hash: string;
}

/** A page of them in the order of their ids; one more than asked for, when there are more. */
export const openCasesBelow = async (
  pool: Pool,
  sight: CaseSight,
  procedure: string,
  path: string,
  after: string | undefined,
  limit: number,
): Promise<LawfulCase[]> =>
  (
    await pool.query<LawfulCase>(
      `SELECT c.id, c.subject_id, c.unit_id, c.state, c.statute_hash ${OPEN} AND ($8::uuid IS NULL OR c.id > $8) ORDER BY c.id LIMIT $9`,
      [...sightValues(sight), procedure, path, after ?? null, limit + 1],
    )
  ).rows;

/** The units on the way from the root down to one, with the overlay that each lays. */
export const overlaysOnTheWay = async (pool: Pool, unit: string): Promise<{ id: string; name: string; overlay: string | null }[]> =>
  (
    await pool.query<{ id: string; name: string; overlay: string | null }>(
      `SELECT o.id, o.name, o.overlay FROM organisation u JOIN organisation o ON u.path LIKE o.path || '%' WHERE u.id = $1 ORDER BY length(o.path)`,
      [unit],
    )
  ).rows;
