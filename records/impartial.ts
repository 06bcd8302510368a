import { concernedIn } from '../domain/case/common/shared';
import type { MachineState } from '../domain/case/state';
import type { Client, Found } from './lookup';

/** The inspectors of a place on that day: of every office that inspects the committee or one above it. */
export const inspectorsFor = async (pool: Client, committee: string, on: string): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT h.person_id AS id FROM holding h JOIN organisation office ON office.id = h.org_id AND office.kind = 'inspection-office'
       JOIN organisation top ON top.id = office.inspects_id JOIN organisation here ON here.id = $1 AND here.path LIKE top.path || '%'
     WHERE h.role = 'inspector' AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2)`,
    [committee, on],
  );
  return rows.map(({ id }) => id);
};

/** Conflicts of each of these people with a case: acted in it, in the one above it or in one below it, other than as inspector; or is whom it is about. */
export const conflictsAmong = async (
  pool: Client,
  state: MachineState | undefined,
  people: readonly string[],
): Promise<Record<string, string[]>> => {
  if (!state) return Object.fromEntries(people.map((id) => [id, []]));
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT p.id FROM unnest($3::uuid[]) AS p(id) JOIN fact f ON (f.actor_id = p.id AND f.fact -> 'actor' ->> 'seat' <> 'inspector')
       OR (f.recorder_id = p.id AND f.fact -> 'recorder' ->> 'seat' <> 'inspector') JOIN case_row c ON c.id = f.case_id
     WHERE c.id = $1 OR c.id = $2 OR c.parent_id = $1`,
    [state.id, state.parent?.id ?? null, people],
  );
  const acted = new Set(rows.map(({ id }) => id));
  const about = concernedIn(state);
  return Object.fromEntries(people.map((id) => [id, [...(acted.has(id) ? ['acted'] : []), ...(about.includes(id) ? ['subject'] : [])]]));
};

/** Whether one inspector is free of the case, and whether anybody else is. */
export const impartialityOf = async (pool: Client, about: MachineState | undefined, committee: string, id: string, on: string) => {
  const eligible = await inspectorsFor(pool, committee, on);
  const of = await conflictsAmong(pool, about, [...new Set([id, ...eligible])]);
  return { eligible, of, conflicts: of[id] ?? [], substitute: eligible.some((one) => one !== id && of[one]?.length === 0) };
};

/** A case as it is recorded; an occasion is none. */
export const caseState = async (pool: Client, id: string | undefined): Promise<MachineState | undefined> => {
  if (!id || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  const { rows } = await pool.query<{ state: MachineState }>(`SELECT state FROM case_row WHERE id = $1 AND subject_kind = 'case'`, [id]);
  return rows[0]?.state;
};

/** What an act of an inspector rests on. `about` is the case itself, or the one that an investigation examines; `lists`: also everybody who could serve. */
export const impartialTo =
  (
    about: (pool: Client, state: MachineState, body: Readonly<Record<string, unknown>>) => Promise<MachineState | undefined>,
    lists = false,
  ) =>
  async (
    pool: Client,
    state: MachineState,
    { actor, on, body }: { actor: { id: string }; on: string; body: Readonly<Record<string, unknown>> },
  ): Promise<Found> => {
    const target = await about(pool, state, body);
    const { eligible, of, ...own } = await impartialityOf(pool, target, state.committee, actor.id, on);
    return { ...own, target: target?.phase ?? 'none', ...(lists ? { eligible, of } : {}) };
  };
