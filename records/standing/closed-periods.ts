import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { closedDays, type Declared } from '../../domain/standing/closed';
import type { ClosedPeriod } from '../../domain/standing/reasons';

type Client = Pick<PoolClient | Pool, 'query'>;

export interface PeriodRow {
  readonly id: string;
  readonly org_id: string;
  readonly org_name: string;
  readonly org_path: string;
  readonly closed: boolean;
  readonly since: string;
  readonly until: string;
  readonly why: string;
}

const SELECT = `SELECT c.id, c.org_id, o.name AS org_name, o.path AS org_path, c.closed, c.since, c.until, c.why
  FROM closed_period c JOIN organisation o ON o.id = c.org_id`;

export const findPeriod = async (client: Client, id: string, lock = false): Promise<PeriodRow | undefined> =>
  (await client.query<PeriodRow>(`${SELECT} WHERE c.id = $1${lock ? ' FOR UPDATE OF c' : ''}`, [id])).rows[0];

/** Own and inherited ones that are not over, from the root down. */
export const periodsOf = async (client: Client, path: string, today: string): Promise<PeriodRow[]> =>
  (
    await client.query<PeriodRow>(
      `${SELECT} WHERE c.org_id = ANY($1::uuid[]) AND c.until >= $2 AND c.until >= c.since ORDER BY length(o.path), c.since, c.id`,
      [path.split('/').filter(Boolean), today],
    )
  ).rows;

/** Of the unit itself, on some of the days. The caller holds the unit's row, so that two declarations at once do not overlap. */
export const overlapping = async (client: Client, org: string, from: string, until: string): Promise<boolean> =>
  ((
    await client.query('SELECT 1 FROM closed_period WHERE org_id = $1 AND since <= $3 AND until >= $2 AND until >= since LIMIT 1', [
      org,
      from,
      until,
    ])
  ).rowCount ?? 0) > 0;

export const declarePeriod = async (
  tx: Client,
  period: Declared & { readonly org: string; readonly why: string; readonly by: string; readonly at: number },
): Promise<string> => {
  const id = randomUUID();
  await tx.query(
    `INSERT INTO closed_period (id, org_id, closed, since, until, why, declared_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::double precision / 1000))`,
    [id, period.org, period.closed, period.from, period.until, period.why, period.by, period.at],
  );
  return id;
};

export const cutPeriod = async (tx: Client, id: string, until: string, at: number): Promise<void> => {
  await tx.query('UPDATE closed_period SET until = $2, changed_at = to_timestamp($3::double precision / 1000) WHERE id = $1', [
    id,
    until,
    at,
  ]);
};

/** When the units are closed, by their ids; what was declared above them counts as well. */
export const closedAt = async (client: Client, units: readonly string[]): Promise<Map<string, ClosedPeriod[]>> => {
  const { rows } = await client.query<Declared & { unit: string; level: number }>(
    `SELECT h.id AS unit, array_position(h.chain, c.org_id) AS level, c.closed, c.since AS from, c.until
     FROM (SELECT id, string_to_array(trim(BOTH '/' FROM path), '/')::uuid[] AS chain FROM organisation WHERE id = ANY($1::uuid[])) h
       JOIN closed_period c ON c.org_id = ANY(h.chain) WHERE c.until >= c.since`,
    [[...new Set(units)]],
  );
  const levels = new Map<string, Declared[][]>();
  for (const { unit, level, ...declared } of rows) {
    const own = levels.get(unit) ?? [];
    own[level] = [...(own[level] ?? []), declared];
    levels.set(unit, own);
  }
  return new Map([...levels].map(([unit, own]) => [unit, closedDays(Object.values(own))]));
};

/** Changes whenever a period is declared or cut short. */
export const periodsMark = async (client: Client): Promise<string> =>
  (
    await client.query<{ mark: string }>(
      `SELECT count(*) || ' ' || COALESCE(max(changed_at)::text, '') || ' ' || COALESCE(md5(string_agg(id || until, ',' ORDER BY id)), '') AS mark FROM closed_period`,
    )
  ).rows[0]?.mark ?? '';
