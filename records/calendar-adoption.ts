import { actOf } from '../domain/case/acts';
import { SYSTEM } from '../domain/case/telling';
import type { Statute } from '../domain/law/statute';
import { procedures } from '../domain/procedures';
import { calendarFor } from './calendars';
import type { Database } from './database';
import { hashed } from './statutes';

export interface Adoption {
  readonly calendar: string;
  readonly open: number;
  readonly adopted: number;
  readonly pending: number;
  readonly kept: number;
}

/** The key under which the system asks a case to take a calendar: once for each law that comes of it. */
export const calendarKey = (law: string, id: string): string => `calendar:${law}:${id}`;

/** Procedures whose cases take a newer calendar. */
export const FOLLOWERS: readonly string[] = Object.values(procedures).flatMap((procedure) =>
  actOf(procedure, 'adoptCalendar') ? [procedure.name] : [],
);

/** How many open cases and notices have the calendar of today, how many are still to be reached, and how many keep theirs since they would lose days. */
export const adoptionOf = async (database: Pick<Database, 'pool'>): Promise<Adoption> => {
  const { rows } = await database.pool.query<{ hash: string; body: Statute; open: number }>(
    `SELECT s.hash, s.body, c.open FROM (
       SELECT statute_hash, count(*)::int AS open FROM case_row WHERE phase <> 'ended' AND procedure = ANY($1) GROUP BY statute_hash) AS c JOIN statute s ON s.hash = c.statute_hash`,
    [FOLLOWERS],
  );
  let [open, behind, kept] = [0, 0, 0];
  const calendars = new Map<string, Awaited<ReturnType<typeof calendarFor>>>();
  for (const { hash, body, open: count } of rows) {
    open += count;
    const { region } = body.calendar;
    const calendar = calendars.get(region) ?? (await calendarFor(database, region));
    calendars.set(region, calendar);
    if (calendar.version === body.calendar.version) continue;
    behind += count;
    const { hash: _, ...law } = body;
    const next = hashed({ ...law, calendar }).hash;
    const { rows: refused } = await database.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM case_row c JOIN command k ON k.sender_id = $2 AND k.key = $3 || c.id AND k.status = 'refused'
       WHERE c.statute_hash = $1 AND c.phase <> 'ended'`,
      [hash, SYSTEM.id, calendarKey(next, '')],
    );
    kept += refused[0]?.n ?? 0;
  }
  return { calendar: (await calendarFor(database, 'CN')).version, open, adopted: open - behind, pending: behind - kept, kept };
};
