/** A region's working calendar as data: what a case carries, and how a regional calendar lies over the national one. */
import { z } from 'zod';
import { Day } from './day';

const Year = z.string().regex(/^\d{4}$/, { error: '年份应为四位数字，例如 2026' });

/** A day's deviation from Monday-Friday: a weekday 'off', or a Saturday/Sunday of 'work' (调休上班). */
export const Deviation = z.enum(['off', 'work'], { error: '只能是 off（放假）或 work（上班）' });

/**
 * - `region`: 'CN', or a two-digit province code ('65' Xinjiang).
 * - `version`: names the data; every deadline names it too.
 * - `years`: only deviations from Monday-Friday. A year that is absent is **unknown**, not "no holidays".
 * - `awaiting`: years counted by the national notice alone because the region's own was not read; ends in them are provisional.
 */
export const Calendar = z.object({
  region: z.string().regex(/^(CN|\d{2})$/, { error: '日历地区应为 CN 或两位省级代码，例如 65' }),
  version: z.string().min(1, { error: '日历须有版本号，请填写' }),
  years: z.record(Year, z.record(Day, Deviation)),
  awaiting: z.array(Year).optional(),
});
export type Calendar = z.infer<typeof Calendar>;

/**
 * The calendar of a region: national days with the regional ones above them (Holiday Measures art. 4: festivals of
 * minorities are set locally). A nationally unknown year stays unknown. A known year for which the region brings no
 * notice is counted nationally and marked `awaiting`.
 */
export function layered(national: Calendar, regional: Calendar): Calendar {
  const years: Calendar['years'] = {};
  const awaiting: string[] = [];
  for (const year of Object.keys(national.years).sort()) {
    const own = regional.years[year];
    if (own === undefined || regional.awaiting?.includes(year)) awaiting.push(year);
    years[year] = { ...national.years[year], ...own };
  }
  return { region: regional.region, version: `${national.version}+${regional.version}`, years, awaiting };
}
