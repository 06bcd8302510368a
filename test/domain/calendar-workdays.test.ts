import fc from 'fast-check';
import { addDays, diffDays, endOf, weekday } from '../../domain/calendar/day';
import { seedCalendar } from '../../domain/calendar/seed';
import { addWorkdays, deadline, isWorkday, minimum, nextWorkday, Span, workdaysBetween } from '../../domain/calendar/workdays';

const cn = seedCalendar('CN');
const xj = seedCalendar('65');
const settled = (end: string) => ({ end, provisional: false });
const provisional = (end: string) => ({ end, provisional: true });
const loadedDay = fc.integer({ min: 0, max: diffDays('2024-01-01', '2026-12-31') }).map((n) => addDays('2024-01-01', n));

describe('five working days after the posting day', () => {
  it.each([
    ['2026-02-12', '2026-02-26'],
    ['2026-04-02', '2026-04-10'],
    ['2026-04-30', '2026-05-11'],
    ['2026-06-18', '2026-06-26'],
    ['2026-09-18', '2026-09-24'],
    ['2026-09-24', '2026-10-09'],
    ['2026-09-28', '2026-10-10'],
    ['2026-09-30', '2026-10-13'],
    ['2026-10-08', '2026-10-14'],
    ['2025-06-05', '2025-06-12'],
  ])('%s -> 24:00 of %s', (posted, end) => expect(addWorkdays(cn, posted, 5)).toEqual(settled(end)));
  it('may end on a Saturday of make-up work', () => {
    expect(weekday('2026-10-10')).toBe(6);
    expect(isWorkday(cn, '2026-10-10')).toBe(true);
  });
  it('2026-12-28: the end lies in a year that is not loaded, so it is provisional', () => {
    expect(addWorkdays(cn, '2026-12-28', 5).provisional).toBe(true);
    expect(addWorkdays(cn, '2026-12-28', 3)).toEqual(settled('2026-12-31'));
    expect(isWorkday(cn, '2027-01-01')).toBe('unknown');
    expect(isWorkday(cn, '2023-12-29')).toBe('unknown');
  });
  it('counts a posting day that is a working day when the pack says so', () => {
    expect(addWorkdays(cn, '2026-09-18', 5, { countPostingDay: true })).toEqual(settled('2026-09-23'));
    expect(addWorkdays(cn, '2026-09-19', 1, { countPostingDay: true })).toEqual(settled('2026-09-20'));
    expect(addWorkdays(cn, '2026-09-18', 0)).toEqual(settled('2026-09-18'));
  });
  it.each([-1, 1.5, Number.NaN])('fails loudly for %p days', (n) => expect(() => addWorkdays(cn, '2026-01-05', n)).toThrow(RangeError));
});

describe('Xinjiang (65) has days off of its own', () => {
  it('2025-06-05 + 5 working days ends 06-17 there, 06-12 elsewhere', () => {
    expect(addWorkdays(xj, '2025-06-05', 5)).toEqual(settled('2025-06-17'));
    expect(['2025-03-31', '2025-06-06', '2025-06-09', '2025-06-10'].map((day) => [isWorkday(cn, day), isWorkday(xj, day)])).toEqual(
      Array(4).fill([true, false]),
    );
  });
  it('counts 2024 and 2026 nationally, and says that the regional days are awaited', () => {
    expect(xj.awaiting).toEqual(['2024', '2026']);
    expect(isWorkday(xj, '2026-05-27')).toBe(true);
    expect(addWorkdays(xj, '2026-09-28', 5)).toEqual(provisional('2026-10-10'));
  });
  it('keeps a nationally unknown year unknown', () => expect(isWorkday(xj, '2027-01-04')).toBe('unknown'));
  it('names both versions', () => expect(xj.version).toBe('CN-2026/1+65-2025/1'));
});

describe('deadlines move, minimums do not', () => {
  it.each([
    ['2026-01-01', { months: 1 }, '2026-02-01', '2026-02-02'],
    ['2026-09-01', { months: 1 }, '2026-10-01', '2026-10-08'],
    ['2026-01-14', { months: 1 }, '2026-02-14', '2026-02-14'],
    ['2026-09-05', { days: 30 }, '2026-10-05', '2026-10-08'],
    ['2026-09-24', { workingDays: 5 }, '2026-10-09', '2026-10-09'],
    ['2026-03-30', { days: 0 }, '2026-03-30', '2026-03-30'],
  ] as const)('from %s, %j: full at %s, in time until %s', (from, span, full, inTime) => {
    expect(minimum(cn, from, span)).toEqual(settled(full));
    expect(deadline(cn, from, span)).toEqual(settled(inTime));
  });
  it('three months of cultivation need no calendar, a deadline in an unknown year does', () => {
    expect(minimum(cn, '2026-11-30', { months: 3 })).toEqual(settled('2027-02-28'));
    expect(minimum(cn, '2027-01-31', { months: 1 })).toEqual(settled('2027-02-28'));
    expect(deadline(cn, '2026-11-30', { months: 3 })).toEqual(provisional('2027-03-01'));
    expect(deadline(cn, '2026-11-25', { months: 3 })).toEqual(provisional('2027-02-25'));
  });
  it('finds the first working day on or after a day', () => {
    expect(nextWorkday(cn, '2026-02-14')).toEqual(settled('2026-02-14'));
    expect(nextWorkday(cn, '2026-02-15')).toEqual(settled('2026-02-24'));
    expect(nextWorkday(cn, '2027-01-02')).toEqual(provisional('2027-01-04'));
  });
  it('a period is one of days, months, working days', () => {
    expect(Span.parse({ months: 3 })).toEqual({ months: 3 });
    for (const wrong of [{}, { days: 1, months: 1 }, { days: -1 }, { workingDays: 1.5 }, { weeks: 1 }, 'P3M']) {
      expect(Span.safeParse(wrong).error?.issues[0]?.message).toMatch(/期限|应为整数|不能为负数/);
    }
  });
});

describe('properties', () => {
  const budget = fc.integer({ min: 1, max: 60 });
  it('an end is a working day, n of them lie behind it, and it is never earlier than n days after', () => {
    fc.assert(
      fc.property(loadedDay, budget, (from, n) => {
        const { end, provisional: open } = addWorkdays(cn, from, n);
        fc.pre(!open);
        expect(isWorkday(cn, end)).toBe(true);
        expect(diffDays(from, end)).toBeGreaterThanOrEqual(n);
        expect(workdaysBetween(cn, from, end)).toEqual({ workingDays: n, provisional: false });
        expect(endOf(end)).toBeGreaterThan(endOf(from));
      }),
    );
  });
  it('is monotone in the start and strictly in the number', () => {
    fc.assert(
      fc.property(loadedDay, fc.integer({ min: 0, max: 40 }), budget, (from, later, n) => {
        expect(addWorkdays(cn, addDays(from, later), n).end >= addWorkdays(cn, from, n).end).toBe(true);
        expect(addWorkdays(cn, from, n + 1).end > addWorkdays(cn, from, n).end).toBe(true);
      }),
    );
  });
  it('regional days off only lengthen', () => {
    fc.assert(fc.property(loadedDay, budget, (from, n) => addWorkdays(xj, from, n).end >= addWorkdays(cn, from, n).end));
  });
  it('a deadline never falls before the minimum of the same span', () => {
    const span = fc.oneof(fc.record({ days: budget }), fc.record({ months: budget }), fc.record({ workingDays: budget }));
    fc.assert(fc.property(loadedDay, span, (from, s) => deadline(cn, from, s).end >= minimum(cn, from, s).end));
  });
});
