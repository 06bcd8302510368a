import type { Pool } from 'pg';

/** Titles of the posts that selections are about, by case: a selection has no person, it is known by its post. */
export const postTitles = async (
  pool: Pool,
  lines: readonly { readonly id: string; readonly procedure: string }[],
): Promise<ReadonlyMap<string, string>> => {
  const selections = lines.flatMap(({ id, procedure }) => (procedure === 'selection' ? [id] : []));
  if (selections.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; title: string | null }>(
    `SELECT id, state #>> '{book,post,title}' AS title FROM case_row WHERE id = ANY($1::uuid[])`,
    [selections],
  );
  return new Map(rows.flatMap(({ id, title }) => (title ? [[id, title] as const] : [])));
};
