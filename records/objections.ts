import { randomBytes, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { dayOf } from '../domain/calendar/day';
import { sha256 } from './log';
import type { Vault } from './sealed';

type Client = Pick<PoolClient, 'query'>;

export interface ObjectionText {
  readonly text: string;
  readonly name?: string;
  readonly contact?: string;
}

const place = (id: string) => ({ table: 'objection', column: 'sealed', row: id });

/** The day of the last objection with a name to somebody on a notice; undefined where nobody gave one. Its sender is owed an answer on acceptance. */
export const lastNamedObjection = async (
  client: Client,
  { notice, kase }: { readonly notice: string; readonly kase: string },
): Promise<string | undefined> => {
  const { rows } = await client.query<{ at: Date | null }>(
    'SELECT max(received_at) AS at FROM objection WHERE occasion_id = $1 AND case_id = $2 AND named',
    [notice, kase],
  );
  return rows[0]?.at ? dayOf(rows[0].at.getTime()) : undefined;
};

/** A code that is shown once and never stored. */
export const newReceipt = (): string => randomBytes(10).toString('hex').toUpperCase().match(/.{5}/g)?.join('-') ?? '';

export const receiptHash = (receipt: string): Buffer => sha256(`receipt ${receipt.toUpperCase().replace(/[^0-9A-Z]/g, '')}`);

/** Keyed, so that the table alone tells nobody who complained; it tells only, of a given person, that he cannot inspect the case. */
export const complainantIndex = (vault: Vault, person: string): Buffer => vault.index('complainant', person.toLowerCase());

/** Enters an objection (异议), sealed; `complainant`: the person, where known. The receipt is the only way back to it and is not stored. */
export const enterObjection = async (
  client: Client,
  vault: Vault,
  about: { occasion: string; case: string },
  what: ObjectionText,
  at: number,
  complainant?: string,
): Promise<{ id: string; receipt: string }> => {
  const id = randomUUID();
  const receipt = newReceipt();
  await client.query(
    `INSERT INTO objection (id, occasion_id, case_id, receipt_hash, sealed, named, received_at, complainant_index)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::double precision / 1000), $8)`,
    [
      id,
      about.occasion,
      about.case,
      receiptHash(receipt),
      vault.seal(place(id), JSON.stringify(what)),
      what.name !== undefined,
      at,
      complainant === undefined ? null : complainantIndex(vault, complainant),
    ],
  );
  return { id, receipt };
};

export interface ObjectionRow {
  readonly id: string;
  readonly occasion_id: string;
  readonly case_id: string;
  readonly sealed: Buffer;
  readonly named: boolean;
  readonly status: string;
  readonly received_at: Date;
  readonly ruled_on: string | null;
  readonly ruling: string | null;
}

export const byReceipt = async (client: Client, receipt: string): Promise<ObjectionRow | undefined> =>
  (await client.query<ObjectionRow>('SELECT * FROM objection WHERE receipt_hash = $1', [receiptHash(receipt)])).rows[0];

export const readObjection = (vault: Vault, row: ObjectionRow): ObjectionText =>
  JSON.parse(vault.open(place(row.id), row.sealed)) as ObjectionText;
