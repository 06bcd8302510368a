import type { ElectionBook } from '../domain/procedures/election/book';
import { electionCount } from './booth/election-count';
import type { Lookup } from './lookup';
import { idAt, idsAt } from './lookup-ids';
import { inPostAmong, votersOf } from './rights';

/** With a vote and eligible in the branch: its members with full rights, and Party members assigned to a League post in it (election regulations, art. 6). */
const electable =
  (ids: (body: Readonly<Record<string, unknown>>) => string[]): Lookup =>
  async (client, state, { body, on }) => {
    const named = ids(body);
    const voters = new Set([...(await votersOf(client, [state.unit], on)), ...(await inPostAmong(client, state.unit, named, on))]);
    return { eligible: named.filter((id) => voters.has(id)) };
  };

/** Names that somebody wrote on a ballot. */
const writtenIn = (body: Readonly<Record<string, unknown>>): string[] =>
  idsAt({ others: Array.isArray(body.others) ? body.others.map((one: { id?: unknown } | null) => one?.id) : [] }, 'others');

export const electionLookups: Readonly<Record<string, Lookup>> = {
  requestElection: async (client, state, { body }) => {
    const { rows } = await client.query<{ kind: string; field: string; open: string; ends: string | null }>(
      `SELECT o.kind, o.field,
         (SELECT count(*) FROM case_row c WHERE c.procedure = 'election' AND c.unit_id = o.id AND c.phase <> 'ended' AND c.id <> $2) AS open,
         (SELECT t.ends_on FROM term t WHERE t.org_id = o.id AND t.what = $3 ORDER BY t.since DESC LIMIT 1) AS ends
       FROM organisation o WHERE o.id = $1`,
      [state.unit, state.id, idAt(body, 'what')],
    );
    const row = rows[0];
    if (!row) return {};
    return {
      kind: row.kind,
      student: row.field === 'school',
      otherOpen: Number(row.open) > 0,
      ...(row.ends ? { onRecord: row.ends } : {}),
    };
  },
  proposeCandidates: electable((body) => idsAt(body, 'candidates')),
  takeElectionRoll: async (client, state, { body, on }) => {
    const assigned = await inPostAmong(client, state.unit, idsAt(body, 'assigned'), on);
    return { entitled: [...new Set([...(await votersOf(client, [state.unit], on)), ...assigned])].sort() };
  },
  countBallots: async (client, state, asked, vault) => {
    const booth = idAt(asked.body, 'booth');
    const election = { id: state.id, unit: state.unit, book: state.book as ElectionBook };
    return {
      ...(await electable(writtenIn)(client, state, asked, vault)),
      ...(booth === '' ? {} : { count: await electionCount(client, booth, election, asked.on) }),
    };
  },
};
