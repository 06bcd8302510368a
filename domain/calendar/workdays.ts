/** Working days and where periods end. Pure: the calendar is an argument, pinned with the case. */
import { z } from 'zod';
import type { Calendar } from './calendar';
import { addDays, addMonths, type Day, weekday, yearOf } from './day';

/**
 * The last day of a period, which ends at 24:00 (`endOf`). `provisional`: a year whose notice is not loaded mattered; days
 * in it were counted Monday-Friday, and the end can still move later, never earlier, when the notice comes (`adoptCalendar`).
 */
export interface Ending {
  end: Day;
  provisional: boolean;
}

const count = (what: string) =>
  z
    .int({ error: `${what}应为整数，请填写整数` })
    .min(0, { error: `${what}不能为负数` })
    .max(4000, { error: `${what}过大，请核对` });

/** Length of a period: calendar days, calendar months or working days; exactly one of them. */
export const Span = z.union(
  [z.strictObject({ days: count('天数') }), z.strictObject({ months: count('月数') }), z.strictObject({ workingDays: count('工作日数') })],
  { error: '期限只能填写天数、月数、工作日数中的一项，且为不小于零的整数' },
);
export type Span = z.infer<typeof Span>;

/** `countPostingDay`: the day of posting counts as the first if it is a working day. Default false (Civil Code art. 201). */
export interface Counting {
  countPostingDay?: boolean;
}

/** Whether people work that day; 'unknown' when the year's notice is not loaded. */
export function isWorkday(cal: Calendar, day: Day): boolean | 'unknown' {
  const deviations = cal.years[yearOf(day)];
  if (deviations === undefined) return 'unknown';
  const deviation = deviations[day];
  return deviation === undefined ? weekday(day) <= 5 : deviation === 'work';
}

/** The end of `n` full working days after `from`; with n = 0, `from` itself. RangeError when n is negative or a fraction. */
export function addWorkdays(cal: Calendar, from: Day, n: number, { countPostingDay = false }: Counting = {}): Ending {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`);
  let end = from;
  let left = n;
  let provisional = false;
  for (let day = countPostingDay ? from : addDays(from, 1); left > 0; day = addDays(day, 1)) {
    provisional ||= !settled(cal, day);
    if (!counts(cal, day)) continue;
    left -= 1;
    end = day;
  }
  return { end, provisional };
}

/** The first year in the days after `from` up to `upTo` whose national notice is not loaded. One that only lacks its region's own is counted nationally. */
export function unknownYear(cal: Calendar, from: Day, upTo: Day): string | undefined {
  if (upTo <= from) return undefined;
  for (let year = Number(yearOf(addDays(from, 1))); year <= Number(yearOf(upTo)); year += 1)
    if (cal.years[String(year)] === undefined) return String(year);
  return undefined;
}

/** The first working day on or after `day`. */
export function nextWorkday(cal: Calendar, day: Day): Ending {
  let end = day;
  let provisional = !settled(cal, end);
  while (!counts(cal, end)) {
    end = addDays(end, 1);
    provisional ||= !settled(cal, end);
  }
  return { end, provisional };
}

/** Working days after `after` up to and including `upTo`; 0 when `upTo` is not later. For "idle since" and budgets. */
export function workdaysBetween(cal: Calendar, after: Day, upTo: Day): { workingDays: number; provisional: boolean } {
  let workingDays = 0;
  let provisional = false;
  for (let day = after; day < upTo; ) {
    day = addDays(day, 1);
    provisional ||= !settled(cal, day);
    if (counts(cal, day)) workingDays += 1;
  }
  return { workingDays, provisional };
}

/**
 * The last day on which an act is in time. The starting day does not count (Civil Code art. 201); a last day that is not
 * a working day moves to the next one (art. 203; weekends by this project's reading).
 */
export function deadline(cal: Calendar, from: Day, span: Span, counting?: Counting): Ending {
  if ('workingDays' in span) return addWorkdays(cal, from, span.workingDays, counting);
  return nextWorkday(cal, corresponding(from, span));
}

/** The last day of a period that must have run in full. Never moves for a holiday, neither later nor earlier. */
export function minimum(cal: Calendar, from: Day, span: Span, counting?: Counting): Ending {
  if ('workingDays' in span) return addWorkdays(cal, from, span.workingDays, counting);
  return { end: corresponding(from, span), provisional: false };
}
function corresponding(from: Day, span: { days: number } | { months: number }): Day {
  return 'days' in span ? addDays(from, span.days) : addMonths(from, span.months);
}

/** An unknown year is counted Monday-Friday, and whoever asks is told by `provisional`. */
function counts(cal: Calendar, day: Day): boolean {
  const known = isWorkday(cal, day);
  return known === 'unknown' ? weekday(day) <= 5 : known;
}

function settled(cal: Calendar, day: Day): boolean {
  const year = yearOf(day);
  return cal.years[year] !== undefined && !cal.awaiting?.includes(year);
}
