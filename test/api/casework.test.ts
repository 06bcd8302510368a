import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/calendar/day';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { recommendation } from '../harness/recommendation-office';
import { walk } from '../harness/walk';

describe('cases over HTTP', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const applied = async (name = '小红') => {
    const subject = await office.person(name, office.branch.id, { birth: '2010-03-01', member: false });
    const opened = await http.post(subject, '/api/cases', {
      act: { kind: 'apply', body: { privacyVersion: '2026-01' }, papers: [await http.paper(subject, 'application')] },
    });
    expect(opened.status).toBe(201);
    return { subject, id: opened.body.id as string };
  };
  const talk = async () => ({
    kind: 'recordTalk',
    body: { conclusion: 'positive' },
    papers: [await http.paper(office.people.secretary, 'talk-record')],
  });

  describe('an application', () => {
    it('is opened by the applicant and read with headline, timeline and the next lawful act', async () => {
      const { subject, id } = await applied('娜扎提·阿合买提');
      const { status, body } = await http.get(subject, `/api/cases/${id}`);
      expect(status).toBe(200);
      expect(body.headline.zh).toBe('等待团支部书记: 派人谈话, 还剩 31 天 (到 2026-02-12)');
      expect(body.timeline[0]).toMatchObject({ id: 'A1', status: 'done', on: '2026-01-12' });
      expect(body.timeline[1]).toMatchObject({ id: 'A2', status: 'now', due: '2026-02-12' });
      expect(body.subject.name).toBe('娜扎提·阿合买提');
      expect(body.seats).toEqual(['applicant']);
    });

    it('is refused twice for one person, with 409 and where to go on', async () => {
      const { subject } = await applied();
      const again = await http.post(subject, '/api/cases', {
        act: { kind: 'apply', body: { privacyVersion: '2026-01' }, papers: [await http.paper(subject, 'application')] },
      });
      expect(again).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    });

    it('of a child of 13 is refused with the birthday, which is remembered', async () => {
      const child = await office.person('小豆', office.branch.id, { birth: '2012-06-15', member: false });
      const refused = await http.post(child, '/api/cases', {
        act: { kind: 'apply', body: { privacyVersion: '2026-01' }, papers: [await http.paper(child, 'application')] },
      });
      expect(refused).toMatchObject({
        status: 422,
        body: { code: 'too-young', earliest: '2026-06-15', citation: expect.stringContaining('第一条') },
      });
      const { rows } = await product.database.pool.query('SELECT notify_on FROM waiting WHERE person_id = $1', [child]);
      expect(rows).toEqual([{ notify_on: '2026-06-15' }]);
    });

    it('does not exist for anybody outside: 404, for a stranger, another branch and the system administrator', async () => {
      const { id } = await applied();
      const stranger = await office.person('路人', office.other.id);
      const system = await office.person('系统', office.county.id);
      await office.holds(system, office.county.id, 'system-administrator');
      for (const who of [stranger, office.people.otherSecretary, system]) {
        expect((await http.get(who, `/api/cases/${id}`)).status).toBe(404);
        expect((await http.post(who, `/api/cases/${id}/commands`, { kind: 'withdraw' })).status).toBe(404);
      }
    });
  });

  describe('a command', () => {
    it('with the same key gives the same answer; with another body 422; and is applied once', async () => {
      const { id } = await applied();
      const [key, payload] = [{ 'idempotency-key': randomUUID() }, await talk()];
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => http.post(office.people.secretary, `/api/cases/${id}/commands`, payload, key)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      const other = await http.post(
        office.people.secretary,
        `/api/cases/${id}/commands`,
        { ...payload, body: { conclusion: 'continue-guidance' } },
        key,
      );
      expect(other).toMatchObject({
        status: 422,
        body: { code: 'idempotency-key-reused', errors: [{ in: 'header', pointer: '/Idempotency-Key' }] },
      });
      const facts = await http.get(office.people.secretary, `/api/cases/${id}/facts`);
      expect(facts.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['applied', 'talkHeld']);
    });

    it('out of order says where the case stands; a closed step is a conflict', async () => {
      const { id } = await applied();
      const early = await http.post(office.people.officer, `/api/cases/${id}/commands`, { kind: 'preReview', body: { result: 'passed' } });
      expect(early).toMatchObject({ status: 422, body: { code: 'out-of-step' } });
      expect(early.body.detail).toContain('派人谈话');
      await http.post(office.people.secretary, `/api/cases/${id}/commands`, await talk());
      expect(await http.post(office.people.secretary, `/api/cases/${id}/commands`, await talk())).toMatchObject({
        status: 409,
        body: { code: 'step-closed' },
      });
    });

    it('that rests on stale reading is refused with 412 and the facts since', async () => {
      const { id } = await applied();
      await http.post(office.people.secretary, `/api/cases/${id}/commands`, await talk());
      const stale = await http.post(office.people.secretary, `/api/cases/${id}/commands`, {
        kind: 'nominateActivist',
        body: { by: 'members' },
        expectedSeq: 1,
      });
      expect(stale).toMatchObject({ status: 412, body: { code: 'stale', since: [{ seq: 2, kind: 'talkHeld' }] } });
    });

    it.each([
      ['an unknown act', { kind: 'teleport' }, 422, 'unknown-act'],
      ['a missing paper', { kind: 'recordTalk', body: { conclusion: 'positive' } }, 422, 'paper-missing'],
      ['a wrong field', { kind: 'recordTalk', body: { conclusion: 'great' }, papers: 'talk' }, 400, undefined],
      ['a day that does not exist', { kind: 'recordTalk', on: '2026-02-30', body: { conclusion: 'positive' } }, 400, 'invalid'],
      ['tomorrow', { kind: 'recordTalk', on: '2026-12-01', body: { conclusion: 'positive' } }, 422, 'future-day'],
      ['a paper of nobody', { kind: 'recordTalk', body: { conclusion: 'positive' }, papers: [randomUUID()] }, 422, 'unknown-paper'],
      ['an actor who has no seat', { kind: 'recordTalk', body: { conclusion: 'positive' }, actor: randomUUID() }, 422, 'not-the-actor'],
    ])('with %s is refused and nothing is written', async (_what, payload, status, code) => {
      const { id } = await applied();
      const answer = await http.post(office.people.secretary, `/api/cases/${id}/commands`, payload);
      expect(answer.status).toBe(status);
      if (code) expect(answer.body.code).toBe(code);
      expect((await http.get(office.people.secretary, `/api/cases/${id}`)).body.seq).toBe(1);
    });

    it('may be tried beforehand without leaving a trace', async () => {
      const { id } = await applied();
      const would = await http.post(office.people.officer, `/api/cases/${id}/judge`, { kind: 'preReview', body: { result: 'passed' } });
      expect(would.body).toMatchObject({ allowed: false, refusal: { code: 'out-of-step' } });
      // Whose it would be is said in words of the reader.
      const not = await http.post(office.people.secretary, `/api/cases/${id}/judge`, { kind: 'preReview', body: { result: 'passed' } });
      expect(not.body.refusal).toMatchObject({ code: 'forbidden', text: { zh: '此项须由以下岗位办理: 团委组织干事、团委审批会' } });
      const { rows } = await product.database.pool.query(
        `SELECT count(*)::int AS n FROM command WHERE case_id = $1 AND kind = 'preReview'`,
        [id],
      );
      expect(rows).toEqual([{ n: 0 }]);
    });

    it('recorded on someone’s behalf names both, and the actor is told', async () => {
      const { id, subject } = await applied();
      await http.post(office.people.secretary, `/api/cases/${id}/commands`, {
        kind: 'giveConsent',
        actor: subject,
        body: { consent: 'publication', version: '2026-01' },
        papers: [await office.paper(office.people.secretary, 'statement')],
      });
      const { body } = await http.get(subject, `/api/cases/${id}/facts`);
      expect(body.items.at(-1)).toMatchObject({
        kind: 'consentGiven',
        actor: { id: subject, seat: 'applicant' },
        recorder: { id: office.people.secretary, seat: 'branch-secretary' },
      });
      const { rows } = await product.database.pool.query(`SELECT kind FROM message WHERE person_id = $1`, [subject]);
      expect(rows).toContainEqual({ kind: 'recorded-for-you' });
    });

    it('an ending in somebody’s name: his view says what waits, until when, and whether it is contested', async () => {
      const { id, subject } = await applied();
      const sent = await http.post(office.people.secretary, `/api/cases/${id}/commands`, {
        kind: 'withdraw',
        actor: subject,
        body: {},
        papers: [await office.paper(office.people.secretary, 'statement')],
      });
      const { body } = await http.get(subject, `/api/cases/${id}`);
      expect(body).toMatchObject({
        phase: 'held',
        endingWaits: { seq: sent.body.seq, how: 'withdrawn', person: subject, contested: false },
        headline: { zh: expect.stringContaining('可以确认或提出异议') },
      });
      expect(body.endingWaits.until > body.endingWaits.on).toBe(true);
      await http.post(subject, `/api/cases/${id}/commands`, { kind: 'contestAct', body: { seq: sent.body.seq } });
      expect((await http.get(subject, `/api/cases/${id}`)).body.endingWaits).toMatchObject({ contested: true });
    });
  });

  it('puts what waits into the inbox of whoever must act, soonest first, page by page', async () => {
    await applied();
    await applied();
    const first = await http.get(office.people.secretary, '/api/tasks?limit=1');
    expect(first.body.items).toHaveLength(1);
    const second = await http.get(office.people.secretary, `/api/tasks?limit=1&after=${first.body.next}`);
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id);
    expect((await http.get(office.people.otherSecretary, '/api/tasks')).body.items).toEqual([]);
  });

  it('keeps a paper to those who may read its case', async () => {
    const { id, subject } = await applied();
    const { body } = await http.get(subject, `/api/cases/${id}/facts`);
    const paper = body.items[0].papers[0].id;
    expect((await http.get(office.people.secretary, `/api/papers/${paper}/content`)).status).toBe(200);
    expect((await http.get(office.people.otherSecretary, `/api/papers/${paper}`)).status).toBe(404);
    expect((await http.get(undefined, `/api/papers/${paper}`)).status).toBe(401);
  });

  it('lets the public object to one person on a notice, unnamed; only inspectors read it; the receipt follows it', async () => {
    const way = walk(office);
    const people = [await office.apply({ name: '甲同学' }), await office.apply({ name: '乙同学' })];
    for (const { id } of people) {
      await way.toCultivation(id);
      await way.learn(id);
    }
    await office.moveTo('2026-04-13');
    for (const { id, subject } of people) {
      await way.toRecommended(id);
      await way.toNotice(id);
      await http.post(subject, `/api/cases/${id}/commands`, { kind: 'giveConsent', body: { consent: 'publication', version: '2026-01' } });
    }
    const ids = people.map(({ id }) => id);
    const posted = await http.post(office.people.secretary, '/api/occasions', {
      procedure: 'notice',
      unit: office.branch.id,
      act: { kind: 'openNotice', body: { cases: ids, workingDays: 5, scope: 'public' } },
    });
    expect(posted.status).toBe(201);
    const shown = await eventually('the notice', async () => {
      const { body } = await http.get(undefined, '/api/public/notices');
      return body.items[0]?.names.length === 2 && body.items[0];
    });
    expect(shown).toMatchObject({ postedOn: '2026-04-13', end: '2026-04-20', unit: '第一团支部' });
    expect(JSON.stringify(shown)).not.toContain('2010');

    const objected = await http.post(undefined, `/api/public/notices/${shown.id}/objections`, {
      entry: ids[0],
      text: '该同学志愿服务时长不实',
    });
    expect(objected).toMatchObject({ status: 201, body: { status: 'received' } });
    await eventually('the hold', async () => (await office.state(ids[0] as string)).phase === 'held');
    expect((await http.get(office.people.secretary, '/api/objections')).status).toBe(403);
    const [objection] = (await http.get(office.people.inspector, '/api/objections')).body.items;
    expect(objection).toMatchObject({ case: ids[0], text: '该同学志愿服务时长不实', named: false });

    await office.moveTo('2026-04-21');
    await office.at(ids[1] as string, 'A9');
    expect((await office.state(ids[0] as string)).phase).toBe('held');
    const finding = await http.paper(office.people.inspector, 'finding');
    const ruled = await http.post(office.people.inspector, `/api/cases/${shown.id}/commands`, {
      kind: 'ruleObjection',
      body: { case: ids[0], objection: objection.id, ruling: 'go-on' },
      papers: [finding],
    });
    expect(ruled.status).toBe(200);
    // Ruled on after its last day, it ends on the next working day.
    await office.moveTo('2026-04-23');
    await office.at(ids[0] as string, 'A9');
    for (const body of [{}, { receipt: 'abc' }])
      expect((await http.post(undefined, '/api/public/objections/status', body)).body.errors[0].detail).toContain('回执编号');
    const followed = await http.post(undefined, '/api/public/objections/status', { receipt: objected.body.receipt });
    expect(followed.body).toMatchObject({ status: 'ruled', ruling: 'go-on', ruledOn: '2026-04-21' });
  });

  it('lets a guardian see by link what the child sees, and records that the guardian is informed', async () => {
    const { id, subject } = await applied();
    expect((await http.post(subject, `/api/cases/${id}/guardian-link`, undefined)).status).toBe(403);
    const link = await http.post(office.people.secretary, `/api/cases/${id}/guardian-link`, undefined);
    expect(link.status).toBe(201);
    const seen = await http.post(undefined, '/api/public/guardian', { token: link.body.token });
    expect(seen.body).toMatchObject({ phase: 'open', unit: '第一团支部' });
    expect(seen.body.headline.zh).toContain('派人谈话');
    expect(await office.state(id)).toMatchObject({ consents: { 'guardian-informed': { version: 'link' } } });
    expect((await http.post(undefined, '/api/public/guardian', { token: 'x'.repeat(32) })).status).toBe(404);
  });

  describe('a guardian learns nothing', () => {
    const look = (token: string) => http.post(undefined, '/api/public/guardian', { token });
    const linkOf = async (id: string) => http.post(office.people.secretary, `/api/cases/${id}/guardian-link`, undefined);

    it('of an applicant who is of age: no link is issued, and an earlier one shows as little as an unknown one', async () => {
      const { id, subject } = await applied('将满十八');
      const link = await linkOf(id);
      expect(link.status).toBe(201);
      expect((await look(link.body.token)).status).toBe(200);
      const today = await office.today();
      const born = (day: string) => product.database.pool.query('UPDATE person SET birth = $2 WHERE id = $1', [subject, day]);
      const eighteenYearsBefore = (day: string) => `${Number(day.slice(0, 4)) - 18}${day.slice(4)}`;
      await born(eighteenYearsBefore(addDays(today, 1)));
      expect((await look(link.body.token)).status).toBe(200);
      await born(eighteenYearsBefore(today));
      const unknown = await look('x'.repeat(32));
      expect(unknown.status).toBe(404);
      expect(await look(link.body.token)).toMatchObject({ status: 404, body: unknown.body });
      const links = 'SELECT count(*)::int AS n FROM guardian_link WHERE case_id = $1';
      const refused = await linkOf(id);
      expect(refused).toMatchObject({ status: 422, body: { code: 'no-guardian', errors: [{ in: 'path', pointer: '/id' }] } });
      expect(refused.body.detail).toContain('已满 18 周岁');
      expect(refused.body.remedy).toContain('由申请人本人登录查看');
      expect((await product.database.pool.query(links, [id])).rows).toEqual([{ n: 1 }]);
    });

    it('of any case but an application: none is told to a guardian, however young whom it is about', async () => {
      const young = await office.person('推优团员', office.branch.id, { birth: '2003-03-01' });
      const id = await recommendation(office).propose(young, { appliedOn: '2025-01-02' });
      await product.database.pool.query(`UPDATE person SET birth = '2010-03-01' WHERE id = $1`, [young]);
      const refused = await linkOf(id);
      expect(refused).toMatchObject({ status: 422, body: { code: 'not-an-admission', errors: [{ in: 'path', pointer: '/id' }] } });
      expect(refused.body.detail).toContain('只为入团申请发放');
      expect((await http.get(office.people.secretary, `/api/cases/${id}`)).body).not.toHaveProperty('guarded');
    });

    it('and nobody is offered to tell one: the case says that there is a guardian while there is, to those who tell and whom it is about', async () => {
      const { id, subject } = await applied('仍未满十八');
      const guarded = async (person: string) => (await http.get(person, `/api/cases/${id}`)).body.guarded;
      const { secretary, officer, inspector } = office.people;
      const duty = async () => {
        const tasks = (await http.get(secretary, '/api/tasks?step=guardian&limit=200')).body.items as { case: string }[];
        const { waiting } = (await http.get(secretary, `/api/cases/${id}`)).body as { waiting: { step: string }[] };
        return [tasks.some((task) => task.case === id), waiting.some(({ step }) => step === 'guardian')];
      };
      expect(await duty()).toEqual([true, true]);
      expect([await guarded(subject), await guarded(secretary), await guarded(officer), await guarded(inspector)]).toEqual([
        true,
        true,
        true,
        undefined,
      ]);
      const [year, rest] = [Number((await office.today()).slice(0, 4)) - 18, (await office.today()).slice(4)];
      await product.database.pool.query('UPDATE person SET birth = $2 WHERE id = $1', [subject, `${year}${rest}`]);
      expect([await guarded(subject), await guarded(secretary)]).toEqual([undefined, undefined]);
      expect(await duty()).toEqual([false, false]);
    });

    it('of a case that has ended', async () => {
      const { id, subject } = await applied('撤回申请');
      const link = await linkOf(id);
      expect((await look(link.body.token)).status).toBe(200);
      await office.act(subject, id, 'withdraw', { kinds: ['withdrawal'] });
      await office.ended(id);
      const unknown = await look('x'.repeat(32));
      expect(await look(link.body.token)).toMatchObject({ status: 404, body: unknown.body });
      const refused = await linkOf(id);
      expect(refused).toMatchObject({ status: 422, body: { code: 'no-guardian', errors: [{ in: 'path', pointer: '/id' }] } });
      expect(refused.body.detail).toContain('本案已经结束');
    });
  });

  it('moves the rehearsal’s clock forward only, with or without seconds, and says what day it is', async () => {
    const now = await http.get(undefined, '/api/rehearsal/clock');
    const [day] = [now.body.today as string];
    const moved = await http.post(undefined, '/api/rehearsal/clock', { to: `${addDays(day, 2)}T09:00+08:00` });
    expect(moved).toMatchObject({
      status: 200,
      body: { today: addDays(day, 2), rehearsal: true },
      headers: { 'x-tuanwu-mode': 'REHEARSAL' },
    });
    expect(await http.post(undefined, '/api/rehearsal/clock', { to: `${day}T09:00:00+08:00` })).toMatchObject({ status: 400 });
    // Nobody’s 30 February: taken for 2 March, it could not be taken back.
    for (const to of [`${Number(day.slice(0, 4)) + 1}-02-30T09:00+08:00`, '2200-06-01T09:00+08:00', '9999-01-01T09:00+08:00'])
      expect(await http.post(undefined, '/api/rehearsal/clock', { to })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/to' }] },
      });
    expect((await http.get(undefined, '/api/rehearsal/clock')).body.today).toBe(addDays(day, 2));
    expect(await http.post(undefined, '/api/rehearsal/clock', { to: `${addDays(day, 3)}T09:00` })).toMatchObject({
      status: 400,
      body: { code: 'invalid' },
    });
  });

  it('refuses an occasion that names another branch’s case as if it did not exist', async () => {
    const { id } = await applied();
    const posted = await http.post(office.people.otherSecretary, '/api/occasions', {
      procedure: 'session',
      unit: office.other.id,
      act: { kind: 'holdSession', body: { kind: 'talk', rows: [{ case: id }] }, papers: [] },
    });
    expect(posted).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
