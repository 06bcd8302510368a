import { noteObjectors } from '../../dispatch/objectors';
import { addDays } from '../../domain/calendar/day';
import { enterObjection } from '../../records/objections';
import { openInvestigations } from '../../worker/complaint-round';
import { type Investigating, investigating } from '../harness/investigating';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

/** Two new people for a new post: nobody is on the way to two posts at once. */
const candidaciesOf = (office: Office, way: Selecting) => async () => {
  const names = [await office.person('人选', office.branch.id), await office.person('人选', office.branch.id)];
  const post = await way.toObjects({}, names);
  return { ids: (await way.fix(post, names)) as [string, string] };
};

describe('an investigation beside a selection', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  let office2: Investigating;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
    office2 = await investigating(product, office);
  });
  afterAll(() => product?.stop());

  const fresh = () => candidaciesOf(office, way)();
  const phase = async (id: string) => (await office.state(id)).phase;
  const goesOn = (id: string) => eventually('goes on', async () => (await phase(id)) === 'open');

  it('a verdict that suspends opens one by itself; cleared, the case waits for its verdict again', async () => {
    const { ids } = await fresh();
    const [first, second] = ids;
    await way.bring(first, 'C4');
    await way.inspect(first);
    await way.verdict(first, 'C4', 'suspend');
    expect(await phase(first)).toBe('held');
    // Nobody shakes it off by way of the post: sent back or ended, that would drop the candidacy and open another.
    const { rows: posts } = await product.database.pool.query<{ id: string }>('SELECT parent_id AS id FROM case_row WHERE id = $1', [
      first,
    ]);
    for (const [kind, body] of [
      ['returnTo', { step: 'K3' }],
      ['endCase', { why: 'other' }],
    ] as const)
      await expect(office.act(office.people.officer, posts[0]?.id ?? '', kind, { kinds: ['reason'], body })).rejects.toMatchObject({
        refusal: { code: 'inspectors-task', clause: 'project.inspection' },
      });
    expect(await phase(first)).toBe('held');
    const id = await office2.of(first);
    expect(await office2.book(id)).toMatchObject({ cause: 'verdict', holds: true, recused: [expect.any(String)] });
    await expect(office2.assign(id, [office2.second, office.people.officer])).rejects.toMatchObject({
      refusal: { code: 'not-an-inspector', pointer: '/body/inspectors/1' },
    });
    await office2.assign(id);
    await expect(office2.conclude(id, 'unfounded', {}, office.people.inspector)).rejects.toMatchObject({
      refusal: { code: 'not-of-the-pair' },
    });
    // From now on the hold is the pair's: neither another inspector lifts it in the case itself, nor one of the two without the conclusion.
    for (const one of [office.people.inspector, office2.second])
      for (const result of ['cleared', 'founded'])
        await expect(office.act(one, first, 'settleInvestigation', { kinds: ['finding'], body: { result } })).rejects.toMatchObject({
          refusal: {
            code: 'under-investigation',
            clause: 'project.inspection',
            remedy: { en: expect.stringContaining('concludeInvestigation') },
          },
        });
    expect(await phase(first)).toBe('held');
    await office2.conclude(id, 'unfounded');
    await goesOn(first);
    await office2.over(id);
    expect((await office.state(first)).steps.C4?.awaiting).toBeDefined();
    await way.verdict(first, 'C4');
    expect(await office.steps(first)).toEqual(['C5']);

    // A complaint while the second is inspected: held by the pair's decision, founded, ended.
    await way.bring(second, 'C4');
    await office2.complain(second);
    const about = await office2.of(second);
    expect(await phase(second)).toBe('open');
    await office2.assign(about);
    await expect(office2.conclude(about, 'founded')).rejects.toMatchObject({ refusal: { code: 'hold-first' } });
    await office2.hold(about, second);
    await expect(
      office.act(office.people.officer, second, 'formGroup', { body: { members: [way.officer2, office.people.officer] } }),
    ).rejects.toMatchObject({
      refusal: { code: 'held' },
    });
    await office2.conclude(about, 'founded');
    expect(await office.ended(second)).toBe('investigation-founded');
    await office2.over(about);
  });

  it('goes back for a re-check; a way back that was never passed is concluded again; what was settled in person is over', async () => {
    const { ids } = await fresh();
    const [first, second] = ids;
    await way.bring(first, 'C5');
    await office2.complain(first);
    const id = await office2.of(first);
    await office2.assign(id);
    await office2.hold(id, first);
    await office2.conclude(id, 'minor', { backTo: 'C8' });
    await eventually('taken back', async () => (await office2.book(id)).told?.code === 'no-way-back');
    await office2.conclude(id, 'minor', { backTo: 'C4' });
    await office.at(first, 'C4');
    await office2.over(id);

    await way.verdict(second, 'C3', 'suspend');
    const other = await office2.of(second);
    await office.act(office.people.inspector, second, 'settleInvestigation', { kinds: ['finding'], body: { result: 'cleared' } });
    expect(await phase(second)).toBe('open');
    await office2.assign(other);
    await office2.conclude(other, 'founded');
    await office2.over(other);
    expect(await office2.book(other)).toMatchObject({ told: { ok: false, code: 'nothing-held' } });
    expect(await phase(second)).toBe('open');
  });

  it('serves an admission too; the applicant hears that the case is held, and nothing of why', async () => {
    const { id: admission, subject } = await office.apply({ name: '申请人' });
    await office2.complain(admission);
    const id = await office2.of(admission);
    await office2.assign(id);
    await office2.hold(id, admission);
    await office2.conclude(id, 'founded');
    expect(await office.ended(admission)).toBe('investigation-founded');
    const { rows } = await product.database.pool.query<{ body: Record<string, unknown> }>(
      `SELECT body FROM message WHERE person_id = $1 ORDER BY seq`,
      [subject],
    );
    expect(rows.map(({ body }) => [body.fact, body.title])).toEqual([
      ['held', '暂停办理'],
      ['settled', '暂停事项已处理'],
    ]);
  });

  it('two at once: each lifts its own hold only', async () => {
    const { ids } = await fresh();
    const [first] = ids;
    await way.verdict(first, 'C3', 'suspend');
    const ofVerdict = await office2.of(first);
    await office2.complain(first);
    const ofComplaint = await office2.of(first, 2);
    expect(ofComplaint).not.toBe(ofVerdict);
    for (const id of [ofVerdict, ofComplaint]) await office2.assign(id);
    await office.act(office2.second, ofComplaint, 'hold');
    await eventually('asked', async () => (await office2.book(ofComplaint)).told?.ok);
    await office2.conclude(ofComplaint, 'unfounded');
    await office2.over(ofComplaint);
    expect(await phase(first)).toBe('held');
    await office2.conclude(ofVerdict, 'unfounded');
    await goesOn(first);
  });

  it('an unnamed complaint is set aside without a hold; one in words waits until an inspector has said what it is about', async () => {
    const { ids } = await fresh();
    const [first] = ids;
    await office2.complain(first);
    const id = await office2.of(first);
    await office.act(office.people.inspector, id, 'setAside');
    expect(await office.ended(id)).toBe('not-checkable');
    expect(await phase(first)).toBe('open');

    const { complaint } = await office2.complain(undefined, { org: office.town.id });
    const opened = async () =>
      (await product.database.pool.query('SELECT investigation_id AS id FROM complaint WHERE id = $1', [complaint])).rows[0]?.id;
    expect(await opened()).toBeNull();
    await product.database.pool.query('UPDATE complaint SET case_id = $2, attached = true WHERE id = $1', [complaint, first]);
    // The process that attached it has died: the worker's round opens it, and a second round opens no other.
    const deps = { ...product, signer: product.signers.worker };
    await openInvestigations(deps as never, await product.clock.now());
    const found = await opened();
    expect(found).toBe(await office2.of(first, 2));
    await openInvestigations(deps as never, await product.clock.now());
    expect(await opened()).toBe(found);
  });
});

describe('an objection to a candidate on notice', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  let office2: Investigating;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
    office2 = await investigating(product, office);
  });
  afterAll(() => product?.stop());

  const fresh = () => candidaciesOf(office, way)();
  const objected = async (id: string, digit: number) => {
    const notice = await way.publish(id);
    await eventually('on notice', async () => (await way.book(id)).notice);
    await office.act(office.people.officer, notice, 'receiveObjection', {
      body: { case: id, objection: `0000000${digit}-0000-4000-8000-000000000000` },
    });
    await eventually('held', async () => (await office.state(id)).phase === 'held');
    return { notice, investigation: await office2.of(id) };
  };

  it('is examined by a pair: unfounded it costs no day, founded it goes back to the body that decided, minor back for a re-check', async () => {
    const cases: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      const { ids } = await fresh();
      await way.bring(ids[0], 'C7');
      cases.push(ids[0]);
    }
    const [quiet, founded, minor] = cases as [string, string, string];
    const outcomes = [
      [quiet, 'unfounded', {}],
      [founded, 'founded', {}],
      [minor, 'minor', { backTo: 'C6' }],
    ] as const;
    for (const [index, [id, result, more]] of outcomes.entries()) {
      const { notice, investigation } = await objected(id, index + 1);
      expect(await office2.book(investigation)).toMatchObject({ cause: 'objection', notice, holds: true });
      await office2.assign(investigation);
      const objection = `0000000${index + 1}-0000-4000-8000-000000000000`;
      await expect(
        office.act(office.people.inspector, notice, 'ruleObjection', {
          kinds: ['finding'],
          body: { case: id, objection, ruling: 'go-on' },
        }),
      ).rejects.toMatchObject({ refusal: { code: 'under-investigation', clause: 'project.inspection' } });
      await office2.conclude(investigation, result, more);
      await office2.over(investigation);
    }
    await eventually('goes on', async () => (await office.state(quiet)).phase === 'open');
    expect(await office.steps(quiet)).toEqual(['C7']);
    await office.at(founded, 'C6');
    await office.at(minor, 'C6');
    await office.moveTo('2026-01-20');
    await way.awaiting(quiet, 'C7');

    // After the appointment a finding annuls nothing here: the case only goes on, the approving body hears of it.
    await way.verdict(quiet, 'C7');
    await way.appoint(quiet);
    await office2.complain(quiet);
    const late = await office2.of(quiet, 2);
    await office2.assign(late);
    await office2.hold(late, quiet);
    await office2.conclude(late, 'founded');
    await office2.over(late);
    expect(await office2.book(late)).toMatchObject({ annulment: true, conclusion: { result: 'founded' } });
    expect((await office.state(quiet)).phase).toBe('open');
  });

  it('whoever objects with a name is answered on acceptance, before anything is concluded; one who comes later too, within days of his own', async () => {
    const { people, act } = office;
    const { ids } = await fresh();
    const [id] = ids;
    await way.bring(id, 'C7');
    const notice = await way.publish(id);
    await eventually('on notice', async () => (await way.book(id)).notice);
    const object = async (name?: string) => {
      const about = { occasion: notice, case: id };
      const what = { text: '学历不实', ...(name ? { name } : {}) };
      const { id: objection } = await enterObjection(product.database.pool, product.vault, about, what, await product.clock.now());
      await act(people.officer, notice, 'receiveObjection', { body: { case: id, objection } });
      return objection;
    };
    const round = async () =>
      noteObjectors({ database: product.database, courier: product.courier, signer: product.signers.worker }, await product.clock.now());
    await object('张某');
    await eventually('held', async () => (await office.state(id)).phase === 'held');
    const investigation = await office2.of(id);
    expect((await office.steps(investigation)).sort()).toEqual(['I2', 'IA']);
    await office2.assign(investigation);
    await expect(office2.conclude(investigation, 'unfounded')).rejects.toMatchObject({ refusal: { code: 'answer-owed' } });
    const answer = (complaint?: string) =>
      act(people.inspector, investigation, 'answerComplainant', {
        body: { letter: '信复〔2026〕1号', ...(complaint ? { complaint } : {}) },
      });
    await answer();
    await office.moveTo(addDays(await office.today(), 1));
    const second = await object('王某');
    await expect(office2.conclude(investigation, 'unfounded')).rejects.toMatchObject({ refusal: { code: 'answer-owed' } });
    await round();
    await round();
    expect((await office2.book(investigation)).joined).toEqual([{ id: second, receivedOn: await office.today(), named: true }]);
    const owed = await product.database.pool.query(`SELECT due_on FROM task WHERE case_id = $1 AND step = 'IA' AND NOT overdue`, [
      investigation,
    ]);
    expect(owed.rows).toEqual([{ due_on: addDays(await office.today(), 15) }]);
    // Nothing of it stands in what others read of the case.
    expect((await office.state(id)).book).not.toHaveProperty('joined');
    await expect(office2.conclude(investigation, 'unfounded')).rejects.toMatchObject({ refusal: { code: 'answer-owed' } });
    await answer(second);
    await object();
    await round();
    await office2.conclude(investigation, 'unfounded');
    await office2.over(investigation);
    await eventually('goes on', async () => (await office.state(id)).phase === 'open');
  });

  it('a named complainant is owed an answer within fifteen days; what lapses reaches inspectors only', async () => {
    const { ids } = await fresh();
    const { receipt } = await office2.complain(ids[0], { name: '李某' });
    expect(receipt).toMatch(/^[0-9A-F]{5}(-[0-9A-F]{5}){3}$/);
    const id = await office2.of(ids[0]);
    expect((await office.steps(id)).sort()).toEqual(['I2', 'IA']);
    await office.moveTo('2026-02-06');
    await eventually('lapsed', async () => (await office.state(id)).steps.IA?.lapsedOn);
    const { rows } = await product.database.pool.query<{ seat: string; overdue: boolean }>(
      'SELECT seat, overdue FROM task WHERE case_id = $1 ORDER BY overdue',
      [id],
    );
    expect(new Set(rows.map(({ seat }) => seat))).toEqual(new Set(['inspector']));
    expect(rows.filter(({ overdue }) => overdue)).toHaveLength(2);
    const told = await product.database.pool.query<{ person_id: string }>('SELECT DISTINCT person_id FROM message WHERE case_id = $1', [
      id,
    ]);
    expect(told.rows.map(({ person_id }) => person_id).sort()).toEqual([office.people.inspector, office2.second, office2.third].sort());
    await office2.assign(id);
    await expect(office2.conclude(id, 'unfounded')).rejects.toMatchObject({ refusal: { code: 'answer-owed' } });
    await office.act(office2.second, id, 'answerComplainant', { body: { letter: '纪信〔2026〕2号' } });
    await office2.conclude(id, 'unfounded');
    await office2.over(id);
  });
});
