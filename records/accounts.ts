import { randomBytes, randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Pool, PoolClient } from 'pg';
import type { Held, Who } from '../domain/authority/who';
import { sha256 } from './log';

type Client = Pick<PoolClient, 'query'>;

/** argon2id, 19 MiB, two passes, one lane (OWASP's first choice): some 30 ms. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const MINUTE = 60_000;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON);

let nobody: Promise<string> | undefined;
/** Takes as long for an account that does not exist, or has no password yet, as for one that does. */
export const checkPassword = async (stored: string | null | undefined, password: string): Promise<boolean> => {
  nobody ??= hashPassword(randomBytes(16).toString('hex'));
  const right = await verify(stored ?? (await nobody), password);
  return right && typeof stored === 'string';
};

/** Failures before the first lock, and how long each lock lasts: 1, 2, 4, 8, 15, 15 ... minutes. Never for good. */
export const FREE_FAILURES = 5;
export const lockMs = (failures: number): number => (failures < FREE_FAILURES ? 0 : Math.min(15, 2 ** (failures - FREE_FAILURES)) * MINUTE);

export interface Account {
  readonly id: string;
  readonly personId: string;
  readonly login: string;
  readonly passwordHash: string | null;
  readonly status: string;
  readonly mustChange: boolean;
}

/**
 * Takes one attempt at an account. The attempt counts as failed until `clearFailures`, so that a hundred guesses at once are still five.
 * `lockedMs` when the account is locked; undefined when there is no such login.
 */
export const takeAttempt = async (pool: Pool, login: string, now: number): Promise<Account | { lockedMs: number } | undefined> => {
  const { rows } = await pool.query<Account>(
    `UPDATE account SET failures = failures + 1,
       locked_until = CASE WHEN failures + 1 >= $3 THEN to_timestamp($2::double precision / 1000) + least(15, 2 ^ least(failures + 1 - $3, 10)) * interval '1 minute' END
     WHERE login = $1 AND (locked_until IS NULL OR locked_until <= to_timestamp($2::double precision / 1000))
     RETURNING id, person_id AS "personId", login, password_hash AS "passwordHash", status, must_change AS "mustChange"`,
    [login, now, FREE_FAILURES],
  );
  if (rows[0]) return rows[0];
  const locked = await pool.query<{ until: Date }>('SELECT locked_until AS until FROM account WHERE login = $1', [login]);
  const until = locked.rows[0]?.until;
  return until ? { lockedMs: Math.max(1000, until.getTime() - now) } : undefined;
};

export const clearFailures = (client: Client, accountId: string): Promise<unknown> =>
  client.query('UPDATE account SET failures = 0, locked_until = NULL WHERE id = $1', [accountId]);

/** False when the login or the person already has an account. */
export const createAccount = async (
  tx: Client,
  account: { personId: string; login: string; at: number; passwordHash?: string; mustChange?: boolean; id?: string },
): Promise<string | undefined> => {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO account (id, person_id, login, password_hash, must_change, created_at)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::double precision / 1000)) ON CONFLICT DO NOTHING RETURNING id`,
    [account.id ?? randomUUID(), account.personId, account.login, account.passwordHash ?? null, account.mustChange ?? false, account.at],
  );
  return rows[0]?.id;
};

/** A new password unlocks the account; false when the login is another person's. */
export const setPassword = async (tx: Client, accountId: string, login: string, passwordHash: string): Promise<boolean> => {
  const taken = await tx.query('SELECT 1 FROM account WHERE login = $1 AND id <> $2', [login, accountId]);
  if ((taken.rowCount ?? 0) > 0) return false;
  await tx.query(
    'UPDATE account SET login = $2, password_hash = $3, must_change = false, failures = 0, locked_until = NULL WHERE id = $1',
    [accountId, login, passwordHash],
  );
  return true;
};

/** No I, L, O, U: read from paper, typed on a phone. 16 characters carry 80 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const newSlipCode = (): string => {
  const letters = [...randomBytes(16)].map((byte) => LETTERS[byte % 32]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
};

/** As people type it: small letters, spaces, an O for a 0. */
export const slipHash = (code: string): Buffer =>
  sha256(
    `slip ${code
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1')}`,
  );

/** What a slip opens: an account, or the enrolment of an inspector's second factor. */
export type SlipPurpose = 'account' | 'factor';

/** Slips that lie about are void: whoever issued them did so for other rights than the person has now. */
export const voidSlips = async (tx: Client, personId: string, at: number, purpose?: SlipPurpose): Promise<void> => {
  await tx.query(
    `UPDATE activation_slip SET expires_at = to_timestamp($2::double precision / 1000)
     WHERE person_id = $1 AND used_at IS NULL AND expires_at > to_timestamp($2::double precision / 1000) AND ($3::text IS NULL OR purpose = $3)`,
    [personId, at, purpose ?? null],
  );
};

export const issueSlip = async (
  tx: Client,
  slip: { code: string; personId: string; issuedBy: string; at: number; expiresAt: number; purpose?: SlipPurpose },
): Promise<void> => {
  const purpose = slip.purpose ?? 'account';
  await voidSlips(tx, slip.personId, slip.at, purpose);
  await tx.query(
    'INSERT INTO activation_slip (code_hash, person_id, issued_by, issued_at, expires_at, purpose) VALUES ($1, $2, $3, to_timestamp($4::double precision / 1000), to_timestamp($5::double precision / 1000), $6)',
    [slipHash(slip.code), slip.personId, slip.issuedBy, slip.at, slip.expiresAt, purpose],
  );
};

/** Uses up a slip; undefined when it is unknown, used or expired (nobody is told which). */
export const useSlip = async (tx: Client, code: string, at: number, purpose: SlipPurpose = 'account'): Promise<string | undefined> => {
  const { rows } = await tx.query<{ personId: string }>(
    `UPDATE activation_slip SET used_at = to_timestamp($2::double precision / 1000)
     WHERE code_hash = $1 AND purpose = $3 AND used_at IS NULL AND expires_at > to_timestamp($2::double precision / 1000) RETURNING person_id AS "personId"`,
    [slipHash(code), at, purpose],
  );
  return rows[0]?.personId;
};

/** The holdings of a person as the JSON of `Held`, of a day or also of days to come; SQL over the outer query's names. */
export const heldSql = (person: string, day: string, when: 'today' | 'ahead'): string => `(
  SELECT coalesce(json_agg(json_strip_nulls(json_build_object('role', h.role, 'orgId', h.org_id, 'path', o.path, 'kind', o.kind, 'acting', h.acting, 'inspectsPath', i.path)) ORDER BY h.id), '[]')
  FROM holding h JOIN organisation o ON o.id = h.org_id LEFT JOIN organisation i ON i.id = o.inspects_id
  WHERE h.person_id = ${person} ${when === 'today' ? `AND h.since <= ${day}` : ''} AND (h.until IS NULL OR h.until >= ${day}) AND (o.closed_on IS NULL OR o.closed_on > ${day}))`;

/** What a person may be and hold on a day; undefined when there is no such person. */
export const whoIs = async (client: Client, personId: string, day: string): Promise<Who | undefined> => {
  const { rows } = await client.query<Who & { unitId: string | null; unitPath: string | null }>(
    `SELECT p.id AS "personId", p.league, p.unit_id AS "unitId", u.path AS "unitPath", ${heldSql('p.id', '$2', 'today')} AS holdings
     FROM person p LEFT JOIN organisation u ON u.id = p.unit_id WHERE p.id = $1`,
    [personId, day],
  );
  const [row] = rows;
  return row && { ...row, unitId: row.unitId ?? undefined, unitPath: row.unitPath ?? undefined };
};

/** Roles of today and of days to come: what an account could open. */
export const holdingsAhead = async (client: Client, personId: string, day: string): Promise<Held[]> => {
  const { rows } = await client.query<{ holdings: Held[] }>(`SELECT ${heldSql('$1::uuid', '$2', 'ahead')} AS holdings`, [personId, day]);
  return rows[0]?.holdings ?? [];
};
