import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { sha256 } from './log';

type Client = Pick<PoolClient, 'query'>;

export interface FeedRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly read_at: Date | null;
}

export const MOST_FEEDS = 5;
const READ_EVERY = '1 hour';

const hashOf = (token: string): Buffer => sha256(`calendar ${token}`);
const COLUMNS = 'id, name, created_at, read_at';

export const feedsOf = async (pool: Client, person: string): Promise<FeedRow[]> =>
  (
    await pool.query<FeedRow>(`SELECT ${COLUMNS} FROM calendar_feed WHERE person_id = $1 AND revoked_at IS NULL ORDER BY created_at, id`, [
      person,
    ])
  ).rows;

/** Undefined: there are as many as there may be. */
export const makeFeed = async (
  tx: Client,
  person: string,
  name: string,
  now: number,
): Promise<(FeedRow & { token: string }) | undefined> => {
  // Two at once count each other.
  await tx.query('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', [person]);
  if ((await feedsOf(tx, person)).length >= MOST_FEEDS) return undefined;
  const token = randomBytes(32).toString('base64url');
  const { rows } = await tx.query<FeedRow>(
    `INSERT INTO calendar_feed (token_hash, person_id, name, created_at) VALUES ($1, $2, $3, to_timestamp($4::double precision / 1000)) RETURNING ${COLUMNS}`,
    [hashOf(token), person, name, now],
  );
  return rows[0] && { ...rows[0], token };
};

export const revokeFeed = async (tx: Client, person: string, id: string, now: number): Promise<boolean> =>
  (
    await tx.query(
      'UPDATE calendar_feed SET revoked_at = to_timestamp($3::double precision / 1000) WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL',
      [id, person, now],
    )
  ).rowCount === 1;

/** Whose it is: somebody whose account is in use. */
export const readerOf = async (pool: Pool, token: string, now: number): Promise<string | undefined> => {
  const { rows } = await pool.query<{ id: string; person: string; stale: boolean }>(
    `SELECT f.id, f.person_id AS person, f.read_at IS NULL OR f.read_at < to_timestamp($2::double precision / 1000) - interval '${READ_EVERY}' AS stale
     FROM calendar_feed f JOIN account a ON a.person_id = f.person_id AND a.status = 'active' WHERE f.token_hash = $1 AND f.revoked_at IS NULL`,
    [hashOf(token), now],
  );
  const [found] = rows;
  if (found?.stale)
    await pool.query('UPDATE calendar_feed SET read_at = to_timestamp($2::double precision / 1000) WHERE id = $1', [found.id, now]);
  return found?.person;
};

/** The laws under which some cases run. */
export const lawsOfCases = async (pool: Client, ids: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await pool.query<{ id: string; hash: string }>(
    'SELECT id, statute_hash AS hash FROM case_row WHERE id = ANY($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, hash }) => [id, hash]));
};
