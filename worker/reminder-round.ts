import { dayOf } from '../domain/calendar/day';
import type { Database } from '../records/database';
import { remindOverdue } from '../records/outbox/reminders';
import type { Statutes } from '../records/statutes';

const EVERY_MS = 600_000;

/** Looks for what is overdue every ten minutes by the machine's clock, and on every new day of the domain's, which leaps in a rehearsal. */
export class ReminderRound {
  private at = Number.NEGATIVE_INFINITY;
  private day = '';

  constructor(
    private readonly deps: { readonly database: Database; readonly statutes: Statutes },
    private readonly machine: () => number = () => performance.now(),
  ) {}

  async once(now: number, goesOn: () => boolean = () => true): Promise<void> {
    const [at, day] = [this.machine(), dayOf(now)];
    if (day === this.day && at - this.at < EVERY_MS) return;
    const { database, statutes } = this.deps;
    await remindOverdue({ pool: database.pool, figuresOf: async (hash) => (await statutes.get(hash)).figures }, now, goesOn);
    if (!goesOn()) return;
    this.at = at;
    this.day = day;
  }
}
