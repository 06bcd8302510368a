import type { Pool } from 'pg';

/** Of each kind so many are shown; whoever sees as many types another letter. */
export const MOST_FOUND = 10;

/** Cases that a number or a reference leads to: numbers exactly or from their beginning, references as they are printed (the id's first eight signs). */
export const casesByMark = async (pool: Pool, q: string): Promise<{ id: string; number: string | null }[]> => {
  const mark = q.replace(/\s/g, '');
  if (!/^[\p{L}\p{N}-]{4,40}$/u.test(mark)) return [];
  const reference = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/i.test(mark) ? `${mark.toLowerCase()}%` : null;
  const { rows } = await pool.query<{ id: string; number: string | null }>(
    `SELECT DISTINCT ON (id) id, number FROM (
       SELECT case_id AS id, number FROM issued_number WHERE case_id IS NOT NULL AND number LIKE $1
       UNION ALL SELECT id, NULL FROM case_row WHERE $2::text IS NOT NULL AND id::text LIKE $2) found LIMIT $3`,
    [`${mark.replace(/[\\%_]/g, '\\$&')}%`, reference, MOST_FOUND * 5],
  );
  return rows;
};

/** Cases about these people, the newest first. */
export const casesAbout = async (pool: Pool, people: readonly string[]): Promise<{ id: string; number: null }[]> =>
  (
    await pool.query<{ id: string; number: null }>(
      `SELECT id, NULL AS number FROM case_row WHERE subject_id = ANY($1::uuid[]) AND subject_kind = 'case' ORDER BY opened_on DESC, id LIMIT $2`,
      [people, MOST_FOUND * 5],
    )
  ).rows;
