import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { addDays } from '../domain/calendar/day';

type Client = Pick<PoolClient | Pool, 'query'>;

export interface StaffLeaveRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly since: string;
  readonly until: string | null;
}

const SELECT = 'SELECT l.id, l.person_id, p.name, l.since, l.until FROM staff_leave l JOIN person p ON p.id = l.person_id';

export const enterStaffLeave = async (
  tx: Client,
  leave: { person: string; since: string; until?: string | undefined; by: string },
): Promise<string> => {
  const id = randomUUID();
  await tx.query('INSERT INTO staff_leave (id, person_id, since, until, entered_by) VALUES ($1, $2, $3, $4, $5)', [
    id,
    leave.person,
    leave.since,
    leave.until ?? null,
    leave.by,
  ]);
  return id;
};

export const findStaffLeave = async (client: Client, id: string, lock = false): Promise<StaffLeaveRow | undefined> =>
  (await client.query<StaffLeaveRow>(`${SELECT} WHERE l.id = $1${lock ? ' FOR UPDATE OF l' : ''}`, [id])).rows[0];

/** Yesterday was its last day; one that had not begun has no days. */
export const cutStaffLeave = async (tx: Client, leave: StaffLeaveRow, today: string): Promise<StaffLeaveRow> => {
  const until = addDays(today, -1);
  await tx.query('UPDATE staff_leave SET until = $2 WHERE id = $1', [leave.id, until]);
  return { ...leave, until };
};

/** Leave of today and of days to come: one's own, and that of whoever holds a role below one of the paths. One row more than asked for, when there are more. */
export const staffLeaves = async (
  client: Client,
  sight: { readonly self: string; readonly under: readonly string[]; readonly today: string; readonly person?: string | undefined },
  [since, id]: readonly [since?: string, id?: string],
  limit: number,
): Promise<StaffLeaveRow[]> =>
  (
    await client.query<StaffLeaveRow>(
      `${SELECT} WHERE (l.until IS NULL OR l.until >= $3) AND (l.until IS NULL OR l.until >= l.since) AND ($4::uuid IS NULL OR l.person_id = $4)
         AND (l.person_id = $1 OR EXISTS (SELECT 1 FROM holding h JOIN organisation o ON o.id = h.org_id
           WHERE h.person_id = l.person_id AND (h.until IS NULL OR h.until >= $3) AND o.path LIKE ANY($2)))
         AND ($5::text IS NULL OR (l.since, l.id) > ($5, $6::uuid))
       ORDER BY l.since, l.id LIMIT $7`,
      [sight.self, sight.under, sight.today, sight.person ?? null, since ?? null, id ?? null, limit + 1],
    )
  ).rows;
