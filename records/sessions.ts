import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Held, Who } from '../domain/authority/who';
import { heldSql } from './accounts';
import { sha256 } from './log';
import { CASE_SQL, type CaseAt, type CaseColumns, caseOf } from './places';

type Client = Pick<PoolClient, 'query'>;

const MINUTE = 60_000;
/** Whoever holds a role today is staff. */
const IDLE_STAFF_MS = 30 * MINUTE;
const IDLE_OTHERS_MS = 60 * MINUTE;
const LONGEST_MS = 12 * 60 * MINUTE;
/** "Last seen" is written at most this often: reading a page costs no write. */
const SEEN_EVERY_MS = 30_000;

/** Sessions live by the machine's clock: in a rehearsal domain time leaps by months, and people must stay signed in. */
export interface Session {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly login: string;
  readonly mustChange: boolean;
  readonly who: Who;
}

export const tokenHash = (token: string): Buffer => sha256(`session ${token}`);

export const openSession = async (
  tx: Client,
  accountId: string,
  now: number,
  agent: string,
): Promise<{ token: string; expiresAt: number }> => {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = now + LONGEST_MS;
  await tx.query(
    `INSERT INTO session (token_hash, account_id, created_at, last_seen_at, expires_at, agent)
     VALUES ($1, $2, to_timestamp($3::double precision / 1000), to_timestamp($3::double precision / 1000), to_timestamp($4::double precision / 1000), $5)`,
    [tokenHash(token), accountId, now, expiresAt, agent],
  );
  return { token, expiresAt };
};

interface Row {
  account_id: string;
  login: string;
  must_change: boolean;
  last_seen_at: Date;
  person_id: string;
  league: Who['league'];
  unit_id: string | null;
  unit_path: string | null;
  holdings: Held[];
}

const findSql = (
  more: string,
  from: string,
): string => `SELECT s.account_id, s.last_seen_at, a.login, a.must_change, p.id AS person_id, p.league,
    p.unit_id, u.path AS unit_path, ${heldSql('p.id', '$2', 'today')} AS holdings ${more}
  FROM session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = a.person_id LEFT JOIN organisation u ON u.id = p.unit_id ${from}
  WHERE s.token_hash = $1 AND s.expires_at > to_timestamp($3::double precision / 1000) AND a.status = 'active'`;

const FIND = { name: 'find-session', text: findSql('', '') };
/** A request about one case asks for both at once: half the round trips of a page. */
const FIND_BOTH = { name: 'find-session-and-case', text: findSql(', c.*', `LEFT JOIN LATERAL (${CASE_SQL} $4) c ON true`) };

/** Undefined for a token that is unknown, idle for too long, expired, or of a disabled account. `found` is the case that was asked for, whoever may see it. */
export const findSession = async (
  pool: Pool,
  token: string,
  today: string,
  now: number,
  caseId?: string,
): Promise<(Session & { readonly found?: CaseAt }) | undefined> => {
  const key = tokenHash(token);
  const { rows } = await pool.query<Row & { [column in keyof CaseColumns]?: CaseColumns[column] | null }>(
    caseId === undefined ? { ...FIND, values: [key, today, now] } : { ...FIND_BOTH, values: [key, today, now, caseId] },
  );
  const [row] = rows;
  if (!row) return undefined;
  const idle = now - row.last_seen_at.getTime();
  if (idle > (row.holdings.length > 0 ? IDLE_STAFF_MS : IDLE_OTHERS_MS)) {
    await endSessions(pool, row.account_id, { only: key });
    return undefined;
  }
  if (idle > SEEN_EVERY_MS)
    await pool.query('UPDATE session SET last_seen_at = to_timestamp($2::double precision / 1000) WHERE token_hash = $1', [key, now]);
  const who: Who = {
    personId: row.person_id,
    league: row.league,
    holdings: row.holdings,
    unitId: row.unit_id ?? undefined,
    unitPath: row.unit_path ?? undefined,
  };
  return {
    tokenHash: key,
    accountId: row.account_id,
    login: row.login,
    mustChange: row.must_change,
    who,
    ...(row.procedure ? { found: caseOf(row as CaseColumns) } : {}),
  };
};

/** Ends all sessions of an account, or all but one, or only one. Answers how many. */
export const endSessions = async (client: Client, accountId: string, which: { only?: Buffer; except?: Buffer } = {}): Promise<number> => {
  const { rowCount } = await client.query(
    'DELETE FROM session WHERE account_id = $1 AND ($2::bytea IS NULL OR token_hash = $2) AND ($3::bytea IS NULL OR token_hash <> $3)',
    [accountId, which.only ?? null, which.except ?? null],
  );
  return rowCount ?? 0;
};

export const forgetSessions = async (pool: Pool, now: number): Promise<number> =>
  (await pool.query('DELETE FROM session WHERE expires_at < to_timestamp($1::double precision / 1000)', [now])).rowCount ?? 0;
