import { addByHand, type ByHand, countPapers } from '../../domain/ballots/papers';
import { hex } from '../../domain/ballots/proof';
import type { ElectionBook } from '../../domain/procedures/election/book';
import type { BoothCount } from '../../domain/procedures/election/booth-count';
import { inPostAmong, votersOf } from '../rights';
import { type BoothRow, type Client, findBooth } from './rows';

/** Names written in, by the number of papers; they are in the papers and the count by hand, nowhere else. */
const namesIn = async (client: Client, booth: BoothRow): Promise<readonly { name: string; votes: number }[]> => {
  const { rows } = await client.query<{ content: string }>('SELECT content FROM ballot_paper WHERE booth_id = $1', [booth.id]);
  const counted = countPapers(
    booth.form,
    rows.map(({ content }) => content),
  );
  return addByHand(counted, (booth.by_hand ?? undefined) as ByHand | undefined).others;
};

/** Who bears a name and could be elected here, save whoever stands on the ballot or is elected. */
const bearers = async (
  client: Client,
  names: readonly string[],
  unit: string,
  on: string,
  taken: readonly string[],
): Promise<Map<string, string[]>> => {
  const { rows } = await client.query<{ id: string; name: string }>(
    'SELECT id, name FROM person WHERE name = ANY($1::text[]) ORDER BY id',
    [names],
  );
  const named = rows.map(({ id }) => id);
  const eligible = new Set([...(await votersOf(client as never, [unit], on)), ...(await inPostAmong(client as never, unit, named, on))]);
  const found = new Map<string, string[]>();
  for (const { id, name } of rows) if (eligible.has(id) && !taken.includes(id)) found.set(name, [...(found.get(name) ?? []), id]);
  return found;
};

/** Who drew a right: that they took part, as the list of signatures says of those in the room. */
const absenteesOf = async (client: Client, booth: string): Promise<string[]> =>
  (await client.query<{ id: string }>('SELECT person_id AS id FROM ballot_draw WHERE booth_id = $1 ORDER BY person_id', [booth])).rows.map(
    ({ id }) => id,
  );

/** The count of a tallied booth of this election, as its case records it; undefined for any other booth. */
export const electionCount = async (
  client: Client,
  id: string,
  election: { readonly id: string; readonly unit: string; readonly book: ElectionBook },
  on: string,
): Promise<BoothCount | undefined> => {
  const booth = await findBooth(client, id);
  if (booth?.status !== 'tallied' || booth.occasion_id !== election.id || booth.form.kind !== 'election') return undefined;
  if (!booth.proof || !booth.proof_hash || !booth.closed_on) return undefined;
  const names = await namesIn(client, booth);
  const taken = [...booth.form.candidates.map((one) => one.id), ...election.book.elected.map((one) => one.id)];
  const who = await bearers(
    client,
    names.map(({ name }) => name),
    election.unit,
    on,
    taken,
  );
  const known = names.flatMap(({ name, votes }) => (who.has(name) ? [{ ids: who.get(name) ?? [], for: votes }] : []));
  const { rows } = await client.query(
    `SELECT 1 FROM fact WHERE case_id = $1 AND kind = 'ballotsCounted' AND fact #>> '{body,booth}' = $2 LIMIT 1`,
    [election.id, id],
  );
  const { issued, returned, invalid, lines } = booth.proof;
  return {
    ...{ issued, returned, invalid, seats: booth.form.seats ?? 0 },
    votes: lines.map(({ id: candidate, marks, unmarked, unreadable }) => ({
      id: candidate,
      for: marks.for ?? 0,
      against: marks.against ?? 0,
      abstain: (marks.abstain ?? 0) + unmarked,
      illegible: unreadable,
    })),
    others: known.flatMap(({ ids, for: votes }) => (ids.length === 1 && ids[0] ? [{ id: ids[0], for: votes }] : [])),
    unclear: known.filter(({ ids }) => ids.length > 1),
    left: [...booth.away, ...booth.recused],
    ...{
      entitled: booth.entitled,
      voters: booth.voters,
      inRoom: booth.in_room,
      absentees: await absenteesOf(client, id),
      closedOn: booth.closed_on,
      proof: hex(booth.proof_hash),
    },
    used: rows.length > 0,
  };
};
