import { addDays } from '../../domain/calendar/day';
import { type Api, anApi, NOON, PASSWORD } from './helper';

const DAY_MS = 86_400_000;
const TODAY = '2026-09-01';

describe('the account of a team from above', () => {
  let api: Api;
  let root: Awaited<ReturnType<Api['unit']>>;
  let town: Awaited<ReturnType<Api['unit']>>;
  let branch: Awaited<ReturnType<Api['unit']>>;
  let other: Awaited<ReturnType<Api['unit']>>;
  let pupil: string;
  let keeper: string;

  beforeAll(async () => {
    api = await anApi();
    root = await api.unit('committee');
    town = await api.unit('committee', root);
    branch = await api.unit('branch', town);
    other = await api.unit('branch', root);
    pupil = await api.person(branch);
    keeper = (await api.officer('administrator', root)).login;
  });
  afterAll(() => api?.close());
  beforeEach(() => {
    api.clock.at = NOON;
    api.wall.at = NOON;
  });

  const asKeeper = async () => api.as(await api.signIn(keeper));
  const asked = (more: object = {}) => ({
    organisationId: town.id,
    name: '县委第三巡察组',
    keeper: '王伟',
    letter: '富委巡〔2026〕3号',
    until: addDays(TODAY, 30),
    ...more,
  });
  const activate = (code: string, login: string) =>
    api.app.inject({
      method: 'POST',
      url: '/api/activation',
      payload: { code, login, password: PASSWORD },
      remoteAddress: api.freshAddress(),
    });
  let made = 0;
  /** Opened, its slip used: it can sign in. */
  const aTeam = async (more: object = {}) => {
    const ask = await asKeeper();
    const opened = await ask('POST', '/api/teams', asked(more));
    expect([opened.statusCode, opened.body]).toEqual([201, expect.any(String)]);
    const team = opened.json<{ id: string; person: string }>();
    const { code } = (await ask('POST', `/api/people/${team.person}/activation-slip`)).json<{ code: string }>();
    made += 1;
    return { ...team, code, login: `team${made}0000` };
  };
  const signIn = (login: string) =>
    api.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: PASSWORD }, remoteAddress: api.freshAddress() });

  it.each<[string, object, number, string, string]>([
    ['ends before it begins', { since: addDays(TODAY, 9), until: addDays(TODAY, 8) }, 422, 'ends-before-it-begins', '/until'],
    ['begins in the past', { since: addDays(TODAY, -1) }, 422, 'past-day', '/since'],
    ['is open for longer than the figure', { until: addDays(TODAY, 185) }, 422, 'too-long', '/until'],
    ['is opened too far ahead', { since: addDays(TODAY, 91), until: addDays(TODAY, 99) }, 422, 'too-far-ahead', '/since'],
    ['has no letter', { letter: ' ' }, 400, 'invalid', '/letter'],
    ['has no last day', { until: undefined }, 400, 'invalid', '/until'],
  ])('is refused where it %s, by field, rule and way out', async (_, more, status, code, pointer) => {
    const answer = await (await asKeeper())('POST', '/api/teams', asked(more), { 'accept-language': 'en' });
    const problem = answer.json<{ code: string; remedy: string; errors: { pointer: string; detail: string }[] }>();
    expect([answer.statusCode, problem.code, problem.errors[0]?.pointer]).toEqual([status, code, pointer]);
    expect([problem.remedy, problem.errors[0]?.detail]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
  });

  it('is open for as long as the figure says, to the day', async () => {
    const answer = await (await asKeeper())('POST', '/api/teams', asked({ until: addDays(TODAY, 184) }));
    expect([answer.statusCode, answer.json<{ state: string; reads: number }>()]).toEqual([
      201,
      expect.objectContaining({ state: 'open', reads: 0 }),
    ]);
  });

  it('is given by an administrator at the organisation or above, and to no organisation beyond', async () => {
    const [secretary, below] = [await api.officer('branch-secretary', branch), await api.officer('administrator', town)];
    const by = async (login: string, organisationId: string) =>
      (await api.as(await api.signIn(login))('POST', '/api/teams', asked({ organisationId }))).statusCode;
    expect(await by(secretary.login, branch.id)).toBe(403);
    expect(await by(below.login, town.id)).toBe(201);
    expect(await by(below.login, root.id)).toBe(403);
    expect(await by(below.login, other.id)).toBe(404);
  });

  it('works from its first to its last day by the domain’s clock: no activation, sign-in or reading before or after', async () => {
    const team = await aTeam({ since: addDays(TODAY, 2), until: addDays(TODAY, 3) });
    const early = await activate(team.code, team.login);
    expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([403, 'team-not-in-force']);
    api.clock.leap(2 * DAY_MS);
    const first = await activate(team.code, team.login);
    expect(first.statusCode).toBe(200);
    const ask = api.as(first.json<{ token: string }>().token);
    expect((await ask('GET', '/api/people')).statusCode).toBe(200);
    api.clock.leap(DAY_MS);
    expect((await ask('GET', '/api/people')).statusCode).toBe(200);
    api.clock.leap(DAY_MS);
    expect((await ask('GET', '/api/people')).statusCode).toBe(401);
    const late = await signIn(team.login);
    expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([403, 'team-not-in-force']);
    const { rows } = await api.database.pool.query('SELECT 1 FROM session s JOIN account a ON a.id = s.account_id WHERE a.person_id = $1', [
      team.person,
    ]);
    expect(rows).toEqual([]);
    // A day that comes back opens nothing that was ended: the session is gone.
    api.clock.leap(-DAY_MS);
    expect((await ask('GET', '/api/people')).statusCode).toBe(401);
    expect((await signIn(team.login)).statusCode).toBe(200);
  });

  it('reads within its organisation only, and each reading is an entry that the organisation’s people list', async () => {
    const team = await aTeam();
    const given = api.as((await activate(team.code, team.login)).json<{ token: string }>().token);
    const ask: typeof given = (...request) => {
      api.clock.leap(1000);
      return given(...request);
    };
    const stranger = await api.person(other);
    expect((await ask('GET', `/api/people/${stranger}`)).statusCode).toBe(404);
    expect((await ask('GET', '/api/people?q=艾')).statusCode).toBe(200);
    for (let time = 0; time < 2; time += 1) expect((await ask('GET', `/api/people/${pupil}`)).statusCode).toBe(200);
    expect((await ask('GET', '/api/people?format=csv')).statusCode).toBe(200);
    expect((await ask('GET', '/api/me')).statusCode).toBe(200);

    const { rows } = await api.database.pool.query(
      `SELECT kind, body FROM log_entry WHERE person_id = $1 AND kind IN ('team-read', 'person-read', 'list-exported') ORDER BY arrival`,
      [team.person],
    );
    const read = (operation: string, of?: string) => ({ kind: 'team-read', body: { team: team.id, operation, ...(of ? { of } : {}) } });
    expect(rows).toEqual([
      read('listPeople'),
      { kind: 'person-read', body: { as: 'auditor', of: pupil } },
      read('readPerson', pupil),
      read('readPerson', pupil),
      read('listPeople'),
      { kind: 'list-exported', body: { list: 'listPeople', format: 'csv', lines: 1 + (await peopleBelow(town.path)) } },
    ]);

    const head = api.as(await api.signIn((await api.officer('committee-officer', town)).login));
    const list = (await head('GET', `/api/teams/${team.id}/readings?limit=3`)).json<{ items: object[]; next: string }>();
    expect(list.items).toEqual([
      expect.objectContaining({ what: 'list', operation: 'listPeople' }),
      expect.objectContaining({ what: 'person', operation: 'readPerson', of: pupil }),
      expect.objectContaining({ what: 'person', operation: 'readPerson', of: pupil }),
    ]);
    const rest = (await head('GET', `/api/teams/${team.id}/readings?after=${encodeURIComponent(list.next)}`)).json<{ items: object[] }>();
    expect(rest.items).toEqual([expect.objectContaining({ what: 'list', operation: 'listPeople' })]);
    const stranger2 = api.as(await api.signIn((await api.officer('branch-secretary', other)).login));
    expect((await stranger2('GET', `/api/teams/${team.id}/readings`)).statusCode).toBe(404);
    expect((await head('GET', '/api/teams')).json<{ items: { id: string; reads: number }[] }>().items).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: team.id, reads: 4, activated: true })]),
    );
  });

  /** Those that a list of the team holds, besides itself. */
  const peopleBelow = async (path: string): Promise<number> =>
    (
      await api.database.pool.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM person p JOIN organisation o ON o.id = p.unit_id WHERE o.path LIKE $1',
        [`${path}%`],
      )
    ).rows[0]?.n ?? 0;

  it('is ended at once with its sessions, and is given nothing else', async () => {
    const team = await aTeam();
    const ask = api.as((await activate(team.code, team.login)).json<{ token: string }>().token);
    expect((await ask('GET', '/api/me')).statusCode).toBe(200);
    const admin = await asKeeper();
    const role = { personId: team.person, organisationId: branch.id, role: 'branch-secretary' };
    expect((await admin('POST', '/api/holdings', role)).statusCode).toBe(404);
    const ended = await admin('POST', `/api/teams/${team.id}/end`);
    expect([ended.statusCode, ended.json()]).toEqual([200, expect.objectContaining({ state: 'ended' })]);
    expect((await ask('GET', '/api/me')).statusCode).toBe(401);
    expect((await signIn(team.login)).json()).toMatchObject({ code: 'team-not-in-force' });
    expect((await admin('POST', `/api/teams/${team.id}/end`)).statusCode).toBe(409);
  });
});
