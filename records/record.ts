import type { Pool, PoolClient } from 'pg';
import { canonical } from '../domain/case/canonical';
import type { Fact } from '../domain/case/fact';
import { countOf } from '../domain/case/findings';
import { fold, lawOf } from '../domain/case/fold';
import type { MachineState } from '../domain/case/state';
import { tasksOf } from '../domain/case/tasks';
import { procedureOf } from '../domain/procedures';
import { transaction } from './database';
import { effectsOf } from './effects';
import { sha256 } from './log';
import { type Note, notesOf, readRow } from './projection';
import type { Statutes } from './statutes';

export const factHash = (fact: Fact): Buffer => sha256(canonical(fact));

export interface Row {
  state: MachineState;
  statute_hash: string;
  seq: number;
}

/** Somebody else's fact stands at this place of the ledger: an invariant is broken, and it must be loud. */
export class BrokenLedger extends Error {
  constructor(caseId: string, seq: number) {
    super(`another fact stands at ${caseId}/${seq}`);
    this.name = 'BrokenLedger';
  }
}

/**
 * Records facts: the one idempotent transaction, run by whoever learns of a decision, as often as need be. Ledger rows are unique by (case, seq) with
 * equal hash; the read row goes forward only over facts without a gap; commands become accepted, papers filed, tasks, messages and log follow.
 *
 * @returns the seq up to which the read row stands afterwards
 * @throws BrokenLedger when a different fact stands at the same seq
 */
export const recordFacts = (pool: Pool, statutes: Statutes, id: string, facts: readonly Fact[], now: number): Promise<number> =>
  transaction(pool, (client) => recordFactsIn(client, statutes, id, facts, now));

/** The same inside a transaction that is already open (an opening writes row and first facts together). */
export const recordFactsIn = async (
  client: PoolClient,
  statutes: Statutes,
  id: string,
  facts: readonly Fact[],
  now: number,
): Promise<number> => {
  const { rows } = await client.query<Row>('SELECT state, statute_hash, seq FROM case_row WHERE id = $1 FOR UPDATE', [id]);
  const row = rows[0];
  if (!row) throw new Error(`case ${id} has no row`);
  const fresh = await append(client, id, row, facts);
  const ready = await contiguous(client, id, row);
  if (fresh.length > 0) await settle(client, id, fresh, now);
  if (ready.length > 0) return advance(client, statutes, id, row, ready, now);
  // Behind a gap the row is written as it is: whoever records swiftly from an older reading of it must not pass by.
  if (fresh.length > 0) await client.query('UPDATE case_row SET seq = seq WHERE id = $1', [id]);
  return row.seq;
};

/** What the ledger keeps of a fact. */
const ledgerLine = (fact: Fact) => ({
  seq: fact.seq,
  kind: fact.kind,
  on: fact.on,
  at: fact.at,
  actor: fact.actor?.id,
  recorder: fact.recorder?.id,
  command: fact.commandId,
  fact,
  hash: factHash(fact).toString('hex'),
});

/** What the log keeps of it: the whole fact, by its digest. */
export const logLine = (fact: Fact, hash = factHash(fact).toString('hex')) => ({
  kind: 'fact',
  person: fact.actor?.id,
  body: { seq: fact.seq, kind: fact.kind, hash },
});

/** Inserts what is not there yet; what is there must be the same to the byte. */
const append = async (client: PoolClient, id: string, row: Row, facts: readonly Fact[]): Promise<Fact[]> => {
  const inserted = await client.query<{ seq: number }>(
    `INSERT INTO fact (case_id, seq, kind, "on", at, actor_id, recorder_id, command_id, fact, hash)
     SELECT $1, f.seq, f.kind, f."on", to_timestamp(f.at / 1000.0), f.actor, f.recorder, f.command, f.fact, decode(f.hash, 'hex')
     FROM jsonb_to_recordset($2::jsonb) AS f(seq int, kind text, "on" text, at double precision, actor uuid, recorder uuid, command uuid, fact jsonb, hash text)
     ON CONFLICT (case_id, seq) DO NOTHING RETURNING seq`,
    [id, JSON.stringify(facts.map(ledgerLine))],
  );
  const fresh = new Set(inserted.rows.map(({ seq }) => seq));
  const old = facts.filter((fact) => !fresh.has(fact.seq));
  if (old.length > 0) {
    const { rows } = await client.query<{ seq: number; hash: Buffer }>('SELECT seq, hash FROM fact WHERE case_id = $1 AND seq = ANY($2)', [
      id,
      old.map(({ seq }) => seq),
    ]);
    for (const fact of old)
      if (!rows.find(({ seq }) => seq === fact.seq)?.hash.equals(factHash(fact))) throw new BrokenLedger(id, fact.seq);
  }
  return facts.filter((fact) => fresh.has(fact.seq) && fact.seq > row.seq);
};

/** The facts that follow the read row without a gap; a gap is filled by whoever still has to record it. Asked of the ledger: facts may come in any order. */
const contiguous = async (client: PoolClient, id: string, row: Row): Promise<Fact[]> => {
  const { rows } = await client.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 AND seq > $2 ORDER BY seq', [id, row.seq]);
  return rows.map(({ fact }) => fact).filter((fact, index) => fact.seq === row.seq + 1 + index);
};

/**
 * Commands accepted, papers filed, log appended: for every fact that is new, also behind a gap. The fact decides: a command that two senders sent, one of
 * them refused a moment before the case had changed, is accepted.
 */
const settle = async (client: PoolClient, id: string, fresh: readonly Fact[], now: number): Promise<void> => {
  const commands = fresh.flatMap(({ commandId }) => (commandId ? [commandId] : []));
  const papers = fresh.flatMap((fact) => fact.papers.map((paper) => paper.id));
  await client.query(
    `WITH accepted AS (UPDATE command SET status = 'accepted', refusal = NULL, decided_at = to_timestamp($2::double precision / 1000) WHERE id = ANY($3::uuid[]) AND status <> 'accepted'),
          filed AS (UPDATE paper SET status = 'filed', case_id = COALESCE(case_id, $1) WHERE id = ANY($4::uuid[]))
     INSERT INTO log_entry (id, at, kind, person_id, case_id, body)
     SELECT gen_random_uuid(), to_timestamp($2::double precision / 1000), l.kind, l.person, $1, l.body
     FROM jsonb_to_recordset($5::jsonb) AS l(kind text, person uuid, body jsonb)`,
    [id, now, commands, papers, JSON.stringify(fresh.map((fact) => logLine(fact)))],
  );
};

/** The read row behind some facts, and what else they leave: messages, findings, tasks that changed. Effects beside the case go through `client`. */
export const movedBy = async (
  client: Pick<PoolClient, 'query'>,
  statutes: Pick<Statutes, 'get'>,
  row: Row,
  facts: readonly Fact[],
  now: number,
) => {
  let { state } = row;
  const procedure = procedureOf(state.procedure);
  let statute = await statutes.get(row.statute_hash, client);
  const notes: (Note & { seq: number })[] = [];
  let findings = 0;
  const oldTasks = JSON.stringify(readRow(procedure, state, statute).tasks);
  for (const fact of facts) {
    statute = await statutes.get(lawOf(fact, statute.hash), client);
    const before = state;
    state = fold(procedure, state, fact, statute);
    notes.push(...notesOf(procedure, before, state, fact).map((note) => ({ ...note, seq: fact.seq })));
    findings += countOf(fact);
    await effectsOf(client, state, fact, () => tasksOf(procedure, state, statute), now);
  }
  const view = readRow(procedure, state, statute);
  return { procedure, state, statute, notes, findings, view, tasksChanged: JSON.stringify(view.tasks) !== oldTasks || row.seq === 0 };
};

/** Moves the read row forward. */
const advance = async (
  client: PoolClient,
  statutes: Statutes,
  id: string,
  row: Row,
  facts: readonly Fact[],
  now: number,
): Promise<number> => {
  const { procedure, state, statute, notes, findings, view, tasksChanged } = await movedBy(client, statutes, row, facts, now);
  await client.query(
    `WITH told AS (
       INSERT INTO message (person_id, case_id, seq, kind, body, created_at)
       SELECT n."personId", $1, n.seq, n.kind, n.body, to_timestamp($12::double precision / 1000)
       FROM jsonb_to_recordset($13::jsonb) AS n("personId" uuid, seq int, kind text, body jsonb) ON CONFLICT DO NOTHING)
     UPDATE case_row SET seq = $2, state = $3::jsonb, statute_hash = $4, unit_id = $5, committee_id = $6, phase = $7, ending = $8, ended_on = $9, steps = $10, stage = $11,
       due_on = $14, findings = findings + $15, changed_at = to_timestamp($12::double precision / 1000) WHERE id = $1`,
    [
      id,
      state.seq,
      JSON.stringify(state),
      statute.hash,
      state.unit,
      state.committee,
      state.phase,
      state.ended?.how ?? null,
      state.ended?.on ?? null,
      view.steps,
      view.stage,
      now,
      JSON.stringify(notes),
      view.dueOn,
      findings,
    ],
  );
  if (tasksChanged) await replaceTasks(client, id, state, view.tasks);
  if (procedure.subject === 'occasion') await replaceEntries(client, id, state);
  return state.seq;
};

export const replaceTasks = async (
  client: PoolClient,
  id: string,
  state: MachineState,
  tasks: ReturnType<typeof readRow>['tasks'],
): Promise<void> => {
  await client.query('DELETE FROM task WHERE case_id = $1', [id]);
  if (tasks.length === 0) return;
  await client.query(
    `INSERT INTO task (case_id, procedure, step, seat, org_id, person_id, since, due_on, earliest_on, overdue)
     SELECT $1, $2, t.step, t.seat, t.org, t.person, t.since, t.due, t.earliest, COALESCE(t.escalated, false)
     FROM jsonb_to_recordset($3::jsonb) AS t(step text, seat text, org uuid, person uuid, since text, due text, earliest text, escalated boolean)`,
    [id, state.procedure, JSON.stringify(tasks)],
  );
};

const replaceEntries = async (client: PoolClient, id: string, state: MachineState): Promise<void> => {
  const entries = Object.entries((state.book as { entries: Record<string, { status: string }> }).entries).map(([caseId, detail]) => ({
    caseId,
    status: detail.status,
    detail,
  }));
  await client.query(
    `INSERT INTO occasion_entry (occasion_id, case_id, status, detail)
     SELECT $1, e."caseId", e.status, e.detail FROM jsonb_to_recordset($2::jsonb) AS e("caseId" uuid, status text, detail jsonb)
     ON CONFLICT (occasion_id, case_id) DO UPDATE SET status = EXCLUDED.status, detail = EXCLUDED.detail`,
    [id, JSON.stringify(entries)],
  );
};
