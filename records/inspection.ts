import type { Pool } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import { isAbout } from './standing/sight';

/** A case as the inspector's desk lists it. */
export interface DeskRow {
  readonly id: string;
  readonly procedure: string;
  readonly subject_id: string | null;
  readonly unit_id: string;
  readonly state: MachineState;
  readonly statute_hash: string;
}

export interface TaskAt extends DeskRow {
  readonly step: string;
  readonly since: string;
  readonly due_on: string | null;
  readonly escalated: boolean;
}

const WITHIN = `EXISTS (SELECT 1 FROM unnest($1::text[]) AS p WHERE k.path LIKE p || '%')`;
const CASE = 'c.id, c.procedure, c.subject_id, c.unit_id, c.state, c.statute_hash';
/** Of a case about oneself nobody has a desk. */
const NOT_ABOUT_ME = `NOT ${isAbout('$2')}`;

/** What waits for an inspector in these places; a task that was passed up as well is one task. */
export const inspectorsTasks = async (pool: Pool, paths: readonly string[], me: string): Promise<TaskAt[]> =>
  (
    await pool.query<TaskAt>(
      `SELECT ${CASE}, t.step, t.since, t.due_on, t.escalated FROM (
         SELECT t.case_id, t.step, min(t.since) AS since, min(t.due_on) AS due_on, bool_or(t.overdue) AS escalated
         FROM task t JOIN organisation k ON k.id = t.org_id WHERE t.seat = 'inspector' AND ${WITHIN} GROUP BY t.case_id, t.step) t
       JOIN case_row c ON c.id = t.case_id WHERE ${NOT_ABOUT_ME} ORDER BY t.due_on NULLS LAST, t.since, c.id LIMIT 600`,
      [paths, me],
    )
  ).rows;

/** Supplements that this inspector asked for and that are still missing. */
export const supplementsOf = async (
  pool: Pool,
  paths: readonly string[],
  me: string,
): Promise<(DeskRow & { step: string; since: string })[]> =>
  (
    await pool.query<DeskRow & { step: string; since: string }>(
      `SELECT DISTINCT ON (c.id, step) ${CASE}, f.fact -> 'body' ->> 'step' AS step, f."on" AS since
       FROM fact f JOIN case_row c ON c.id = f.case_id JOIN organisation k ON k.id = c.committee_id
       WHERE f.actor_id = $2 AND f.kind = 'supplementAsked' AND c.phase <> 'ended' AND ${WITHIN}
         AND c.state -> 'steps' -> (f.fact -> 'body' ->> 'step') -> 'awaiting' ? 'supplement' ORDER BY c.id, step, f.seq DESC LIMIT 200`,
      [paths, me],
    )
  ).rows;

export const waitingObjections = async (
  pool: Pool,
  paths: readonly string[],
  me: string,
): Promise<(DeskRow & { objection: string; occasion: string; received_at: Date })[]> =>
  (
    await pool.query<DeskRow & { objection: string; occasion: string; received_at: Date }>(
      `SELECT ${CASE}, b.id AS objection, b.occasion_id AS occasion, b.received_at FROM objection b JOIN case_row c ON c.id = b.case_id JOIN organisation k ON k.id = c.committee_id
       WHERE b.status = 'received' AND ${WITHIN} AND ${NOT_ABOUT_ME} ORDER BY b.received_at LIMIT 200`,
      [paths, me],
    )
  ).rows;

export const factsOf = async (pool: Pool, id: string): Promise<Fact[]> =>
  (await pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 ORDER BY seq', [id])).rows.map(({ fact }) => fact);

/** Verdicts in the case, in the one above it, in its siblings and its children. */
export const verdictsAround = async (
  pool: Pool,
  { id, parent }: MachineState,
): Promise<(Pick<DeskRow, 'id' | 'procedure' | 'subject_id' | 'unit_id'> & { fact: Fact })[]> =>
  (
    await pool.query<Pick<DeskRow, 'id' | 'procedure' | 'subject_id' | 'unit_id'> & { fact: Fact }>(
      `SELECT c.id, c.procedure, c.subject_id, c.unit_id, f.fact FROM case_row c JOIN fact f ON f.case_id = c.id AND f.kind = 'verdictGiven'
       WHERE c.id = $1 OR c.parent_id = $1 OR c.id = $2 OR c.parent_id = $2 ORDER BY f.at, f.seq`,
      [id, parent?.id ?? null],
    )
  ).rows;

export const investigationsOf = async (
  pool: Pool,
  id: string,
  me: string,
): Promise<{ id: string; phase: string; opened_on: string; conclusion: string | null }[]> =>
  (
    await pool.query<{ id: string; phase: string; opened_on: string; conclusion: string | null }>(
      `SELECT c.id, c.phase, c.opened_on, c.state -> 'book' -> 'conclusion' ->> 'result' AS conclusion FROM case_row c
       WHERE c.parent_id = $1 AND c.procedure = 'investigation' AND NOT COALESCE(c.state -> 'book' -> 'recused' ? $2::text, false) ORDER BY c.opened_on, c.id`,
      [id, me],
    )
  ).rows;

export const paperTitles = async (pool: Pool, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    (await pool.query<{ id: string; title: string }>('SELECT id, title FROM paper WHERE id = ANY($1::uuid[])', [ids])).rows.map(
      ({ id, title }) => [id, title],
    ),
  );
