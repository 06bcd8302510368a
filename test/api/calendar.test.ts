import { calendarFor } from '../../records/calendars';
import { type Api, anApi } from './helper';

describe('the public calendar', () => {
  let api: Api;
  const changed: string[] = [];
  beforeAll(async () => {
    api = await anApi({ onCalendarChanged: async (region) => void changed.push(region) });
  });
  afterAll(() => api.close());

  const end = (query: string) => api.app.inject(`/api/calendar/lawful-end?${query}`);

  it.each([
    ['from=2026-04-02&workingDays=5', '2026-04-10', false],
    ['from=2026-09-30&workingDays=1', '2026-10-08', false],
    ['from=2026-04-02&workingDays=0', '2026-04-02', false],
    ['from=2026-04-03&workingDays=1&countPostingDay=true', '2026-04-03', false],
    ['from=2026-11-30&months=3', '2027-02-28', false],
    ['from=2026-01-31&months=1', '2026-02-28', false],
    ['from=2026-04-02&days=30', '2026-05-02', false],
    ['from=2026-12-30&workingDays=5', '2027-01-06', true],
    ['from=2025-06-05&workingDays=3', '2025-06-10', false],
    ['from=2025-06-05&workingDays=3&region=65', '2025-06-13', false],
    ['from=2026-04-02&workingDays=5&region=65', '2026-04-10', true],
    ['from=2026-04-02&workingDays=5&region=32', '2026-04-10', false],
  ])('%s ends on %s', async (query, last, provisional) => {
    const answer = await end(query);
    expect([query, answer.json()]).toEqual([query, expect.objectContaining({ end: last, provisional })]);
  });

  it('says which year an end waits for, and reads months as a minimum or as a deadline', async () => {
    expect((await end('from=2026-12-28&workingDays=5')).json()).toMatchObject({
      end: '2027-01-04',
      provisional: true,
      unknownYear: '2027',
    });
    expect((await end('from=2026-04-02&workingDays=5&region=65')).json()).toEqual(expect.not.objectContaining({ unknownYear: '2026' }));
    // 2026-05-02 is a Saturday within the Labour Day holiday.
    expect((await end('from=2026-04-02&months=1')).json()).toMatchObject({ end: '2026-05-02', as: 'minimum' });
    expect((await end('from=2026-04-02&months=1&as=deadline')).json()).toMatchObject({ end: '2026-05-06', as: 'deadline' });
  });

  it.each([
    ['', '/from'],
    ['from=2026-04-02', '/workingDays'],
    ['from=2026-04-02&workingDays=5&months=3', '/workingDays'],
    ['from=2026-04-02&workingDays=-1', '/workingDays'],
    ['from=2026-04-02&workingDays=', '/workingDays'],
    ['from=2026-04-02&workingDays=1e2', '/workingDays'],
    ['from=2026-04-02&workingDays=4001', '/workingDays'],
    ['from=2026-04-02&workingDays=99999999999999999999', '/workingDays'],
    ['from=2026-02-30&days=1', '/from'],
    ['from=20260402&days=1', '/from'],
    ['from=2026-04-02&from=2026-04-03&days=1', '/from'],
    ['from=2199-12-31&months=1200', '/from'],
    ['from=2200-12-31&workingDays=1', '/from'],
    ['from=2026-04-02&days=1&region=XJ', '/region'],
    ['from=2026-04-02&days=1&region=99', '/region'],
    ['from=2026-04-02&days=1&as=guess', '/as'],
    ['from=2026-04-02&days=1&tz=UTC', '/tz'],
  ])('refuses "%s" at %s, in words', async (query, pointer) => {
    const answer = await end(query);
    expect([query, answer.statusCode, answer.json<{ errors: { in: string; pointer: string }[] }>().errors[0]]).toEqual([
      query,
      400,
      expect.objectContaining({ in: 'query', pointer }),
    ]);
    expect(answer.json<{ detail: string }>().detail).toMatch(/[一-鿿]/);
  });

  it('shows a year with its notices, and says when it is not known', async () => {
    const known = (await api.app.inject('/api/calendar/2025?region=65')).json<{
      days: Record<string, string>;
      notices: { title: string }[];
    }>();
    expect(known).toMatchObject({ known: true, provisional: false, calendar: 'CN-2026/1+65-2025/1' });
    expect([known.days['2025-06-09'], known.notices.length]).toEqual(['off', 2]);
    expect((await api.app.inject('/api/calendar/2031')).json()).toMatchObject({ known: false, provisional: true, days: {}, notices: [] });
    expect((await api.app.inject('/api/calendar/soon')).statusCode).toBe(400);
  });

  it('takes the notice of a new year, then a corrected one, and tells whoever counts open periods', async () => {
    const root = await api.unit('committee');
    const system = await api.signIn((await api.officer('system-administrator', root)).login);
    const notice = {
      region: 'CN',
      year: 2027,
      title: '2027年部分节假日安排',
      certainty: 'to be verified',
      off: [{ name: '元旦', days: ['2027-01-01'] }],
      work: [],
    };
    const enter = (body: object) => api.as(system)('POST', '/api/calendar/notices', body);
    expect((await enter({ ...notice, off: [{ name: '元旦', days: ['2027-01-02'] }] })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/off/0/days/0', detail: '2027-01-02 是周末，放假名单只填周一至周五' }],
    });
    // Half an arrangement would make lawful days of holidays.
    for (const off of [[], [{ name: '春节', days: ['2027-02-05'] }]])
      expect((await enter({ ...notice, off })).json()).toMatchObject({ status: 400, errors: [{ pointer: '/off' }] });
    for (const year of [1899, 2201, 99_999])
      expect((await enter({ ...notice, year, off: [] })).json()).toMatchObject({ status: 400, errors: [{ pointer: '/year' }] });
    expect((await end('from=2026-12-30&workingDays=5')).json()).toMatchObject({ provisional: true });
    expect((await enter({ ...notice, region: '99' })).json()).toMatchObject({ status: 400, errors: [{ pointer: '/region' }] });
    expect((await enter(notice)).json()).toMatchObject({ region: 'CN', year: 2027, version: 1, calendar: 'CN-2026/1,2027v1' });
    expect((await end('from=2026-12-30&workingDays=5')).json()).toMatchObject({ end: '2027-01-07', provisional: false });
    const corrected = { ...notice, off: [{ name: '元旦', days: ['2027-01-01', '2027-01-04'] }] };
    expect((await enter(corrected)).json()).toMatchObject({ version: 2, calendar: 'CN-2026/1,2027v2' });
    expect((await end('from=2026-12-30&workingDays=5')).json()).toMatchObject({ end: '2027-01-08', provisional: false });
    expect(changed).toEqual(['CN', 'CN']);
    expect((await calendarFor(api.database, '65')).version).toBe('CN-2026/1,2027v2+65-2025/1');
    expect((await calendarFor(api.database, '65')).awaiting).toContain('2027');
    const answers = await Promise.all(Array.from({ length: 4 }, () => enter({ ...notice, region: '65' })));
    expect(answers.map((answer) => answer.json<{ version: number }>().version).sort()).toEqual([1, 2, 3, 4]);
  });
});
