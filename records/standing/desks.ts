import type { Pool, PoolClient } from 'pg';
import type { Seat } from '../../domain/case/step';
import { type Chair, chairAt } from '../../domain/standing/vacancy';

/** Every desk at which a task lies and of which can be asked whether anybody sits there. */
export const desksOf = async (client: Pick<Pool | PoolClient, 'query'>): Promise<Chair[]> => {
  const { rows } = await client.query<{ seat: Seat; org: string; person: string | null }>(
    `SELECT DISTINCT seat, org_id AS org, person_id AS person FROM task
     WHERE org_id IS NOT NULL AND (person_id IS NULL OR seat NOT IN ('applicant', 'contact'))`,
  );
  return rows.flatMap(({ seat, org, person }) => chairAt(seat, org, person ?? undefined) ?? []);
};
