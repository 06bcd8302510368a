import type { Client } from '@temporalio/client';
import { reconcileWorkflows } from '../dispatch/reconcile-workflows';
import { faultsOfWorkflows, runsAsExpected } from '../dispatch/workflow-faults';
import { dayOf } from '../domain/calendar/day';
import { type BoardDeps, newestPosition, refreshAll, refreshTouched } from '../records/standing/board';
import { periodsMark } from '../records/standing/closed-periods';
import { faultsOfRecords, faulty, undecided, writeFaults } from '../records/standing/faults';

const QUICK_MS = 20_000;
const FULL_MS = 600_000;
/** How long a sender waits for a decision, and the clock for its own. */
const PATIENCE_MS = 10_000;
/** Deadlines lapse at midnight: what the clock owes then is looked at once more a little later. */
const AFTER_MIDNIGHT_MS = 45_000;

export interface BoardRoundDeps extends BoardDeps {
  readonly client: Client;
  readonly taskQueue: string;
}

/**
 * Keeps the board of cases that stand still: every twenty seconds what something happened to, every ten minutes, on every new day, and when a closed period is declared or cut short, all of them.
 * Faults are looked for first, so that the board says them in the same round. Intervals are the machine's; days are the domain clock's, which leaps in a rehearsal.
 */
export class BoardRound {
  private quickAt = Number.NEGATIVE_INFINITY;
  private fullAt = Number.NEGATIVE_INFINITY;
  private days = '';
  private periods = '';
  private position = '-1';
  private owed: readonly string[] = [];

  constructor(
    private readonly deps: BoardRoundDeps,
    private readonly machine: () => number = () => performance.now(),
  ) {}

  async once(now: number, goesOn: () => boolean = () => true): Promise<void> {
    const at = this.machine();
    const days = `${dayOf(now)} ${dayOf(now - AFTER_MIDNIGHT_MS)}`;
    const due = days !== this.days || at - this.fullAt >= FULL_MS;
    if (!due && at - this.quickAt < QUICK_MS) return;
    // A closed period touches every case below its unit, and is no fact of any.
    const periods = await periodsMark(this.deps.pool);
    const full = due || periods !== this.periods;
    await this.lookForFaults(now, full);
    const position = await newestPosition(this.deps.pool);
    this.owed = full ? await refreshAll(this.deps, now, goesOn) : await refreshTouched(this.deps, this.position, now);
    // Only what was gone through to its end counts as done.
    if (!goesOn()) return;
    this.position = position;
    this.quickAt = at;
    if (full) {
      this.fullAt = at;
      this.days = days;
      this.periods = periods;
    }
  }

  private async lookForFaults(now: number, full: boolean): Promise<void> {
    const { pool, client, taskQueue } = this.deps;
    const running = await runsAsExpected(pool, client, taskQueue);
    const listed: string[] =
      running === undefined || (running && !full) ? [] : (await reconcileWorkflows(this.deps, now)).flatMap((one) => one.case ?? []);
    const examined = [...new Set([...this.owed, ...(await undecided(pool, now - PATIENCE_MS)), ...(await faulty(pool)), ...listed])];
    if (examined.length === 0) return;
    const described = await faultsOfWorkflows(pool, client, examined);
    await writeFaults(pool, examined, [...described, ...(await faultsOfRecords(pool, examined, now))], now);
  }
}
