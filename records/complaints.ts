import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { MachineState } from '../domain/case/state';
import type { InvestigationBook } from '../domain/procedures/investigation/book';
import { complainantIndex, newReceipt, receiptHash } from './objections';
import type { Vault } from './sealed';

type Client = Pick<PoolClient, 'query'>;

export type Channel = 'web' | 'phone' | 'letter' | 'visit';

export interface ComplaintText {
  readonly text: string;
  /** Post, unit or person in the complainant's words. */
  readonly about?: string;
  readonly name?: string;
  readonly contact?: string;
  /** The officer who wrote it down for the complainant. */
  readonly enteredBy?: string;
}

const place = (id: string) => ({ table: 'complaint', column: 'sealed', row: id });

/** Enters a complaint, sealed; `complainant`: the person, where known. The receipt is the only way back to it and is not stored. */
export const enterComplaint = async (
  client: Client,
  vault: Vault,
  about: { readonly case?: string; readonly org?: string },
  what: ComplaintText,
  how: { readonly channel: Channel; readonly receivedOn: string; readonly at: number },
  complainant?: string,
): Promise<{ id: string; receipt: string }> => {
  const [id, receipt] = [randomUUID(), newReceipt()];
  await client.query(
    `INSERT INTO complaint (id, case_id, org_id, receipt_hash, sealed, named, channel, received_on, received_at, attached, complainant_index)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::double precision / 1000), $10, $11)`,
    [
      id,
      about.case ?? null,
      about.org ?? null,
      receiptHash(receipt),
      vault.seal(place(id), JSON.stringify(what)),
      what.name !== undefined,
      how.channel,
      how.receivedOn,
      how.at,
      about.case !== undefined,
      complainant === undefined ? null : complainantIndex(vault, complainant),
    ],
  );
  return { id, receipt };
};

export interface ComplaintRow {
  readonly id: string;
  readonly case_id: string | null;
  readonly org_id: string | null;
  readonly sealed: Buffer;
  readonly named: boolean;
  readonly channel: Channel;
  readonly received_on: string;
  readonly received_at: Date;
  readonly attached: boolean;
  readonly investigation_id: string | null;
  readonly complainant_index: Buffer | null;
  /** Of its investigation. */
  readonly state: MachineState<InvestigationBook> | null;
  readonly statute_hash: string | null;
}

const COMPLAINT = 'SELECT b.*, c.state, c.statute_hash FROM complaint b LEFT JOIN case_row c ON c.id = b.investigation_id';

export const complaintByReceipt = async (client: Client, receipt: string): Promise<ComplaintRow | undefined> =>
  (await client.query<ComplaintRow>(`${COMPLAINT} WHERE b.receipt_hash = $1`, [receiptHash(receipt)])).rows[0];

/** Of the place where it lies; what lies nowhere yet is read by the offices above which there is none. */
const WITHIN = `EXISTS (SELECT 1 FROM unnest($1::text[]) AS p WHERE o.path LIKE p || '%' OR (b.org_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM organisation office JOIN organisation top ON top.id = office.inspects_id WHERE office.kind = 'inspection-office' AND top.path <> p AND p LIKE top.path || '%')))`;

/** Newest first. `paths`: what the reader's offices inspect. */
export const complaintsWithin = async (
  client: Client,
  paths: readonly string[],
  only: {
    readonly id?: string;
    readonly open?: boolean;
    readonly before?: readonly [at?: Date, id?: string];
    readonly limit?: number;
  } = {},
): Promise<ComplaintRow[]> =>
  (
    await client.query<ComplaintRow>(
      `${COMPLAINT} LEFT JOIN organisation o ON o.id = b.org_id WHERE ${WITHIN} AND ($2::uuid IS NULL OR b.id = $2)
       AND ($3::boolean IS NULL OR $3 = (c.phase IS DISTINCT FROM 'ended')) AND ($4::timestamptz IS NULL OR (b.received_at, b.id) < ($4, $5::uuid))
       ORDER BY b.received_at DESC, b.id DESC LIMIT $6`,
      [paths, only.id ?? null, only.open ?? null, only.before?.[0] ?? null, only.before?.[1] ?? null, only.limit ?? 200],
    )
  ).rows;

/** Says what it is about. Once: what has an investigation is examined there. */
export const attachComplaint = async (
  client: Client,
  id: string,
  about: { readonly case?: string; readonly org: string },
): Promise<boolean> => {
  const { rowCount } = await client.query(
    'UPDATE complaint SET case_id = $2, org_id = $3, attached = true WHERE id = $1 AND NOT attached',
    [id, about.case ?? null, about.org],
  );
  return rowCount === 1;
};

/** Another investigation has given way to this one: each complainant follows his own here. Said again it changes nothing. */
export const moveComplaints = async (client: Client, to: string, told: Readonly<Record<string, unknown>>): Promise<void> => {
  if (told.command !== 'giveWay') return;
  for (const { case: from, ok } of told.results as { case: string; ok: boolean }[])
    if (ok) await client.query('UPDATE complaint SET investigation_id = $2 WHERE investigation_id = $1', [from, to]);
};

/** The office has found out who complained: he inspects nothing of the matter from now on. */
export const nameComplainant = async (client: Client, vault: Vault, id: string, person: string): Promise<void> => {
  await client.query('UPDATE complaint SET complainant_index = $2 WHERE id = $1', [id, complainantIndex(vault, person)]);
};

export const isComplainant = (vault: Vault, row: Pick<ComplaintRow, 'complainant_index'>, person: string): boolean =>
  row.complainant_index?.equals(complainantIndex(vault, person)) ?? false;

export const readComplaint = (vault: Vault, row: Pick<ComplaintRow, 'id' | 'sealed'>): ComplaintText =>
  JSON.parse(vault.open(place(row.id), row.sealed)) as ComplaintText;
