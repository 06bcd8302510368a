import type { NumberKind } from '../domain/contract/quota';
import { numberAt, type Span } from './number-text';
import type { Client } from './quota-tree';

export interface Range extends Span {
  readonly id: string;
  readonly orgId: string;
  readonly kind: NumberKind;
  readonly year: number;
  readonly next: bigint;
  readonly source: string;
  readonly parentId: string | null;
}

type Raw = { [K in keyof Range]: Range[K] extends bigint ? string : Range[K] };

export const RANGE =
  'n.id, n.org_id AS "orgId", n.kind, n.year, n.prefix, n.width, n.first, n.last, n.next, n.source, n.parent_id AS "parentId"';

export const rangeOf = (raw: Raw): Range => ({ ...raw, first: BigInt(raw.first), last: BigInt(raw.last), next: BigInt(raw.next) });

export const lockRange = async (client: Client, id: string): Promise<Range | undefined> => {
  const { rows } = await client.query<Raw>(`SELECT ${RANGE} FROM number_range n WHERE n.id = $1 FOR UPDATE`, [id]);
  return rows[0] && rangeOf(rows[0]);
};

/** Whether $2 is a number of range n, by text: same prefix, same length, digits between first and last. */
const HOLDS = `n.kind = $1 AND length($2) = length(n.prefix) + n.width AND starts_with($2, n.prefix) AND substr($2, length(n.prefix) + 1) ~ '^[0-9]+$'
  AND $2 COLLATE "C" BETWEEN n.prefix || lpad(n.first::text, n.width, '0') AND n.prefix || lpad(n.last::text, n.width, '0')`;

/** Locks the range that holds a number, should there be one. Every number of a range is entered under the range's lock. */
export const lockRangeOf = async (client: Client, kind: NumberKind, number: string): Promise<Range | undefined> => {
  // Twice: who waits while a range is cut finds it without the number, and only a second look sees the new part.
  for (let look = 0; look < 2; look += 1) {
    const { rows } = await client.query<Raw>(`SELECT ${RANGE} FROM number_range n WHERE ${HOLDS} FOR UPDATE`, [kind, number]);
    if (rows[0]) return rangeOf(rows[0]);
  }
  return undefined;
};

/** Why a number that stands on paper is not this case's to have: another has it, or it is void; or it lies in a range that another unit received. */
export const notTheirs = async (
  client: Client,
  kind: NumberKind,
  number: string,
  { caseId, path }: { readonly caseId: string; readonly path: readonly string[] },
): Promise<'taken' | 'other-range' | undefined> => {
  const { rows } = await client.query<{ taken: boolean; outside: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM issued_number i WHERE i.kind = $1 AND i.number = $2 AND (i.case_id IS DISTINCT FROM $3 OR i.status = 'void')) AS taken,
       EXISTS (SELECT 1 FROM number_range n WHERE ${HOLDS} AND n.org_id <> ALL($4::uuid[])) AS outside`,
    [kind, number, caseId, path],
  );
  if (rows[0]?.taken) return 'taken';
  return rows[0]?.outside ? 'other-range' : undefined;
};

export interface Free {
  readonly kind: NumberKind;
  readonly rangeId: string;
  readonly serial: bigint;
  readonly number: string;
}

/**
 * The next free number of the nearest organisation that has one, its range locked until the transaction ends. Numbers that were voided before their
 * turn are passed over. `none`: nobody up the tree holds such a range; `empty`: they are all used up.
 */
export const findFree = async (
  client: Client,
  path: readonly string[],
  kind: NumberKind,
  year: number,
): Promise<Free | 'none' | 'empty'> => {
  const { rows } = await client.query<Raw>(
    `SELECT ${RANGE} FROM number_range n WHERE n.org_id = ANY($1::uuid[]) AND n.kind = $2 AND n.year = $3 ORDER BY array_position($1::uuid[], n.org_id), n.prefix, n.first, n.id`,
    [path, kind, year],
  );
  for (const candidate of rows.map(rangeOf).filter(({ next, last }) => next <= last)) {
    const range = await lockRange(client, candidate.id);
    if (!range || !path.includes(range.orgId)) continue;
    for (let serial = range.next; serial <= range.last; serial += 1n) {
      const number = numberAt(range, serial);
      const known = await client.query('SELECT 1 FROM issued_number WHERE kind = $1 AND number = $2', [kind, number]);
      if (known.rowCount === 0) return { kind, rangeId: range.id, serial, number };
    }
  }
  return rows.length === 0 ? 'none' : 'empty';
};

export interface Receiver {
  readonly caseId: string;
  readonly round: number | null;
  readonly unitId: string;
  readonly year: number;
  readonly on: string;
}

/** Gives a found number to a case. */
export const give = async (client: Client, free: Free, to: Receiver): Promise<void> => {
  await client.query('UPDATE number_range SET next = $2 WHERE id = $1', [free.rangeId, (free.serial + 1n).toString()]);
  await client.query(
    `INSERT INTO issued_number (kind, number, case_id, round, range_id, org_id, year, status, "on") VALUES ($1, $2, $3, $4, $5, $6, $7, 'issued', $8)`,
    [free.kind, free.number, to.caseId, to.round, free.rangeId, to.unitId, to.year, to.on],
  );
};
