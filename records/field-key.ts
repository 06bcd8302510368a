import type { Pool } from 'pg';
import { Problem } from '../config/problem';
import type { Vault } from './sealed';

/** Enough that a few rows of a torn restore do not decide. */
const SAMPLE = 50;

const SEALED = `
  (SELECT 'person_salt' AS "table", 'salt' AS "column", person_id::text AS row, sealed FROM person_salt LIMIT ${SAMPLE})
  UNION ALL (SELECT 'person', 'id_number', id::text, id_number_sealed FROM person WHERE id_number_sealed IS NOT NULL LIMIT ${SAMPLE})
  UNION ALL (SELECT 'person', 'phone', id::text, phone_sealed FROM person WHERE phone_sealed IS NOT NULL LIMIT ${SAMPLE})`;

/**
 * A lost key file is made anew by whoever opens it first. Over a database that holds sealed values that is no new beginning: none of them could be read, and
 * the index by which an identity number is found would find nobody, so that the same person could be registered, and admitted, twice.
 */
export const assertKeyFits = async (pool: Pick<Pool, 'query'>, vault: Vault, file: string): Promise<void> => {
  const { rows } = await pool.query<{ table: string; column: string; row: string; sealed: Buffer }>(SEALED);
  const opens = ({ sealed, ...place }: (typeof rows)[number]): boolean => {
    try {
      vault.open(place, sealed);
      return true;
    } catch {
      return false;
    }
  };
  if (rows.length === 0 || rows.some(opens)) return;
  throw new Problem(
    `The field key ${file} opens nothing of what this database holds sealed (identity numbers, telephones): it is not the key of this database, or the file was ` +
      'lost and has just been made anew. Put the key of its backup there; without it, begin with an empty database.',
  );
};
