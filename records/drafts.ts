import type { Pool } from 'pg';
import type { Vault } from './sealed';

/** What a person has typed and not yet sent. Sealed: applications tell of families and beliefs. */
export type Draft = Readonly<Record<string, unknown>>;

/** Nobody has more forms begun at once; the oldest gives way. */
const MOST = 40;

const place = (person: string, name: string) => ({ table: 'draft', column: 'sealed', row: `${person} ${name}` });

export const readDraft = async (pool: Pool, vault: Vault, person: string, name: string) => {
  const { rows } = await pool.query<{ sealed: Buffer; saved_at: Date }>(
    'SELECT sealed, saved_at FROM draft WHERE person_id = $1 AND name = $2',
    [person, name],
  );
  const [row] = rows;
  return row && { value: JSON.parse(vault.open(place(person, name), row.sealed)) as Draft, savedAt: row.saved_at };
};

export const keepDraft = async (pool: Pool, vault: Vault, person: string, name: string, value: Draft, at: number): Promise<void> => {
  await pool.query(
    `INSERT INTO draft (person_id, name, sealed, saved_at) VALUES ($1, $2, $3, to_timestamp($4::double precision / 1000))
     ON CONFLICT (person_id, name) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`,
    [person, name, vault.seal(place(person, name), JSON.stringify(value)), at],
  );
  await pool.query(
    'DELETE FROM draft WHERE person_id = $1 AND name IN (SELECT name FROM draft WHERE person_id = $1 ORDER BY saved_at DESC, name OFFSET $2)',
    [person, MOST],
  );
};

export const dropDraft = async (pool: Pool, person: string, name: string): Promise<void> =>
  void (await pool.query('DELETE FROM draft WHERE person_id = $1 AND name = $2', [person, name]));

/** Abandoned ones go: what was never sent is nobody's record. */
export const forgetDrafts = async (pool: Pool, before: number): Promise<number> =>
  (await pool.query('DELETE FROM draft WHERE saved_at < to_timestamp($1::double precision / 1000)', [before])).rowCount ?? 0;
