import { timingSafeEqual } from 'node:crypto';
import type { PoolClient } from 'pg';
import { sha256 as digestOf } from './log';
import type { Vault } from './sealed';

type Client = Pick<PoolClient, 'query'>;

/** Letters and digits that nobody mistakes for one another (Crockford): no I, L, O, U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 60 bits: beyond guessing at the rate that the route allows. */
const LENGTH = 12;

/**
 * The check code of a certificate (团员证): keyed by this installation, so that nobody who sees a number can make the code for it, and none is stored.
 * Written in fours: 7Q2M-K0XA-93TD.
 */
export const checkCodeOf = (vault: Vault, number: string): string => {
  const bytes = vault.index('certificate', number);
  const signs = Array.from({ length: LENGTH }, (_, at) => SIGNS[(bytes[at] ?? 0) & 31]).join('');
  return signs.match(/.{4}/g)?.join('-') ?? signs;
};

/** As people type it: small letters, without its strokes, O for 0. */
const read = (code: string): string => code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

/** Whether this code belongs to this number and the certificate stands: drawn and not void. Nothing says which of them failed. */
export const isCertificate = async (client: Client, vault: Vault, number: string, code: string): Promise<boolean> => {
  const right = timingSafeEqual(digestOf(read(code)), digestOf(read(checkCodeOf(vault, number))));
  const { rows } = await client.query(`SELECT 1 FROM issued_number WHERE kind = 'certificate' AND number = $1 AND status = 'issued'`, [
    number,
  ]);
  return right && rows.length > 0;
};

/** The certificate of a case that stands today. */
export const certificateOf = async (client: Client, caseId: string): Promise<{ number: string; on: string } | undefined> =>
  (
    await client.query<{ number: string; on: string }>(
      `SELECT number, "on" FROM issued_number WHERE case_id = $1 AND kind = 'certificate' AND status = 'issued'`,
      [caseId],
    )
  ).rows[0];
