import type { Pool, PoolClient } from 'pg';
import { type Chair, chairKey } from '../../domain/standing/vacancy';

type Client = Pick<Pool | PoolClient, 'query'>;

/** What is tried out: a person who would be away, or a holding that would be over, from a day until a day (both included). */
export interface Without {
  readonly person?: string;
  readonly holding?: string;
  readonly since: string;
  readonly until: string;
}

/**
 * An officer above sits at the place named or higher up; an inspector in an office that inspects it. Everybody else at exactly the place. Nobody sits who is
 * on leave. What was laid on one person is his, or whoever's who acts in the role.
 */
const EMPTY = `SELECT DISTINCT k.seat, k.org, k.person, d.day FROM jsonb_to_recordset($1::jsonb) AS k(seat text, org uuid, roles text[], person uuid)
  CROSS JOIN unnest($2::text[]) AS d(day) JOIN organisation here ON here.id = k.org
  WHERE NOT EXISTS (
    SELECT 1 FROM holding h JOIN organisation o ON o.id = h.org_id LEFT JOIN organisation top ON top.id = o.inspects_id
    WHERE h.role = ANY(k.roles) AND h.since <= d.day AND (h.until IS NULL OR h.until >= d.day) AND (k.person IS NULL OR h.person_id = k.person OR h.acting)
      AND NOT COALESCE((h.person_id = $3 OR h.id = $4) AND d.day BETWEEN $5 AND $6, false)
      AND CASE k.seat
      WHEN 'higher-officer' THEN here.path LIKE o.path || '%'
      WHEN 'inspector' THEN o.kind = 'inspection-office' AND here.path LIKE top.path || '%' AND NOT EXISTS (
        SELECT 1 FROM inspector_leave l WHERE l.person_id = h.person_id AND l.org_id = h.org_id AND l.since <= d.day AND (l.until IS NULL OR l.until >= d.day))
      ELSE h.org_id = k.org END
      AND (k.seat = 'inspector' OR NOT EXISTS (
        SELECT 1 FROM staff_leave l WHERE l.person_id = h.person_id AND l.since <= d.day AND (l.until IS NULL OR l.until >= d.day))))`;

interface Row extends Pick<Chair, 'seat' | 'org'> {
  readonly person: string | null;
  readonly day: string;
}

/** By the day, the keys of the chairs in which nobody sits then, or would sit without somebody. */
export const emptyOn = async (
  client: Client,
  chairs: readonly Chair[],
  days: readonly string[],
  without?: Without,
): Promise<Map<string, Set<string>>> => {
  const asked = [...new Map(chairs.map((chair) => [chairKey(chair), chair])).values()];
  const found = new Map(days.map((day) => [day, new Set<string>()]));
  if (asked.length === 0) return found;
  const { person = null, holding = null, since = null, until = null } = without ?? {};
  const { rows } = await client.query<Row>(EMPTY, [JSON.stringify(asked), days, person, holding, since, until]);
  for (const row of rows) found.get(row.day)?.add(chairKey({ ...row, ...(row.person ? { person: row.person } : { person: undefined }) }));
  return found;
};

/** Keys of the chairs in which nobody sits on the day. */
export const emptyChairs = async (client: Client, chairs: readonly Chair[], today: string): Promise<Set<string>> =>
  (await emptyOn(client, chairs, [today])).get(today) ?? new Set();
