import type { MachineState } from '../domain/case/state';
import type { CandidacyBook } from '../domain/procedures/candidacy/book';
import { isTaken } from '../domain/procedures/candidacy/reconsideration';
import { caseState } from './impartial';
import type { Client, Lookup } from './lookup';

/**
 * Whether a body decided on the person in an earlier candidacy for the same post, which the post dropped or which ended there. A post that an inspector sent
 * back since is filled anew.
 */
const decidedEarlier = async (pool: Client, { id, parent, subject }: MachineState): Promise<boolean> =>
  (
    await pool.query(
      `SELECT 1 FROM case_row e WHERE e.parent_id = $1 AND e.procedure = 'candidacy' AND e.subject_id = $2 AND e.id <> $3
         AND (e.state #> '{book,taken}' IS NOT NULL OR e.state #>> '{book,decision,result}' IN ('passed', 'not-passed'))
         AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.case_id = $1 AND f.at > e.opened_at AND (
           (f.kind = 'verdictGiven' AND f.fact #>> '{body,verdict}' = 'return') OR (f.kind = 'investigationSettled' AND f.fact #> '{body,backTo}' IS NOT NULL))) LIMIT 1`,
      [parent?.id ?? null, subject ?? null, id],
    )
  ).rows.length > 0;

/** Whether to vote on a candidacy is to decide once more; of any other case it never is. */
export const decidedBefore = async (pool: Client, id: string): Promise<boolean> => {
  const state = await caseState(pool, id);
  if (state?.procedure !== 'candidacy') return false;
  return isTaken(state.book as CandidacyBook) || (await decidedEarlier(pool, state));
};

export const decisionLookups: Readonly<Record<string, Lookup>> = {
  recordDecision: async (pool, state) => (state.procedure === 'candidacy' ? { stays: true, decidedBefore: await decidedEarlier(pool, state) } : {}),
};
