import type { PoolClient } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { ElectionBook } from '../domain/procedures/election/book';
import { uuidOf } from './ids';

const ROLE = { committee: 'branch-committee', secretary: 'branch-secretary' } as const;

/**
 * An approved election: the elected hold office from the day of the election, who held it before no longer than that day. A committee's election leaves
 * the secretary in office until the secretary's own. Run again it changes nothing: the rows are named by the case.
 */
export const beginTerms = async (client: Pick<PoolClient, 'query'>, state: MachineState, fact: Fact): Promise<void> => {
  const { what, term, elected } = state.book as ElectionBook;
  if (!what || !term) return;
  const role = ROLE[what];
  const ids = elected.map(({ id }) => uuidOf('elected', state.id, id));
  await client.query(
    `UPDATE holding SET until = GREATEST(since, $3) WHERE org_id = $1 AND role = $2 AND (until IS NULL OR until > $3) AND id <> ALL($4::uuid[])`,
    [state.unit, role, term.since, ids],
  );
  await client.query(
    `INSERT INTO holding (id, person_id, org_id, role, since, given_by) SELECT e.id, e.person, $1, $2, $3, $4 FROM unnest($5::uuid[], $6::uuid[]) AS e(id, person)
     ON CONFLICT (id) DO NOTHING`,
    [state.unit, role, term.since, fact.actor?.id ?? null, ids, elected.map(({ id }) => id)],
  );
  await client.query(
    'INSERT INTO term (case_id, org_id, what, since, ends_on) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (case_id) DO NOTHING',
    [state.id, state.unit, what, term.since, term.ends],
  );
};
