import fc from 'fast-check';
import {
  addDays,
  addMonths,
  ageOn,
  birthdayAt,
  compareDays,
  Day,
  dayOf,
  diffDays,
  endOf,
  isDay,
  maxDay,
  minDay,
  startOf,
  weekday,
} from '../../domain/calendar/day';

/** Days by another way: the platform's UTC date. */
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const anyDay = fc.integer({ min: utc('1900-01-01') / 864e5, max: utc('2200-12-31') / 864e5 }).map((n) => text(n * 864e5));
const midDay = fc.integer({ min: utc('1950-01-01') / 864e5, max: utc('2150-12-31') / 864e5 }).map((n) => text(n * 864e5));

describe('Day', () => {
  it.each(['1900-01-01', '2024-02-29', '2000-02-29', '2200-12-31'])('accepts %s', (day) => {
    expect(Day.parse(day)).toBe(day);
    expect(isDay(day)).toBe(true);
  });
  it.each([
    ['2027-02-29', '没有29日'],
    ['2100-02-29', '没有29日'],
    ['2026-04-31', '没有31日'],
    ['2026-13-01', '月份'],
    ['2026-00-10', '月份'],
    ['2026-01-00', '没有0日'],
    ['1899-12-31', '年份'],
    ['2201-01-01', '年份'],
    ['2026-1-1', '格式'],
    ['2026/01/01', '格式'],
    ['2026-01-01T00:00', '格式'],
    ['2026-01-01\n', '格式'],
    ['', '格式'],
    [20260101, '应为文本'],
  ])('refuses %s and says why', (day, word) => {
    expect(Day.safeParse(day).error?.issues[0]?.message).toContain(word);
  });
});

describe('arithmetic of days', () => {
  it.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2027-01-31', 2, '2027-03-31'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2026-01-15', 12, '2027-01-15'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-01', -1, '2025-12-01'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('%s + %i months = %s (Civil Code art. 202)', (day, months, end) => {
    expect(addMonths(day, months)).toBe(end);
  });
  it('agrees with another calendar on every day it knows', () => {
    fc.assert(
      fc.property(midDay, fc.integer({ min: -18_000, max: 18_000 }), (day, n) => {
        const later = addDays(day, n);
        expect(later).toBe(text(utc(day) + n * 864e5));
        expect(diffDays(day, later)).toBe(n);
        expect(weekday(later)).toBe(new Date(utc(later)).getUTCDay() || 7);
      }),
    );
  });
  it('knows each single day 1900-2200 once, in order', () => {
    let [day, ms] = ['1900-01-01', utc('1900-01-01')];
    for (; day < '2200-12-31'; ) {
      [day, ms] = [addDays(day, 1), ms + 864e5];
      if (day !== text(ms)) throw new Error(`${day} is not ${text(ms)}`);
    }
  });
  it('orders days', () => {
    expect(['2026-02-01', '2025-12-31', '2026-01-31'].sort(compareDays)).toEqual(['2025-12-31', '2026-01-31', '2026-02-01']);
    expect(compareDays('2026-01-01', '2026-01-01')).toBe(0);
    expect(minDay('2026-01-01', '2025-01-01')).toBe('2025-01-01');
    expect(maxDay('2026-01-01', '2025-01-01')).toBe('2026-01-01');
  });
  it.each([
    () => addDays('2200-12-31', 1),
    () => addDays('1900-01-01', -1),
    () => addDays('2026-01-01', 0.5),
    () => addMonths('2026-02-30', 1),
    () => dayOf(Number.NaN),
  ])('fails loudly on a broken invariant', (act) => expect(act).toThrow(RangeError));
});

describe('instants in Asia/Shanghai', () => {
  it.each([
    ['2026-09-01T15:59:59.999Z', '2026-09-01'],
    ['2026-09-01T16:00:00.000Z', '2026-09-02'],
    ['1969-12-31T16:00:00.000Z', '1970-01-01'],
    ['1969-12-31T15:59:59.999Z', '1969-12-31'],
  ])('%s is %s there', (instant, day) => expect(dayOf(Date.parse(instant))).toBe(day));
  it('ends a day at 24:00, the start of the next', () => {
    expect(new Date(endOf('2026-12-31')).toISOString()).toBe('2026-12-31T16:00:00.000Z');
    fc.assert(
      fc.property(
        anyDay.filter((d) => d < '2200-12-31'),
        fc.integer({ min: 0, max: 864e5 - 1 }),
        (day, ms) => {
          expect(endOf(day)).toBe(startOf(addDays(day, 1)));
          expect(dayOf(startOf(day) + ms)).toBe(day);
        },
      ),
    );
  });
});

describe('full years', () => {
  it.each([
    ['2012-09-01', '2026-08-31', 13],
    ['2012-09-01', '2026-09-01', 14],
    ['1998-11-22', '2026-11-21', 27],
    ['1998-11-22', '2026-11-22', 28],
    ['2012-02-29', '2026-02-27', 13],
    ['2012-02-29', '2026-02-28', 14],
    ['2012-02-29', '2028-02-28', 15],
    ['2012-02-29', '2028-02-29', 16],
    ['2026-05-01', '2026-05-01', 0],
    ['2026-05-01', '2026-04-30', -1],
  ])('born %s, on %s: %i', (birth, on, age) => expect(ageOn(birth, on)).toBe(age));
  it('an age is reached on its birthday and not the day before', () => {
    fc.assert(
      fc.property(midDay, fc.integer({ min: 1, max: 45 }), (birth, age) => {
        const birthday = birthdayAt(birth, age);
        expect(ageOn(birth, birthday)).toBe(age);
        expect(ageOn(birth, addDays(birthday, -1))).toBe(age - 1);
      }),
    );
  });
});
