/**
 * Dates of record. A day is text, 'YYYY-MM-DD', never an instant: papers carry days. Instants appear only at the edge
 * (`dayOf`, `startOf`, `endOf`) and always in Asia/Shanghai, UTC+8 without summer time for every day this system judges.
 * Integers only: no Date, no Intl, so that a workflow, a browser abroad and a test agree.
 */
import { z } from 'zod';

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** 'YYYY-MM-DD', a date that exists, years 1900-2200. */
export type Day = string;

/** What follows from a day lies outside the years that days are written in: whoever typed the day is told so. */
export class DayOutOfRange extends RangeError {
  override readonly name = 'DayOutOfRange';
}

/** Refuses other forms, impossible dates (2027-02-29) and years out of range, each with its own message. */
export const Day = z
  .string({ error: '日期应为文本，请按“年-月-日”填写，例如 2026-09-01' })
  .superRefine((text, ctx) => {
    const fault = faultOf(text);
    if (fault !== undefined) ctx.addIssue({ code: 'custom', message: fault });
  })
  .meta({ format: 'date', pattern: '^(19\\d\\d|2[01]\\d\\d|2200)-\\d\\d-\\d\\d$', examples: ['2026-09-01'] });

function faultOf(text: string): string | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!m) return '日期格式应为“年-月-日”，月、日各两位，例如 2026-09-01';
  const [y, mo, d] = [Number(m[1]), Number(m[2]), Number(m[3])];
  if (y < FIRST_YEAR || y > LAST_YEAR) return `年份应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间，请核对年份`;
  if (mo < 1 || mo > 12) return '月份应在 01 至 12 之间，请核对月份';
  if (d < 1 || d > daysInMonth(y, mo)) return `${y}年${mo}月没有${d}日，请核对日期`;
  return undefined;
}

export const isDay = (text: string): boolean => faultOf(text) === undefined;

/** `n` calendar days later (earlier when negative). RangeError outside 1900-2200 or for fractions: a broken invariant. */
export function addDays(day: Day, n: number): Day {
  return fromOrdinal(ordinal(day) + whole(n));
}

/** The day after; of the last day that can be written, which stands for "for ever", the day itself. */
export const dayAfter = (day: Day): Day => (day === `${LAST_YEAR}-12-31` ? day : addDays(day, 1));
/** The day before; of the first day that can be written the day itself. */
export const dayBefore = (day: Day): Day => (day === `${FIRST_YEAR}-01-01` ? day : addDays(day, -1));

/**
 * The corresponding day `n` months later; where the month has none, its last day (Civil Code art. 202):
 * 2026-11-30 + 3 = 2027-02-28.
 */
export function addMonths(day: Day, n: number): Day {
  const [y, m, d] = split(day);
  const months = y * 12 + (m - 1) + whole(n);
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return join(year, month, Math.min(d, daysInMonth(year, month)));
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const diffDays = (from: Day, to: Day): number => ordinal(to) - ordinal(from);

/** 1 = Monday ... 7 = Sunday. */
export const weekday = (day: Day): number => ((((ordinal(day) + 3) % 7) + 7) % 7) + 1;

export const yearOf = (day: Day): string => day.slice(0, 4);

/** Negative, zero or positive, for sorting. Text order is date order. */
export const compareDays = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0);
export const minDay = (a: Day, b: Day): Day => (a <= b ? a : b);
export const maxDay = (a: Day, b: Day): Day => (a >= b ? a : b);

/** The Shanghai day in which the instant (epoch milliseconds) lies. */
export const dayOf = (epochMs: number): Day => fromOrdinal(Math.floor((epochMs + SHANGHAI_MS) / DAY_MS));

/** 00:00 Shanghai of the day, in epoch milliseconds. */
export const startOf = (day: Day): number => ordinal(day) * DAY_MS - SHANGHAI_MS;

/** 24:00 Shanghai of the day (Civil Code art. 203), the instant at which the next day starts, in epoch milliseconds. */
export const endOf = (day: Day): number => startOf(day) + DAY_MS;

/** The day on which a person reaches `age` full years; someone born on 29 February reaches it on 28 February of a common year. */
export const birthdayAt = (birth: Day, age: number): Day => addMonths(birth, age * 12);

/**
 * Full years (周岁) on the day; reached on the birthday itself. 29 February follows the rule for months (`addMonths`).
 * Negative for a birth after `on`. Cases exactly on a birthday are for a person to confirm (the texts differ).
 */
export function ageOn(birth: Day, on: Day): number {
  const years = split(on)[0] - split(birth)[0];
  return on < birthdayAt(birth, years) ? years - 1 : years;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function split(day: Day): [year: number, month: number, dayOfMonth: number] {
  const fault = faultOf(day);
  if (fault !== undefined) throw new RangeError(`not a day: ${JSON.stringify(day)} (${fault})`);
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function join(year: number, month: number, dayOfMonth: number): Day {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new DayOutOfRange(`year ${year} is outside ${FIRST_YEAR}-${LAST_YEAR}`);
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

function whole(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number: ${n}`);
  return n;
}

/** Days since 1970-01-01 in the Gregorian calendar; the year is counted from March so that the leap day comes last. */
function ordinal(day: Day): number {
  const [y, m, d] = split(day);
  const year = m > 2 ? y : y - 1;
  const month = m > 2 ? m - 3 : m + 9;
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leaps + Math.floor((153 * month + 2) / 5) + d - 1 - 719_468;
}

function fromOrdinal(days: number): Day {
  const z0 = days + 719_468;
  const era = Math.floor(z0 / 146_097);
  const inEra = z0 - era * 146_097;
  const yearOfEra = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365);
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const dayOfMonth = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return join(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfMonth);
}
