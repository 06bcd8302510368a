import type { Pool, PoolClient } from 'pg';
import { canonical } from '../domain/case/canonical';
import type { Command } from '../domain/case/command';
import type { Refusal } from '../domain/case/refusal';
import { transaction } from './database';
import { sha256 } from './log';
import { keyReused } from './refused';
import { STANDS, type Standing, standsValues } from './sessions';

export interface Registered {
  readonly id: string;
  readonly command: Command;
  readonly status: 'registered' | 'accepted' | 'refused';
  readonly refusal: Refusal | null;
}

/** Digest of what a sender asked for; the same key with another digest is refused. */
export const bodyHash = (asked: Readonly<Record<string, unknown>>): string => sha256(canonical(asked)).toString('hex');

const REGISTER = {
  name: 'register',
  text: `INSERT INTO command (id, case_id, kind, sender_id, key, body_hash, command, status, registered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, 'registered', to_timestamp($8::double precision / 1000)) ON CONFLICT (sender_id, key) DO NOTHING`,
};

/** The same, only where what the sender's right was read from still stands. */
const REGISTER_STANDING = {
  name: 'register-standing',
  text: `INSERT INTO command (id, case_id, kind, sender_id, key, body_hash, command, status, registered_at)
    SELECT $10::uuid, $4::uuid, $11, $12::uuid, $13, $14, $15::jsonb, 'registered', to_timestamp($16::double precision / 1000) WHERE EXISTS (${STANDS})
    ON CONFLICT (sender_id, key) DO NOTHING`,
};

/**
 * Registers a command whose sender and case were not read for it, but some time before: only if both still stand as they were read then.
 *
 * @returns false when something has changed, or the key is known: then it is read, judged and registered anew
 */
export const registerStanding = async (
  pool: Pool,
  command: Command,
  sender: string,
  key: string,
  now: number,
  standing: Standing,
): Promise<boolean> => {
  const row = [command.id, command.kind, sender, key, command.bodyHash, JSON.stringify(command), now];
  return (await pool.query({ ...REGISTER_STANDING, values: [...standsValues(standing), ...row] })).rowCount === 1;
};

/**
 * Registers a command (收文登记) before it is decided: one row by sender and key. The same key with the same body finds the first row, whatever
 * became of it; with another body it is refused.
 *
 * @throws Refused `idempotency-key-reused`
 */
export const register = async (
  client: Pick<PoolClient, 'query'>,
  command: Command,
  sender: string,
  key: string,
  now: number,
): Promise<Registered & { fresh: boolean }> => {
  const inserted = await client.query({
    ...REGISTER,
    values: [command.id, command.target, command.kind, sender, key, command.bodyHash, JSON.stringify(command), now],
  });
  if (inserted.rowCount === 1) return { id: command.id, command, status: 'registered', refusal: null, fresh: true };
  const { rows } = await client.query<Registered & { body_hash: string }>(
    'SELECT id, command, status, refusal, body_hash FROM command WHERE sender_id = $1 AND key = $2',
    [sender, key],
  );
  const found = rows[0];
  if (!found) throw new Error('a registered command vanished');
  if (found.body_hash !== command.bodyHash) throw keyReused();
  return { ...found, fresh: false };
};

/** Made and registered under one lock: what the second rests on counts what the first has asked for. */
export const registerInTurn = (
  pool: Pool,
  lock: string,
  commanded: (tx: PoolClient) => Promise<{ readonly command: Command; readonly now: number }>,
  sender: string,
  key: string,
): ReturnType<typeof register> =>
  transaction(pool, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
    const { command, now } = await commanded(tx);
    return register(tx, command, sender, key, now);
  });

/** A command of a known id, when it was registered before. */
export const registeredAs = async (client: Pick<PoolClient, 'query'>, id: string): Promise<Registered | undefined> =>
  (await client.query<Registered>('SELECT id, command, status, refusal FROM command WHERE id = $1', [id])).rows[0];

/** What became of a command; `seq` is that of its fact. */
export interface Outcome {
  readonly status: Registered['status'];
  readonly refusal: Refusal | null;
  readonly seq: number | null;
}

export const outcomeOf = async (client: Pick<PoolClient, 'query'>, id: string): Promise<Outcome | undefined> =>
  (
    await client.query<Outcome>(
      'SELECT c.status, c.refusal, f.seq FROM command c LEFT JOIN fact f ON f.command_id = c.id WHERE c.id = $1',
      [id],
    )
  ).rows[0];

interface Said {
  readonly case: string;
  readonly refusal: Refusal;
}

/** Why cases refused last what an occasion told them; those whom it could tell nothing have no reason of their own. */
export const refusalsOf = async (client: Pick<PoolClient, 'query'>, occasion: string, cases: readonly string[]): Promise<Said[]> =>
  (
    await client.query<Said>(
      `SELECT DISTINCT ON (case_id) case_id AS case, refusal FROM command
       WHERE case_id = ANY($1::uuid[]) AND status = 'refused' AND starts_with(key, $2) ORDER BY case_id, decided_at DESC`,
      [cases, toldBy(occasion)],
    )
  ).rows;

/** Begins the key of what an occasion tells a case. The space keeps it apart from every key that a person can send. */
export const toldBy = (occasion: string): string => `told by ${occasion}:`;

/**
 * Marks a command refused; the row with its reason is the audit of refusals. Its draft papers are dropped by the sweep.
 *
 * @returns false when it has been decided meanwhile, by another who sent it
 */
export const recordRefusal = async (
  client: Pick<PoolClient, 'query'>,
  command: Command,
  refusal: Refusal,
  now: number,
): Promise<boolean> => {
  const { rowCount } = await client.query(
    `WITH refused AS (
       UPDATE command SET status = 'refused', refusal = $2::jsonb, decided_at = to_timestamp($3::double precision / 1000) WHERE id = $1 AND status = 'registered' RETURNING id, case_id)
     INSERT INTO log_entry (id, at, kind, person_id, case_id, body)
     SELECT gen_random_uuid(), to_timestamp($3::double precision / 1000), 'command.refused', $4, case_id, $5::jsonb FROM refused`,
    [
      command.id,
      JSON.stringify(refusal),
      now,
      command.actor.id,
      canonical({ command: command.id, kind: command.kind, code: refusal.code }),
    ],
  );
  return rowCount === 1;
};
