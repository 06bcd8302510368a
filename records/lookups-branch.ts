import type { MachineState } from '../domain/case/state';
import { joinedIn } from '../domain/occasions/joint';
import type { OccasionBook } from '../domain/occasions/tell';
import type { Joint } from '../domain/procedures/admission/acts-reception';
import { branchFound, leastBy, membersOf } from './acting';
import type { Asked, Client, Found, Lookup } from './lookup';
import { idsAt } from './lookup-ids';

/** Of an act by which a branch decides: its members, and who acts in its place. */
export const asBranch: Lookup = (client, state, asked) => branchFound(client, state, asked);

/** Of a vote that is told: the members of those who voted, on that day. */
export const votersThen = async (client: Client, state: MachineState, { body, on }: Asked): Promise<Found> => {
  const branches = (body.joint as Partial<Joint> | undefined)?.branches;
  return { members: await membersOf(client, Array.isArray(branches) ? idsAt({ branches }, 'branches') : [state.unit], on) };
};

interface CaseIn {
  readonly id: string;
  readonly unit: string;
  readonly law: string;
}

const casesIn = async (client: Client, ids: readonly string[]): Promise<CaseIn[]> => {
  const { rows } = await client.query<CaseIn>('SELECT id, unit_id AS unit, statute_hash AS law FROM case_row WHERE id = ANY($1::uuid[])', [
    ids,
  ]);
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
};

/** Open branches at the place or below it, and the general branch itself. */
const branchesBelow = async (client: Client, unit: string): Promise<string[]> =>
  (
    await client.query<{ id: string }>(
      `SELECT o.id FROM organisation u JOIN organisation o ON o.path LIKE u.path || '%'
       WHERE u.id = $1 AND o.kind IN ('branch', 'general-branch') AND o.closed_on IS NULL ORDER BY o.path`,
      [unit],
    )
  ).rows.map(({ id }) => id);

const indexOf = (found: number): number | undefined => (found < 0 ? undefined : found);

/** Whether a case may be voted on by these together: its own branch has too few members, or is the only one of them. */
const votesItself = async (client: Client, { unit, law }: CaseIn, joined: readonly string[], on: string): Promise<boolean> => {
  if (joined.length === 1 && joined[0] === unit) return false;
  const least = await leastBy(client, [law]);
  return least === undefined || (await membersOf(client, [unit], on)) >= least;
};

/** The body that a branch meeting is, as of the day on which it is convened. */
export const convened: Lookup = async (client, state, { body, on }) => {
  if (body.kind !== 'branch') return {};
  const cases = await casesIn(client, idsAt(body, 'cases'));
  const { rows } = await client.query<{ kind: string }>('SELECT kind FROM organisation WHERE id = $1', [state.unit]);
  const kind = rows[0]?.kind;
  const least = await leastBy(
    client,
    cases.map(({ law }) => law),
  );
  const asks = least === undefined ? {} : { least };
  if (kind === 'branch') return { ...asks, members: await membersOf(client, [state.unit], on) };
  const below = await branchesBelow(client, state.unit);
  const named = body.branches === undefined ? undefined : idsAt(body, 'branches');
  const joined = named ?? (kind === 'general-branch' ? below : []);
  const itself = await Promise.all(cases.map((one) => votesItself(client, one, joined, on)));
  return {
    ...asks,
    joined,
    members: await membersOf(client, joined, on),
    stranger: indexOf(joined.findIndex((id) => !below.includes(id))),
    outside: indexOf(cases.findIndex(({ unit }) => !joined.includes(unit))),
    itself: indexOf(itself.indexOf(true)),
  };
};

/** The same body on the day of the roll, and whose members have a vote at it. */
export const bodyOf = async (
  client: Client,
  state: MachineState<OccasionBook>,
  on: string,
): Promise<{ readonly units: readonly string[]; readonly members: number; readonly least?: number }> => {
  const units = joinedIn(state) ?? [state.unit];
  const cases = await casesIn(client, Object.keys(state.book.entries));
  const least = await leastBy(
    client,
    cases.map(({ law }) => law),
  );
  return { units, members: await membersOf(client, units, on), ...(least === undefined ? {} : { least }) };
};

/** Of a joint meeting: whether who closes it, or writes it down, has signed in one of its cases for a committee. */
export const closing: Lookup = async (client, state, { actor, recorder }) => {
  const occasion = state as MachineState<OccasionBook>;
  if (!joinedIn(occasion)) return {};
  const { rows } = await client.query<{ signed: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM case_row, unnest($2::text[]) AS by(person) WHERE id = ANY($1::uuid[]) AND state -> 'signed' ->> by.person <> 'branch') AS signed`,
    [Object.keys(occasion.book.entries), [actor.id, recorder.id]],
  );
  return rows[0]?.signed ? { signed: true } : {};
};
