import { competing } from '../harness/competition';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

/** What was decided, or settled by whom, does not become undone by beginning once more. */
describe('selections that are begun once more', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  let http: Http;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
    http = await startHttp(product);
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const pair = async (...names: [string, string]): Promise<[string, string]> => [
    await office.person(names[0], office.branch.id),
    await office.person(names[1], office.branch.id),
  ];
  const NO = ['agree', 'disagree', 'disagree'] as const;
  const kin = (one: string, other: string) =>
    product.database.pool.query(
      `INSERT INTO kin (person_id, relative_id, kind, declared_by, declared_as, declared_on) VALUES ($1, $2, 'spouse', $1, 'self', '2026-01-12')`,
      [one, other],
    );
  const noMore = (one: string, on: string) =>
    product.database.pool.query(`UPDATE kin SET withdrawn_on = $2, withdrawn_by = $1 WHERE person_id = $1 AND withdrawn_on IS NULL`, [
      one,
      on,
    ]);
  const refusedAs = (code: string) => ({ refusal: expect.objectContaining({ code }) });

  it('a candidate whom a body did not pass is voted on again only with the majority for it, whoever sent him back; no post stops over one who was passed', async () => {
    const { people, act } = office;
    const names = await pair('人选甲一', '人选甲二');
    const post = await way.toObjects({}, names);
    const [first] = (await way.fix(post, names)) as [string, string];
    await way.bring(first, 'C6');
    await way.decide([first], NO);
    await act(people.officer, first, 'returnTo', { kinds: ['reason'], body: { step: 'C5' } });
    await way.consult(first);
    await way.verdict(first, 'C5');
    expect(await way.book(first)).toMatchObject({ taken: { result: 'not-passed' } });
    await expect(way.decide([first])).rejects.toMatchObject(refusedAs('no-reconsideration'));
    await expect(way.decide([first], [], { reconsider: 1 })).rejects.toMatchObject(refusedAs('no-reconsideration'));
    await way.decide([first], [], { reconsider: 2 });
    await way.awaiting(first, 'C6');

    await expect(act(people.administrator, post, 'suspend', { body: { why: 'other' } })).rejects.toMatchObject(
      refusedAs('already-resolved'),
    );
    await act(people.inspector, post, 'suspend', { body: { why: 'other' } });
    await act(people.inspector, post, 'resume');

    // The inspector sends back what the body decided on: it decides anew, and freely.
    await way.verdict(first, 'C6', 'return', { backTo: 'C6' });
    await way.decide([first], NO);
    expect((await way.book(first)).decision?.result).toBe('not-passed');
  });

  it('nor does naming him once more for the same post wipe a decision out', async () => {
    const { people, act } = office;
    const names = await pair('人选乙一', '人选乙二');
    const post = await way.toObjects({}, names);
    const [first] = (await way.fix(post, names)) as [string, string];
    await way.bring(first, 'C6');
    await way.decide([first], NO);
    await act(people.officer, post, 'returnTo', { kinds: ['reason'], body: { step: 'K2' } });
    expect(await office.ended(first)).toBe('dropped');
    await way.recommend(post, names);
    await way.verdict(post, 'K2');
    const [again] = (await way.fix(post, names)) as [string, string];
    await way.bring(again, 'C5');
    await way.consult(again);
    await way.verdict(again, 'C5');
    await expect(way.decide([again])).rejects.toMatchObject(refusedAs('no-reconsideration'));
    await way.decide([again], [], { reconsider: 3 });
    await way.awaiting(again, 'C6');
  });

  it('who of the inspection group turns out to be kin of the person goes on with nothing, and is replaced', async () => {
    const { people, act, town } = office;
    const names = await pair('人选丙一', '人选丙二');
    const [first] = (await way.fix(await way.toObjects({}, names), names)) as [string, string];
    await way.verdict(first, 'C3');
    await way.inspectWithout(first, 'complaints');
    await kin(way.officer2, names[0]);
    const must = { kinds: ['complaints-check'], body: { must: 'complaints', result: 'clear' } };
    const conclude = { kinds: ['inspection-report'], body: { suitable: true } };
    for (const [by, kind, short, pointer] of [
      [way.officer2, 'signReport', {}, '/actor'],
      [people.officer, 'recordMust', must, '/kind'],
      [people.officer, 'concludeInspection', conclude, '/kind'],
    ] as const)
      await expect(act(by, first, kind, short)).rejects.toMatchObject({
        refusal: { code: 'recused-examiner', pointer, clause: 'cadre.inspection', remedy: { zh: expect.stringContaining('formGroup') } },
      });
    const third = await office.person('干事丙', town.id);
    await office.holds(third, town.id, 'committee-officer');
    await expect(act(people.officer, first, 'formGroup', { body: { members: [people.officer, way.officer2] } })).rejects.toMatchObject(
      refusedAs('examiner-not-eligible'),
    );
    await act(people.officer, first, 'formGroup', { body: { members: [people.officer, third] } });
    await act(people.officer, first, 'recordMust', must);
    await expect(act(people.officer, first, 'concludeInspection', conclude)).rejects.toMatchObject(refusedAs('inspection-incomplete'));
    await act(third, first, 'signReport');
    await act(people.officer, first, 'concludeInspection', conclude);
    await way.awaiting(first, 'C4');
    await noMore(way.officer2, '2026-01-12');
  });

  it('whoever is proposed, or is kin of somebody who is, acts on the post in no stage, and reads nothing of his rival', async () => {
    const { people, act, town } = office;
    const [rival, plain] = await pair('两边的人', '一边的人');
    for (const role of ['committee-officer', 'committee-approver', 'auditor']) await office.holds(rival, town.id, role);
    const post = await way.toRecommendation();
    const tally = [rival, plain].map((person) => ({ person, votes: 5 }));
    const talks = { kinds: ['talk-tally'], body: { talked: 12, tally } };
    const recused = (pointer: string) => ({ refusal: expect.objectContaining({ code: 'recused', pointer, clause: 'cadre.recusal' }) });
    await expect(act(rival, post, 'recordRecommendationTalks', talks)).rejects.toMatchObject(recused('/actor'));
    await act(people.officer, post, 'recordRecommendationTalks', talks);
    await expect(
      act(rival, post, 'skipRecommendationMeeting', { kinds: ['reason'], body: { smallUnit: true, sameCircle: true, concentrated: true } }),
    ).rejects.toMatchObject(recused('/actor'));
    await act(people.officer, post, 'recordRecommendationMeeting', {
      kinds: ['recommendation-forms'],
      body: { entitled: 12, present: 11, issued: 11, returned: 11, tally },
    });
    await kin(way.officer2, plain);
    const conclude = { kinds: ['recommendation-report'] };
    await expect(act(way.officer2, post, 'concludeRecommendation', conclude)).rejects.toMatchObject(recused('/actor'));
    await act(people.officer, post, 'concludeRecommendation', conclude);
    await way.verdict(post, 'K2');
    const [, other] = (await way.fix(post, [rival, plain])) as [string, string];

    for (const path of ['', '/facts', '/standing', '/inspectors'])
      expect((await http.get(rival, `/api/cases/${other}${path}`)).status).toBe(404);
    const listed = await http.get(rival, '/api/cases?procedure=candidacy&limit=100');
    expect(listed.body.items.map((one: { id: string }) => one.id)).not.toContain(other);
    expect((await http.get(people.officer, `/api/cases/${other}`)).status).toBe(200);
    await way.verdict(other, 'C3');
    await expect(act(way.officer2, other, 'endCase', { kinds: ['reason'], body: { why: 'other' } })).rejects.toMatchObject(
      recused('/actor'),
    );
    const third = await office.person('干事戊', town.id);
    await office.holds(third, town.id, 'committee-officer');
    await expect(act(people.officer, other, 'formGroup', { body: { members: [people.officer, rival] } })).rejects.toMatchObject(
      refusedAs('examiner-not-eligible'),
    );
    await act(people.officer, other, 'formGroup', { body: { members: [people.officer, third] } });
    await noMore(way.officer2, '2026-01-12');
    await product.database.pool.query('UPDATE holding SET until = $2 WHERE person_id = $1', [rival, '2026-01-12']);
  });

  it('nor do they hang its notice or write its minutes, or find it on their desk: where nobody is left, a substitute does', async () => {
    const { people, act, town } = office;
    const [rival, plain] = await pair('同台的人', '公示的人');
    await office.holds(rival, town.id, 'committee-officer');
    const post = await way.toObjects({}, [rival, plain]);
    const [, id] = (await way.fix(post, [rival, plain])) as [string, string];
    const tasksOf = async (who: string): Promise<string[]> =>
      (await http.get(who, '/api/tasks?limit=200')).body.items.map((task: { case: string }) => task.case);
    await way.verdict(id, 'C3');
    expect(await tasksOf(people.officer)).toContain(id);
    expect(await tasksOf(rival)).not.toContain(id);
    await way.inspect(id);
    await way.verdict(id, 'C4');
    await way.consult(id);
    await way.verdict(id, 'C5');

    // The one officer is kin of the candidate; his rival holds an office too.
    await kin(people.officer, plain);
    const today = await office.today();
    await product.database.pool.query(`UPDATE holding SET until = '2020-01-02' WHERE person_id = $1`, [way.officer2]);
    const convene = async (by: string) =>
      http.post(by, '/api/occasions', { procedure: 'decision', unit: town.id, act: { kind: 'conveneDecision', body: { cases: [id] } } });
    expect((await convene(people.officer)).body).toMatchObject({ code: 'recused', clause: 'cadre.recusal' });
    expect((await convene(rival)).status).toBe(404);
    const meeting = (await convene(people.approver2)).body.id as string;
    const present = [people.approver1, people.approver2, people.approver3];
    const roll = { body: { present, chair: people.approver1 } };
    const stated = { body: { case: id, statements: present.map((member) => ({ member, says: 'agree' })) } };
    await expect(act(people.officer, meeting, 'takeRoll', roll)).rejects.toMatchObject(refusedAs('recused'));
    await act(people.approver2, meeting, 'takeRoll', roll);
    await expect(act(people.officer, meeting, 'recordStatements', stated)).rejects.toMatchObject(refusedAs('recused'));
    await expect(act(rival, meeting, 'recordStatements', stated)).rejects.toMatchObject(refusedAs('not-found'));
    // Nor does a rival read who said what of him, though he holds an office there.
    for (const path of [`/api/occasions/${meeting}`, `/api/cases/${meeting}/facts`])
      expect([(await http.get(rival, path)).status, (await http.get(people.officer, path)).status]).toEqual([404, 200]);

    // What the refusal names as the way out.
    const helper = await office.person('代理干事', office.other.id);
    const items = [{ unit: town.id, role: 'committee-officer', person: helper }];
    const dates = { from: today, until: '2026-03-31', why: 'other', preview: false };
    const appointed = await http.post(people.administrator, '/api/audit/substitutes', { items, ...dates });
    expect(appointed.body.items).toMatchObject([{ result: 'done' }]);
    await act(helper, meeting, 'recordStatements', stated);
    await expect(act(people.officer, meeting, 'closeDecision', { kinds: ['minutes'] })).rejects.toMatchObject(refusedAs('recused'));
    await act(helper, meeting, 'closeDecision', { kinds: ['minutes'] });
    await way.awaiting(id, 'C6');
    await way.verdict(id, 'C6');
    const notice = {
      procedure: 'notice',
      unit: town.id,
      act: { kind: 'openNotice', body: { cases: [id], workingDays: 5, scope: 'committee' } },
    };
    expect((await http.post(people.officer, '/api/occasions', notice)).body.code).toBe('recused');
    expect((await http.post(rival, '/api/occasions', notice)).status).toBe(404);
    expect((await http.post(helper, '/api/occasions', notice)).status).toBe(201);
    await noMore(people.officer, today);
    await product.database.pool.query(
      `UPDATE holding SET until = CASE WHEN person_id = $1 THEN NULL ELSE '2020-01-02' END WHERE person_id = ANY($2)`,
      [way.officer2, [way.officer2, rival]],
    );
  });

  it('nor does kin of somebody who entered score a competition: not when he is named, and not when it comes up later', async () => {
    const { people, act } = office;
    const other = await office.person('考官丁', null, { member: false });
    for (const one of [people.approver2, people.approver3, people.countyOfficer, other]) await http.tokenOf(one);
    const room = await competing(product, office);
    const names = [...(await pair('报名一', '报名二')), ...(await pair('报名三', '报名四'))];
    const post = await way.toRecommendation({ route: 'competition' });
    await room.announce(post);
    await way.verdict(post, 'X1');
    await room.enter(post, names);
    await office.moveTo('2026-01-20');
    await kin(people.approver2, names[0] as string);
    await expect(room.closeEntries(post)).rejects.toMatchObject({
      refusal: { code: 'recused-examiner', pointer: '/body/examiners/0', clause: 'cadre.competition' },
    });
    await noMore(people.approver2, '2026-01-19');
    await room.closeEntries(post);
    await way.verdict(post, 'X2');

    const qualified = names.slice(0, 3);
    const score = (by: string, part: 'paper' | 'interview', points: readonly number[]) =>
      http.post(by, `/api/cases/${post}/scores`, {
        part,
        scores: qualified.map((person, index) => ({ person, points: points[index] })),
      });
    // He puts the last first, and only then it comes up whose kin he is.
    expect((await score(people.approver3, 'paper', [0, 0, 10_000])).status).toBe(201);
    await kin(people.approver3, names[2] as string);
    const late = await score(people.approver3, 'interview', [0, 0, 10_000]);
    expect([late.status, late.body.code, late.body.clause]).toEqual([422, 'recused-examiner', 'cadre.competition']);
    expect(late.body.remedy).toContain('replaceExaminers');
    await expect(room.reveal(post)).rejects.toMatchObject(refusedAs('recused-examiner'));

    const named = [people.approver2, people.countyOfficer, other];
    await act(people.officer, post, 'replaceExaminers', { kinds: ['reason'], body: { examiners: named } });
    expect((await score(people.approver3, 'interview', [0, 0, 10_000])).status).toBe(404);
    for (const by of named) for (const part of ['paper', 'interview'] as const) await score(by, part, [8000, 7000, 6500]);
    await room.reveal(post);
    expect((await office.state(post)).book).toMatchObject({
      competition: {
        examiners: named,
        ranked: [{ entry: names[0], paper: 24_000 }, { entry: names[1] }, { entry: names[2], paper: 19_500 }],
      },
    });
    await noMore(people.approver3, '2026-01-20');
  });

  it('whoever is on probation in a post is chosen for another as anybody: appointed there, he leaves the first', async () => {
    const { people, act } = office;
    const [mover, stays, third] = [...(await pair('转任的人', '留任的人')), await office.person('同台的第三人', office.branch.id)];
    const first = await way.toObjects({}, [mover, stays]);
    const [trial, away] = (await way.fix(first, [mover, stays])) as [string, string];
    const second = await way.toObjects({}, [mover, third]);
    await way.bring(trial, 'C8', '2026-02-05');
    // Appointed, but not passed: he is still on the way to the first.
    await way.appoint(trial);
    await expect(way.fix(second, [mover, third])).rejects.toMatchObject(refusedAs('duplicate'));
    await way.verdict(trial, 'C8');
    const [next] = (await way.fix(second, [mover, third])) as [string, string];
    expect([await office.steps(trial), await office.steps(next)]).toEqual([['C9'], ['C3']]);
    // But not for the very post in which he is on probation, nor twice for others.
    await way.verdict(away, 'C3', 'veto');
    const other = await way.toObjects({}, [mover, stays]);
    await expect(way.fix(other, [mover, stays])).rejects.toMatchObject(refusedAs('duplicate'));

    await way.bring(next, 'C8', '2026-02-27');
    await way.appoint(next);
    expect(await office.steps(trial)).toEqual(['C9']);
    await way.verdict(next, 'C8');
    expect(await office.ended(trial)).toBe('transferred');
    expect(await office.steps(next)).toEqual(['C9']);
    await office.at(first, 'K10');
    const told = await http.get(people.officer, `/api/cases/${trial}`);
    expect(told.body.headline.zh).toContain('试用期内转任');
    await expect(
      act(people.officer, trial, 'assessProbation', { kinds: ['probation-assessment'], body: { fit: true } }),
    ).rejects.toMatchObject(refusedAs('case-ended'));
  });
});
