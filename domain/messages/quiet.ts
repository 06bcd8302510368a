import type { Figure } from '../law/figure';
import { ladder } from '../law/packs/figures';

type Figures = Readonly<Record<string, Figure>>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

/** A rung of the ladder. A case under a law from before the rung was in the pack has the pack's. */
export const rungOf = (figures: Figures | undefined, key: string): number => {
  const value = (figures?.[key] ?? ladder[key])?.value;
  if (typeof value !== 'number') throw new Error(`figure ${key} is not a number`);
  return value;
};

/** The first instant, from `at` on, that lies outside the quiet hours; they may go over midnight. */
export const awake = (at: number, figures?: Figures): number => {
  const [from, until] = [rungOf(figures, 'ladder.quietFrom') * HOUR_MS, rungOf(figures, 'ladder.quietUntil') * HOUR_MS];
  const midnight = Math.floor((at + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS;
  const clock = at - midnight;
  if (from === until) return at;
  if (from < until) return clock >= from && clock < until ? midnight + until : at;
  if (clock >= from) return midnight + DAY_MS + until;
  return clock < until ? midnight + until : at;
};
