import { addDays, type Day, dayAfter, maxDay, minDay } from '../calendar/day';
import type { ClosedPeriod } from './reasons';

/** What a unit said of some days: that it is closed, or that it works although a unit above is closed. Both days are included. */
export interface Declared {
  readonly closed: boolean;
  readonly from: Day;
  readonly until: Day;
}

const without = (periods: readonly ClosedPeriod[], { from, until }: ClosedPeriod): ClosedPeriod[] =>
  periods.flatMap((period) => [
    ...(from > period.from ? [{ from: period.from, until: minDay(period.until, addDays(from, -1)) }] : []),
    ...(until < period.until ? [{ from: maxDay(period.from, addDays(until, 1)), until: period.until }] : []),
  ]);

/** Neighbours and overlapping ones are one. */
const merged = (periods: readonly ClosedPeriod[]): ClosedPeriod[] => {
  const all: ClosedPeriod[] = [];
  for (const next of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = all.at(-1);
    if (last && next.from <= dayAfter(last.until)) all[all.length - 1] = { from: last.from, until: maxDay(last.until, next.until) };
    else all.push(next);
  }
  return all;
};

/** When a unit is closed. `levels`: what was declared from the root of the tree down to the unit itself; the nearest word counts. */
export const closedDays = (levels: readonly (readonly Declared[])[]): ClosedPeriod[] => {
  let periods: ClosedPeriod[] = [];
  for (const level of levels) {
    for (const { from, until } of level) periods = without(periods, { from, until });
    periods.push(...level.filter(({ closed }) => closed).map(({ from, until }) => ({ from, until })));
  }
  return merged(periods);
};

export const isClosedOn = (periods: readonly ClosedPeriod[], day: Day): boolean =>
  periods.some(({ from, until }) => from <= day && day <= until);
