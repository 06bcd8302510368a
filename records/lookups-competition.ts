import type { MachineState } from '../domain/case/state';
import type { SelectionBook } from '../domain/procedures/selection/book';
import type { Client, Lookup } from './lookup';
import { idsAt } from './lookup-ids';
import { interested, knownAmong } from './lookups-selection';
import { openScores } from './scores';
import type { Vault } from './sealed';

const contestOf = (state: MachineState) => (state.book as SelectionBook).competition;

/** Of these people, who is kin of somebody who entered, or has declared an interest, on that day. */
export const interestedExaminers = (
  pool: Client,
  vault: Vault,
  people: readonly string[],
  state: MachineState,
  on: string,
): Promise<string[]> => interested(pool, vault, people, state, on, Object.keys(contestOf(state)?.entries ?? {}));

/** Whoever is to score signs in to do it. */
const examiners: Lookup = async (pool, state, { body, on }, vault) => {
  const named = idsAt(body, 'examiners');
  const { rows } = await pool.query<{ id: string }>(
    `SELECT person_id AS id FROM account WHERE status = 'active' AND person_id = ANY($1::uuid[])`,
    [named],
  );
  return { eligible: rows.map(({ id }) => id), interested: await interestedExaminers(pool, vault, named, state, on) };
};

export const competitionLookups: Readonly<Record<string, Lookup>> = {
  enterCompetitor: (pool, _state, { body }) => knownAmong(pool, idsAt({ people: [body.person] }, 'people')),
  closeEntries: examiners,
  replaceExaminers: examiners,
  revealScores: async (pool, state, { on }, vault) => {
    const named = contestOf(state)?.examiners ?? [];
    // Whoever was replaced may have sealed a sheet: it stays sealed.
    const sheets = (await openScores(pool, vault, state.id, state.round)).filter(({ examiner }) => named.includes(examiner));
    return { sheets, interested: await interestedExaminers(pool, vault, named, state, on) };
  },
};
