import { concernedIn } from '../domain/case/common/shared';
import type { MachineState } from '../domain/case/state';
import { conflictsOfAll, type Question } from './conflicts';
import { inspectorsFor } from './inspectors';
import type { Client, Lookup } from './lookup';
import { placeFor } from './places';
import type { Vault } from './sealed';

/** Conflict codes of each of these people with a case. */
export const conflictsAmong = async (
  pool: Client,
  vault: Vault,
  question: Question,
  people: readonly string[],
): Promise<Record<string, string[]>> => {
  const found = await conflictsOfAll(pool, vault, people, question);
  return Object.fromEntries(people.map((id) => [id, [...new Set((found.get(id) ?? []).map(({ code }) => code))]]));
};

export const questionOf = (about: MachineState, on: string): Question => ({ case: about.id, candidates: concernedIn(about), on });

/** Whether one inspector is free of the case, and whether anybody else is: those of the office and of the ones above it, who are not on leave. */
export const impartialityOf = async (
  pool: Client,
  vault: Vault,
  about: MachineState | undefined,
  place: Pick<MachineState, 'id' | 'unit' | 'committee'>,
  id: string,
  on: string,
) => {
  const { committeePath } = await placeFor(pool, place.unit, place.committee);
  // An investigation of no case at all has complainants nevertheless.
  const question = about ? questionOf(about, on) : { case: place.id, candidates: [], on };
  const { seated } = await inspectorsFor(pool, vault, { committeePath, ...question });
  const eligible = seated.filter(({ away }) => !away).map(({ person }) => person);
  const of = await conflictsAmong(pool, vault, question, [...new Set([id, ...eligible])]);
  return { eligible, of, conflicts: of[id] ?? [], substitute: eligible.some((one) => one !== id && of[one]?.length === 0) };
};

/** A case as it is recorded; an occasion is none. */
export const caseState = async (pool: Client, id: string | undefined): Promise<MachineState | undefined> => {
  if (!id || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  const { rows } = await pool.query<{ state: MachineState }>(`SELECT state FROM case_row WHERE id = $1 AND subject_kind = 'case'`, [id]);
  return rows[0]?.state;
};

/** Who complained stands in no command and in no history: there it is an interest like another. */
const withoutName = (code: string): string => (code === 'complainant' ? 'declared' : code);

/** What an act of an inspector rests on. `about` is the case itself, or the one that an investigation examines; `lists`: also everybody who could serve. */
export const impartialTo =
  (
    about: (pool: Client, state: MachineState, body: Readonly<Record<string, unknown>>) => Promise<MachineState | undefined>,
    lists = false,
  ): Lookup =>
  async (pool, state, { actor, on, body }, vault) => {
    const target = await about(pool, state, body);
    const { eligible, of, conflicts, substitute } = await impartialityOf(pool, vault, target, state, actor.id, on);
    const interests = Object.fromEntries(Object.entries(of).map(([id, codes]) => [id, codes.map(withoutName)]));
    return {
      conflicts: conflicts.map(withoutName),
      substitute,
      target: target?.phase ?? 'none',
      ...(lists ? { eligible, of: interests } : {}),
    };
  };
