import type { Pool } from 'pg';
import type { StepState } from '../../domain/case/state';
import { type CaseSight, SEEN_BY, sightValues } from '../standing/sight';

/** Which cases a dossier is about. What only inspectors read is in none of them, whoever asks: it is carried about. */
export interface DossierAsked {
  readonly sight: CaseSight;
  readonly unitPath: string;
  readonly procedure?: string;
  /** Years of opening. */
  readonly from?: number;
  readonly to?: number;
}

const FROM = `FROM case_row c JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id
  WHERE ${SEEN_BY} AND c.subject_kind = 'case' AND u.path LIKE $6 || '%' AND ($7::text IS NULL OR c.procedure = $7)
    AND ($8::text IS NULL OR c.opened_on >= $8) AND ($9::text IS NULL OR c.opened_on <= $9)`;

const valuesOf = ({ sight, unitPath, procedure, from, to }: DossierAsked) => [
  ...sightValues({ ...sight, opened: [] }),
  unitPath,
  procedure ?? null,
  from === undefined ? null : `${from}-01-01`,
  to === undefined ? null : `${to}-12-31`,
];

export interface YearRow {
  readonly procedure: string;
  readonly year: number;
  readonly cases: number;
  readonly open: number;
  readonly ended: number;
  readonly findings: number;
}

export const dossierYears = async (pool: Pool, asked: DossierAsked): Promise<YearRow[]> =>
  (
    await pool.query<YearRow>(
      `SELECT c.procedure, left(c.opened_on, 4)::int AS year, count(*)::int AS cases, (count(*) FILTER (WHERE c.phase <> 'ended'))::int AS open,
         (count(*) FILTER (WHERE c.phase = 'ended'))::int AS ended, sum(c.findings)::int AS findings
       ${FROM} GROUP BY 1, 2 ORDER BY 2, 1`,
      valuesOf(asked),
    )
  ).rows;

/** All ids in the order of the index, up to one more than `most`. */
export const dossierIds = async (pool: Pool, asked: DossierAsked, most: number): Promise<string[]> =>
  (await pool.query<{ id: string }>(`SELECT c.id ${FROM} ORDER BY c.opened_on, c.id LIMIT $10`, [...valuesOf(asked), most + 1])).rows.map(
    ({ id }) => id,
  );

/** A page of the same. */
export const dossierPage = async (
  pool: Pool,
  asked: DossierAsked,
  [on, id]: readonly [on?: string, id?: string],
  limit: number,
): Promise<{ id: string; opened_on: string }[]> =>
  (
    await pool.query<{ id: string; opened_on: string }>(
      `SELECT c.id, c.opened_on ${FROM} AND ($10::text IS NULL OR (c.opened_on, c.id) > ($10, $11::uuid)) ORDER BY c.opened_on, c.id LIMIT $12`,
      [...valuesOf(asked), on ?? null, id ?? null, limit + 1],
    )
  ).rows;

export interface DossierRow {
  readonly id: string;
  readonly procedure: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly subject: string | null;
  readonly phase: string;
  readonly ending: string | null;
  readonly stage: string;
  readonly opened_on: string;
  readonly ended_on: string | null;
  /** Hash of the law with which it began. */
  readonly law: string;
  readonly steps: Readonly<Record<string, StepState>>;
  readonly numbers: readonly string[];
}

/** The rows of some cases, in the order of the index. */
export const dossierRows = async (pool: Pool, ids: readonly string[]): Promise<DossierRow[]> =>
  (
    await pool.query<DossierRow>(
      `SELECT c.id, c.procedure, c.unit_id, u.name AS unit_name, s.name AS subject, c.phase, c.ending, c.stage, c.opened_on, c.ended_on,
         c.origin ->> 'statute' AS law, c.state -> 'steps' AS steps,
         ARRAY(SELECT n.number FROM issued_number n WHERE n.case_id = c.id AND n.status = 'issued' ORDER BY n.kind, n.number) AS numbers
       FROM case_row c JOIN organisation u ON u.id = c.unit_id LEFT JOIN person s ON s.id = c.subject_id WHERE c.id = ANY($1::uuid[]) ORDER BY c.opened_on, c.id`,
      [ids],
    )
  ).rows;
