import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { addDays } from '../domain/calendar/day';

type Client = Pick<PoolClient | Pool, 'query'>;

export interface LeaveRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly org_id: string;
  readonly since: string;
  readonly until: string | null;
}

const SELECT = 'SELECT l.id, l.person_id, p.name, l.org_id, l.since, l.until FROM inspector_leave l JOIN person p ON p.id = l.person_id';

export const enterLeave = async (
  tx: Client,
  leave: { person: string; office: string; since: string; until?: string; by: string },
): Promise<LeaveRow | undefined> => {
  const id = randomUUID();
  await tx.query('INSERT INTO inspector_leave (id, person_id, org_id, since, until, given_by) VALUES ($1, $2, $3, $4, $5, $6)', [
    id,
    leave.person,
    leave.office,
    leave.since,
    leave.until ?? null,
    leave.by,
  ]);
  return findLeave(tx, id);
};

export const findLeave = async (client: Client, id: string): Promise<LeaveRow | undefined> =>
  (await client.query<LeaveRow>(`${SELECT} WHERE l.id = $1`, [id])).rows[0];

/** Yesterday was its last day; one that had not begun has no days. */
export const cutLeave = async (tx: Client, leave: LeaveRow, today: string): Promise<LeaveRow> => {
  const until = addDays(today, -1);
  await tx.query('UPDATE inspector_leave SET until = $2 WHERE id = $1', [leave.id, until]);
  return { ...leave, until };
};

/** Leave of today and of days to come. */
export const leavesOf = async (client: Client, offices: readonly string[], today: string): Promise<LeaveRow[]> =>
  (
    await client.query<LeaveRow>(
      `${SELECT} WHERE l.org_id = ANY($1::uuid[]) AND (l.until IS NULL OR l.until >= $2) ORDER BY l.since, l.id`,
      [offices, today],
    )
  ).rows;
