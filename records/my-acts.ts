import type { Pool } from 'pg';
import type { Fact } from '../domain/case/fact';

export interface ActRow {
  readonly id: string;
  readonly case_id: string;
  readonly registered_at: Date;
  readonly fact: Fact;
}

/** What somebody has sent and was accepted, with the fact that it became; newest first, one row more than `limit` when there are more. */
export const actsOf = async (
  pool: Pool,
  person: string,
  { opened, before, limit }: { readonly opened?: boolean; readonly before: readonly [at?: string, id?: string]; readonly limit: number },
): Promise<ActRow[]> =>
  (
    await pool.query<ActRow>(
      `SELECT c.id, c.case_id, c.registered_at, f.fact FROM command c
         CROSS JOIN LATERAL (SELECT f.seq, f.fact FROM fact f WHERE f.command_id = c.id ORDER BY f.seq LIMIT 1) f
       WHERE c.sender_id = $1 AND c.status = 'accepted' AND ($2::boolean IS NOT TRUE OR f.seq = 1)
         AND ($3::timestamptz IS NULL OR (c.registered_at, c.id) < ($3, $4::uuid)) ORDER BY c.registered_at DESC, c.id DESC LIMIT $5`,
      [person, opened ?? null, before[0] ?? null, before[1] ?? null, limit + 1],
    )
  ).rows;
