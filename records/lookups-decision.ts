import type { Above } from '../domain/case/common/above';
import type { MachineState } from '../domain/case/state';
import type { OccasionBook } from '../domain/occasions/tell';
import type { CandidacyBook } from '../domain/procedures/candidacy/book';
import { isTaken } from '../domain/procedures/candidacy/reconsideration';
import type { Asked, Client, Found, Lookup } from './lookup';
import { interested } from './lookups-selection';
import { committeeOf } from './places';
import { postsTaken } from './posts-taken';
import { approversOf, onProbation } from './rights';
import type { Vault } from './sealed';

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
export const decidedBefore = async (pool: Client, state: MachineState | undefined): Promise<boolean> => {
  if (state?.procedure !== 'candidacy') return false;
  return isTaken(state.book as CandidacyBook) || (await decidedEarlier(pool, state));
};

/** Of a vote on a candidacy: its posts, who else holds one, and who of this meeting stands for the same one. */
export const postsOf = async (pool: Client, kase: MachineState | undefined, meeting: MachineState): Promise<Found> => {
  const posts = kase?.procedure === 'candidacy' ? (kase.book as CandidacyBook).plan?.posts : undefined;
  if (!kase || posts === undefined) return {};
  const others = Object.keys((meeting.book as OccasionBook).entries).filter((id) => id !== kase.id);
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM case_row WHERE parent_id = $1 AND id = ANY($2::uuid[]) ORDER BY id', [
    kase.parent?.id ?? null,
    others,
  ]);
  return { posts: { of: posts, taken: await postsTaken(pool, kase, 'decidedOn'), beside: rows.map(({ id }) => id) } };
};

/** The case's own committee and those above it, below the one that votes; none where that one does not stand above. */
const passedOver = async (pool: Client, own: string, votes: string): Promise<string[]> =>
  (
    await pool.query<{ id: string }>(
      `SELECT o.id FROM organisation k JOIN organisation o ON k.path LIKE o.path || '%' JOIN organisation t ON o.path LIKE t.path || '%' AND t.id <> o.id
       WHERE k.id = $1 AND t.id = $2 AND (o.id = k.id OR (o.kind IN ('committee', 'work-committee') AND o.closed_on IS NULL)) ORDER BY length(o.path) DESC`,
      [own, votes],
    )
  ).rows.map(({ id }) => id);

/** What a vote of another committee than the case's own rests on: of each one passed over, its members and those of them who are recused, on that day. */
export const aboveFor = async (pool: Client, vault: Vault, kase: MachineState, votes: string | undefined, on: string): Promise<Above> => {
  if (votes === undefined || votes === kase.committee) return {};
  const passed: { body: string; entitled: number; recused: number }[] = [];
  for (const body of await passedOver(pool, kase.committee, votes)) {
    const members = await approversOf(pool, body, on);
    passed.push({ body, entitled: members.length, recused: (await interested(pool, vault, members, kase, on)).length });
  }
  return { above: { body: votes, passed } };
};

/** The same for a vote that a meeting tells its case. */
export const votedAbove = async (pool: Client, state: MachineState, { occasion, on }: Asked, vault: Vault): Promise<Above> => {
  const votes = occasion ? await committeeOf(pool, occasion.id) : undefined;
  return aboveFor(pool, vault, state, votes, on);
};

export const decisionLookups: Readonly<Record<string, Lookup>> = {
  recordDecision: async (pool, state, asked, vault) => ({
    ...(await votedAbove(pool, state, asked, vault)),
    ...(state.procedure === 'candidacy'
      ? {
          ...{ stays: true, decidedBefore: await decidedEarlier(pool, state), taken: await postsTaken(pool, state, 'decidedOn') },
          ...(await onProbation(pool, state, asked.on)),
        }
      : {}),
  }),
};
