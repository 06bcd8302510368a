import { randomUUID } from 'node:crypto';
import { sightOf } from '../../api/sight';
import { stalledCounts } from '../../records/standing/stalled-list';
import { type Http, startHttp } from '../harness/http';
import { type Investigating, investigating } from '../harness/investigating';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

describe('what an investigation shows, and to whom', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let way: Selecting;
  let inspectors: Investigating;
  let others: Record<string, string | undefined>;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
    inspectors = await investigating(product, office);
    http = await startHttp(product);
    const { people, county, inspection, town } = office;
    const systemAdministrator = await office.person('系统管理员', county.id);
    await office.holds(systemAdministrator, county.id, 'system-administrator');
    const auditor = await office.person('审计员', county.id);
    await office.holds(auditor, county.id, 'auditor');
    // An office that inspects another place only.
    const elsewhere = randomUUID();
    await product.database.pool.query(
      `INSERT INTO organisation (id, code, name, kind, path, inspects_id) VALUES ($1, $2, '别处纪检', 'inspection-office', $3, $4)`,
      [elsewhere, elsewhere.slice(0, 12), `/${elsewhere}/`, office.other.id],
    );
    const stranger = await office.person('别处纪检员', inspection.id, { member: false });
    await office.holds(stranger, elsewhere, 'inspector');
    others = {
      anonymous: undefined,
      candidate: way.candidates[0],
      'other candidate': way.candidates[1],
      member: people.contact,
      'branch secretary': people.secretary,
      officer: people.officer,
      'second officer': way.officer2,
      approver: people.approver1,
      'county officer': people.countyOfficer,
      administrator: people.administrator,
      'system administrator': systemAdministrator,
      auditor,
      'inspector of another place': stranger,
    };
    void town;
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const complain = async (payload: Record<string, unknown>, person?: string, url = '/api/public/complaints') => {
    const { status, body } = await http.post(person, url, payload);
    expect([status, body.receipt]).toEqual([201, expect.stringMatching(/^[0-9A-F]{5}(-[0-9A-F]{5}){3}$/)]);
    return body.receipt as string;
  };
  const status = async (receipt: string) => (await http.post(undefined, '/api/public/complaints/status', { receipt })).body;

  it('opens for inspectors of the place, and does not exist for anybody else', async () => {
    const { ids } = await way.candidacies();
    const [first, second] = ids;
    await way.bring(first, 'C4');
    const secret = '考察前夜收受礼品的具体线索';
    const receipt = await complain({ entry: first, text: secret, name: '李举报', contact: '13800000000' });
    const investigation = await inspectors.of(first);
    await office.act(office.people.inspector, investigation, 'answerComplainant');
    await inspectors.assign(investigation);
    await inspectors.hold(investigation, first);
    await way.inspect(second).catch(() => undefined);
    await way.verdict(second, 'C3', 'suspend');
    const ofVerdict = await inspectors.of(second);
    const { rows: papers } = await product.database.pool.query<{ id: string }>(
      `SELECT p.id FROM paper p WHERE p.case_id = $1 AND p.kind = 'verdict-opinion'`,
      [second],
    );

    // Were they to stand still, the board would show them to inspectors alone. Seen within a transaction: no worker takes them off meanwhile.
    const client = await product.database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO stalled_case (case_id, reason, since, holder, reasons, found_at)
         SELECT id, 'idle', '2026-01-02', 'inspector', '[]', now() FROM case_row WHERE id = ANY($1::uuid[])`,
        [[investigation, ofVerdict]],
      );
      const shown = async (person: string) => {
        const counts = await stalledCounts(client, sightOf(await office.who(person)), { procedure: 'investigation' });
        return counts.total;
      };
      const { officer, countyOfficer, administrator } = office.people;
      const seen: number[] = [];
      for (const person of [inspectors.second, officer, countyOfficer, administrator]) seen.push(await shown(person));
      expect(seen).toEqual([2, 0, 0, 0]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    const hidden = [investigation, ofVerdict, secret, '李举报', '13800000000', receipt, inspectors.second, inspectors.third, '核查受理'];
    for (const [role, person] of Object.entries(others)) {
      const no = person ? 404 : 401;
      for (const id of [investigation, ofVerdict]) {
        for (const path of [`/api/cases/${id}`, `/api/cases/${id}/facts`, `/api/inspection/cases/${id}`])
          expect([role, path, (await http.get(person, path)).status]).toEqual([role, path, no]);
        for (const [path, body] of [
          [`/api/cases/${id}/commands`, { kind: 'hold', body: {} }],
          [`/api/cases/${id}/judge`, { kind: 'concludeInvestigation', body: { result: 'unfounded', letter: '1' } }],
          [`/api/cases/${id}/pack/dry-run`, undefined],
        ] as const)
          expect([role, path, (await http.post(person, path, body)).status]).toEqual([role, path, no]);
      }
      for (const { id } of papers) {
        const answer = await http.get(person, `/api/papers/${id}/content`);
        expect([role, 'paper', answer.status]).toEqual([role, 'paper', no]);
      }
      const seen: string[] = [];
      for (const path of [
        '/api/cases?limit=200',
        '/api/cases?procedure=investigation',
        '/api/tasks?limit=200',
        '/api/messages',
        '/api/objections',
        '/api/inspection/desk',
        '/api/inspection/complaints',
        '/api/occasions?limit=200',
        '/api/audit/stalled?limit=200',
        '/api/audit/stalled?limit=200&procedure=investigation',
        `/api/inspection/cases/${first}`,
        ...ids.flatMap((id) => [`/api/cases/${id}`, `/api/cases/${id}/facts?limit=200`]),
        '/api/public/notices',
      ])
        seen.push(JSON.stringify((await http.get(person, path)).body));
      const all = seen.join('\n');
      expect([role, hidden.filter((one) => all.includes(one))]).toEqual([role, []]);
      expect([role, /heldForInvestigation|investigationSettled|"suspend"|openInvestigation|"investigation"/.test(all)]).toEqual([
        role,
        false,
      ]);
    }

    const officers = (await http.get(office.people.officer, `/api/cases/${first}/facts?limit=200`)).body.items;
    expect(officers.at(-1)).toMatchObject({ kind: 'held', body: {}, papers: [], sentence: { zh: expect.stringContaining('暂停办理') } });
    expect(officers.at(-1).actor).toBeUndefined();
    expect(officers.map(({ seq }: { seq: number }) => seq)).toEqual(officers.map((_: unknown, index: number) => index + 1));
    expect((await http.get(office.people.officer, `/api/cases/${first}`)).body).toMatchObject({ phase: 'held' });

    // Whoever watches the log has these entries as leaves: the file proves itself, and tells nothing.
    const log = async (person: string | undefined) => {
      const headers = { authorization: `Bearer ${await http.tokenOf(person ?? '')}` };
      const { statusCode, body } = await http.app.inject({ method: 'POST', url: '/api/log/export', headers });
      expect(statusCode).toBe(200);
      return body;
    };
    const telling = new RegExp(`${investigation}|heldForInvestigation|investigationSettled|pairAssigned`);
    for (const role of ['auditor', 'administrator']) {
      const text = await log(others[role]);
      expect([role, telling.exec(text)?.[0]]).toEqual([role, undefined]);
      expect([role, text.includes(first), text.includes('"type":"leaf"')]).toEqual([role, true, true]);
    }
    expect(await log(inspectors.second)).toMatch(telling);

    const mine = await http.get(inspectors.second, `/api/cases/${investigation}`);
    expect(mine.body).toMatchObject({ procedure: 'investigation', parent: { id: first } });
    expect((await http.get(inspectors.second, `/api/cases/${first}/facts?limit=200`)).body.items.at(-1)).toMatchObject({
      kind: 'heldForInvestigation',
      actor: { id: inspectors.second },
    });
    expect((await http.get(inspectors.second, '/api/inspection/complaints?status=open')).body.items).toMatchObject([
      { case: first, investigation, text: secret, name: '李举报', named: true, channel: 'web', status: 'accepted' },
    ]);
    expect(await status(receipt)).toMatchObject({ status: 'accepted', answeredOn: '2026-01-12' });
    await inspectors.conclude(investigation, 'unfounded');
    await inspectors.over(investigation);
    expect(await status(receipt)).toEqual({
      status: 'closed',
      receivedOn: '2026-01-12',
      sentence: { zh: '已办结', en: 'Closed' },
      answeredOn: '2026-01-12',
      closedOn: '2026-01-12',
      conclusion: 'unfounded',
    });
    await eventually('goes on', async () => (await office.state(first)).phase === 'open');
    const after = JSON.stringify((await http.get(office.people.officer, `/api/cases/${first}/facts?limit=200`)).body);
    expect(hidden.filter((one) => after.includes(one))).toEqual([]);
    expect((await http.get(inspectors.second, '/api/inspection/complaints?status=open')).body.items).toEqual([]);
  });

  it('a receipt is followed without a name and kept as a digest only; an entry that is none answers the same', async () => {
    const receipt = await complain({ entry: randomUUID(), text: '没有这个案', name: '王某' });
    expect(await status(receipt)).toMatchObject({
      status: 'received',
      answerDue: '2026-01-27',
      citation: '《信访工作条例 (2022年)》第二十三条',
    });
    expect((await http.post(undefined, '/api/public/complaints/status', { receipt: `${receipt.slice(0, -1)}!` })).status).toBe(404);
    const { rows } = await product.database.pool.query('SELECT * FROM complaint');
    expect(JSON.stringify(rows)).not.toContain(receipt);
    expect(JSON.stringify(rows.map((row) => Buffer.from(row.sealed).toString('latin1')))).not.toContain('王某');
    expect((await http.post(undefined, '/api/public/complaints', { text: '没有对象' })).status).toBe(400);
  });

  it('an officer enters what came by letter, gets the receipt to hand over, and sees it never again', async () => {
    const { people } = office;
    const words = { about: '团委副书记人选', text: '来信原文的要点', name: '赵信访', channel: 'letter', receivedOn: '2026-01-09' };
    for (const role of ['candidate', 'approver', 'administrator', 'auditor'])
      expect([role, (await http.post(others[role], '/api/complaints', words)).status]).toEqual([role, 403]);
    expect((await http.post(people.officer, '/api/complaints', { ...words, receivedOn: '2026-02-01' })).body.errors[0].pointer).toBe(
      '/receivedOn',
    );
    expect((await http.post(people.secretary, '/api/complaints', { ...words, entry: randomUUID() })).status).toBe(404);
    const receipt = await complain(words, people.officer, '/api/complaints');
    for (const path of ['/api/inspection/complaints', '/api/objections', '/api/messages', '/api/cases', '/api/tasks'])
      expect(JSON.stringify((await http.get(people.officer, path)).body)).not.toContain('来信原文');
    expect(await status(receipt)).toMatchObject({ receivedOn: '2026-01-09', answerDue: '2026-01-26' });

    const desk = (await http.get(people.inspector, '/api/inspection/desk')).body;
    const { rows } = await product.database.pool.query<{ id: string }>(`SELECT id FROM complaint WHERE channel = 'letter'`);
    const id = rows[0]?.id ?? '';
    expect(desk.complaints).toContainEqual({ complaint: id, since: '2026-01-09', named: true });
    const [case_] = (await http.get(people.inspector, '/api/cases?procedure=candidacy')).body.items;
    const attach = (person: string | undefined, body: Record<string, unknown>) =>
      http.post(person, `/api/inspection/complaints/${id}/attach`, body);
    for (const [role, person] of Object.entries(others))
      expect([role, (await attach(person, { case: case_.id })).status]).toEqual([role, person ? 404 : 401]);
    expect((await attach(people.inspector, { case: randomUUID() })).body).toMatchObject({ status: 404 });
    expect((await attach(people.inspector, {})).status).toBe(400);
    expect((await attach(people.inspector, { case: case_.id })).status).toBe(200);
    expect((await attach(people.inspector, { organisation: office.town.id })).status).toBe(409);
    const [item] = (await http.get(people.inspector, '/api/inspection/complaints')).body.items.filter(
      (one: { id: string }) => one.id === id,
    );
    expect(item).toMatchObject({ case: case_.id, investigation: expect.any(String), enteredBy: people.officer, about: '团委副书记人选' });
    expect((await http.get(people.inspector, `/api/cases/${item.investigation}`)).body.timeline[1]).toMatchObject({
      id: 'IA',
      due: '2026-01-26',
    });
  });

  it('an inspector who complained is none of the case and of no pair of it; outside the office nobody could tell that there is a complaint', async () => {
    const { people } = office;
    const names = [await office.person('人选戊', office.branch.id), await office.person('人选己', office.branch.id)];
    const post = await way.toObjects({}, names);
    const [one] = (await way.fix(post, names)) as [string, string];
    const list = async (person: string | undefined, id = one) => (await http.get(person, `/api/cases/${id}/inspectors`)).body;
    const everybody = async () =>
      JSON.stringify(await Promise.all(Object.values(others).map(async (person) => [await list(person), await list(person, post)])));
    const before = await everybody();
    const whose = async (person: string) =>
      (await list(people.inspector)).items.find((item: { person: { id: string } }) => item.person.id === person).conflicts;
    expect(await whose(inspectors.third)).toEqual([]);

    // Signed in, through the public door.
    await complain({ entry: one, text: '拉票的线索' }, inspectors.third);
    const investigation = await inspectors.of(one);
    expect(await whose(inspectors.third)).toEqual([{ code: 'complainant' }]);
    const recused = { refusal: { code: 'recused', pointer: '/actor', clause: 'project.inspection' } };
    await expect(way.verdict(one, 'C3', 'pass', {}, inspectors.third)).rejects.toMatchObject(recused);
    await expect(inspectors.assign(investigation)).rejects.toMatchObject({ refusal: { code: 'recused', pointer: '/body/inspectors/1' } });
    await expect(office.act(inspectors.third, investigation, 'setAside')).rejects.toMatchObject(recused);
    const mine = (await http.get(inspectors.third, '/api/inspection/complaints')).body.items;
    expect(mine.filter((item: { case: string }) => item.case === one)).toEqual([]);

    // Through the contact, by letter; and later, by the office, of one that came unnamed.
    const letter = { entry: one, text: '来信反映', channel: 'letter', onBehalfOf: inspectors.second };
    expect((await http.post(people.secretary, '/api/complaints', letter)).body).toMatchObject({ status: 404 });
    expect((await http.post(people.officer, '/api/complaints', letter)).body.errors[0].pointer).toBe('/onBehalfOf');
    await complain({ entry: one, text: '第三件' });
    const items = (await http.get(people.inspector, '/api/inspection/complaints')).body.items;
    const unnamed = items.find(({ text }: { text: string }) => text === '第三件').id;
    const name = (person: string | undefined, who: string) =>
      http.post(person, `/api/inspection/complaints/${unnamed}/complainant`, { person: who });
    for (const [role, person] of Object.entries(others))
      expect([role, (await name(person, inspectors.second)).status]).toEqual([role, person ? 404 : 401]);
    expect((await name(inspectors.third, inspectors.second)).status).toBe(404);
    expect((await name(people.inspector, randomUUID())).body.errors[0].pointer).toBe('/person');
    expect(await whose(inspectors.second)).toEqual([]);
    expect((await name(people.inspector, inspectors.second)).status).toBe(200);
    expect(await whose(inspectors.second)).toEqual([{ code: 'complainant' }]);
    await expect(way.verdict(one, 'C3', 'pass', {}, inspectors.second)).rejects.toMatchObject(recused);
    // Nor does he read now what was written about the case, his own included.
    expect((await name(inspectors.second, people.inspector)).status).toBe(404);

    expect(await everybody()).toBe(before);
    expect((await list(inspectors.third)).items.map(({ conflicts }: { conflicts: object[] }) => conflicts)).toEqual([[], [], []]);
    await complain({ ...letter, onBehalfOf: people.contact }, people.officer, '/api/complaints');
    await office.holds(people.contact, office.inspection.id, 'inspector');
    expect(await whose(people.contact)).toContainEqual({ code: 'complainant' });
    const { rows } = await product.database.pool.query(
      `SELECT (SELECT json_agg(c.command) FROM command c WHERE c.case_id = $1 OR c.case_id = $2)::text AS commands,
         (SELECT json_agg(b) FROM complaint b)::text AS complaints, (SELECT json_agg(l.body) FROM log_entry l WHERE l.kind = 'complainant-named')::text AS log`,
      [one, investigation],
    );
    expect(rows[0].commands).not.toContain('complainant');
    for (const person of [inspectors.second, inspectors.third]) {
      expect(rows[0].complaints).not.toContain(person);
      expect(rows[0].log).not.toContain(person);
    }
    await way.verdict(one, 'C3');
    expect(await office.steps(one)).toEqual(['C4']);
  });

  it('complaints about one matter are joined: one pair, one conclusion, and each complainant follows by the own receipt', async () => {
    const { people } = office;
    const names = [await office.person('人选庚', office.branch.id), await office.person('人选辛', office.branch.id)];
    const post = await way.toObjects({}, names);
    const [one, two] = (await way.fix(post, names)) as [string, string];
    const first = await complain({ entry: one, text: '第一件', name: '周某' });
    const into = await inspectors.of(one);
    const second = await complain({ entry: one, text: '第二件', name: '吴某' });
    const third = await complain({ entry: two, text: '另一人选的同一问题' });
    const other = await inspectors.of(one, 2);
    const beside = await inspectors.of(two);
    const join = (by: string, investigation: string, target = into) =>
      office.act(by, target, 'joinInvestigation', { body: { investigation } });
    const { id: admission } = await office.apply({ name: '别的案' });
    await complain({ entry: admission, text: '别的事' });
    await expect(join(people.inspector, await inspectors.of(admission))).rejects.toMatchObject({
      refusal: { code: 'other-matter', pointer: '/body/investigation' },
    });
    for (const none of [randomUUID(), into, one])
      await expect(join(people.inspector, none)).rejects.toMatchObject({ refusal: { code: 'unknown-investigation' } });
    await expect(join(people.officer, other)).rejects.toMatchObject({ refusal: { code: 'not-found' } });

    await inspectors.assign(into);
    await expect(join(people.inspector, other)).rejects.toMatchObject({ refusal: { code: 'not-of-the-pair' } });
    await join(inspectors.second, other);
    expect(await office.ended(other)).toBe('joined');
    await eventually('joined', async () => (await inspectors.book(into)).joined?.length === 1);
    await join(inspectors.third, beside);
    expect(await office.ended(beside)).toBe('joined');
    await eventually('joined', async () => (await inspectors.book(into)).joined?.length === 2);
    const items = (await http.get(people.inspector, '/api/inspection/complaints?status=open')).body.items;
    const mine = items.filter((item: { investigation: string }) => item.investigation === into);
    expect(mine.map(({ text }: { text: string }) => text).sort()).toEqual(['另一人选的同一问题', '第一件', '第二件']);
    // What has its pair does not give way any more.
    await complain({ entry: one, text: '第四件' });
    const fourth = await inspectors.of(one, 3);
    await inspectors.assign(fourth);
    await join(inspectors.second, fourth);
    await eventually('refused', async () => (await inspectors.book(into)).told?.code === 'under-investigation');
    expect((await office.state(fourth)).phase).toBe('open');

    const idOf = (text: string) => mine.find((item: { text: string }) => item.text === text).id;
    for (const receipt of [first, second]) expect(await status(receipt)).toMatchObject({ answerDue: '2026-01-27' });
    await office.act(inspectors.second, into, 'answerComplainant', { body: { complaint: idOf('第二件') } });
    expect([(await status(first)).answeredOn, (await status(second)).answeredOn]).toEqual([undefined, '2026-01-12']);
    await expect(inspectors.conclude(into, 'unfounded')).rejects.toMatchObject({ refusal: { code: 'answer-owed' } });
    await office.act(inspectors.second, into, 'answerComplainant', { body: { complaint: undefined } });
    expect((await status(first)).answeredOn).toBe('2026-01-12');
    await inspectors.conclude(into, 'unfounded');
    await inspectors.over(into);
    for (const receipt of [first, second, third])
      expect(await status(receipt)).toMatchObject({ status: 'closed', conclusion: 'unfounded', closedOn: '2026-01-12' });
  });

  it('the desk says what awaits the inspector, the case page what was done and what the rule asks', async () => {
    const { people } = office;
    const names = [await office.person('人选丙', office.branch.id), await office.person('人选丁', office.branch.id)];
    const post = await way.toObjects({}, names);
    const [one, two] = (await way.fix(post, names)) as [string, string];
    await way.verdict(two, 'C3', 'veto');
    await way.bring(one, 'C4');
    await way.inspect(one);
    const page = (await http.get(people.inspector, `/api/inspection/cases/${one}`)).body;
    expect(page.stages).toMatchObject([{ step: 'C4', awaiting: 'verdict', due: '2026-01-19' }]);
    const [stage] = page.stages;
    expect(stage.done.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['groupFormed', 'inspectionConcluded']));
    expect(stage.done[0].actor).toMatchObject({ id: people.officer, name: '干事' });
    expect(stage.asks.notHandedIn).toEqual(['higher-reply']);
    expect(stage.asks.figures).toContainEqual(
      expect.objectContaining({ key: 'cadre.examinersMin', value: 2, citation: expect.stringContaining('党政领导干部选拔任用工作条例') }),
    );
    expect(page.papers.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['inspection-report', 'verdict-opinion']));
    expect(page.verdicts.map((v: { case: string; step: string; verdict: string }) => [v.case, v.step, v.verdict])).toEqual(
      expect.arrayContaining([
        [post, 'K2', 'pass'],
        [two, 'C3', 'veto'],
        [one, 'C3', 'pass'],
      ]),
    );
    expect(page.conflicts).toEqual({ mine: [], substitute: true });

    const isOne = (item: { case: string }) => item.case === one;
    const desk = async (person = people.inspector) => (await http.get(person, '/api/inspection/desk')).body;
    expect((await desk()).verdicts.filter(isOne)).toMatchObject([
      { step: 'C4', title: { zh: '考察' }, since: '2026-01-12', due: '2026-01-19', daysLeft: 7, escalated: false },
    ]);
    await office.act(people.inspector, one, 'askSupplement', { kinds: ['supplement-request'], body: { step: 'C4' } });
    expect((await desk()).supplements).toMatchObject([{ case: one, step: 'C4' }]);
    expect((await desk(inspectors.second)).supplements).toEqual([]);
    expect((await desk()).verdicts.filter(isOne)).toEqual([]);
    await office.act(people.inspector, one, 'withdrawSupplement', { body: { step: 'C4' } });
    expect([(await desk()).supplements, (await desk()).verdicts.filter(isOne)]).toMatchObject([[], [{ step: 'C4' }]]);
    await office.act(people.inspector, one, 'askSupplement', { kinds: ['supplement-request'], body: { step: 'C4' } });
    await office.act(people.officer, one, 'answerSupplement', { kinds: ['supplement'], body: { step: 'C4' } });
    const supplemented = (await http.get(people.inspector, `/api/inspection/cases/${one}`)).body.supplements;
    expect(supplemented).toMatchObject([
      { step: 'C4', askedOn: '2026-01-12', withdrawnOn: '2026-01-12', papers: [expect.any(String)] },
      { step: 'C4', askedOn: '2026-01-12', givenOn: '2026-01-12', papers: [expect.any(String), expect.any(String)] },
    ]);
    await way.verdict(one, 'C4', 'suspend');
    const id = await inspectors.of(one);
    expect((await desk()).held.filter(isOne)).toHaveLength(1);
    expect((await desk()).investigations).toContainEqual(expect.objectContaining({ case: id, step: 'I2', due: '2026-01-15' }));
    expect((await http.get(people.inspector, `/api/inspection/cases/${one}`)).body.investigations).toMatchObject([{ id, phase: 'open' }]);
    // Whoever is proposed reads nothing of it, whatever office he or she holds.
    await office.holds(names[0] as string, office.inspection.id, 'inspector');
    for (const path of [`/api/inspection/cases/${one}`, `/api/inspection/cases/${id}`, `/api/cases/${id}`])
      expect((await http.get(names[0], path)).status).toBe(404);
    expect((await desk(names[0])).held.filter(isOne)).toEqual([]);
  });
});
