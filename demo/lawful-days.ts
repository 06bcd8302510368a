import type { Calendar } from '../domain/calendar/calendar';
import { addDays, type Day } from '../domain/calendar/day';
import { isWorkday } from '../domain/calendar/workdays';
import { ladder } from '../domain/law/packs/figures';

interface Rhythm {
  readonly start?: number;
  readonly atOnce?: true;
  readonly late?: number;
}

/** How far back anybody may date an act. */
const BACK = Number(ladder['record.backdateDays']?.value);

/** The days on which a case that cannot be brought in from paper may have been acted on: the working days of the week behind today, one after the other. */
export const lawfulDays = (calendar: Calendar, today: Day, { start = 0, atOnce, late }: Rhythm): ((index: number) => Day) => {
  const first = addDays(today, -BACK);
  if (late !== undefined) return () => addDays(today, -late);
  if (atOnce) return () => first;
  const week = Array.from({ length: BACK + 1 }, (_, index) => addDays(first, index)).filter((day) => isWorkday(calendar, day));
  // A week of holidays has none.
  const days = week.length > 0 ? week : [today];
  return (index) => days[Math.min(start + index, days.length - 1)] ?? today;
};
