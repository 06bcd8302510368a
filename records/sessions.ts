import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { FactorState } from '../domain/authority/second-factor';
import type { Held, Who } from '../domain/authority/who';
import { heldSql } from './accounts';
import { SESSION_ENDED } from './changes';
import { sha256 } from './log';
import { CASE_SQL, type CaseAt, type CaseColumns, casesOf } from './places';

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
  /** Whether a second factor is enrolled, and when this session last gave it. */
  readonly factor: FactorState;
  readonly who: Who;
  /** The team whose account it is: it reads, and no more. */
  readonly team?: string;
  /** Digest of all of it as Postgres has it: equal where nothing has changed. */
  readonly stamp: string;
}

export const tokenHash = (token: string): Buffer => sha256(`session ${token}`);

export const openSession = async (
  tx: Client,
  accountId: string,
  now: number,
  agent: string,
  factorAt?: number,
): Promise<{ token: string; expiresAt: number }> => {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = now + LONGEST_MS;
  await tx.query(
    `INSERT INTO session (token_hash, account_id, created_at, last_seen_at, expires_at, agent, factor_at)
     VALUES ($1, $2, to_timestamp($3::double precision / 1000), to_timestamp($3::double precision / 1000), to_timestamp($4::double precision / 1000), $5, to_timestamp($6::double precision / 1000))`,
    [tokenHash(token), accountId, now, expiresAt, agent, factorAt ?? null],
  );
  return { token, expiresAt };
};

/** The factor was given: the session goes on under a new token, so that one noted down before is worth nothing now. Undefined: it has ended. */
export const raiseSession = async (
  client: Client,
  old: Buffer,
  now: number,
): Promise<{ token: string; tokenHash: Buffer; expiresAt: number } | undefined> => {
  const token = randomBytes(32).toString('base64url');
  const { rows } = await client.query<{ expires_at: Date }>(
    'UPDATE session SET token_hash = $2, factor_at = to_timestamp($3::double precision / 1000) WHERE token_hash = $1 RETURNING expires_at',
    [old, tokenHash(token), now],
  );
  return rows[0] && { token, tokenHash: tokenHash(token), expiresAt: rows[0].expires_at.getTime() };
};

interface Row {
  account_id: string;
  login: string;
  must_change: boolean;
  enrolled: boolean;
  factor_at: Date | null;
  last_seen_at: Date;
  person_id: string;
  league: Who['league'];
  unit_id: string | null;
  unit_path: string | null;
  holdings: Held[];
  team: string | null;
  stamp: string;
}

const findSql = (
  more: string,
  from: string,
): string => `SELECT s.account_id, s.last_seen_at, s.factor_at, f.account_id IS NOT NULL AS enrolled, a.login, a.must_change, p.id AS person_id, p.league,
    t.id AS team, p.unit_id, u.path AS unit_path, held.holdings,
    md5(ROW(s.account_id, s.factor_at, f.account_id, a.login, a.must_change, p.id, p.league, t.id, p.unit_id, u.path, held.holdings)::text) AS stamp ${more}
  FROM session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = a.person_id LEFT JOIN organisation u ON u.id = p.unit_id
    LEFT JOIN second_factor f ON f.account_id = a.id AND f.confirmed_at IS NOT NULL LEFT JOIN team t ON t.person_id = p.id
    CROSS JOIN LATERAL (SELECT ${heldSql('p.id', '$2', 'today')} AS holdings OFFSET 0) held ${from}
  WHERE s.token_hash = $1 AND s.expires_at > to_timestamp($3::double precision / 1000) AND a.status = 'active'`;

const FIND = { name: 'find-session', text: findSql('', '') };
/** A request about one case asks for both at once: half the round trips of a page. */
const FIND_BOTH = { name: 'find-session-and-case', text: findSql(', c.*', `LEFT JOIN LATERAL (${CASE_SQL} $4) c ON true`) };

/** A session and a case as they were read some time ago, and the moment at which somebody rests an act on them. */
export interface Standing {
  readonly session: Pick<Session, 'tokenHash' | 'stamp'>;
  readonly case: Pick<CaseAt, 'state' | 'version' | 'place'>;
  readonly today: string;
  /** Machine time. */
  readonly now: number;
}

/**
 * One row when both still stand as they were read, and the session is not idle: the condition of another statement, with its parameters. Their numbers
 * begin at 1; the case's id is $4.
 */
export const STANDS = `SELECT true FROM (${FIND_BOTH.text}) r WHERE r.stamp = $5 AND r.version = $6 AND r.case_unit_path = $7 AND r.case_committee_path = $8
  AND COALESCE(r.case_acting, '{}') = $9::text[]
  AND r.last_seen_at > to_timestamp(($3::double precision - ${SEEN_EVERY_MS}) / 1000)`;

export const standsValues = ({ session, case: { state, version, place }, today, now }: Standing): unknown[] => [
  session.tokenHash,
  today,
  now,
  state.id,
  session.stamp,
  version,
  place.unitPath,
  place.committeePath,
  place.actingUnits ?? [],
];

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
  if (idle > longestIdle(row) || isOver(row)) {
    await endSessions(pool, row.account_id, isOver(row) ? {} : { only: key });
    return undefined;
  }
  if (idle > SEEN_EVERY_MS)
    await pool.query('UPDATE session SET last_seen_at = to_timestamp($2::double precision / 1000) WHERE token_hash = $1', [key, now]);
  const [found] = row.procedure ? await casesOf(pool, [row as CaseColumns]) : [];
  return { ...sessionOf(key, row), ...(found ? { found } : {}) };
};

/** The same for a page that only listens: it keeps no session alive. */
export const peekSession = async (pool: Pool, key: Buffer, today: string, now: number): Promise<Session | undefined> => {
  const { rows } = await pool.query<Row>({ ...FIND, values: [key, today, now] });
  const [row] = rows;
  return row && !isOver(row) && now - row.last_seen_at.getTime() <= longestIdle(row) ? sessionOf(key, row) : undefined;
};

/** A team's account is its one dated holding: outside its days there is no session of it. */
const isOver = ({ team, holdings }: Row): boolean => team !== null && holdings.length === 0;

const longestIdle = ({ holdings }: Row): number => (holdings.length > 0 ? IDLE_STAFF_MS : IDLE_OTHERS_MS);

const sessionOf = (key: Buffer, row: Row): Session => ({
  tokenHash: key,
  accountId: row.account_id,
  login: row.login,
  mustChange: row.must_change,
  factor: { enrolled: row.enrolled, ...(row.factor_at ? { at: row.factor_at.getTime() } : {}) },
  who: {
    personId: row.person_id,
    league: row.league,
    holdings: row.holdings,
    unitId: row.unit_id ?? undefined,
    unitPath: row.unit_path ?? undefined,
  },
  ...(row.team === null ? {} : { team: row.team }),
  stamp: row.stamp,
});

/** Ends all sessions of an account, or all but one, or only one. Answers how many. */
export const endSessions = async (client: Client, accountId: string, which: { only?: Buffer; except?: Buffer } = {}): Promise<number> => {
  const { rowCount } = await client.query(
    'DELETE FROM session WHERE account_id = $1 AND ($2::bytea IS NULL OR token_hash = $2) AND ($3::bytea IS NULL OR token_hash <> $3)',
    [accountId, which.only ?? null, which.except ?? null],
  );
  // Pages that listen are told at once; see api/live.
  if (rowCount) await client.query(`SELECT pg_notify('${SESSION_ENDED}', $1)`, [accountId]);
  return rowCount ?? 0;
};

export const forgetSessions = async (pool: Pool, now: number): Promise<number> =>
  (await pool.query('DELETE FROM session WHERE expires_at < to_timestamp($1::double precision / 1000)', [now])).rowCount ?? 0;
