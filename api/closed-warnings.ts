import type { Pool } from 'pg';
import type { Calendar } from '../domain/calendar/calendar';
import { addDays, type Day } from '../domain/calendar/day';
import { addWorkdays, isWorkday } from '../domain/calendar/workdays';
import type { Text } from '../domain/case/step';
import { isClosedOn } from '../domain/standing/closed';
import type { ClosedPeriod } from '../domain/standing/reasons';
import { closedAt } from '../records/standing/closed-periods';

export interface Warning {
  readonly code: string;
  readonly text: Text;
}

/** Working days of a notice on which nobody is there to read it. */
const closedWorkdays = (calendar: Calendar, periods: readonly ClosedPeriod[], postedOn: Day, end: Day): Day[] => {
  const days: Day[] = [];
  for (let day = addDays(postedOn, 1); day <= end; day = addDays(day, 1))
    if (isWorkday(calendar, day) !== false && isClosedOn(periods, day)) days.push(day);
  return days;
};

const warningOf = (days: readonly Day[]): Warning => ({
  code: 'closed-period',
  text: {
    zh: `公示期有 ${days.length} 个工作日落在停办期内 (${days[0]} 至 ${days.at(-1)}), 届时可能无人查看; 期限照常计算`,
    en: `${days.length} working days of the notice fall into a closed period (${days[0]} to ${days.at(-1)}), when nobody may be there to read it; they count all the same`,
  },
});

/** A notice laid into a closed period of its unit, or of a unit whose case hangs on it, is said and never blocked: no clause's deadline stops for one. */
export const closedWarnings = async (
  pool: Pool,
  units: readonly string[],
  calendar: Calendar,
  notice: { readonly postedOn: Day } & ({ readonly workingDays: number } | { readonly end: Day }),
): Promise<Warning[]> => {
  const closed = await closedAt(pool, units);
  if (closed.size === 0) return [];
  const end = 'end' in notice ? notice.end : addWorkdays(calendar, notice.postedOn, notice.workingDays).end;
  const longest = [...closed.values()]
    .map((periods) => closedWorkdays(calendar, periods, notice.postedOn, end))
    .sort((a, b) => b.length - a.length)[0];
  return longest?.length ? [warningOf(longest)] : [];
};
