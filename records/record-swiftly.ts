import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import { type CaseAt, placeOf } from './places';
import { factHash, logLine, movedBy } from './record';
import type { Statutes } from './statutes';

/** An effect beside the case wants the transaction. */
class Needed extends Error {}
const unwilling = {
  query: () => {
    throw new Needed();
  },
} as never;

/**
 * The whole record of one fact as one statement. Its condition is the version of the read row: any write to the row since it was read, and any fact that
 * lies behind the place of this one, and nothing is written.
 */
const MOVED = `moved AS (
      UPDATE case_row SET seq = $3, state = $4::jsonb, statute_hash = $5, unit_id = $6, committee_id = $7, phase = $8, ending = $9, ended_on = $10, steps = $11, stage = $12,
        due_on = $13, findings = findings + $14, changed_at = to_timestamp($15::double precision / 1000)
      WHERE id = $1 AND xmin = $2::xid AND seq = $3 - 1 AND NOT EXISTS (SELECT 1 FROM fact WHERE case_id = $1 AND seq >= $3) RETURNING id, xmin::text AS version),
    kept AS (
      INSERT INTO fact (case_id, seq, kind, "on", at, actor_id, recorder_id, command_id, fact, hash)
      SELECT moved.id, $3, $16::text, $17::text, to_timestamp($18::double precision / 1000), $19::uuid, $20::uuid, $21::uuid, $22::jsonb, $23::bytea FROM moved),
    accepted AS (UPDATE command SET status = 'accepted', refusal = NULL, decided_at = to_timestamp($15::double precision / 1000) FROM moved WHERE command.id = $21 AND status <> 'accepted'),
    logged AS (
      INSERT INTO log_entry (id, at, kind, person_id, case_id, body)
      SELECT $24::uuid, to_timestamp($15::double precision / 1000), $25::text, $19::uuid, moved.id, $26::jsonb FROM moved)`;

/** What not every fact brings, each with its value: a table that is not named costs nothing. */
const BESIDES = {
  filed: (value: string) =>
    `filed AS (UPDATE paper SET status = 'filed', case_id = COALESCE(case_id, moved.id) FROM moved WHERE paper.id = ANY(${value}::uuid[]))`,
  told: (value: string) => `told AS (
      INSERT INTO message (person_id, case_id, seq, kind, body, created_at)
      SELECT n."personId", moved.id, n.seq, n.kind, n.body, to_timestamp($15::double precision / 1000)
      FROM moved, jsonb_to_recordset(${value}::jsonb) AS n("personId" uuid, seq int, kind text, body jsonb) ON CONFLICT DO NOTHING)`,
  open: (value: string) => `done AS (DELETE FROM task USING moved WHERE task.case_id = moved.id),
    open AS (
      INSERT INTO task (case_id, procedure, step, seat, org_id, person_id, since, due_on, earliest_on, overdue)
      SELECT moved.id, t.procedure, t.step, t.seat, t.org, t.person, t.since, t.due, t.earliest, COALESCE(t.escalated, false)
      FROM moved, jsonb_to_recordset(${value}::jsonb) AS t(procedure text, step text, seat text, org uuid, person uuid, since text, due text, earliest text, escalated boolean))`,
};
const ALWAYS = 26;

const recordOf = (besides: Readonly<Partial<Record<keyof typeof BESIDES, unknown>>>): { name: string; text: string; values: unknown[] } => {
  const parts = (Object.keys(BESIDES) as (keyof typeof BESIDES)[]).filter((part) => besides[part] !== undefined);
  const more = parts.map((part, index) => BESIDES[part](`$${ALWAYS + 1 + index}`));
  return {
    name: ['record', ...parts].join('-'),
    text: `WITH ${[MOVED, ...more].join(',\n    ')}\n    SELECT version FROM moved`,
    values: parts.map((part) => besides[part]),
  };
};

/** From $16 on: what the ledger keeps of the fact, beside its case and its seq. */
const ledgerValues = (fact: Fact, hash: Buffer): unknown[] => [
  fact.kind,
  fact.on,
  fact.at,
  fact.actor?.id ?? null,
  fact.recorder?.id ?? null,
  fact.commandId ?? null,
  JSON.stringify(fact),
  hash,
];

/** From $25 on: what the log keeps of it. */
const logValues = (fact: Fact, hash: Buffer): unknown[] => {
  const { kind, body } = logLine(fact, hash.toString('hex'));
  return [kind, JSON.stringify(body)];
};

interface Swift {
  /** The case as it is written now; unknown where it has moved to another place. */
  readonly after?: CaseAt | undefined;
}

const afterwards = (
  read: CaseAt,
  state: MachineState,
  now: { readonly statuteHash: string; readonly findings: number; readonly version: string },
): CaseAt | undefined => {
  const { unit, committee, subject } = read.state;
  if (state.unit !== unit || state.committee !== committee || state.subject !== subject) return undefined;
  return {
    ...read,
    state,
    statuteHash: now.statuteHash,
    version: now.version,
    findings: read.findings + now.findings,
    place: placeOf(state, read.place, read.procedure),
  };
};

/**
 * Records the one fact of an act that was asked of the case as it was read, in one statement instead of seven: the common case, nobody else at work on it.
 *
 * @returns undefined when anything is otherwise; nothing is written then, and `recordFacts` does it
 */
export const recordSwiftly = async (pool: Pool, statutes: Statutes, read: CaseAt, fact: Fact, now: number): Promise<Swift | undefined> => {
  const { id, seq } = read.state;
  if (fact.seq !== seq + 1) return undefined;
  try {
    const { procedure, state, statute, notes, findings, view, tasksChanged } = await movedBy(
      unwilling,
      { get: (hash) => statutes.get(hash) },
      { state: read.state, statute_hash: read.statuteHash, seq },
      [fact],
      now,
    );
    if (procedure.subject === 'occasion') return undefined;
    const { values, ...statement } = recordOf({
      filed: fact.papers.length > 0 ? fact.papers.map((paper) => paper.id) : undefined,
      told: notes.length > 0 ? JSON.stringify(notes) : undefined,
      open: tasksChanged ? JSON.stringify(view.tasks.map((task) => ({ ...task, procedure: state.procedure }))) : undefined,
    });
    const hash = factHash(fact);
    const moved = [state.seq, JSON.stringify(state), statute.hash, state.unit, state.committee, state.phase];
    const place = [state.ended?.how ?? null, state.ended?.on ?? null, view.steps, view.stage, view.dueOn, findings, now];
    const { rows } = await pool.query<{ version: string }>({
      ...statement,
      values: [id, read.version, ...moved, ...place, ...ledgerValues(fact, hash), randomUUID(), ...logValues(fact, hash), ...values],
    });
    const [row] = rows;
    return row && { after: afterwards(read, state, { statuteHash: statute.hash, findings, version: row.version }) };
  } catch (error) {
    // Somebody recorded the same fact a moment before: the slow way compares the two.
    if (error instanceof Needed || (error as { code?: string }).code === '23505') return undefined;
    throw error;
  }
};
