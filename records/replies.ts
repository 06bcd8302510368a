import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { canonical } from '../domain/case/canonical';
import { transaction } from './database';

type Client = Pick<PoolClient, 'query'>;

/** The stored answer of a write that is no act on a case. */
export interface Reply {
  readonly status: number;
  readonly response: unknown;
}

export type Kept = { kind: 'first' | 'again'; reply: Reply } | { kind: 'in-flight' } | { kind: 'other-body' };

export interface Write {
  readonly senderId: string;
  readonly key: string;
  readonly route: string;
  /** Everything that the effect depends on. */
  readonly body: unknown;
  readonly at: number;
}

/**
 * Does `work` once per (sender, key) and keeps its answer in the same transaction: a crash before the commit leaves neither, after it both.
 * `work` answers refusals too, having undone what it began (a savepoint), so that a repeat hears the same "no"; what it throws is kept nowhere.
 * A repeat while the first is still at work gets `in-flight` at once instead of waiting.
 */
export const once = (pool: Pool, write: Write, work: (tx: PoolClient) => Promise<Reply>): Promise<Kept> =>
  transaction(pool, async (tx) => {
    const lock = `reply ${write.senderId} ${write.key}`;
    const { rows: locks } = await tx.query<{ got: boolean }>('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS got', [lock]);
    if (locks[0]?.got !== true) return { kind: 'in-flight' };
    const before = await replied(tx, write);
    if (before) return before;
    const reply = await work(tx);
    await keepReply(tx, write, reply);
    return { kind: 'first', reply };
  });

const digestOf = ({ route, body }: Write): string => createHash('sha256').update(canonical({ route, body })).digest('hex');

/** What was answered under this key before; undefined when nothing was. */
export const replied = async (client: Client, write: Write): Promise<Exclude<Kept, { kind: 'in-flight' }> | undefined> => {
  const { rows } = await client.query<{ body_hash: string; status: number; response: unknown }>(
    'SELECT body_hash, status, response FROM reply WHERE sender_id = $1 AND key = $2',
    [write.senderId, write.key],
  );
  const [stored] = rows;
  if (!stored) return undefined;
  if (stored.body_hash !== digestOf(write)) return { kind: 'other-body' };
  return { kind: 'again', reply: { status: stored.status, response: stored.response ?? undefined } };
};

/** False when somebody else has kept an answer under the key meanwhile. */
export const keepReply = async (client: Client, write: Write, reply: Reply): Promise<boolean> => {
  const { rowCount } = await client.query(
    `INSERT INTO reply (sender_id, key, route, body_hash, status, response, created_at) VALUES ($1, $2, $3, $4, $5, $6::jsonb, to_timestamp($7::double precision / 1000))
     ON CONFLICT (sender_id, key) DO NOTHING`,
    [
      write.senderId,
      write.key,
      write.route,
      digestOf(write),
      reply.status,
      reply.response === undefined ? null : JSON.stringify(reply.response),
      write.at,
    ],
  );
  return rowCount === 1;
};

/** Answers are kept a week: long past any retry of a phone or a script. */
export const forgetReplies = async (pool: Pool, before: number): Promise<number> =>
  (await pool.query('DELETE FROM reply WHERE created_at < to_timestamp($1::double precision / 1000)', [before])).rowCount ?? 0;
