import type { MachineState } from '../domain/case/state';
import type { Asked, Client, Found, Lookup } from './lookup';
import { openScores } from './scores';

const idOf = (value: unknown): string[] => (typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? [value] : []);

const knownAmong = async (pool: Client, ids: readonly string[]): Promise<Found> => {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM person WHERE id = ANY($1::uuid[])', [ids]);
  return { known: rows.map(({ id }) => id) };
};

const tallied: Lookup = (pool, _state, { body }: Asked) =>
  knownAmong(pool, Array.isArray(body.tally) ? body.tally.flatMap((row) => idOf((row as { person?: unknown } | null)?.person)) : []);

/** Whom the case is about: the person of a candidacy, everybody proposed for a post. */
export const candidatesOf = (state: MachineState): string[] => [
  ...(state.subject ? [state.subject] : []),
  ...((state.book as { recused?: string[] }).recused ?? []),
];

/** Officers of the committee on that day. */
const officers: Lookup = async (pool, state, { body, on }) => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT person_id AS id FROM holding WHERE org_id = $1 AND role = 'committee-officer' AND since <= $2 AND (until IS NULL OR until >= $2) AND person_id = ANY($3::uuid[])`,
    [state.committee, on, Array.isArray(body.members) ? body.members.flatMap(idOf) : []],
  );
  const barred = candidatesOf(state);
  return { eligible: rows.map(({ id }) => id).filter((id) => !barred.includes(id)) };
};

/** Whoever is to score signs in to do it. */
const examiners: Lookup = async (pool, _state, { body }) => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT person_id AS id FROM account WHERE status = 'active' AND person_id = ANY($1::uuid[])`,
    [Array.isArray(body.examiners) ? body.examiners.flatMap(idOf) : []],
  );
  return { eligible: rows.map(({ id }) => id) };
};

/** Whether whoever wants to act as inspector is free of the case, and whether anybody else is. */
const impartial: Lookup = async (pool, state, { actor }) => {
  const { rows } = await pool.query(
    `SELECT 1 FROM fact f JOIN case_row c ON c.id = f.case_id
     WHERE (c.id = $1 OR c.id = $2 OR c.parent_id = $1) AND ((f.actor_id = $3 AND f.fact -> 'actor' ->> 'seat' <> 'inspector') OR (f.recorder_id = $3 AND f.fact -> 'recorder' ->> 'seat' <> 'inspector')) LIMIT 1`,
    [state.id, state.parent?.id ?? null, actor.id],
  );
  const conflicts = [...(rows.length > 0 ? ['acted'] : []), ...(candidatesOf(state).includes(actor.id) ? ['subject'] : [])];
  return { conflicts, substitute: true };
};

/** Members who must leave the room while this candidate is decided on. */
const mustLeave: Lookup = async (pool, _state, { body }) => {
  const [id] = idOf(body.case);
  const { rows } = await pool.query<{ state: MachineState }>('SELECT state FROM case_row WHERE id = $1', [id ?? null]);
  return { mustLeave: rows[0] ? candidatesOf(rows[0].state) : [] };
};

export const selectionLookups: Readonly<Record<string, Lookup>> = {
  recordRecommendationTalks: tallied,
  recordRecommendationMeeting: tallied,
  enterCompetitor: (pool, _state, { body }) => knownAmong(pool, idOf(body.person)),
  closeEntries: examiners,
  revealScores: async (pool, state, _asked, vault) => ({ sheets: await openScores(pool, vault, state.id, state.round) }),
  formGroup: officers,
  recordStatements: mustLeave,
  giveVerdict: impartial,
  askSupplement: impartial,
  attendStage: impartial,
  settleInvestigation: impartial,
};
