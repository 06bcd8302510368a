import { createHash, randomInt } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Wish } from '../domain/messages/routing';
import type { Vault } from './sealed';

type Client = Pick<PoolClient, 'query'>;

const CODE_MS = 30 * 60_000;
const AGAIN_MS = 60_000;
const TRIES = 5;

const addressPlace = (person: string) => ({ table: 'contact_choice', column: 'mail', row: person });
const codeHash = (person: string, code: string): Buffer => createHash('sha256').update(`address ${person} ${code}`).digest();

export interface Choice {
  readonly mail: Wish;
  readonly sms: Wish;
  readonly address?: string;
  readonly confirmed: boolean;
  readonly phone?: string;
}

interface Row {
  mail: Wish | null;
  sms: Wish | null;
  mail_sealed: Buffer | null;
  confirmed: boolean;
  phone_sealed: Buffer | null;
}

export const choiceOf = async (pool: Client, vault: Vault, person: string): Promise<Choice> => {
  const { rows } = await pool.query<Row>(
    `SELECT w.mail, w.sms, w.mail_sealed, w.mail_confirmed_at IS NOT NULL AS confirmed, p.phone_sealed
     FROM person p LEFT JOIN contact_choice w ON w.person_id = p.id WHERE p.id = $1`,
    [person],
  );
  const [row] = rows;
  const phone = row?.phone_sealed && vault.open({ table: 'person', column: 'phone', row: person }, row.phone_sealed);
  return {
    mail: row?.mail ?? 'all',
    sms: row?.sms ?? 'lawful',
    confirmed: row?.confirmed ?? false,
    ...(row?.mail_sealed ? { address: vault.open(addressPlace(person), row.mail_sealed) } : {}),
    ...(phone ? { phone } : {}),
  };
};

export const choose = async (tx: Client, person: string, wishes: { mail?: Wish | undefined; sms?: Wish | undefined }): Promise<unknown> =>
  tx.query(
    `INSERT INTO contact_choice (person_id, mail, sms) VALUES ($1, COALESCE($2, 'all'), COALESCE($3, 'lawful'))
     ON CONFLICT (person_id) DO UPDATE SET mail = COALESCE($2, contact_choice.mail), sms = COALESCE($3, contact_choice.sms)`,
    [person, wishes.mail ?? null, wishes.sms ?? null],
  );

/** Where letters go: to an address that its owner has confirmed; the code for confirming it, to the one that was typed. */
export const addressOf = async (pool: Client, vault: Vault, person: string, unconfirmed = false): Promise<string | undefined> => {
  const { rows } = await pool.query<{ sealed: Buffer }>(
    'SELECT mail_sealed AS sealed FROM contact_choice WHERE person_id = $1 AND mail_sealed IS NOT NULL AND ($2 OR mail_confirmed_at IS NOT NULL)',
    [person, unconfirmed],
  );
  return rows[0] && vault.open(addressPlace(person), rows[0].sealed);
};

export const phoneOf = async (pool: Client, vault: Vault, person: string, guardian: boolean): Promise<string | undefined> => {
  const column = guardian ? 'guardian' : 'phone';
  const { rows } = await pool.query<{ sealed: Buffer | null }>(`SELECT ${column}_sealed AS sealed FROM person WHERE id = $1`, [person]);
  return rows[0]?.sealed ? vault.open({ table: 'person', column, row: person }, rows[0].sealed) : undefined;
};

/**
 * Notes an address and posts a code to it, at most once a minute. It gets no other letter before the code has been typed in: whoever mistypes an address
 * sends a stranger one letter with a number.
 *
 * @returns how long to wait, when it is too soon
 */
export const askAddress = async (
  tx: Client,
  vault: Vault,
  { person, address, now, domainNow }: { person: string; address: string; now: number; domainNow: number },
): Promise<{ waitMs: number } | undefined> => {
  await tx.query('INSERT INTO contact_choice (person_id) VALUES ($1) ON CONFLICT DO NOTHING', [person]);
  const { rows } = await tx.query<{ until: Date | null }>(
    'SELECT code_until AS until FROM contact_choice WHERE person_id = $1 FOR UPDATE',
    [person],
  );
  const last = rows[0]?.until ? rows[0].until.getTime() - CODE_MS : Number.NEGATIVE_INFINITY;
  if (now - last < AGAIN_MS) return { waitMs: AGAIN_MS - (now - last) };
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  await tx.query(
    `UPDATE contact_choice SET mail_sealed = $2, mail_confirmed_at = NULL, code_hash = $3, code_until = to_timestamp($4::double precision / 1000), code_tries = 0 WHERE person_id = $1`,
    [person, vault.seal(addressPlace(person), address), codeHash(person, code), now + CODE_MS],
  );
  await tx.query(
    `INSERT INTO delivery (key, channel, target, person_id, kind, due_at, created_at, sealed)
     VALUES ('confirm ' || gen_random_uuid(), 'mail', 'person', $1, 'confirm-address', to_timestamp($2::double precision / 1000), to_timestamp($2::double precision / 1000), $3)`,
    [person, domainNow, vault.seal({ table: 'delivery', column: 'sealed', row: person }, code)],
  );
  return undefined;
};

/** Counts the try before it looks: a hundred at once are still five. */
export const confirmAddress = async (pool: Pool, person: string, code: string, now: number): Promise<boolean> => {
  const { rows } = await pool.query<{ hash: Buffer }>(
    `UPDATE contact_choice SET code_tries = code_tries + 1
     WHERE person_id = $1 AND code_hash IS NOT NULL AND code_tries < $2 AND code_until > to_timestamp($3::double precision / 1000) RETURNING code_hash AS hash`,
    [person, TRIES, now],
  );
  const hash = rows[0]?.hash;
  if (!hash?.equals(codeHash(person, code))) return false;
  const { rowCount } = await pool.query(
    'UPDATE contact_choice SET mail_confirmed_at = to_timestamp($3::double precision / 1000), code_hash = NULL, code_until = NULL WHERE person_id = $1 AND code_hash = $2',
    [person, hash, now],
  );
  return rowCount === 1;
};

export const forgetAddress = async (tx: Client, person: string): Promise<unknown> =>
  tx.query(
    'UPDATE contact_choice SET mail_sealed = NULL, mail_confirmed_at = NULL, code_hash = NULL, code_tries = 0 WHERE person_id = $1',
    [person],
  );
