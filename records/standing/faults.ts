import type { Pool } from 'pg';
import { transaction } from '../database';

export interface Fault {
  readonly case: string;
  readonly kind: string;
}

/** A record or a decision that takes longer than this has met with something. */
const SETTLED_MS = 30_000;

/** Read rows behind the ledger, and acts that were registered and lie undecided; among some cases. */
export const faultsOfRecords = async (pool: Pool, ids: readonly string[], now: number): Promise<Fault[]> => {
  const { rows } = await pool.query<Fault>(
    `SELECT c.id AS case, 'row-behind' AS kind FROM case_row c
     WHERE c.id = ANY($1::uuid[]) AND EXISTS (SELECT 1 FROM fact f WHERE f.case_id = c.id AND f.seq > c.seq AND f.at <= to_timestamp($2::double precision / 1000))
     UNION SELECT k.case_id, 'command-undecided' FROM command k
     WHERE k.case_id = ANY($1::uuid[]) AND k.status = 'registered' AND k.registered_at <= to_timestamp($2::double precision / 1000)`,
    [ids, now - SETTLED_MS],
  );
  return rows;
};

/** Cases with an act that has been undecided for longer than its sender waits. */
export const undecided = async (pool: Pool, before: number): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT case_id AS id FROM command WHERE status = 'registered' AND registered_at <= to_timestamp($1::double precision / 1000)`,
    [before],
  );
  return rows.map(({ id }) => id);
};

export const faulty = async (pool: Pool): Promise<string[]> =>
  (await pool.query<{ id: string }>('SELECT DISTINCT case_id AS id FROM system_fault')).rows.map(({ id }) => id);

/** What is wrong with the cases that were examined, and no longer what was. */
export const writeFaults = (pool: Pool, examined: readonly string[], faults: readonly Fault[], now: number): Promise<void> =>
  transaction(pool, async (client) => {
    const rows = JSON.stringify(faults);
    await client.query(
      `DELETE FROM system_fault s WHERE s.case_id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset($2::jsonb) AS f("case" uuid, kind text) WHERE f.case = s.case_id AND f.kind = s.kind)`,
      [examined, rows],
    );
    await client.query(
      `INSERT INTO system_fault (case_id, kind, since) SELECT f.case, f.kind, to_timestamp($2::double precision / 1000)
       FROM jsonb_to_recordset($1::jsonb) AS f("case" uuid, kind text) JOIN case_row c ON c.id = f.case ON CONFLICT DO NOTHING`,
      [rows, now],
    );
  });
