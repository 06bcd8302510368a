import type { Clock } from '../config/clock';
import { type Courier, Unavailable } from '../dispatch/courier';
import type { Signer } from '../dispatch/signer';
import { sweep, sweepDrafts } from '../dispatch/sweep';
import type { Database } from '../records/database';
import type { Statutes } from '../records/statutes';
import { adoptNewCalendars } from './calendar-round';
import { endOverAge, tellBirthdays } from './age-round';

export interface RoundDeps {
  readonly database: Database;
  readonly statutes: Statutes;
  readonly courier: Courier;
  readonly signer: Signer;
  readonly clock: Clock;
}

const EVERY_MS = 5_000;
/** A command this old without a decision has lost its sender. */
const LOST_AFTER_MS = 10_000;

/**
 * What must happen although nobody calls: lost commands are sent again, rows without a workflow are started, birthdays and new holiday notices reach the
 * cases. One round after the other; a round that fails is tried again in the next.
 */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly deps: RoundDeps) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.once()
        .catch((error: unknown) => {
          // Postgres or Temporal away: the next round finds them again.
          if (!(error instanceof Unavailable)) console.error(JSON.stringify({ level: 'warn', part: 'rounds', error: (error as Error).message }));
        })
        .then(() => {
          if (!this.stopped) this.start();
        });
    }, EVERY_MS);
  }

  async once(): Promise<void> {
    const { database, courier, clock } = this.deps;
    const now = await clock.now();
    await sweep(database.pool, courier, now - LOST_AFTER_MS);
    await sweepDrafts(database.pool, now);
    await tellBirthdays(this.deps, now);
    await endOverAge(this.deps, now);
    await adoptNewCalendars(this.deps, now);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }
}
