import type { PoolClient } from 'pg';

export type Client = Pick<PoolClient, 'query'>;

/** Who writes by hand in the ledgers, and when: ends in the log. */
export interface Writer {
  readonly personId: string;
  readonly at: number;
  readonly on: string;
}

/** A unit and everything above it, nearest first. */
export const upwards = async (client: Client, unitId: string): Promise<string[]> => {
  const { rows } = await client.query<{ path: string }>('SELECT path FROM organisation WHERE id = $1', [unitId]);
  const path = rows[0]?.path;
  if (path === undefined) throw new Error(`organisation ${unitId} does not exist`);
  return idsUpwards(path);
};

/** The same of a path that is known. */
export const idsUpwards = (path: string): string[] =>
  path
    .split('/')
    .filter((id) => id !== '')
    .reverse();

export interface Standing {
  readonly path: readonly string[];
  readonly field: string;
  readonly stage: string | null;
  readonly grade: string | null;
}

/** What a quota line is matched by: the unit's field, the school stage nearest to it, the applicant's grade. */
export const standingOf = async (client: Client, unitId: string, caseId: string): Promise<Standing> => {
  const path = await upwards(client, unitId);
  const { rows } = await client.query<{ field: string; stage: string | null; grade: string | null }>(
    `SELECT o.field,
       (SELECT a.school_stage FROM organisation a WHERE a.id = ANY($2::uuid[]) AND a.school_stage IS NOT NULL ORDER BY array_position($2::uuid[], a.id) LIMIT 1) AS stage,
       (SELECT p.grade FROM case_row c JOIN person p ON p.id = c.subject_id WHERE c.id = $3) AS grade
     FROM organisation o WHERE o.id = $1`,
    [unitId, path, caseId],
  );
  const row = rows[0];
  return { path, field: row?.field ?? 'society', stage: row?.stage ?? null, grade: row?.grade ?? null };
};
