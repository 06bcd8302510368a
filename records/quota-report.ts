import { NUMBER_KINDS, type NumberKind } from '../domain/contract/quota';
import { LINE, type Line, lapseFree, leftOf } from './quota-lines';
import type { Client } from './quota-tree';

/** plan = handed + reserved + used + left + freeLapsed, always. */
export interface Sum {
  readonly plan: number;
  readonly handed: number;
  readonly reserved: number;
  readonly used: number;
  readonly left: number;
  readonly freeLapsed: number;
}

export interface ReportLine extends Sum {
  readonly id: string;
  readonly org: { readonly id: string; readonly name: string };
  readonly parentId: string | null;
  readonly field: string;
  readonly stage: string;
  readonly grade: string;
}

export interface QuotaReport {
  readonly orgId: string;
  readonly year: number;
  /** The year is over: what was free has lapsed, what is reserved stays with its cases. */
  readonly lapsed: boolean;
  /** The organisation's own lines. */
  readonly own: Sum;
  /** With everything below it. Handed places are counted where they lie, so plan = reserved + used + left + freeLapsed, handed being the part that went down. */
  readonly subtree: Sum;
  readonly voidNumbers: Readonly<Record<NumberKind, number>>;
  readonly lines: readonly ReportLine[];
}

const NOTHING: Sum = { plan: 0, handed: 0, reserved: 0, used: 0, left: 0, freeLapsed: 0 };

const sum = (lines: readonly Sum[]): Sum =>
  lines.reduce(
    (all, line) => ({
      plan: all.plan + line.plan,
      handed: all.handed + line.handed,
      reserved: all.reserved + line.reserved,
      used: all.used + line.used,
      left: all.left + line.left,
      freeLapsed: all.freeLapsed + line.freeLapsed,
    }),
    NOTHING,
  );

/** Plan, handed down, reserved, used, void, left and lapsed of an organisation and everything below it, as of a day. */
export const quotaReport = async (
  client: Client,
  asked: { readonly orgId: string; readonly year: number; readonly on: string },
): Promise<QuotaReport> => {
  const { orgId, year } = asked;
  const lapsed = lapseFree(year, asked.on);
  const { rows } = await client.query<Line & { name: string }>(
    `SELECT ${LINE}, o.name FROM quota_line l JOIN organisation o ON o.id = l.org_id
     WHERE l.year = $2 AND o.path LIKE (SELECT path FROM organisation WHERE id = $1) || '%' ORDER BY o.path, l.field, l.stage, l.grade`,
    [orgId, year],
  );
  const lines = rows.map((line): ReportLine => {
    const free = leftOf(line);
    return {
      id: line.id,
      org: { id: line.orgId, name: line.name },
      parentId: line.parentId,
      field: line.field,
      stage: line.stage,
      grade: line.grade,
      plan: line.places,
      handed: line.handed,
      reserved: line.reserved,
      used: line.used,
      left: lapsed ? 0 : free,
      freeLapsed: lapsed ? free : 0,
    };
  });
  const all = sum(lines);
  return {
    orgId,
    year,
    lapsed,
    own: sum(lines.filter(({ org }) => org.id === orgId)),
    subtree: { ...all, plan: all.plan - all.handed },
    voidNumbers: await voidCounts(client, orgId, year),
    lines,
  };
};

const voidCounts = async (client: Client, orgId: string, year: number): Promise<Record<NumberKind, number>> => {
  const { rows } = await client.query<{ kind: string; count: number }>(
    `SELECT i.kind, count(*)::int AS count FROM issued_number i JOIN organisation o ON o.id = i.org_id
     WHERE i.status = 'void' AND i.year = $2 AND o.path LIKE (SELECT path FROM organisation WHERE id = $1) || '%' GROUP BY i.kind`,
    [orgId, year],
  );
  const count = (kind: string): number => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { development: count(NUMBER_KINDS[0]), booklet: count(NUMBER_KINDS[1]), certificate: count(NUMBER_KINDS[2]) };
};
