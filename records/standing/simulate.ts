import type { Pool, PoolClient } from 'pg';
import { type Day, dayAfter, maxDay } from '../../domain/calendar/day';
import type { Seat } from '../../domain/case/step';
import { type Chair, chairKey } from '../../domain/standing/vacancy';
import { desksOf } from './desks';
import { isAbout } from './sight';
import { emptyOn, type Without } from './vacancies';

type Client = Pick<PoolClient | Pool, 'query'>;

export interface WouldBeVacant {
  readonly id: string;
  readonly procedure: string;
  readonly subject_id: string | null;
  readonly unit_id: string;
  readonly step: string;
  readonly seat: Seat;
  readonly org_id: string;
  /** First day on which nobody would sit at the desk. */
  readonly from: Day;
}

interface Role {
  readonly role: string;
  readonly org_id: string;
  readonly path: string;
}

/** Roles that would be away: the person's, or the one holding. An inspector's absence is the inspection office's business. */
const rolesOf = async (client: Client, without: Without): Promise<Role[]> =>
  (
    await client.query<Role>(
      `SELECT DISTINCT h.role, h.org_id, o.path FROM holding h JOIN organisation o ON o.id = h.org_id
       WHERE (h.person_id = $1 OR h.id = $2) AND h.role NOT IN ('inspector', 'inspection-head') AND h.since <= $4 AND (h.until IS NULL OR h.until >= $3)`,
      [without.person ?? null, without.holding ?? null, without.since, without.until],
    )
  ).rows;

/** Who sits where changes on these days only: when a holding or a leave begins, and after it ends. */
const turnsOf = async (client: Client, roles: readonly Role[], without: Without): Promise<Day[]> => {
  const { rows } = await client.query<{ since: string; until: string | null }>(
    `WITH near AS (SELECT h.person_id, h.since, h.until FROM holding h JOIN organisation o ON o.id = h.org_id
       WHERE h.role IN ('branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver')
         AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS p WHERE o.path LIKE p || '%' OR p LIKE o.path || '%'))
     SELECT since, until FROM near UNION SELECT l.since, l.until FROM staff_leave l JOIN near n ON n.person_id = l.person_id`,
    [roles.map(({ path }) => path)],
  );
  const days = rows.flatMap(({ since, until }) => [since, ...(until ? [dayAfter(until)] : [])]);
  return [...new Set([without.since, ...days.filter((day) => day > without.since && day <= without.until)])].sort();
};

/** What a person reads of cases at all; see the board. */
export interface Reader {
  readonly person: string;
  readonly closed: readonly string[];
}

/** Cases whose desk somebody sits at who is there now and would not be: by each, the first day on which nobody would sit there. */
export const wouldBeVacant = async (client: Client, reader: Reader, without: Without, today: Day): Promise<WouldBeVacant[]> => {
  const tried = { ...without, since: maxDay(without.since, today) };
  if (tried.since > tried.until) return [];
  const roles = await rolesOf(client, tried);
  if (roles.length === 0) return [];
  const chairs = (await desksOf(client)).filter(({ seat, org, roles: sit }) =>
    roles.some(({ role, org_id }) => (sit as readonly string[]).includes(role) && (org === org_id || seat === 'higher-officer')),
  );
  const days = await turnsOf(client, roles, tried);
  const [then, now] = [await emptyOn(client, chairs, days, tried), await emptyOn(client, chairs, days)];
  const first = new Map<string, Chair & { from: Day }>();
  for (const day of days)
    for (const chair of chairs) {
      const key = chairKey(chair);
      if (!first.has(key) && then.get(day)?.has(key) && !now.get(day)?.has(key)) first.set(key, { ...chair, from: day });
    }
  return first.size === 0 ? [] : tasksAt(client, reader, [...first.values()]);
};

/** Each case once, by its first task that nobody could do. Duties beside the steps hold nothing up. */
const tasksAt = async (client: Client, { person, closed }: Reader, chairs: readonly (Chair & { from: Day })[]): Promise<WouldBeVacant[]> =>
  (
    await client.query<WouldBeVacant>(
      `SELECT DISTINCT ON (c.id) c.id, c.procedure, c.subject_id, c.unit_id, t.step, t.seat, t.org_id, k.from
       FROM jsonb_to_recordset($1::jsonb) AS k(seat text, org uuid, person uuid, "from" text)
         JOIN task t ON t.seat = k.seat AND t.org_id = k.org AND t.person_id IS NOT DISTINCT FROM k.person
         JOIN case_row c ON c.id = t.case_id AND c.subject_kind = 'case' AND c.phase <> 'ended'
       WHERE NOT t.overdue AND (c.state -> 'steps' ? t.step OR t.step IN ('transfer', 'second-look', 'held', 'ending')) AND NOT (c.procedure = ANY($3) AND ${isAbout('$2')})
       ORDER BY c.id, k.from, t.step`,
      [JSON.stringify(chairs), person, closed],
    )
  ).rows.sort((a, b) => (a.from < b.from ? -1 : 1));
