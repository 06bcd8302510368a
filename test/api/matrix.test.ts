import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import { openapiOf } from '../../api/openapi';
import { addDays } from '../../domain/calendar/day';
import { boothAsks } from './booth-asks';
import { anOfficeMidWay, type OfficeMidWay, PASSWORD, ROLES, type RoleName } from './office-mid-way';

/** Who may do what, reviewed by people: one line an operation, one column a role. */
const readMatrix = (): Map<string, Record<RoleName, string>> => {
  const [head = '', ...lines] = readFileSync(join(__dirname, 'matrix.csv'), 'utf8').trim().split('\n');
  expect(head.split(',')).toEqual(['operation', ...ROLES]);
  return new Map(
    lines.map((line) => {
      const [operation = '', ...cells] = line.split(',').map((cell) => cell.trim());
      expect([operation, cells.length]).toEqual([operation, ROLES.length]);
      return [operation, Object.fromEntries(ROLES.map((role, index) => [role, cells[index]])) as Record<RoleName, string>];
    }),
  );
};

interface Ask {
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly multipart?: boolean;
  readonly token?: string;
}

/** A lawful or almost lawful request of each operation: whatever refuses it is a right, or a rule of the kernel. */
const asks = (way: OfficeMidWay): Record<string, (role: RoleName, person: string | undefined) => Promise<Ask> | Ask> => {
  const { office, product, http, mine, theirs, notice, child, row, accountOf } = way;
  const { branch, town } = office;
  const year = 2026;
  const tomorrow = async () => addDays(await office.today(), 1);
  const kept = async () => ({ path: { id: await accountOf(await child()) } });
  const aCase = { path: { id: mine.id } };
  const aLine = () => row('quota_line', { org_id: town.id, year, grade: randomUUID().slice(0, 8), places: 9 });
  const aRange = async () => {
    const prefix = randomUUID().slice(0, 8);
    return {
      id: await row('number_range', {
        org_id: town.id,
        kind: 'booklet',
        year,
        prefix,
        width: 3,
        first: 1,
        last: 99,
        next: 1,
        source: 'test',
      }),
      number: `${prefix}007`,
    };
  };
  const aHolding = async () => ({
    path: { id: await row('holding', { person_id: await child(), org_id: branch.id, role: 'branch-committee', since: '2026-01-01' }) },
  });
  const aFeed = async (person: string) => {
    const token = randomBytes(32).toString('base64url');
    const token_hash = createHash('sha256').update(`calendar ${token}`).digest();
    return { token, id: await row('calendar_feed', { token_hash, person_id: person, name: '手机', created_at: new Date() }) };
  };
  const ownSession = async (person: string | undefined) => (person ? { token: await way.sessionOf(person) } : {});
  return {
    health: () => ({}),
    ready: () => ({}),
    version: () => ({}),
    signIn: async () => ({ body: { login: await way.givePassword(await child()), password: PASSWORD } }),
    signOut: async (_, person) => ownSession(person),
    whoAmI: () => ({}),
    changePassword: async (_, person) => {
      if (person) await way.givePassword(person);
      return { body: { current: PASSWORD, next: 'password123' }, ...(await ownSession(person)) };
    },
    listSessions: () => ({}),
    endSession: async (_, person) => ({
      path: {
        id: createHash('sha256')
          .update(`session ${person ? await way.sessionOf(person) : ''}`)
          .digest('hex'),
      },
    }),
    activate: async () => {
      const { body } = await http.post(office.people.secretary, `/api/people/${await child()}/activation-slip`, undefined);
      return { body: { code: body.code, login: `a${randomUUID().slice(0, 12)}`, password: PASSWORD } };
    },
    issueActivationSlip: async () => ({ path: { id: await child() } }),
    listOrganisations: () => ({}),
    findBranches: () => ({ query: { q: '支部' } }),
    readOrganisation: () => ({ path: { id: branch.id } }),
    createOrganisation: () => ({ body: { code: randomUUID().slice(0, 20), name: '新支部', kind: 'branch', parentId: town.id } }),
    changeOrganisation: () => ({ path: { id: branch.id }, body: { contact: '13812345678' } }),
    listPeople: () => ({}),
    readPerson: async () => ({ path: { id: await child() } }),
    revealPerson: async () => ({ path: { id: await child() }, body: { reason: '填写入团志愿书' } }),
    createPerson: () => ({ body: { name: '新同学', birth: '2011-03-09', unitId: branch.id } }),
    changePerson: async () => ({ path: { id: await child() }, body: { grade: '高一' } }),
    importPeople: () => ({ path: { id: branch.id }, body: { rows: [{ name: '王一', birth: '2011-03-09' }], dryRun: true } }),
    listHoldings: () => ({}),
    giveRole: async () => ({ body: { personId: await child(), organisationId: branch.id, role: 'branch-committee' } }),
    endRole: async () => ({ ...(await aHolding()), body: {} }),
    readDossier: () => ({ path: { id: branch.id } }),
    listDossierCases: () => ({ path: { id: branch.id }, query: { names: 'true' } }),
    drawDossierSample: () => ({ path: { id: branch.id }, query: { seed: 'dice-4426' } }),
    exportDossier: () => ({ path: { id: branch.id }, body: { seed: 'dice-4426', size: 2 } }),
    listTeams: () => ({}),
    openTeam: async () => ({
      body: { organisationId: branch.id, name: '督导组', keeper: '李明', letter: '〔2026〕7号', until: addDays(await office.today(), 30) },
    }),
    endTeam: async () => ({ path: { id: (await way.aTeam(branch)).id } }),
    listTeamReadings: async () => ({ path: { id: (await way.aTeam(branch)).id } }),
    createAccount: async () => ({ body: { personId: await child(), login: `b${randomUUID().slice(0, 12)}` } }),
    readAccount: kept,
    disableAccount: kept,
    unlockAccount: kept,
    stepUp: () => ({ body: { code: '123456' } }),
    readSecondFactor: () => ({}),
    readQueueKey: () => ({}),
    beginSecondFactor: async (_, person) => {
      if (person) await way.givePassword(person);
      return { body: { password: PASSWORD } };
    },
    confirmSecondFactor: () => ({ body: { code: '12345' } }),
    listInspectors: () => ({ path: { id: office.inspection.id } }),
    giveLeave: () => ({ path: { id: office.inspection.id }, body: { personId: office.people.inspector, since: '2026-05-01' } }),
    endLeave: async () => ({
      path: {
        id: await row('inspector_leave', {
          person_id: office.people.inspector,
          org_id: office.inspection.id,
          since: '2027-01-01',
          given_by: office.people.inspector,
        }),
      },
    }),
    listStaffLeaves: () => ({}),
    enterStaffLeave: () => ({ body: { personId: office.people.secretary, since: '2027-01-01', until: '2027-01-09' } }),
    endStaffLeave: async () => ({
      path: {
        id: await row('staff_leave', { person_id: office.people.secretary, since: '2027-03-01', entered_by: office.people.secretary }),
      },
    }),
    simulateEndRole: aHolding,
    listSubstitutes: () => ({}),
    appointSubstitutes: async () => ({
      body: {
        items: [{ unit: branch.id, role: 'branch-secretary', person: await child() }],
        from: '2027-01-01',
        until: '2027-01-31',
        why: 'leave',
      },
    }),
    listClosedPeriods: () => ({ path: { id: branch.id } }),
    declareClosedPeriod: () => ({ path: { id: branch.id }, body: { from: '2027-01-18', until: '2027-02-28', why: '寒假' } }),
    cutClosedPeriod: async () => ({
      path: {
        id: await row('closed_period', {
          org_id: branch.id,
          closed: true,
          since: '2027-07-10',
          until: '2027-08-31',
          why: '暑假',
          declared_by: office.people.secretary,
          changed_at: new Date(),
        }),
      },
      body: {},
    }),
    issueFactorPermit: async () => ({ path: { id: await child() } }),
    resetSecondFactor: async () => ({ path: { id: await child() }, body: { reason: '手机遗失' } }),
    headEmergency: async () => ({
      path: { id: office.inspection.id },
      body: { what: 'replace', personId: await child(), reason: '负责人失联', paperId: randomUUID() },
    }),
    listKin: async () => ({ path: { id: await child() } }),
    declareKin: async () => ({ path: { id: await child() }, body: { kind: 'direct-blood', name: '王芳', idNumber: '110101201005040027' } }),
    withdrawKin: async () => ({
      path: {
        id: await row('kin', {
          person_id: await child(),
          relative_id: office.people.secretary,
          kind: 'collateral-three',
          declared_by: office.people.officer,
          declared_as: 'officer',
          declared_on: '2026-01-12',
        }),
      },
    }),
    listCaseInspectors: () => aCase,
    listMessages: () => ({}),
    markMessageRead: async () => ({
      path: { id: await row('message', { person_id: mine.subject, kind: 'test', body: {}, created_at: new Date() }) },
    }),
    readChannels: () => ({}),
    chooseChannels: () => ({ body: { mail: 'lawful' } }),
    // A rehearsal sends nothing, and says so.
    askMailAddress: () => ({ body: { address: 'name@example.cn' } }),
    confirmMailAddress: () => ({ body: { code: '123456' } }),
    forgetMailAddress: () => ({}),
    readOutbox: () => ({}),
    listDeliveries: () => ({}),
    retryDelivery: async () => ({
      path: {
        id: await row('delivery', {
          key: randomUUID(),
          channel: 'sms',
          target: 'person',
          kind: 'test',
          state: 'dead',
          due_at: new Date(),
          created_at: new Date(),
        }),
      },
    }),
    sendTest: () => ({ body: { channel: 'mail' } }),
    listCalendarFeeds: () => ({}),
    createCalendarFeed: () => ({ body: { name: '手机' } }),
    revokeCalendarFeed: async (_, person) => ({ path: { id: (await aFeed(person ?? mine.subject)).id } }),
    calendarFeed: async () => {
      const reader = await child();
      await accountOf(reader);
      return { path: { file: `${(await aFeed(reader)).token}.ics` } };
    },
    listen: () => ({}),
    lawfulEnd: () => ({ query: { from: '2026-04-02', workingDays: '5' } }),
    calendarYear: () => ({ path: { year: '2026' } }),
    enterHolidayNotice: () => ({
      body: { region: '65', year: 2027, title: '通知', certainty: 'to be verified', off: [{ name: '节', days: ['2027-03-22'] }], work: [] },
    }),
    readQuota: () => ({ query: { org: town.id, year: '2026' } }),
    listPlaceQueue: () => ({ query: { org: town.id, year: '2026' } }),
    setPlan: () => ({ body: { org: town.id, year: 2028, places: 30 } }),
    handDownQuota: async () => ({ path: { id: await aLine() }, body: { toOrg: branch.id, places: 1 } }),
    readNumbers: () => ({ query: { org: town.id, year: '2026', kind: 'development' } }),
    receiveNumbers: () => ({ body: { org: town.id, kind: 'booklet', year, first: `R${randomUUID().slice(0, 7)}-001`, source: '县团委' } }),
    handDownNumbers: async () => ({ path: { id: (await aRange()).id }, body: { toOrg: branch.id, count: 1 } }),
    voidNumber: async () => ({ body: { kind: 'booklet', number: (await aRange()).number, why: '污损' } }),
    writePaper: () => ({ body: { kind: 'talk-record', text: '谈话记录' } }),
    uploadPaper: () => ({ multipart: true }),
    getPaper: () => ({ path: { id: way.paper } }),
    getPaperContent: () => ({ path: { id: way.paper } }),
    openCase: async (role, person) => {
      const subject = role === 'applicant' || role === 'other-applicant' ? person : await child();
      const paper = person ? await http.paper(person, 'application') : randomUUID();
      return { body: { subject, act: { kind: 'apply', body: { privacyVersion: '2026-01' }, papers: [paper], actor: subject } } };
    },
    listCases: () => ({}),
    getCase: () => aCase,
    listFacts: () => aCase,
    commandCase: async () => ({ ...aCase, body: { kind: 'withdraw', on: await tomorrow() } }),
    judgeAct: () => ({ ...aCase, body: { kind: 'withdraw' } }),
    dryRunPack: () => aCase,
    adoptPack: () => ({ ...aCase, body: { seq: 1, to: 'f'.repeat(64) } }),
    myTasks: () => ({}),
    listStalled: () => ({}),
    listRushFindings: () => ({}),
    readBulletin: () => ({ query: { org: branch.id } }),
    printBulletin: () => ({ query: { org: branch.id, months: '3' } }),
    readFigures: () => ({}),
    readLaw: () => ({ path: { id: branch.id } }),
    tryLaw: () => ({ path: { id: branch.id } }),
    readLogState: () => ({}),
    reconcileNow: () => ({}),
    calendarAdoption: () => ({}),
    readStanding: () => aCase,
    actInBulk: () => ({ body: { act: 'urge', cases: [mine.id], preview: true } }),
    getProcedure: () => ({ path: { name: 'admission' } }),
    openOccasion: async () => ({
      body: {
        procedure: 'session',
        unit: branch.id,
        act: { kind: 'holdSession', on: await tomorrow(), body: { kind: 'talk', rows: [{ case: mine.id }] } },
      },
    }),
    ...boothAsks(way),
    listOccasions: () => ({}),
    getOccasion: () => ({ path: { id: notice } }),
    publicNotices: () => ({}),
    publicNoticePage: () => ({ path: { id: notice } }),
    publicNoticePicture: () => ({ path: { id: notice } }),
    readCertificate: () => aCase,
    listReadings: () => ({}),
    listMyActs: () => ({}),
    search: () => ({ query: { q: '同学' } }),
    readPhrases: () => ({}),
    keepPhrases: () => ({ body: { texts: ['同意'] } }),
    exportOwnData: () => ({}),
    checkCertificate: () => ({ body: { number: 'T2026000001', code: '7Q2M-K0XA-93TD' } }),
    objectToNotice: () => ({ path: { id: notice }, body: { entry: theirs.id, text: '不在公示中的人' } }),
    objectionStatus: () => ({ body: { receipt: way.receipt } }),
    listObjections: () => ({}),
    complain: () => ({ body: { about: '支部书记', text: '发展团员收受礼品' } }),
    complaintStatus: () => ({ body: { receipt: way.complaint.receipt } }),
    enterComplaint: () => ({ body: { about: '支部书记', text: '来电反映', channel: 'phone' } }),
    listComplaints: () => ({}),
    nameComplainant: async () => ({ path: { id: way.complaint.id }, body: { person: await child() } }),
    attachComplaint: () => ({ path: { id: way.complaint.id }, body: { case: mine.id } }),
    inspectionDesk: () => ({}),
    inspectCase: () => aCase,
    processRecord: () => aCase,
    // Whoever is no examiner of a competition is told that there is none.
    listScoring: () => ({}),
    sealScores: () => ({ ...aCase, body: { part: 'paper', scores: [{ person: randomUUID(), points: 8000 }] } }),
    issueGuardianLink: () => aCase,
    guardianView: () => ({ body: { token: way.guardianToken } }),
    latestCheckpoint: () => ({}),
    checkpointBySize: async () => {
      const { rows } = await product.database.pool.query<{ size: string }>('SELECT size FROM log_checkpoint ORDER BY size LIMIT 1');
      return { path: { size: rows[0]?.size ?? '' } };
    },
    logKey: () => ({}),
    consistencyProof: () => ({ query: { from: '1', to: '2' } }),
    inclusionProof: async () => {
      const { rows } = await product.database.pool.query<{ id: string }>(
        `SELECT id FROM log_entry WHERE case_id = $1 AND body ->> 'seq' = '1'`,
        [mine.id],
      );
      return { path: { id: rows[0]?.id ?? '' } };
    },
    signCheckpoint: () => ({}),
    exportLog: () => ({}),
    exportCase: () => aCase,
    readDraft: () => ({ path: { name: 'apply' } }),
    keepDraft: () => ({ path: { name: 'apply' }, body: { value: { text: '敬爱的团组织' } } }),
    dropDraft: () => ({ path: { name: 'apply' } }),
    rehearsalNow: () => ({}),
    moveClock: async () => ({ body: { to: new Date((await product.clock.now()) + 2000).toISOString() } }),
  };
};

/** `ok`: done, or refused by a rule that says why; never for want of a right, and never a mistake of this test (400). */
const classOf = (status: number): string =>
  [401, 403, 404].includes(status)
    ? String(status)
    : (status >= 200 && status < 300) || [406, 409, 412, 422].includes(status)
      ? 'ok'
      : `broken ${status}`;

type Operation = { operationId: string; tags: string[] };

describe('the authorization matrix', () => {
  const matrix = readMatrix();
  let way: OfficeMidWay;
  let operations: Map<string, { method: string; path: string }>;
  let build: ReturnType<typeof asks>;
  beforeAll(async () => {
    way = await anOfficeMidWay();
    build = asks(way);
    const { paths } = openapiOf(way.http.app) as { paths: Record<string, Record<string, Operation>> };
    operations = new Map(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => [operationId, { method: method.toUpperCase(), path }] as const),
      ),
    );
  });
  afterAll(() => way?.stop());

  const call = async (operation: string, role: RoleName, index: number): Promise<number> => {
    const { method, path } = operations.get(operation) ?? { method: 'GET', path: '/' };
    const person = way.by[role];
    const { path: params = {}, query, body, multipart, token } = (await build[operation]?.(role, person)) ?? {};
    const url =
      path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '') + (query ? `?${new URLSearchParams(query).toString()}` : '');
    const file =
      '--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\ntalk-record\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n谈话\r\n--x--\r\n';
    const answer = await way.http.app.inject({
      method: method as InjectOptions['method'],
      url,
      ...(multipart ? { payload: file } : body === undefined ? {} : { payload: body as object }),
      remoteAddress: `10.0.${index}.1`,
      headers: {
        ...(person ? { authorization: `Bearer ${token ?? (await way.http.tokenOf(person))}` } : {}),
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...(multipart ? { 'content-type': 'multipart/form-data; boundary=x' } : {}),
      },
    });
    return answer.statusCode;
  };

  it('has a line for every operation of the contract, and no other', () => {
    expect([...matrix.keys()].sort()).toEqual([...operations.keys()].sort());
    expect(Object.keys(build).sort()).toEqual([...operations.keys()].sort());
  });

  it.each([...matrix.keys()])('%s', async (operation) => {
    const seen: Record<string, string> = {};
    for (const [index, role] of ROLES.entries()) seen[role] = classOf(await call(operation, role, index));
    expect(seen).toEqual(matrix.get(operation));
  });

  it('lists show to each exactly what he or she may open', async () => {
    const cases = [way.mine.id, way.theirs.id];
    for (const role of ROLES.slice(1)) {
      const person = way.by[role];
      const get = (url: string) => way.http.get(person, url);
      const ids = (await get('/api/cases?limit=200')).body.items.map(({ id }: { id: string }) => id);
      const open = [];
      for (const id of cases) if ((await get(`/api/cases/${id}`)).status === 200) open.push(id);
      expect([role, cases.filter((id) => ids.includes(id))]).toEqual([role, open]);
      const occasions = (await get('/api/occasions?limit=200')).body.items.some(({ id }: { id: string }) => id === way.notice);
      expect([role, occasions]).toEqual([role, matrix.get('getOccasion')?.[role] === 'ok']);
      let people = false;
      for (let next: string | undefined = ''; next !== undefined && !people; ) {
        const page: { items: { id: string }[]; next?: string } = (
          await get(`/api/people?limit=200${next && `&after=${encodeURIComponent(next)}`}`)
        ).body;
        people = page.items.some(({ id }) => id === way.theirs.subject);
        next = page.next;
      }
      expect([role, people]).toEqual([role, role === 'other-applicant' || matrix.get('readPerson')?.[role] === 'ok']);
    }
  });

  it('ids of another unit answer like ids of nothing, in every path', async () => {
    const ids = [
      way.mine.id,
      way.notice,
      way.paper,
      await way.child(),
      await way.accountOf(await way.child()),
      way.office.branch.id,
      way.office.inspection.id,
    ];
    const token = await way.http.tokenOf(way.office.people.otherSecretary);
    for (const [operation, { method, path }] of operations) {
      if (!path.includes('{id}') || /public|sessions|calendar/.test(path)) continue;
      const example = await build[operation]?.('member', way.by.member);
      const query = new URLSearchParams(example?.query ?? {}).toString();
      for (const id of ids) {
        const body = method === 'GET' ? undefined : (await build[operation]?.('member', way.by.member))?.body;
        const ask = (value: string | undefined) =>
          way.http.app.inject({
            method: method as InjectOptions['method'],
            url: `${path.replace('{id}', value ?? '')}${query && `?${query}`}`,
            ...(body ? { payload: body } : {}),
            headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
          });
        const [one, none] = [await ask(id), await ask(randomUUID())];
        const said = (problem: Record<string, unknown>) => ({ ...problem, instance: '' });
        expect([operation, id, one.statusCode, said(one.json())]).toEqual([operation, id, 404, said(none.json())]);
      }
    }
  });
});
