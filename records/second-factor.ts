import type { Pool, PoolClient } from 'pg';
import { newSlipCode, slipHash } from './accounts';
import type { Vault } from './sealed';
import { newSecret, stepOf } from './totp';

type Client = Pick<PoolClient | Pool, 'query'>;

const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Looked at where there is nothing to look at, so that it takes as long. */
const NO_SECRET = Buffer.alloc(20);
const RECOVERY_CODES = 8;

const place = (account: string) => ({ table: 'second_factor', column: 'secret', row: account });

export interface Factor {
  readonly accountId: string;
  readonly secret: Buffer;
  readonly confirmed: boolean;
}

/** The factor of an account, confirmed or begun. Ask for an unknown account all the same: it takes as long. */
export const factorOf = async (client: Client, vault: Vault, accountId = NOBODY): Promise<Factor | undefined> => {
  const { rows } = await client.query<{ secret_sealed: Buffer; confirmed: boolean }>(
    'SELECT secret_sealed, confirmed_at IS NOT NULL AS confirmed FROM second_factor WHERE account_id = $1',
    [accountId],
  );
  const [row] = rows;
  return row && { accountId, secret: Buffer.from(vault.open(place(accountId), row.secret_sealed), 'base64'), confirmed: row.confirmed };
};

/** The account with a confirmed factor that a slip would open; undefined when there is no such slip, account or factor. */
export const enrolledOwner = async (client: Client, slip: string, at: number): Promise<{ id: string; login: string } | undefined> =>
  (
    await client.query<{ id: string; login: string }>(
      `SELECT a.id, a.login FROM activation_slip s JOIN account a ON a.person_id = s.person_id
         JOIN second_factor f ON f.account_id = a.id AND f.confirmed_at IS NOT NULL
       WHERE s.code_hash = $1 AND s.purpose = 'account' AND s.used_at IS NULL AND s.expires_at > to_timestamp($2::double precision / 1000)`,
      [slipHash(slip), at],
    )
  ).rows[0];

export interface GivenFactor {
  /** The TOTP step, or the digest of a recovery code. */
  readonly step?: number;
  readonly recovery?: Buffer;
}

/** Looks whether what was typed is right; nothing is used up yet. */
export const checkFactor = async (
  client: Client,
  factor: Factor | undefined,
  typed: string,
  now: number,
): Promise<GivenFactor | undefined> => {
  const step = stepOf(factor?.secret ?? NO_SECRET, typed.replace(/\s/g, ''), now);
  const recovery = slipHash(typed);
  const { rowCount } = await client.query('SELECT 1 FROM recovery_code WHERE code_hash = $1 AND account_id = $2 AND used_at IS NULL', [
    recovery,
    factor?.accountId ?? NOBODY,
  ]);
  if (factor === undefined) return undefined;
  if (step !== undefined) return { step };
  return rowCount ? { recovery } : undefined;
};

/** Uses it up. False: this very code was taken before, or at the same moment. */
export const useFactor = async (client: Client, accountId: string, given: GivenFactor, now: number): Promise<boolean> => {
  const { rowCount } =
    given.step === undefined
      ? await client.query(
          'UPDATE recovery_code SET used_at = to_timestamp($3::double precision / 1000) WHERE code_hash = $1 AND account_id = $2 AND used_at IS NULL',
          [given.recovery, accountId, now],
        )
      : await client.query('UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2', [accountId, given.step]);
  return rowCount === 1;
};

/** Begins an enrolment with a fresh secret, instead of one begun before. Undefined: a factor is enrolled. */
export const beginFactor = async (client: Client, vault: Vault, accountId: string, now: number): Promise<Buffer | undefined> => {
  const secret = newSecret();
  const { rowCount } = await client.query(
    `INSERT INTO second_factor (account_id, secret_sealed, begun_at) VALUES ($1, $2, to_timestamp($3::double precision / 1000))
     ON CONFLICT (account_id) DO UPDATE SET secret_sealed = EXCLUDED.secret_sealed, begun_at = EXCLUDED.begun_at, last_step = 0
     WHERE second_factor.confirmed_at IS NULL`,
    [accountId, vault.seal(place(accountId), secret.toString('base64')), now],
  );
  return rowCount === 1 ? secret : undefined;
};

/** Confirms it with its first code; answers the recovery codes, shown once. */
export const confirmFactor = async (client: Client, accountId: string, step: number, now: number): Promise<string[] | undefined> => {
  const { rowCount } = await client.query(
    'UPDATE second_factor SET confirmed_at = to_timestamp($3::double precision / 1000), last_step = $2 WHERE account_id = $1 AND confirmed_at IS NULL',
    [accountId, step, now],
  );
  if (rowCount !== 1) return undefined;
  const codes = Array.from({ length: RECOVERY_CODES }, newSlipCode);
  await client.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
  await client.query('INSERT INTO recovery_code (code_hash, account_id) SELECT hash, $2 FROM unnest($1::bytea[]) AS hash', [
    codes.map(slipHash),
    accountId,
  ]);
  return codes;
};

export const recoveryLeft = async (client: Client, accountId: string): Promise<number> =>
  (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM recovery_code WHERE account_id = $1 AND used_at IS NULL', [accountId]))
    .rows[0]?.n ?? 0;

/** Takes a factor away, with its recovery codes; true when there was one. */
export const removeFactor = async (client: Client, accountId: string): Promise<boolean> => {
  await client.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
  return ((await client.query('DELETE FROM second_factor WHERE account_id = $1', [accountId])).rowCount ?? 0) > 0;
};
