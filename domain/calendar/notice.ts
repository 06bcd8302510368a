/**
 * One holiday notice as data, as an administrator enters it or as the seed carries it, and the calendar that notices make.
 * Holiday Measures art. 7: the free days and make-up workdays of a year are fixed by notice, they cannot be computed.
 */
import { z } from 'zod';
import type { Calendar } from './calendar';
import { addDays, Day, weekday, yearOf } from './day';

const Group = z.object({
  name: z.string().min(1, { error: '请填写节日名称' }),
  days: z.array(Day).min(1, { error: '每个节日至少填写一天' }),
});

/**
 * `off`: Mondays-Fridays without work. `work`: Saturdays and Sundays with work. Weekends that stay free are not listed.
 * `certainty`: 'confirmed' when number, date and days were read in a public copy; otherwise 'to be verified', and shown so.
 * A notice may reach back to the last days of the December before (as for 2018-12-31).
 */
export const Notice = z
  .object({
    region: z.string().regex(/^(CN|\d{2})$/, { error: '通知地区应为 CN 或两位省级代码，例如 65' }),
    year: z.int({ error: '年份应为整数，例如 2026' }),
    title: z.string().min(1, { error: '请填写通知名称' }),
    number: z.string().min(1, { error: '请填写文号，尚未核实的不填' }).optional(),
    issuedOn: Day.optional(),
    certainty: z.enum(['confirmed', 'to be verified'], { error: '请注明是否已核实' }),
    remark: z.string().optional(),
    off: z.array(Group),
    work: z.array(Group),
  })
  .superRefine((notice, ctx) => {
    const seen = new Set<Day>();
    for (const kind of ['off', 'work'] as const) {
      for (const [g, group] of notice[kind].entries()) {
        for (const [d, day] of group.days.entries()) {
          const message = faultOf(notice.year, kind, day) ?? (seen.has(day) ? `${day} 重复填写，请删去一处` : undefined);
          if (message !== undefined) ctx.addIssue({ code: 'custom', message, path: [kind, g, 'days', d] });
          seen.add(day);
        }
      }
    }
  });
export type Notice = z.infer<typeof Notice>;

function faultOf(year: number, kind: 'off' | 'work', day: Day): string | undefined {
  if (day < `${year - 1}-12-25` || day > `${year}-12-31`) return `${day} 不属于 ${year} 年的通知，请核对年份`;
  if (kind === 'off' && weekday(day) > 5) return `${day} 是周末，放假名单只填周一至周五`;
  if (kind === 'work' && weekday(day) <= 5) return `${day} 不是周末，上班名单只填周六、周日`;
  return undefined;
}

/**
 * Whether a national notice leaves out New Year's Day although it falls on Monday to Friday: it is free in every year (Holiday Measures art. 2), so the days
 * after it would be counted from half an arrangement. A region's notice lies over the national one and may name nothing.
 */
export function lacksNewYear({ region, year, off }: Notice): boolean {
  const first = `${year}-01-01`;
  if (region !== 'CN') return false;
  return weekday(first) <= 5 ? !off.some(({ days }) => days.includes(first)) : off.length === 0;
}

/** All days from `first` to `last`, for writing the days of a notice as it prints them. */
export function from(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * The calendar made by notices of one region. Each notice makes its year known; days of the December before are entered
 * only if that year is known as well. A later notice wins over an earlier one for the same day.
 */
export function calendarOf(region: string, version: string, notices: readonly Notice[]): Calendar {
  const years: Calendar['years'] = {};
  for (const notice of notices) years[String(notice.year)] = {};
  for (const notice of notices) {
    for (const kind of ['off', 'work'] as const) {
      for (const day of notice[kind].flatMap((group) => group.days)) {
        const year = years[yearOf(day)];
        if (year !== undefined) year[day] = kind;
      }
    }
  }
  return { region, version, years };
}
