/**
 * The seeded calendar against tables made another way: the package chinese-days (its data come from the same notices, by
 * other hands) and the notices' ranges as printed, weekends included, expanded with the platform's dates.
 */
import { execFileSync } from 'node:child_process';
import { Calendar, layered } from '../../domain/calendar/calendar';
import { addDays } from '../../domain/calendar/day';
import { calendarOf, Notice } from '../../domain/calendar/notice';
import { SEED_NOTICES, seedCalendar } from '../../domain/calendar/seed';
import { addWorkdays, isWorkday } from '../../domain/calendar/workdays';

const cn = seedCalendar('CN');
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const everyDay: string[] = [];
for (let ms = Date.UTC(2024, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 864e5) everyDay.push(iso(ms));

/** As printed in the three notices: free ranges with their weekends, then make-up workdays. */
const PRINTED = {
  free: `2024-01-01/01-01 2024-02-10/02-17 2024-04-04/04-06 2024-05-01/05-05 2024-06-10/06-10 2024-09-15/09-17 2024-10-01/10-07
         2025-01-01/01-01 2025-01-28/02-04 2025-04-04/04-06 2025-05-01/05-05 2025-05-31/06-02 2025-10-01/10-08
         2026-01-01/01-03 2026-02-15/02-23 2026-04-04/04-06 2026-05-01/05-05 2026-06-19/06-21 2026-09-25/09-27 2026-10-01/10-07`,
  work: `2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
         2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
         2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`,
};
const work = new Set(PRINTED.work.split(/\s+/));
const free = new Set(
  PRINTED.free.split(/\s+/).flatMap((range) => {
    const [first = '', last = ''] = range.split('/');
    return everyDay.filter((day) => day >= first && day <= `${first.slice(0, 4)}-${last}`);
  }),
);
const printed = new Set(everyDay.filter((day) => work.has(day) || (new Date(`${day}T00:00Z`).getUTCDay() % 6 !== 0 && !free.has(day))));

describe('every day 2024-2026', () => {
  it('equals the notices as printed', () => {
    expect(everyDay).toHaveLength(366 + 365 + 365);
    expect(everyDay.filter((day) => isWorkday(cn, day) !== printed.has(day))).toEqual([]);
  });
  it('equals chinese-days (asked in a process of its own: it misreads days west of UTC)', () => {
    const script = `const d = ${JSON.stringify(everyDay)}; const { isWorkday } = require(${JSON.stringify(require.resolve('chinese-days'))});
      process.stdout.write(JSON.stringify(d.filter((x) => isWorkday(x))))`;
    const answer = execFileSync(process.execPath, ['-e', script], { env: { ...process.env, TZ: 'Asia/Shanghai' }, encoding: 'utf8' });
    expect(everyDay.filter((day) => isWorkday(cn, day) === true)).toEqual(JSON.parse(answer));
  });
});

describe('every start date 2024-2026, 1 to 10 working days', () => {
  it('ends where a naive count over the printed table ends', () => {
    const sorted = [...printed];
    const wrong: string[] = [];
    for (const from of everyDay) {
      const ahead = sorted.filter((day) => day > from);
      for (let n = 1; n <= 10; n++) {
        const { end, provisional } = addWorkdays(cn, from, n);
        const naive = ahead[n - 1];
        if (naive === undefined ? !(provisional && end > '2026-12-31') : provisional || end !== naive) wrong.push(`${from}+${n}: ${end}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('notices', () => {
  const [first] = SEED_NOTICES;
  const aNotice = (over: Partial<Notice>): unknown => ({ ...first, ...over });
  it('of the seed are well formed, and so are the calendars made of them', () => {
    for (const notice of SEED_NOTICES) expect(Notice.parse(notice)).toEqual(notice);
    for (const region of ['CN', '65', '32']) expect(Calendar.safeParse(seedCalendar(region)).success).toBe(true);
    expect(seedCalendar('32')).toEqual(cn);
  });
  it.each([
    ['a weekend among the days off', { off: [{ name: '春节', days: ['2024-02-10'] }] }, '是周末'],
    ['a Monday among the make-up workdays', { work: [{ name: '春节', days: ['2024-02-19'] }] }, '不是周末'],
    ['a day of another year', { off: [{ name: '元旦', days: ['2025-01-01'] }] }, '不属于'],
    ['a day entered twice', { off: [{ name: '元旦', days: ['2024-01-01', '2024-01-01'] }] }, '重复'],
    ['an empty festival', { off: [{ name: '元旦', days: [] }] }, '至少填写一天'],
  ])('are refused with %s', (_, over, word) => {
    expect(Notice.safeParse(aNotice(over)).error?.issues[0]?.message).toContain(word);
  });
  it('may reach back into a known December', () => {
    const next = Notice.parse({
      region: 'CN',
      year: 2027,
      title: 't',
      certainty: 'to be verified',
      off: [{ name: '元旦', days: ['2026-12-31'] }],
      work: [],
    });
    expect(isWorkday(calendarOf('CN', 'v2', [...SEED_NOTICES.slice(0, 3), next]), '2026-12-31')).toBe(false);
    expect(isWorkday(calendarOf('CN', 'v2', [next]), '2026-12-31')).toBe('unknown');
  });
  it('entering one makes the year known and only then settles the end', () => {
    const next = Notice.parse({
      region: 'CN',
      year: 2027,
      title: 't',
      certainty: 'to be verified',
      off: [{ name: '元旦', days: ['2027-01-01'] }],
      work: [],
    });
    const before = addWorkdays(cn, '2026-12-28', 5);
    const after = addWorkdays(calendarOf('CN', 'v2', [...SEED_NOTICES.slice(0, 3), next]), '2026-12-28', 5);
    expect([before, after]).toEqual([
      { end: '2027-01-04', provisional: true },
      { end: '2027-01-05', provisional: false },
    ]);
  });
  it('a regional make-up day wins over the national weekend', () => {
    const day = addDays('2026-09-20', 6);
    const regional: Calendar = { region: '65', version: 'x', years: { '2026': { [day]: 'work' } } };
    expect(isWorkday(layered(cn, regional), day)).toBe(true);
  });
});
