import type { Pool, PoolClient } from 'pg';
import { type Chair, chairKey } from '../../domain/standing/vacancy';

/** An officer above sits at the place named or higher up; an inspector in an office that inspects it, and is not on leave. Everybody else at exactly the place. */
const EMPTY = `SELECT DISTINCT k.seat, k.org FROM jsonb_to_recordset($1::jsonb) AS k(seat text, org uuid, roles text[])
  JOIN organisation here ON here.id = k.org
  WHERE NOT EXISTS (
    SELECT 1 FROM holding h JOIN organisation o ON o.id = h.org_id LEFT JOIN organisation top ON top.id = o.inspects_id
    WHERE h.role = ANY(k.roles) AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2) AND CASE k.seat
      WHEN 'higher-officer' THEN here.path LIKE o.path || '%'
      WHEN 'inspector' THEN o.kind = 'inspection-office' AND here.path LIKE top.path || '%' AND NOT EXISTS (
        SELECT 1 FROM inspector_leave l WHERE l.person_id = h.person_id AND l.org_id = h.org_id AND l.since <= $2 AND (l.until IS NULL OR l.until >= $2))
      ELSE h.org_id = k.org END)`;

/** Keys of the chairs in which nobody sits on the day. */
export const emptyChairs = async (
  client: Pick<Pool | PoolClient, 'query'>,
  chairs: readonly Chair[],
  today: string,
): Promise<Set<string>> => {
  const asked = [...new Map(chairs.map((chair) => [chairKey(chair), chair])).values()];
  if (asked.length === 0) return new Set();
  const { rows } = await client.query<Pick<Chair, 'seat' | 'org'>>(EMPTY, [JSON.stringify(asked), today]);
  return new Set(rows.map(chairKey));
};
