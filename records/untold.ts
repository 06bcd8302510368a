import type { MachineState } from '../domain/case/state';
import type { Untold, UntoldAt } from '../domain/case/untold';
import type { Client } from './lookup';

/** A vote that was recorded at a meeting `o` whose minutes are open still; `e` is its entry. */
const UNTOLD = `FROM occasion_entry e JOIN case_row o ON o.id = e.occasion_id WHERE e.status = 'voted' AND o.phase <> 'ended'`;
const DAY = `COALESCE(e.detail ->> 'votedOn', o.opened_on)`;

/** The earliest vote on a case that no minutes have told it yet, at any other meeting than the one named. */
export const untoldVote = async (client: Client, kase: string, besides?: string): Promise<Untold | undefined> =>
  (
    await client.query<Untold>(
      `SELECT o.id AS meeting, ${DAY} AS on ${UNTOLD} AND e.case_id = $1 AND o.id IS DISTINCT FROM $2::uuid ORDER BY ${DAY}, o.opened_on, o.id LIMIT 1`,
      [kase === '' ? null : kase, besides ?? null],
    )
  ).rows[0];

/** The first of these cases on which a meeting of the same kind has voted, untold. */
export const untoldAmong = async (
  client: Client,
  cases: readonly string[],
  procedure: string,
  kind: string,
): Promise<UntoldAt | undefined> => {
  const { rows } = await client.query<Untold & { case: string }>(
    `SELECT e.case_id AS case, o.id AS meeting, ${DAY} AS on ${UNTOLD} AND e.case_id = ANY($1::uuid[]) AND o.procedure = $2 AND o.state #>> '{book,kind}' = $3
     ORDER BY ${DAY}, o.opened_on, o.id`,
    [cases, procedure, kind],
  );
  const found = rows.map(({ case: id, ...untold }) => ({ ...untold, index: cases.indexOf(id) })).sort((a, b) => a.index - b.index);
  return found[0];
};

/** Cases of this meeting on which another one has voted before it, and whose minutes are open still: theirs is the vote that counts. */
export const votedBefore = async (client: Client, meeting: MachineState): Promise<(Untold & { case: string })[]> =>
  (
    await client.query<Untold & { case: string }>(
      `SELECT DISTINCT ON (e.case_id) e.case_id AS case, o.id AS meeting, ${DAY} AS on ${UNTOLD} AND o.id <> $1 AND EXISTS (
         SELECT 1 FROM occasion_entry own JOIN case_row m ON m.id = own.occasion_id WHERE own.occasion_id = $1 AND own.case_id = e.case_id AND own.status = 'voted'
           AND (${DAY}, o.opened_on, o.id) < (COALESCE(own.detail ->> 'votedOn', m.opened_on), m.opened_on, m.id))
       ORDER BY e.case_id, ${DAY}, o.opened_on, o.id`,
      [meeting.id],
    )
  ).rows;

/** Votes recorded at meetings of a unit, or on its cases, whose minutes are open still. */
export const untoldAt = async (client: Client, unit: string): Promise<number> =>
  (
    await client.query<{ count: number }>(
      `SELECT count(*)::int AS count ${UNTOLD} AND (o.unit_id = $1 OR EXISTS (SELECT 1 FROM case_row c WHERE c.id = e.case_id AND c.unit_id = $1))`,
      [unit],
    )
  ).rows[0]?.count ?? 0;
