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

/**
 * Whether the body's term on record was over that day, with no later election approved to be held late. A unit of which no term is on record is not said to
 * be irregular: nobody knows.
 */
export const termOver = async (client: Pick<PoolClient, 'query'>, org: string, on: string): Promise<boolean> => {
  const { rows } = await client.query<{ over: boolean }>(
    `SELECT t.ends_on < $2 AND NOT EXISTS (
       SELECT 1 FROM case_row c WHERE c.procedure = 'election' AND c.unit_id = $1 AND c.phase <> 'ended'
         AND c.state -> 'book' ->> 'shift' = 'late' AND c.state -> 'book' ->> 'plannedOn' >= $2) AS over
     FROM term t WHERE t.org_id = $1 AND t.since <= $2 ORDER BY (t.what = 'committee') DESC, t.since DESC LIMIT 1`,
    [org, on],
  );
  return rows[0]?.over ?? false;
};
