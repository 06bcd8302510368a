import { randomUUID } from 'node:crypto';
import { commandOf } from '../dispatch/opener';
import { dayOf } from '../domain/calendar/day';
import { SYSTEM } from '../domain/case/telling';
import { calendarKey, FOLLOWERS } from '../records/calendar-adoption';
import { calendarFor } from '../records/calendars';
import { register } from '../records/register';
import { hashed } from '../records/statutes';
import type { RoundDeps } from './rounds';

/**
 * A holiday notice that came later reaches every open case and notice: deadlines and ends may move later, never earlier (a case that would lose days keeps
 * its calendar). Notices first: their ends are printed.
 */
export const adoptNewCalendars = async ({ database, statutes, courier, signer }: RoundDeps, now: number): Promise<void> => {
  const { rows: laws } = await database.pool.query<{ hash: string }>(
    `SELECT DISTINCT statute_hash AS hash, procedure <> 'notice' AS later FROM case_row WHERE phase <> 'ended' AND procedure = ANY($1) ORDER BY later`,
    [FOLLOWERS],
  );
  for (const { hash } of laws) {
    const old = await statutes.get(hash);
    const calendar = await calendarFor(database, old.calendar.region);
    if (calendar.version === old.calendar.version) continue;
    const { hash: _, ...law } = old;
    const next = hashed({ ...law, calendar });
    await statutes.keep(next);
    const { rows } = await database.pool.query<{ id: string; procedure: string }>(
      `SELECT c.id, c.procedure FROM case_row c WHERE c.statute_hash = $1 AND c.phase <> 'ended' AND c.started
         AND NOT EXISTS (SELECT 1 FROM command k WHERE k.sender_id = $2 AND k.key = $3 || c.id) ORDER BY c.id LIMIT 200`,
      [hash, SYSTEM.id, calendarKey(next.hash, '')],
    );
    for (const { id, procedure } of rows) {
      const asked = {
        kind: 'adoptCalendar',
        on: dayOf(now),
        actor: SYSTEM,
        recorder: SYSTEM,
        body: { from: hash, to: next.hash },
        papers: [],
        statute: next,
      };
      const registered = await register(
        database.pool,
        commandOf(signer, id, asked, {}, randomUUID(), now),
        SYSTEM.id,
        calendarKey(next.hash, id),
        now,
      );
      if (registered.status === 'registered') await courier.deliver(registered.command, procedure);
    }
  }
};
