import type { MachineState } from '../domain/case/state';
import { annulmentOf } from './annulled';
import { decidersOf } from './deciders';
import type { Lookup } from './lookup';
import { idAt, idsAt } from './lookup-ids';
import { impartial, knownAmong } from './lookups-selection';

/** The case that is to be annulled, as it stands; who already asks for the same. */
const target: Lookup = async (client, state, { body }) => {
  const id = idAt(body, 'target');
  const { rows } = await client.query<{ state: MachineState; procedure: string }>('SELECT procedure, state FROM case_row WHERE id = $1', [
    id === '' ? null : id,
  ]);
  const { rows: open } = await client.query(
    `SELECT 1 FROM case_row WHERE procedure = 'annulment' AND phase <> 'ended' AND subject_id = $1 AND id IS DISTINCT FROM $2 LIMIT 1`,
    [state.subject ?? null, state.id ?? null],
  );
  const row = rows[0];
  if (!row) return { otherOpen: open.length > 0 };
  const { approvedOn } = row.state.book as { approvedOn?: string };
  return {
    of: row.procedure,
    ...(approvedOn ? { targetApprovedOn: approvedOn } : {}),
    target: {
      procedure: row.procedure,
      committee: row.state.committee,
      ...(row.state.subject ? { subject: row.state.subject } : {}),
      ...(approvedOn ? { approvedOn } : {}),
      annulled: (await annulmentOf(client, row.state)) !== undefined,
    },
    otherOpen: open.length > 0,
  };
};

/** Those among whoever acts and whoever writes it down who had passed or decided what is to be annulled. */
const untouched: Lookup = async (client, state, { actor, recorder }) => ({
  decided: [...new Set((await decidersOf(client, [...new Set([actor.id, recorder.id])], state.id)).map(({ person }) => person))],
});

export const annulmentLookups: Readonly<Record<string, Lookup>> = {
  openAnnulment: target,
  giveOpinion: impartial,
  recordHearing: untouched,
  concludeExamination: async (client, state, asked, vault) => {
    const { responsible } = asked.body;
    const named = Array.isArray(responsible) ? responsible.map((one: { person?: unknown } | null) => one?.person) : [];
    return { ...(await untouched(client, state, asked, vault)), ...(await knownAmong(client, idsAt({ people: named }, 'people'))) };
  },
};
