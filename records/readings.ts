import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { canonical } from '../domain/case/canonical';

export interface Reading {
  readonly reader: string;
  /** The seat or role in which it was read. */
  readonly as: string;
  readonly about: { readonly case: string } | { readonly person: string };
  readonly on: string;
  readonly at: number;
}

/** Enters in the log that a file was read: the first time on each day. Entry and memory of it are one statement, so that neither stands alone. */
export const noteReading = async (pool: Pool, { reader, as, about, on, at }: Reading): Promise<void> => {
  const [caseId, person] = 'case' in about ? [about.case, null] : [null, about.person];
  await pool.query(
    `WITH fresh AS (INSERT INTO reading (about, reader_id, "on") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1)
     INSERT INTO log_entry (id, at, kind, person_id, case_id, body)
     SELECT $4, to_timestamp($5::double precision / 1000), $6, $2, $7, $8::jsonb FROM fresh`,
    [
      caseId ?? person,
      reader,
      on,
      randomUUID(),
      at,
      caseId ? 'case-read' : 'person-read',
      caseId,
      canonical({ as, ...(person ? { of: person } : {}) }),
    ],
  );
};

export const forgetReadings = async (pool: Pool, before: string): Promise<number> =>
  (await pool.query('DELETE FROM reading WHERE "on" < $1', [before])).rowCount ?? 0;

export interface SeenRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly person_id: string | null;
  readonly name: string | null;
  readonly case_id: string | null;
  readonly body: { readonly as?: string };
  readonly paper: string | null;
}

const KINDS = ['case-read', 'paper-read', 'case-exported', 'guardian-link-used', 'person-read', 'person-revealed'];

/*
 * From when on what inspectors read stays hidden, by case: since a complaint about it came in, or an investigation of it was opened, and until that has ended.
 * What is read of the person hangs on all of his or her cases, and on complaints about the unit, which need not name a case.
 */
const OPEN_MATTERS = `matter AS (
  SELECT b.case_id AS about, b.received_at AS since FROM complaint b LEFT JOIN case_row i ON i.id = b.investigation_id
    WHERE b.case_id = ANY($2::uuid[]) AND i.phase IS DISTINCT FROM 'ended'
  UNION ALL SELECT i.parent_id, i.opened_at FROM case_row i WHERE i.procedure = 'investigation' AND i.parent_id = ANY($2::uuid[]) AND i.phase <> 'ended'
  UNION ALL SELECT NULL, b.received_at FROM complaint b JOIN organisation o ON o.id = b.org_id JOIN person me ON me.id = $1::uuid JOIN organisation u ON u.id = me.unit_id
    LEFT JOIN case_row i ON i.id = b.investigation_id
    WHERE b.case_id IS NULL AND i.phase IS DISTINCT FROM 'ended' AND (u.path LIKE o.path || '%' OR o.path LIKE u.path || '%'))`;

const BY_INSPECTION = `EXISTS (SELECT 1 FROM holding h WHERE h.person_id = e.person_id AND h.role IN ('inspector', 'inspection-head')
  AND h.since <= to_char(e.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AND (h.until IS NULL OR h.until >= to_char(e.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')))`;

/** Who looked at somebody's own cases, papers and record, newest first; one row more than `limit` when there are more. Nobody reads here that he read himself. */
export const readingsOf = async (
  pool: Pool,
  person: string,
  cases: readonly string[],
  { limit, before }: { readonly limit: number; readonly before?: readonly [at: string, id: string] },
): Promise<SeenRow[]> =>
  (
    await pool.query<SeenRow>(
      `WITH ${OPEN_MATTERS}
       SELECT e.id, e.at, e.kind, e.person_id, p.name, e.case_id, e.body, d.kind AS paper
       FROM log_entry e LEFT JOIN person p ON p.id = e.person_id LEFT JOIN paper d ON d.id = CASE WHEN e.kind = 'paper-read' THEN (e.body ->> 'paper')::uuid END
       WHERE e.kind = ANY($3::text[]) AND e.person_id IS DISTINCT FROM $1::uuid
         AND (e.case_id = ANY($2::uuid[]) OR (e.kind IN ('person-read', 'person-revealed') AND e.body ->> 'of' = $1::text))
         AND NOT (${BY_INSPECTION} AND EXISTS (
           SELECT 1 FROM matter m WHERE m.since <= e.at AND (e.case_id IS NULL OR m.about IS NULL OR m.about = e.case_id)))
         AND ($4::timestamptz IS NULL OR (e.at, e.id) < ($4, $5::uuid)) ORDER BY e.at DESC, e.id DESC LIMIT $6`,
      [person, cases, KINDS, before?.[0] ?? null, before?.[1] ?? null, limit + 1],
    )
  ).rows;
