import type { Pool } from 'pg';

interface Elsewhere {
  readonly unit?: string;
  readonly phase?: 'ended';
}

/** What a twin has of its model as it is; what the database makes out of a row itself is no column to write. */
const KEPT =
  'procedure, subject_kind, committee_id, ending, opened_on, ended_on, steps, stage, due_on, seq, state, statute_hash, origin, started, findings, parent_id, opened_at, changed_at';

/**
 * So many cases with the ledger of one that was opened through the product, each about somebody else: as the record transaction leaves them, without a
 * workflow. They lie beside their model, in its phase, unless something else is said.
 */
export const twinsOf = async (pool: Pool, model: string, count: number, { unit, phase }: Elsewhere = {}): Promise<void> => {
  await pool.query('DROP TABLE IF EXISTS twin');
  await pool.query(
    'CREATE UNLOGGED TABLE twin AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS subject, n FROM generate_series(1, $1::int) AS n',
    [count],
  );
  await pool.query(
    `INSERT INTO person (id, name, birth, unit_id, league)
     SELECT t.subject, '某人' || t.n, p.birth, COALESCE($2::uuid, c.unit_id), 'none' FROM twin t, case_row c JOIN person p ON p.id = c.subject_id WHERE c.id = $1`,
    [model, unit ?? null],
  );
  await pool.query(
    `INSERT INTO case_row (id, subject_id, unit_id, phase, ${KEPT})
     SELECT t.id, t.subject, COALESCE($2::uuid, c.unit_id), COALESCE($3::text, c.phase), ${KEPT} FROM case_row c, twin t WHERE c.id = $1`,
    [model, unit ?? null, phase ?? null],
  );
  await pool.query(
    `INSERT INTO fact SELECT (jsonb_populate_record(f, jsonb_build_object('case_id', t.id))).* FROM fact f, twin t WHERE f.case_id = $1`,
    [model],
  );
  await pool.query('DROP TABLE twin');
};
