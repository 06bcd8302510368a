import type { Pool } from 'pg';
import { OF_AGE } from './minors';
import { isAbout } from './standing/sight';

export interface TaskRow {
  readonly id: string;
  readonly case_id: string;
  readonly procedure: string;
  readonly subject_id: string | null;
  readonly subject: string | null;
  readonly unit_id: string;
  readonly unit: string;
  readonly step: string;
  readonly seat: string;
  readonly since: string;
  readonly due_on: string | null;
  readonly earliest_on: string | null;
  readonly overdue: boolean;
}

export interface Desk {
  readonly person: string;
  readonly seats: readonly { readonly org: string; readonly seat: string }[];
  /** By this day it is known who is on leave. */
  readonly today: string;
  /** Paths of the trees that an inspector looks after. */
  readonly inspects: readonly string[];
  /** Procedures that those whom they are about do not read: a candidate who holds an office finds no task of his post on his desk. */
  readonly closed: readonly string[];
}

export interface Page {
  readonly procedure?: string;
  readonly step?: string;
  readonly overdue?: string;
  /** Due day ('9999' for none) and id of the last row of the page before. */
  readonly after: readonly [due: string | undefined, id: string | undefined];
  readonly limit: number;
}

/** A duty towards a minor ends on the birthday, of which no case knows: there is nothing to be told to whose guardian. */
const OWED = `(t.step <> 'guardian' OR (SELECT to_char(p.birth::date + make_interval(years => ${OF_AGE}), 'YYYY-MM-DD') > $11
    FROM case_row g JOIN person p ON p.id = g.subject_id WHERE g.id = t.case_id))`;
const READABLE = `(t.procedure <> ALL($12::text[]) OR NOT EXISTS (SELECT 1 FROM case_row c WHERE c.id = t.case_id AND ${isAbout('$1')}))`;

const WANTED = `${OWED} AND ${READABLE}
  AND ($5::text IS NULL OR t.procedure = $5) AND ($6::text IS NULL OR t.step = $6) AND ($7::text IS NULL OR t.overdue)
  AND ($8::text IS NULL OR (COALESCE(t.due_on, '9999'), t.id) > ($8, $9::uuid)) ORDER BY t.due_on, t.id LIMIT $10`;

/**
 * One's own tasks, those of the desks at which one sits, and what was laid on a colleague of the same desk who is on leave or no longer there.
 * What an inspector let lapse lies before the same inspectors a second time, as passed up: it is shown once.
 * Each desk gives its first tasks in the order of its index, and only what is shown is joined to its case: a page costs the same whether the desk has a hundred tasks or ten thousand. Nulls sort last.
 */
const TASKS = `SELECT * FROM (
        (SELECT t.* FROM task t WHERE t.person_id = $1 AND ${WANTED})
        UNION ALL (SELECT mine.* FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::text[]) AS s(org, seat)) s
          CROSS JOIN LATERAL (SELECT t.* FROM task t WHERE t.org_id = s.org AND t.seat = s.seat AND t.person_id IS NULL AND ${WANTED}) mine)
        UNION ALL (SELECT his.* FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::text[]) AS s(org, seat)) s
          CROSS JOIN LATERAL (SELECT t.* FROM task t WHERE t.org_id = s.org AND t.seat = s.seat AND t.person_id IS NOT NULL AND t.person_id <> $1
            AND NOT EXISTS (SELECT 1 FROM holding h WHERE h.person_id = t.person_id AND h.org_id = t.org_id AND h.since <= $11 AND (h.until IS NULL OR h.until >= $11)
              AND NOT EXISTS (SELECT 1 FROM staff_leave l WHERE l.person_id = h.person_id AND l.since <= $11 AND (l.until IS NULL OR l.until >= $11)))
            AND ${WANTED}) his)
        UNION ALL (SELECT t.* FROM task t JOIN organisation k ON k.id = t.org_id
          WHERE t.seat = 'inspector' AND EXISTS (SELECT 1 FROM unnest($4::text[]) AS p WHERE k.path LIKE p || '%')
            AND (t.overdue OR NOT EXISTS (SELECT 1 FROM task e WHERE e.case_id = t.case_id AND e.step = t.step AND e.seat = t.seat AND e.overdue)) AND ${WANTED})) t
      ORDER BY t.due_on, t.id LIMIT $10`;

const INBOX = {
  name: 'inbox',
  text: `SELECT t.id, t.case_id, t.procedure, t.step, t.seat, t.since, t.due_on, t.earliest_on, t.overdue, c.subject_id, p.name AS subject, c.unit_id, u.name AS unit
    FROM (${TASKS}) t
    JOIN case_row c ON c.id = t.case_id JOIN organisation u ON u.id = c.unit_id LEFT JOIN person p ON p.id = c.subject_id
    ORDER BY t.due_on, t.id`,
};

/** One row more than the page holds, when there are more. */
export const inboxOf = async (
  pool: Pool,
  desk: Desk,
  { procedure, step, overdue, after: [due, last], limit }: Page,
): Promise<TaskRow[]> => {
  const seats = [desk.seats.map(({ org }) => org), desk.seats.map(({ seat }) => seat)];
  return (
    await pool.query<TaskRow>({
      ...INBOX,
      values: [
        desk.person,
        ...seats,
        desk.inspects,
        procedure ?? null,
        step ?? null,
        overdue ?? null,
        due ?? null,
        last ?? null,
        limit + 1,
        desk.today,
        desk.closed,
      ],
    })
  ).rows;
};

/** Nobody counts further. */
const MOST = 1000;

const COUNT = { name: 'inbox-count', text: `SELECT count(*)::int AS count FROM (${TASKS}) t` };

/** How many tasks lie on a desk; a thousand: so many or more. */
export const inboxCount = async (pool: Pool, desk: Desk): Promise<number> => {
  const seats = [desk.seats.map(({ org }) => org), desk.seats.map(({ seat }) => seat)];
  const values = [desk.person, ...seats, desk.inspects, null, null, null, null, null, MOST, desk.today, desk.closed];
  return (await pool.query<{ count: number }>({ ...COUNT, values })).rows[0]?.count ?? 0;
};
