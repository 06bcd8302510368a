import { randomBytes, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { sha256 } from './log';
import type { Vault } from './sealed';

type Client = Pick<PoolClient, 'query'>;

export interface ObjectionText {
  readonly text: string;
  readonly name?: string;
  readonly contact?: string;
}

const place = (id: string) => ({ table: 'objection', column: 'sealed', row: id });

/** The objections with a name to somebody on a notice that nobody has ruled on, the first first: each sender is owed an answer on acceptance. */
export const namedObjections = async (
  client: Client,
  { notice, kase }: { readonly notice: string; readonly kase: string },
): Promise<string[]> =>
  (
    await client.query<{ id: string }>(
      `SELECT id FROM objection WHERE occasion_id = $1 AND case_id = $2 AND named AND status = 'received' ORDER BY received_at, id`,
      [notice, kase],
    )
  ).rows.map(({ id }) => id);

/** Those that came while objections to the same person are examined, and are not known there yet. Investigations of earlier releases do not say which was first. */
export const unnotedObjectors = async (
  client: Client,
): Promise<{ readonly objection: string; readonly investigation: string; readonly at: Date }[]> =>
  (
    await client.query<{ objection: string; investigation: string; at: Date }>(
      `SELECT o.id AS objection, c.id AS investigation, o.received_at AS at FROM case_row c
         JOIN LATERAL (SELECT c.state -> 'book' AS book) b ON true
         JOIN objection o ON o.case_id = c.parent_id AND o.occasion_id::text = b.book ->> 'notice' AND o.named AND o.status = 'received'
       WHERE c.procedure = 'investigation' AND c.phase <> 'ended' AND o.id::text IS DISTINCT FROM b.book ->> 'objection'
         AND NOT COALESCE(b.book -> 'joined' @> jsonb_build_array(jsonb_build_object('id', o.id)), false)
         AND NOT (b.book -> 'named' = 'true' AND NOT b.book ? 'objection' AND NOT EXISTS (
           SELECT 1 FROM objection e WHERE e.case_id = o.case_id AND e.occasion_id = o.occasion_id AND e.named AND e.status = 'received'
             AND (e.received_at, e.id) < (o.received_at, o.id)))
       ORDER BY o.received_at, o.id LIMIT 100`,
    )
  ).rows;

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
