import type { Clock } from '../config/clock';
import type { Config } from '../config/config';
import type { RehearsalClock } from '../config/rehearsal-clock';
import type { Desk } from '../dispatch/desk';
import type { Database } from '../records/database';
import type { Vault } from '../records/sealed';
import type { Statutes } from '../records/statutes';

export interface Casework {
  readonly desk: Desk;
  readonly statutes: Statutes;
  /** Only in a rehearsal. */
  readonly rehearsal?: RehearsalClock;
}

/** Everything that the API is given; nothing here is reached in any other way. */
export interface ApiDeps {
  readonly config: Config;
  readonly database: Database;
  /** Opens and seals the columns that hold personal data. */
  readonly vault: Vault;
  /** Domain time: what cases, papers and the log are dated by. In a rehearsal it leaps. */
  readonly clock: Clock;
  /** The wall's time, for sessions, lockouts and slips, which must not age when a rehearsal leaps. Default: the machine's clock. */
  readonly machineClock?: Clock;
  /** Acts on cases: registered, signed, delivered. Absent: the routes of cases are not served (tests of the rest need no Temporal). */
  readonly casework?: Casework;
  /** Throws when Temporal cannot be reached. Absent: nothing here needs it. */
  readonly temporalReady?: () => Promise<void>;
  /** A notice changed the calendar of a region; called after the commit. */
  readonly onCalendarChanged?: (region: string) => Promise<void>;
  /** Answer 503 while the event loop is that far behind, looked at that often. Not in tests: their machines stand still for longer. */
  readonly shedLoad?: { readonly afterMs: number; readonly everyMs: number };
  /** Folder of the built portal. Absent: `/` leads to the reader of the API. */
  readonly portal?: string;
  /** Where log lines go. Default: standard output. */
  readonly logTo?: { write(line: string): void };
}
