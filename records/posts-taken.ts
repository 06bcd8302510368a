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

/**
 * How many the unit's other open selections for a post of this title may still appoint: as many as were moved, or found vacant before that, without those
 * whom they have appointed, who are incumbents now. One whose candidacies are all over appoints nobody.
 */
export const toBeFilledBeside = async (pool: Client, { id, unit }: Pick<MachineState, 'id' | 'unit'>, title: string): Promise<number> =>
  (
    await pool.query<{ posts: number }>(
      `SELECT coalesce(sum(greatest(0, coalesce((s.state #>> '{book,plan,posts}')::int, (s.state #>> '{book,post,openings}')::int)
           - (SELECT count(*) FROM case_row c WHERE c.parent_id = s.id AND c.procedure = 'candidacy' AND c.state -> 'book' ? 'approvedOn'))), 0)::int AS posts
       FROM case_row s WHERE s.procedure = 'selection' AND s.phase <> 'ended' AND s.unit_id = $1 AND s.id IS DISTINCT FROM $2 AND NOT 'K10' = ANY(s.steps)
         AND btrim(s.state #>> '{book,post,title}') = btrim($3)`,
      [unit, id ?? null, title],
    )
  ).rows[0]?.posts ?? 0;
