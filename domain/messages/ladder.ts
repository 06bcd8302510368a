import { type Day, diffDays } from '../calendar/day';
import type { Figure } from '../law/figure';
import { rungOf } from './quiet';

export interface Rung {
  readonly rung: number;
  readonly kind: 'deadline-overdue' | 'deadline-escalated';
}

/**
 * Which reminder an overdue task has come to, if any: every so many days one to its desk, and after the last of them one to the organisation officers
 * above. Only the newest rung: whoever was away is not told three times at once.
 */
export const rungDue = (due: Day, today: Day, figures?: Readonly<Record<string, Figure>>): Rung | undefined => {
  const every = rungOf(figures, 'ladder.repeatDays');
  const cap = rungOf(figures, 'ladder.repeats');
  if (every <= 0) return undefined;
  const rung = Math.min(Math.floor(diffDays(due, today) / every), cap + 1);
  if (rung < 1) return undefined;
  return { rung, kind: rung > cap ? 'deadline-escalated' : 'deadline-overdue' };
};
