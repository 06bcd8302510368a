import { CASES } from '../../demo/cases';
import { countyUnits, schoolYearOf } from '../../demo/county';
import { paperPast } from '../../demo/past';
import { diffDays } from '../../domain/calendar/day';
import { seedCalendar } from '../../domain/calendar/seed';
import { isWorkday } from '../../domain/calendar/workdays';

const calendar = seedCalendar('65');
const DAYS = ['2025-10-04', '2026-01-01', '2026-02-20', '2026-06-30', '2026-09-01', '2026-11-23'];

describe('paper pasts', () => {
  it.each(DAYS)('lie on working days before %s, in order, and not long before it', (today) => {
    for (const one of CASES) {
      const drafts = paperPast(today, { calendar, strict: one.unit.startsWith('S02') }, one);
      const days = drafts.map(({ on }) => on);
      expect(days).toEqual([...days].sort());
      expect(diffDays(days.at(-1) ?? '', today)).toBeGreaterThanOrEqual(one.ago);
      // Long holidays push the newest act back.
      expect(diffDays(days.at(-1) ?? '', today)).toBeLessThanOrEqual(one.ago + 14);
      // A notice ends at midnight, also on a day off.
      for (const { on, kind } of drafts)
        if (kind !== 'completeNotice') expect([one.key, kind, on, isWorkday(calendar, on)]).toEqual([one.key, kind, on, true]);
    }
  });

  it.each([2024, 2025, 2026])('the tree of school year %s has 288 League organisations with codes of their own', (year) => {
    const units = countyUnits(year);
    expect(units.filter(({ kind }) => kind !== 'inspection-office')).toHaveLength(288);
    expect(new Set(units.map(({ code }) => code)).size).toBe(289);
  });

  it('counts school years from September', () => {
    expect([schoolYearOf('2026-08-31'), schoolYearOf('2026-09-01')]).toEqual([2025, 2026]);
  });
});
