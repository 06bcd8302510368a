import type { NumberKind } from '../domain/contract/quota';
import { RANGE, type Range, rangeOf } from './number-draw';
import { numberAt } from './number-text';
import type { Client } from './quota-tree';

interface Scope {
  readonly orgId: string;
  readonly year: number;
  readonly kind: NumberKind;
}

/** Numbers of range n from serial $a to $b that stand in the book, matched by their text. */
const INSIDE = `i.kind = n.kind AND length(i.number) = length(n.prefix) + n.width AND starts_with(i.number, n.prefix) AND substr(i.number, length(n.prefix) + 1) ~ '^[0-9]+$'
  AND i.number COLLATE "C" BETWEEN n.prefix || lpad(n.next::text, n.width, '0') AND n.prefix || lpad(n.last::text, n.width, '0')`;

const BELOW = `o.path LIKE (SELECT path FROM organisation WHERE id = $1) || '%'`;

export interface RangeView {
  readonly id: string;
  readonly org: { readonly id: string; readonly name: string };
  readonly parentId: string | null;
  readonly first: string;
  readonly last: string;
  /** Next number in turn; absent when the range is used up. */
  readonly next?: string;
  readonly left: number;
  readonly source: string;
}

/** The ranges of an organisation and everything below it. `left` leaves out numbers that were voided before their turn. */
export const rangesOf = async (client: Client, { orgId, year, kind }: Scope): Promise<RangeView[]> => {
  const { rows } = await client.query<Parameters<typeof rangeOf>[0] & { name: string; ahead: number }>(
    `SELECT ${RANGE}, o.name, (SELECT count(*)::int FROM issued_number i WHERE n.next <= n.last AND ${INSIDE}) AS ahead
     FROM number_range n JOIN organisation o ON o.id = n.org_id WHERE n.year = $2 AND n.kind = $3 AND ${BELOW} ORDER BY o.path, n.prefix, n.first`,
    [orgId, year, kind],
  );
  return rows.map((row) => {
    const range: Range = rangeOf(row);
    const left = Number(range.last - range.next + 1n) - row.ahead;
    const { id, parentId, source } = range;
    const view = {
      id,
      org: { id: range.orgId, name: row.name },
      parentId,
      first: numberAt(range, range.first),
      last: numberAt(range, range.last),
      left,
      source,
    };
    return left > 0 ? { ...view, next: numberAt(range, range.next) } : view;
  });
};

export interface NumberView {
  readonly number: string;
  readonly status: 'issued' | 'void';
  readonly caseId?: string;
  readonly orgId: string;
  readonly why?: string;
  readonly on: string;
  readonly voidedOn?: string;
}

/** The numbers given out or voided below an organisation, in order, from behind `after`. */
export const numbersOf = async (
  client: Client,
  scope: Scope & { readonly after?: string; readonly limit: number },
): Promise<{ items: NumberView[]; next?: string }> => {
  const { rows } = await client.query<
    { [K in keyof Required<NumberView>]: Required<NumberView>[K] | null } & {
      number: string;
      status: 'issued' | 'void';
      orgId: string;
      on: string;
    }
  >(
    `SELECT i.number, i.status, i.case_id AS "caseId", i.org_id AS "orgId", i.why, i."on", i.voided_on AS "voidedOn" FROM issued_number i JOIN organisation o ON o.id = i.org_id
     WHERE i.year = $2 AND i.kind = $3 AND ${BELOW} AND i.number COLLATE "C" > $4 ORDER BY i.number COLLATE "C" LIMIT $5`,
    [scope.orgId, scope.year, scope.kind, scope.after ?? '', scope.limit + 1],
  );
  const items = rows.slice(0, scope.limit).map(({ caseId, why, voidedOn, ...row }) => ({
    ...row,
    ...(caseId === null ? {} : { caseId }),
    ...(why === null ? {} : { why }),
    ...(voidedOn === null ? {} : { voidedOn }),
  }));
  const last = items.at(-1)?.number;
  return rows.length > scope.limit && last !== undefined ? { items, next: last } : { items };
};

export const numberCounts = async (client: Client, scope: Scope): Promise<{ issued: number; void: number }> => {
  const { rows } = await client.query<{ issued: number; void: number }>(
    `SELECT count(*) FILTER (WHERE i.status = 'issued')::int AS issued, count(*) FILTER (WHERE i.status = 'void')::int AS void
     FROM issued_number i JOIN organisation o ON o.id = i.org_id WHERE i.year = $2 AND i.kind = $3 AND ${BELOW}`,
    [scope.orgId, scope.year, scope.kind],
  );
  return rows[0] ?? { issued: 0, void: 0 };
};

export interface NumberFault {
  readonly number: string;
  readonly rangeId?: string;
  /** `gap`: passed over by its range, yet neither given out nor void. `unexplained`: void without reason, or given out to nobody. `overlap`: in two ranges. */
  readonly fault: 'gap' | 'unexplained' | 'overlap';
}

/**
 * Proves that every number is accounted for: between the first of a range and its next one each is given out to a case or void with a reason, and no
 * number lies in two ranges. An empty list is the proof.
 */
export const numbersAudit = async (client: Client, scope?: Scope): Promise<NumberFault[]> => {
  const within = scope
    ? `n.year = $2 AND n.kind = $3 AND EXISTS (SELECT 1 FROM organisation o WHERE o.id = n.org_id AND ${BELOW})`
    : 'true';
  const values = scope ? [scope.orgId, scope.year, scope.kind] : [];
  const { rows } = await client.query<NumberFault>(
    `WITH drawn AS (SELECT n.id, n.kind, n.prefix || lpad(s.serial::text, n.width, '0') AS number FROM number_range n, generate_series(n.first, n.next - 1) AS s(serial) WHERE ${within})
     SELECT d.number, d.id AS "rangeId", 'gap' AS fault FROM drawn d WHERE NOT EXISTS (SELECT 1 FROM issued_number i WHERE i.kind = d.kind AND i.number = d.number)
     UNION ALL
     SELECT d.number, d.id, 'unexplained' FROM drawn d JOIN issued_number i ON i.kind = d.kind AND i.number = d.number
     WHERE (i.status = 'void' AND (COALESCE(i.why, '') = '' OR i.voided_on IS NULL)) OR (i.status <> 'void' AND i.case_id IS NULL)
     UNION ALL
     SELECT d.number, min(d.id::text)::uuid, 'overlap' FROM drawn d GROUP BY d.kind, d.number HAVING count(*) > 1
     ORDER BY 1`,
    values,
  );
  return rows;
};
