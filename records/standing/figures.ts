import type { Pool } from 'pg';
import { type CaseSight, SEEN_BY, sightValues } from './sight';

export type Wait = 'rule' | 'desk' | 'stalled' | 'paused';

export interface Asked {
  readonly procedure: string;
  readonly unitPath?: string;
  readonly today: string;
  /** Every step of the procedure's table, laid-over ones too, with its stage. */
  readonly steps: readonly { readonly step: string; readonly stage: string }[];
  /** Lower bounds of the groups by age. */
  readonly ageDays: readonly number[];
}

/** What holds a case up without standing in the table. Side duties do not. */
const BESIDE_THE_TABLE = ['second-look', 'transfer', 'held', 'ending'];

const SEEN = `WITH seen AS (
  SELECT c.id, c.stage, c.phase, c.opened_on, c.unit_id, c.committee_id, c.state
  FROM case_row c JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id
  WHERE c.subject_kind = 'case' AND c.procedure = $6 AND ($7::text IS NULL OR u.path LIKE $7 || '%') AND ${SEEN_BY})`;

const valuesOf = (sight: CaseSight, { procedure, unitPath }: Asked) => [...sightValues(sight), procedure, unitPath ?? null];

/** The open ones by stage, age and what they wait for; by committee and branch as well, so that one reading gives all the tables. */
const OPEN = `${SEEN}, waiting AS (
  SELECT stage, unit_id, committee_id, width_bucket($8::text::date - opened_on::date, $9::int[])::int AS age, CASE
    WHEN EXISTS (SELECT 1 FROM stalled_case s WHERE s.case_id = seen.id) THEN 'stalled'
    WHEN phase IN ('suspended', 'held') THEN 'paused'
    WHEN EXISTS (SELECT 1 FROM task t WHERE t.case_id = seen.id AND t.step = ANY($10) AND (t.earliest_on IS NULL OR t.earliest_on <= $8)) THEN 'desk'
    ELSE 'rule' END AS wait
  FROM seen WHERE phase <> 'ended')
  SELECT stage, age, wait, committee_id AS committee, unit_id AS unit, count(*)::int AS n FROM waiting GROUP BY 1, 2, 3, 4, 5`;

export interface OpenCount {
  readonly stage: string;
  /** Counted from 1. */
  readonly age: number;
  readonly wait: Wait;
  readonly committee: string;
  readonly unit: string;
  readonly n: number;
}

export const openCounts = async (pool: Pool, sight: CaseSight, asked: Asked): Promise<OpenCount[]> =>
  (
    await pool.query<OpenCount>(OPEN, [
      ...valuesOf(sight, asked),
      asked.today,
      asked.ageDays,
      [...asked.steps.map(({ step }) => step), ...BESIDE_THE_TABLE],
    ])
  ).rows;

/**
 * A stage is closed for a case when none of its steps is open; a step that the case never came to is none. What closed within the last 365 days counts,
 * by the days that stand in the state, so that cases which were begun on paper count too.
 */
const TIMES = `${SEEN}, spent AS (
  SELECT m.stage, min(s.body ->> 'openedOn')::date AS opened, max(s.body ->> 'closedOn')::date AS closed
  FROM seen, jsonb_each(seen.state -> 'steps') AS s(step, body) JOIN jsonb_to_recordset($8::jsonb) AS m(step text, stage text) ON m.step = s.step
  GROUP BY seen.id, m.stage HAVING bool_and(s.body ? 'closedOn'))
  SELECT stage, count(*)::int AS closed, percentile_cont(0.5) WITHIN GROUP (ORDER BY closed - opened) AS median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY closed - opened) AS decile
  FROM spent WHERE closed > $9::date - 365 AND closed <= $9::date GROUP BY stage`;

export interface StageTime {
  readonly stage: string;
  readonly closed: number;
  readonly median: number;
  readonly decile: number;
}

export const stageTimes = async (pool: Pool, sight: CaseSight, asked: Asked): Promise<StageTime[]> =>
  (await pool.query<StageTime>(TIMES, [...valuesOf(sight, asked), JSON.stringify(asked.steps), asked.today])).rows;
