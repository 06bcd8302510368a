import type { Pool } from 'pg';
import { isVeiled } from '../../domain/case/confidential';
import type { Fact } from '../../domain/case/fact';

/** A file that proves itself holds every fact whole: where some are for inspectors alone, so is the file. */
export const holdsVeiled = async (pool: Pool, id: string): Promise<boolean> =>
  (await pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1', [id])).rows.some(({ fact }) => isVeiled(fact));
