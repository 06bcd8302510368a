import type { Pool } from 'pg';

export const phrasesOf = async (pool: Pool, person: string): Promise<string[]> =>
  (await pool.query<{ texts: string[] }>('SELECT texts FROM phrases WHERE person_id = $1', [person])).rows[0]?.texts ?? [];

export const keepPhrases = async (pool: Pool, person: string, texts: readonly string[]): Promise<void> =>
  void (await pool.query(
    'INSERT INTO phrases (person_id, texts) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET texts = excluded.texts',
    [person, texts],
  ));
