import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../config/problem';
import { Unavailable, Untrusted } from '../dispatch/courier';
import type { Desk } from '../dispatch/desk';

/** The part of the desk over which the county's cases come in. */
export type Giving = Pick<Desk, 'act' | 'open'>;

export interface Patience {
  /** For whoever waits for the first page: what is waited for. */
  waits?(line: string): void;
  /** How long one act is tried again. A machine that starts everything at once, or compiles beside it, answers late, not never. */
  readonly giveUpMs?: number;
}

const GIVE_UP_MS = 600_000;
const LONGEST_PAUSE_MS = 10_000;

const LOOK_MS = 50;
const SAY_MS = 30_000;

const spoken = (ms: number): string => (ms >= 60_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 1000)} s`);

const givenUp = (what: string, ms: number): string =>
  `demo data: Temporal and the worker did not answer within ${spoken(ms)} (${what}). The machine is too busy, or one of them has stopped. Nothing is lost: start again, and the filling goes on from here. DEMO_DATA=false starts without it.`;

/**
 * Looks until it is so: what the worker does after an answer leaves nothing to await but the row.
 *
 * @throws Problem when it is not so for too long
 */
export const eventually = async (what: string, look: () => Promise<boolean>, { waits, giveUpMs = GIVE_UP_MS }: Patience): Promise<void> => {
  const began = performance.now();
  for (let saidAt = began; !(await look()); await pause(LOOK_MS)) {
    const now = performance.now();
    if (now - began > giveUpMs) throw new Problem(givenUp(what, giveUpMs));
    if (now - saidAt < SAY_MS) continue;
    saidAt = now;
    waits?.(`demo data: still waiting for the worker after ${spoken(now - began)} (${what}), for ${spoken(giveUpMs)} at most`);
  }
};

/**
 * Tries again what Temporal did not answer in time, under the same key: what was registered is decided once, however often it is sent. A case that
 * does not trust this process's key is no matter of time.
 *
 * @throws Problem when there was no answer for too long
 */
const insisting = async <T>(what: string, give: () => Promise<T>, { waits, giveUpMs = GIVE_UP_MS }: Patience): Promise<T> => {
  const began = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await give();
    } catch (error) {
      if (!(error instanceof Unavailable) || error instanceof Untrusted) throw error;
      const waited = performance.now() - began;
      if (waited > giveUpMs) throw new Problem(givenUp(what, giveUpMs));
      waits?.(
        `demo data: no answer yet from Temporal and the worker after ${spoken(waited)} (${what}); trying again, for ${spoken(giveUpMs)} at most`,
      );
      await pause(Math.min(1000 * tries, LONGEST_PAUSE_MS));
    }
  }
};

/** A desk that waits for a slow machine. */
export const patientDesk = (desk: Giving, patience: Patience): Giving => ({
  act: (who, id, request, key, ...more) => insisting(key, () => desk.act(who, id, request, key, ...more), patience),
  open: (who, what, key) => insisting(key, () => desk.open(who, what, key), patience),
});
