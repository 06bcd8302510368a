import { z } from 'zod';
import { Day } from '../calendar/day';
import { Notice } from '../calendar/notice';
import { flag, Region, whole } from './fields';
import { route } from './route';

const tag = 'calendar';

const READINGS = ['minimum', 'deadline'] as const;

const LawfulEnd = z
  .object({
    end: Day.describe('The last day of the period; it ends at 24:00 Asia/Shanghai'),
    provisional: z.boolean().describe('A year whose notice is not loaded mattered: the end can still move later, never earlier'),
    unknownYear: z
      .string()
      .optional()
      .describe(
        'A year of the period whose national holiday notice is not entered: `end` is "not before", and a notice does not end until it is',
      ),
    as: z.enum(READINGS).describe('How the end was read'),
    from: Day,
    region: z.string(),
    calendar: z.string().describe('Version of the days it was counted by'),
    next: Day.describe('First day on which what waits for the period may be done'),
  })
  .meta({
    examples: [
      { end: '2026-04-10', provisional: false, as: 'minimum', from: '2026-04-02', region: 'CN', calendar: 'CN-2026/1', next: '2026-04-11' },
    ],
  });

const Span = z
  .strictObject({
    from: Day.describe('The day that does not count (Civil Code art. 201)'),
    workingDays: whole('工作日数', 0, 4000).optional(),
    months: whole('月数', 0, 1200).optional(),
    days: whole('天数', 0, 4000).optional(),
    region: Region.default('CN').describe('CN, or a province code with days off of its own, e.g. 65'),
    countPostingDay: flag.optional().describe('Count the first day too, if it is a working day'),
    as: z
      .enum(READINGS, { error: 'as 应为 minimum（最短期限）或 deadline（办理期限）' })
      .default('minimum')
      .describe(
        'minimum: must run in full, its last day never moves; deadline: a last day without work moves to the next working day (Civil Code art. 203)',
      ),
  })
  .superRefine((span, ctx) => {
    const given = [span.workingDays, span.months, span.days].filter((length) => length !== undefined).length;
    if (given === 1) return;
    const message =
      given === 0 ? '请填写期限: workingDays（工作日）、months（月）或 days（天）之一' : 'workingDays、months、days 只能填写一项';
    ctx.addIssue({ code: 'custom', message, path: ['workingDays'] });
  });

const NoticeView = z.object({
  year: z.int(),
  version: z.int().describe('0: carried by the program; entered ones count from 1'),
  title: z.string(),
  number: z.string().optional(),
  issuedOn: Day.optional(),
  certainty: z.string(),
  remark: z.string().optional(),
});

export const calendarRoutes = [
  route({
    method: 'GET',
    path: '/api/calendar/lawful-end',
    operationId: 'lawfulEnd',
    tag,
    summary: 'Until when a period must run: give exactly one of workingDays, months, days',
    description:
      'Public, because anyone may check a date: `?from=2026-04-02&workingDays=5` ends on 2026-04-10. Months and days are read as a minimum, whose last day stays where it is; `&as=deadline` reads them as a deadline, whose last day moves to the next working day.',
    auth: 'public',
    query: Span,
    response: { 200: LawfulEnd },
  }),
  route({
    method: 'GET',
    path: '/api/calendar/:year',
    operationId: 'calendarYear',
    tag,
    summary: 'The days off and make-up workdays of a year',
    auth: 'public',
    params: z.object({ year: whole('年份', 1900, 2200) }),
    query: z.strictObject({ region: Region.default('CN') }),
    response: {
      200: z.object({
        year: z.int(),
        region: z.string(),
        calendar: z.string(),
        known: z.boolean().describe('False: no notice is loaded; ends in this year are provisional'),
        provisional: z.boolean(),
        days: z.record(z.string(), z.enum(['off', 'work'])),
        notices: z.array(NoticeView),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/calendar/adoption',
    operationId: 'calendarAdoption',
    tag,
    summary: 'How far the newest calendar has reached the open cases and notices',
    description: 'Officers and system administrators. Counts only.',
    auth: 'session',
    response: {
      200: z.object({
        calendar: z.string().describe('The national one, as of now'),
        open: z.int(),
        adopted: z.int(),
        pending: z.int().describe('The next round reaches them'),
        kept: z.int().describe('They would have lost days, and keep the calendar that they have'),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/calendar/notices',
    operationId: 'enterHolidayNotice',
    tag,
    summary: 'Enter the holiday notice of a year; open notices are counted anew, never shorter',
    auth: 'session',
    idempotent: true,
    body: Notice.meta({
      examples: [
        {
          region: 'CN',
          year: 2027,
          title: '国务院办公厅关于2027年部分节假日安排的通知',
          certainty: 'to be verified',
          off: [{ name: '元旦', days: ['2027-01-01'] }],
          work: [{ name: '元旦', days: ['2027-01-03'] }],
        },
      ],
    }),
    response: { 201: z.object({ region: z.string(), year: z.int(), version: z.int(), calendar: z.string() }) },
  }),
] as const;
