import type { MachineState } from '../domain/case/state';
import type { Client } from './lookup';

/** Agreed to by the body, or appointed. */
export type Taken = 'decidedOn' | 'approvedOn';

/**
 * The other candidacies of the same post that hold one of its places: the body agreed to them, or they are appointed, and none was vetoed, ended or annulled
 * since. Of any other case there are none.
 */
export const postsTaken = async (pool: Client, { id, parent }: Pick<MachineState, 'id' | 'parent'>, taken: Taken): Promise<string[]> =>
  (
    await pool.query<{ id: string }>(
      `SELECT c.id FROM case_row c WHERE c.parent_id = $1 AND c.procedure = 'candidacy' AND c.id <> $2 AND c.state -> 'book' ? $3
         AND (c.phase <> 'ended' OR c.ending = 'completed')
         AND NOT EXISTS (SELECT 1 FROM case_row a WHERE a.procedure = 'annulment' AND a.state -> 'book' ->> 'target' = c.id::text AND a.ending = 'completed') ORDER BY c.id`,
      [parent?.id ?? null, id, taken],
    )
  ).rows.map((row) => row.id);

/** Appointments of others to the same post that are registered and not decided yet: they may take the place that is asked for. */
export const appointmentsUnderWay = async (pool: Client, { id, parent }: Pick<MachineState, 'id' | 'parent'>): Promise<string[]> =>
  (
    await pool.query<{ id: string }>(
      `SELECT DISTINCT k.id FROM command c JOIN case_row k ON k.id = c.case_id
       WHERE k.parent_id = $1 AND k.id <> $2 AND c.kind = 'appoint' AND c.status = 'registered' ORDER BY k.id`,
      [parent?.id ?? null, id],
    )
  ).rows.map((row) => row.id);

/** Candidacies for other posts in which the person is on probation: whoever is appointed leaves those posts. */
export const trialsOf = async (pool: Client, { parent, subject }: Pick<MachineState, 'parent' | 'subject'>): Promise<string[]> =>
  (
    await pool.query<{ id: string }>(
      `SELECT id FROM case_row WHERE subject_id = $1 AND procedure = 'candidacy' AND phase <> 'ended' AND on_trial AND parent_id IS DISTINCT FROM $2 ORDER BY id`,
      [subject ?? null, parent?.id ?? null],
    )
  ).rows.map((row) => row.id);
