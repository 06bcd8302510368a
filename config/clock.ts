/**
 * The one source of domain time outside workflows. In production it is the machine's clock; in a rehearsal it is the clock of the
 * time-skipping Temporal server. Nothing else in this project may read `Date.now()` or Postgres' `now()` for a domain decision.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): Promise<number>;
}

export const machineClock: Clock = { now: async () => Date.now() };
