import { ClockMovesForwardOnly, type RehearsalClock } from '../../config/rehearsal-clock';
import { dayOf } from '../../domain/calendar/day';
import { momentsOf } from '../../domain/case/moments';
import type { MachineState } from '../../domain/case/state';
import { rehearsalRoutes } from '../../domain/contract/occasions';
import { procedureOf } from '../../domain/procedures';
import { overAgeCases, untoldBirthdays } from '../../records/ages';
import type { ApiDeps, Casework } from '../deps';
import { moduleOf } from '../module';
import { badField } from '../problem';

const PATIENCE_MS = 60_000;

/** A rehearsal's clock. Only served in that mode; everything in it ends with its process. */
export const rehearsal = ({ database }: ApiDeps, { statutes }: Casework, clock: RehearsalClock) => {
  const { pool } = database;

  /** Does some open case still owe a fact to the clock, a ledger or an occasion? */
  const behind = async (now: number): Promise<boolean> => {
    const { rows } = await pool.query<{ state: MachineState; statute_hash: string; procedure: string }>(
      `SELECT state, statute_hash, procedure FROM case_row WHERE phase <> 'ended' OR jsonb_array_length(state -> 'asks') > 0`,
    );
    for (const row of rows) {
      if (row.state.asks.length > 0) return true;
      if (momentsOf(procedureOf(row.procedure), row.state, await statutes.get(row.statute_hash)).some(({ at }) => at <= now)) return true;
    }
    const today = dayOf(now);
    if ((await overAgeCases(pool, today, 1)).length > 0 || (await untoldBirthdays(pool, today)) > 0) return true;
    const { rows: open } = await pool.query(`SELECT 1 FROM command WHERE status = 'registered' LIMIT 1`);
    return open.length > 0;
  };

  const time = async () => {
    const now = await clock.now();
    return { now: new Date(now).toISOString(), today: dayOf(now), rehearsal: true as const };
  };

  return moduleOf(rehearsalRoutes, {
    rehearsalNow: time,
    moveClock: async ({ body }) => {
      const to = Date.parse(body.to);
      if (!(to <= Date.parse('2200-01-01')))
        throw badField('/to', '时钟最远拨到 2199 年年底', 'The clock goes no further than the end of 2199');
      try {
        await clock.moveTo(to);
      } catch (error) {
        if (error instanceof ClockMovesForwardOnly)
          throw badField(
            '/to',
            `时钟只能向前拨, 现在是 ${new Date(error.nowMs).toISOString()}`,
            `The clock only moves forward; it stands at ${new Date(error.nowMs).toISOString()}`,
          );
        throw error;
      }
      // Timers have fired; their facts are recorded a moment later.
      for (const until = Date.now() + PATIENCE_MS; (await behind(await clock.now())) && Date.now() < until; )
        await new Promise((resolve) => setTimeout(resolve, 50));
      return time();
    },
  });
};
