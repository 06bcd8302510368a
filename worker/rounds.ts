import type { Clock } from '../config/clock';
import { type Courier, Unavailable } from '../dispatch/courier';
import { noteObjectors } from '../dispatch/objectors';
import type { Signer } from '../dispatch/signer';
import { sweep, sweepDrafts } from '../dispatch/sweep';
import { dayOf } from '../domain/calendar/day';
import type { Database } from '../records/database';
import type { Vault } from '../records/sealed';
import { countMonths, monthOf } from '../records/standing/months';
import type { Statutes } from '../records/statutes';
import { endOverAge, tellBirthdays, tellOverAge } from './age-round';
import type { BoardRound } from './board-round';
import { adoptNewCalendars } from './calendar-round';
import { complain } from './complain';
import { openInvestigations } from './complaint-round';
import { reconcileDaily } from './reconcile-round';
import type { ReminderRound } from './reminder-round';
import { followSuccessors } from './succession-round';

export interface RoundDeps {
  readonly database: Database;
  readonly statutes: Statutes;
  readonly courier: Courier;
  readonly signer: Signer;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly board: BoardRound;
  readonly reminders: ReminderRound;
}

const EVERY_MS = 5_000;
const MONTHS_EVERY_MS = 600_000;
/** A command this old without a decision has lost its sender, whose patience is shorter. */
const LOST_AFTER_MS = 10_000;

/**
 * What must happen although nobody calls: lost commands are sent again, rows without a workflow are started, birthdays and new holiday notices reach the
 * cases. One round after the other; a part that fails is tried again in the next round and keeps no other part from its turn.
 */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private month = '';
  private monthsAt = 0;

  constructor(private readonly deps: RoundDeps) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.once().then(() => {
        if (!this.stopped) this.start();
      });
    }, EVERY_MS);
  }

  async once(): Promise<void> {
    const parts: [string, (now: number) => Promise<unknown>][] = [
      ['sweep', (now) => this.sweep(now)],
      ['drafts', (now) => sweepDrafts(this.deps.database.pool, now)],
      ['birthdays', (now) => tellBirthdays(this.deps, now)],
      ['over-age-soon', (now) => tellOverAge(this.deps, now)],
      ['over-age', (now) => endOverAge(this.deps, now)],
      ['calendars', (now) => adoptNewCalendars(this.deps, now)],
      ['complaints', (now) => openInvestigations(this.deps, now)],
      ['objectors', (now) => noteObjectors(this.deps, now)],
      ['successors', (now) => followSuccessors(this.deps, now)],
      ['reminders', (now) => this.deps.reminders.once(now, () => !this.stopped)],
      ['months', (now) => this.months(now)],
      ['reconcile', (now) => reconcileDaily(this.deps, now)],
      ['board', (now) => this.deps.board.once(now, () => !this.stopped)],
    ];
    for (const [part, work] of parts) {
      if (this.stopped) return;
      try {
        await work(await this.deps.clock.now());
      } catch (error) {
        // Postgres or Temporal away: the next round finds them again.
        if (!(error instanceof Unavailable)) complain('warn', { part, error: (error as Error).message });
      }
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Every ten minutes at most, and at once when a month is over. */
  private async months(now: number): Promise<void> {
    const [at, month] = [performance.now(), monthOf(dayOf(now))];
    if (month === this.month && at - this.monthsAt < MONTHS_EVERY_MS) return;
    const { database, statutes } = this.deps;
    await countMonths({ pool: database.pool, statutes }, now, () => !this.stopped);
    this.monthsAt = at;
    this.month = month;
  }

  private async sweep(now: number): Promise<void> {
    const { database, courier } = this.deps;
    const { faults } = await sweep(database.pool, courier, now - LOST_AFTER_MS, () => !this.stopped);
    for (const fault of faults) complain('error', { part: 'sweep', case: fault.case, error: fault.error.message });
  }
}
