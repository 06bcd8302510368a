import type { Pool } from 'pg';
import { canonical } from '../domain/case/canonical';
import type { Fact } from '../domain/case/fact';
import { fold, lawOf } from '../domain/case/fold';
import type { MachineState } from '../domain/case/state';
import { procedureOf } from '../domain/procedures';
import { readRow } from './projection';
import type { Difference } from './reconcile';
import { factHash } from './record';
import type { Statutes } from './statutes';

const PAGE = 200;

interface Row {
  id: string;
  procedure: string;
  origin: MachineState;
  state: MachineState;
  seq: number;
  stage: string;
  due_on: string | null;
  steps: string[];
}

/** Every read row against the fold of its ledger, every fact against its own digest; a page of cases at a time. */
export const differencesOfFolds = async (pool: Pool, statutes: Statutes): Promise<Difference[]> => {
  const found: Difference[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await pool.query<Row>(
      `SELECT id, procedure, origin, state, seq, stage, due_on, steps FROM case_row WHERE id > $1 ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    const { rows: facts } = await pool.query<{ case_id: string; fact: Fact; hash: Buffer }>(
      'SELECT case_id, fact, hash FROM fact WHERE case_id = ANY($1::uuid[]) ORDER BY case_id, seq',
      [rows.map(({ id }) => id)],
    );
    for (const row of rows)
      found.push(
        ...(await differencesOf(
          row,
          facts.filter((fact) => fact.case_id === row.id),
          statutes,
        )),
      );
    const last = rows.at(-1);
    if (!last) return found;
    after = last.id;
  }
};

const differencesOf = async (row: Row, facts: readonly { fact: Fact; hash: Buffer }[], statutes: Statutes): Promise<Difference[]> => {
  const found: Difference[] = facts
    .filter(({ fact, hash }) => !factHash(fact).equals(hash))
    .map(({ fact }) => ({ kind: 'fact-altered', case: row.id, seq: fact.seq }));
  const procedure = procedureOf(row.procedure);
  let [state, statute] = [row.origin, await statutes.get(row.origin.statute)];
  try {
    // The row is behind for a moment after every act; how it stands there is told apart.
    for (const { fact } of facts.filter((one) => one.fact.seq <= row.seq)) {
      statute = await statutes.get(lawOf(fact, statute.hash));
      state = fold(procedure, state, fact, statute);
    }
    const view = readRow(procedure, state, statute);
    const same =
      canonical(state) === canonical(row.state) &&
      canonical([view.stage, view.dueOn, view.steps]) === canonical([row.stage, row.due_on, row.steps]);
    if (!same) found.push({ kind: 'row-differs', case: row.id, seq: row.seq });
  } catch {
    found.push({ kind: 'ledger-does-not-fold', case: row.id, seq: row.seq });
  }
  return found;
};
