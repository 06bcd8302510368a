import { mayKeepCalendar, workPaths } from '../../domain/authority/reach';
import { addDays, FIRST_YEAR, isDay, LAST_YEAR } from '../../domain/calendar/day';
import { lacksNewYear } from '../../domain/calendar/notice';
import { deadline, minimum, type Span, unknownYear } from '../../domain/calendar/workdays';
import { calendarRoutes } from '../../domain/contract/calendar';
import { Region } from '../../domain/contract/fields';
import { adoptionOf } from '../../records/calendar-adoption';
import { calendarFor, enterNotice, noticesOf } from '../../records/calendars';
import { appendLog } from '../../records/log';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { badField, forbidden } from '../problem';

export const calendar = (deps: ApiDeps) =>
  moduleOf(calendarRoutes, {
    lawfulEnd: async ({ query: { from, workingDays, months, days, region, countPostingDay, as } }) => {
      const cal = await calendarFor(deps.database, region);
      const span: Span = workingDays !== undefined ? { workingDays } : months !== undefined ? { months } : { days: days ?? 0 };
      try {
        const { end, provisional } = (as === 'deadline' ? deadline : minimum)(cal, from, span, { countPostingDay });
        const year = provisional ? unknownYear(cal, from, end) : undefined;
        return { end, provisional, ...(year ? { unknownYear: year } : {}), as, from, region, calendar: cal.version, next: addDays(end, 1) };
      } catch (error) {
        if (error instanceof RangeError)
          throw badField('/from', '期限超出 1900 至 2200 年的范围，请核对', 'The period leaves the years 1900-2200', 'query');
        throw error;
      }
    },

    calendarYear: async ({ params, query: { region } }) => {
      const cal = await calendarFor(deps.database, region);
      const year = String(params.year);
      const stored = [...(await noticesOf(deps.database, 'CN')), ...(region === 'CN' ? [] : await noticesOf(deps.database, region))];
      const days = cal.years[year];
      return {
        year: params.year,
        region,
        calendar: cal.version,
        known: days !== undefined,
        provisional: days === undefined || (cal.awaiting?.includes(year) ?? false),
        days: days ?? {},
        notices: stored
          .filter(({ notice }) => notice.year === params.year)
          .map(({ version, notice: { title, number, issuedOn, certainty, remark } }) => ({
            year: params.year,
            version,
            title,
            number,
            issuedOn,
            certainty,
            remark,
          })),
      };
    },

    calendarAdoption: async ({ who }) => {
      if (workPaths(who).length === 0 && !mayKeepCalendar(who))
        throw forbidden('由任职人员和系统管理员查看', 'For officers and system administrators');
      return adoptionOf(deps.database);
    },

    enterHolidayNotice: async ({ body, who, tx, now, afterCommit }) => {
      if (!mayKeepCalendar(who)) throw forbidden('只有系统管理员可以录入放假通知', 'Only a system administrator enters holiday notices');
      if (!Region.safeParse(body.region).success)
        throw badField('/region', '没有这个地区, 应为 CN 或省级代码', 'There is no such region: use CN or a province code');
      if (!isDay(`${body.year}-01-01`))
        throw badField('/year', `年份应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间`, `The year must lie between ${FIRST_YEAR} and ${LAST_YEAR}`);
      if (lacksNewYear(body))
        throw badField(
          '/off',
          '全国放假通知没有列出元旦 (全国年节及纪念日放假办法第二条): 请按通知录入全年的放假和上班日期',
          'A national notice leaves out New Year’s Day (Holiday Measures art. 2): enter all its days off and make-up workdays',
        );
      const version = await enterNotice(tx, body, who.personId, now);
      await appendLog(tx, {
        at: now,
        kind: 'calendar-changed',
        personId: who.personId,
        body: { region: body.region, year: body.year, version },
      });
      afterCommit(async () => deps.onCalendarChanged?.(body.region));
      const { version: calendarVersion } = await calendarFor({ pool: tx }, body.region);
      return { region: body.region, year: body.year, version, calendar: calendarVersion };
    },
  });
