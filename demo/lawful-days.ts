import type { Calendar } from '../domain/calendar/calendar';
import { addDays, type Day } from '../domain/calendar/day';
import { isWorkday } from '../domain/calendar/workdays';
import { ladder } from '../domain/law/packs/figures';

interface Rhythm {
  readonly start?: number;
  readonly atOnce?: Day | undefined;
  readonly late?: number;
}

/** How far back anybody may date an act. */
const BACK = Number(ladder['record.backdateDays']?.value);

/** The last day from which so many working days are over, with a day to spare for what follows them. */
export const longEnoughAgo = (calendar: Calendar, today: Day, over: (from: Day) => Day): Day => {
  let day = addDays(today, -BACK);
  while (!isWorkday(calendar, day) || over(day) >= addDays(today, -1)) day = addDays(day, -1);
  return day;
};

/** The days on which a case that cannot be brought in from paper may have been acted on: the working days of the week behind today, one after the other. */
export const lawfulDays = (calendar: Calendar, today: Day, { start = 0, atOnce, late }: Rhythm): ((index: number) => Day) => {
  const first = addDays(today, -BACK);
  if (late !== undefined) return () => addDays(today, -late);
  if (atOnce) return () => atOnce;
  const week = Array.from({ length: BACK + 1 }, (_, index) => addDays(first, index)).filter((day) => isWorkday(calendar, day));
  // A week of holidays has none.
  const days = week.length > 0 ? week : [today];
  return (index) => days[Math.min(start + index, days.length - 1)] ?? today;
};
