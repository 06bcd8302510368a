import type { Pool } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { Vault } from './sealed';

/* What is kept of one person, for that person. What others wrote about him and only inspectors read is not in it. */

export interface OwnCase {
  readonly id: string;
  readonly procedure: string;
  readonly unit: string;
  readonly opened_on: string;
  readonly phase: string;
  readonly ending: string | null;
  readonly consents: Readonly<Record<string, unknown>>;
}

/** Cases about the person, save those of procedures that he does not read. */
export const ownCases = async (pool: Pool, person: string, closed: readonly string[]): Promise<OwnCase[]> =>
  (
    await pool.query<OwnCase>(
      `SELECT c.id, c.procedure, o.name AS unit, c.opened_on, c.phase, c.ending, c.state -> 'consents' AS consents FROM case_row c JOIN organisation o ON o.id = c.unit_id
       WHERE c.subject_id = $1 AND c.subject_kind = 'case' AND c.procedure <> ALL($2::text[]) ORDER BY c.opened_on, c.id`,
      [person, closed],
    )
  ).rows;

export const factsOfCases = async (pool: Pool, cases: readonly string[]): Promise<{ case_id: string; fact: Fact }[]> =>
  (
    await pool.query<{ case_id: string; fact: Fact }>(
      'SELECT case_id, fact FROM fact WHERE case_id = ANY($1::uuid[]) ORDER BY case_id, seq',
      [cases],
    )
  ).rows;

const rowsOf = async (pool: Pool, text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> =>
  (await pool.query<Record<string, unknown>>(text, [...values])).rows;

/** Everything beside cases and the record itself, by its name in the export. */
export const ownRows = async (pool: Pool, vault: Vault, person: string, cases: readonly string[]) => {
  const by = (text: string) => rowsOf(pool, text, [person]);
  const drafts = await pool.query<{ name: string; sealed: Buffer; saved_at: Date }>(
    'SELECT name, sealed, saved_at FROM draft WHERE person_id = $1 ORDER BY name',
    [person],
  );
  return {
    account: await by('SELECT login, status, created_at AS "createdAt" FROM account WHERE person_id = $1'),
    sessions: await by(
      'SELECT s.agent, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt" FROM session s JOIN account a ON a.id = s.account_id WHERE a.person_id = $1 ORDER BY s.created_at',
    ),
    roles: await by(
      'SELECT h.role, o.name AS organisation, h.since, h.until, h.acting FROM holding h JOIN organisation o ON o.id = h.org_id WHERE h.person_id = $1 ORDER BY h.since, h.id',
    ),
    kin: await by(
      `SELECT kind, since, until, declared_on AS "declaredOn", withdrawn_on AS "withdrawnOn" FROM kin WHERE person_id = $1 AND declared_as <> 'inspection' ORDER BY declared_on, id`,
    ),
    numbers: await rowsOf(
      pool,
      'SELECT kind, number, status, "on", voided_on AS "voidedOn" FROM issued_number WHERE case_id = ANY($1::uuid[]) ORDER BY "on", number',
      [cases],
    ),
    // What an officer has written in the cases of others is theirs, not his.
    papers: await rowsOf(
      pool,
      `SELECT kind, title, mime, size, sha256, uploaded_at AS "uploadedAt", CASE WHEN mime = 'text/plain' THEN convert_from(content, 'UTF8') END AS text
       FROM paper WHERE uploaded_by = $1 AND (case_id IS NULL OR case_id = ANY($2::uuid[])) ORDER BY uploaded_at, id`,
      [person, cases],
    ),
    guardianLinks: await rowsOf(
      pool,
      'SELECT issued_at AS "issuedAt", expires_at AS "expiresAt" FROM guardian_link WHERE case_id = ANY($1::uuid[]) ORDER BY issued_at',
      [cases],
    ),
    messages: await by(
      'SELECT kind, created_at AS "createdAt", read_at AS "readAt" FROM message WHERE person_id = $1 ORDER BY created_at, id',
    ),
    drafts: drafts.rows.map(({ name, sealed, saved_at }) => ({
      name,
      savedAt: saved_at,
      value: JSON.parse(vault.open({ table: 'draft', column: 'sealed', row: `${person} ${name}` }, sealed)) as unknown,
    })),
  };
};
