import { stagesOf } from '../../api/inspector-stage';
import { namesOf } from '../../api/names';
import { annulmentOf } from '../../records/annulled';
import { conflictsOfAll } from '../../records/conflicts';
import { inspectorsFor } from '../../records/inspectors';
import { findCase } from '../../records/places';
import { annulling } from '../harness/annulment-office';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { selecting } from '../harness/selection';
import { walk } from '../harness/walk';

/** One admission, the whole lawful way, completed on 2026-04-27. */
const admitted = async (office: Office) => {
  const { people, act } = office;
  const way = walk(office);
  const { id, subject } = await office.apply();
  await way.toCultivation(id);
  await way.learn(id);
  await office.moveTo('2026-04-13');
  await way.toRecommended(id);
  await way.toNotice(id);
  await act(subject, id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
  await way.post([id]);
  await office.moveTo('2026-04-21');
  await office.at(id, 'A9');
  await way.toForm(id, subject);
  await office.moveTo('2026-04-22');
  await way.fill(id, subject);
  await office.moveTo('2026-04-24');
  await way.branchMeeting([id]);
  await office.moveTo('2026-04-27');
  await way.approvalMeeting([id]);
  await act(people.countyOfficer, id, 'fileApproval', { body: { result: 'filed' } });
  await act(people.secretary, id, 'deliverResult');
  await way.ceremony([id]);
  await act(people.secretary, id, 'archive', { kinds: ['e-file', 'registration-form'], body: { registeredOn: '2026-04-27' } });
  await office.ended(id);
  return { id, subject };
};

describe('a wrongly made admission', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());
  const rows = async (sql: string, values: unknown[]) => (await product.database.pool.query(sql, values)).rows;

  it('is annulled by the committee that approved it, after hearing and appeal; its own record stays as it was', async () => {
    const { people, act, moveTo } = office;
    const way = annulling(office);
    const { id: target, subject } = await admitted(office);
    const line = 'SELECT used, reserved FROM quota_line WHERE year = 2026';
    expect(await rows(line, [])).toEqual([{ used: 1, reserved: 0 }]);
    const before = await rows('SELECT state, seq FROM case_row WHERE id = $1', [target]);

    await expect(way.open(target, people.otherSecretary)).rejects.toMatchObject({ refusal: { code: 'not-found' } });
    await expect(way.open(target, people.countyOfficer)).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    const id = await way.open(target);
    await expect(way.open(target)).rejects.toMatchObject({ refusal: { code: 'duplicate', pointer: '/body/target' } });
    expect(await office.state(id)).toMatchObject({ unit: office.town.id, committee: office.town.id, higher: office.county.id, subject });

    await act(subject, id, 'stateCase', { kinds: ['statement'] });
    // The three who approved it, and the four of the branch who voted on it, do not examine it, whatever office they hold meanwhile.
    await office.holds(people.introducer, office.town.id, 'committee-officer');
    for (const one of [people.approver1, people.introducer])
      await expect(act(one, id, 'recordHearing', { kinds: ['hearing-record'], body: { how: 'in-person' } })).rejects.toMatchObject({
        refusal: { code: 'recused', pointer: '/actor', clause: 'annulment.hearing' },
      });
    await way.hear(id);
    await act(people.inspector, id, 'giveOpinion', { kinds: ['inspection-opinion'], body: { supports: true } });
    await way.conclude(id, people.secretary);
    // What its inspector reads of the decision is the meeting that annuls admissions, not that of appointments.
    const found = await findCase(product.database.pool, id);
    if (!found) throw new Error('the annulment is not there');
    const names = await namesOf(product.database.pool, [], []);
    const [stage] = stagesOf(found, await product.statutes.get(found.state.statute), [], names);
    expect([stage?.step, stage?.asks.acts.map(({ kind }) => kind)]).toEqual(['N3', ['decideApproval']]);
    await walk(office).approvalMeeting([id]);
    expect(await office.steps(id)).toEqual(['N4']);
    await way.file(id);
    await way.tell(id);
    await act(subject, id, 'requestSecondLook');
    await expect(way.effect(id)).rejects.toMatchObject({ refusal: { code: 'appeal-pending' } });
    await act(people.countyOfficer, id, 'answerSecondLook', { kinds: ['reason'], body: { answer: 'upheld' } });
    // Fifteen working days after 2026-04-27, over the May holiday: until 2026-05-20.
    await moveTo('2026-05-20');
    await expect(way.effect(id)).rejects.toMatchObject({ refusal: { code: 'too-early', earliest: '2026-05-21' } });
    expect(await rows('SELECT league FROM person WHERE id = $1', [subject])).toEqual([{ league: 'member' }]);
    expect(await annulmentOf(product.database.pool, { id: target, subject })).toBeUndefined();
    // Weeks of silence annul nobody.
    await moveTo('2026-06-22');
    expect(await office.steps(id)).toEqual(['N5']);
    await way.effect(id);
    expect(await office.ended(id)).toBe('completed');

    expect(await rows('SELECT league, member_since, certified FROM person WHERE id = $1', [subject])).toEqual([
      { league: 'none', member_since: null, certified: false },
    ]);
    const numbers = 'SELECT kind, status, why, voided_on FROM issued_number WHERE case_id = $1 ORDER BY kind';
    expect(await rows(numbers, [target])).toEqual(
      ['certificate', 'development'].map((kind) => ({ kind, status: 'void', why: 'annulled', voided_on: '2026-06-22' })),
    );
    // Still the same year: the place is free again.
    expect(await rows(line, [])).toEqual([{ used: 0, reserved: 0 }]);
    expect(await rows('SELECT state, seq FROM case_row WHERE id = $1', [target])).toEqual(before);
    expect(await annulmentOf(product.database.pool, { id: target, subject })).toEqual({ id, on: '2026-06-22' });
    expect((await office.state(id)).asks).toEqual([]);
    await expect(way.open(target)).rejects.toMatchObject({ refusal: { code: 'already-annulled' } });
  });

  it('in a later year the place stays used', async () => {
    const { people, moveTo, act } = office;
    await moveTo('2026-06-23');
    const way = annulling(office);
    const { pool } = product.database;
    // A second admission, of which only what the ledgers keep matters here: its place belongs to 2026.
    const subject = await office.person('小红', office.branch.id, { birth: '2010-03-01' });
    const { id: other } = await office.apply({ name: '小刚' });
    const state = { ...(await office.state(other)), subject, phase: 'ended', ended: { how: 'completed', on: '2026-06-01' } };
    Object.assign(state, { book: { ...state.book, approvedOn: '2026-06-01', resolvedOn: '2026-05-29' } });
    await pool.query(`UPDATE case_row SET subject_id = $2, phase = 'ended', ending = 'completed', state = $3 WHERE id = $1`, [
      other,
      subject,
      JSON.stringify(state),
    ]);
    await pool.query(
      `WITH line AS (UPDATE quota_line SET used = used + 1 WHERE year = 2026 RETURNING id)
       INSERT INTO quota_reservation (case_id, round, line_id, status, "on") SELECT $1, 1, id, 'used', '2026-05-20' FROM line`,
      [other],
    );
    const id = await way.open(other);
    await way.hear(id);
    await act(people.inspector, id, 'giveOpinion', { kinds: ['inspection-opinion'], body: { supports: true } });
    await way.conclude(id, people.secretary);
    await walk(office).approvalMeeting([id]);
    await way.file(id);
    await way.tell(id);
    await moveTo('2027-01-04');
    await way.effect(id);
    expect(await office.ended(id)).toBe('completed');
    expect(await rows('SELECT league FROM person WHERE id = $1', [subject])).toEqual([{ league: 'none' }]);
    expect(await rows('SELECT used FROM quota_line WHERE year = 2026', [])).toEqual([{ used: 1 }]);
  });
});

describe('a wrongly made appointment', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  it('is annulled on probation, every stage passed by the inspector; the candidacy ends with it and the post hears of it', async () => {
    const { people } = office;
    const selection = await selecting(office);
    const way = annulling(office);
    const { id: post, ids } = await selection.candidacies();
    const target = ids[0];
    await selection.bring(target, 'C9', '2026-01-20');
    expect(await office.steps(target)).toEqual(['C9']);

    const id = await way.open(target);
    await expect(way.hear(id)).rejects.toMatchObject({ refusal: { code: 'out-of-step' } });
    // The inspector who passed the post and the candidacy is none of its annulment, and it says why; the substitute has nothing to do with it.
    const again = await office.person('纪检员乙', office.inspection.id, { member: false });
    await office.holds(again, office.inspection.id, 'inspector');
    await expect(selection.verdict(id, 'N1')).rejects.toMatchObject({
      refusal: { code: 'recused', pointer: '/actor', remedy: { zh: expect.stringContaining('候补') } },
    });
    const { seated, next } = await inspectorsFor(product.database.pool, product.vault, {
      committeePath: office.town.path,
      case: id,
      candidates: [selection.candidates[0]],
      on: await office.today(),
    });
    expect(next).toBe(again);
    expect(seated.find(({ person }) => person === people.inspector)?.conflicts).toEqual([{ code: 'decided', with: target }]);
    // Members of the committee that appointed are none either, should one of them inspect one day; the officer who wrote the minutes acted in it.
    const interests = await conflictsOfAll(product.database.pool, product.vault, [people.approver2, people.officer, again], {
      case: id,
      candidates: [],
      on: await office.today(),
    });
    expect([...interests].map(([person, found]) => [person, [...new Set(found.map(({ code }) => code))]])).toEqual([
      [people.approver2, ['decided']],
      [people.officer, ['acted']],
      [again, []],
    ]);
    const verdict = (step: string) => selection.verdict(id, step, 'pass', {}, again);
    await verdict('N1');
    await expect(
      office.act(people.approver2, id, 'recordHearing', { kinds: ['hearing-record'], body: { how: 'in-person' } }),
    ).rejects.toMatchObject({ refusal: { code: 'recused' } });
    await office.act(people.countyOfficer, id, 'recordHearing', { kinds: ['hearing-record'], body: { how: 'in-person' } });
    await way.conclude(id, selection.officer2);
    await verdict('N2');
    await selection.decide([id]);
    await selection.awaiting(id, 'N3');
    await verdict('N3');
    await expect(way.file(id)).rejects.toMatchObject({ refusal: { code: 'already-signed' } });
    const above = await office.person('县干事乙', office.county.id);
    await office.holds(above, office.county.id, 'committee-officer');
    await office.act(above, id, 'fileAnnulment', { kinds: ['filing-receipt'] });
    await way.tell(id);
    await verdict('N4');
    await office.moveTo('2026-02-14');
    await way.effect(id);
    expect(await office.steps(id)).toEqual(['N5']);
    expect(await office.steps(target)).toEqual(['C9']);
    await verdict('N5');
    expect(await office.ended(id)).toBe('completed');
    expect(await office.ended(target)).toBe('annulled');
    expect(await annulmentOf(product.database.pool, await office.state(target))).toMatchObject({ id });
    const outcome = async (): Promise<string | undefined> => {
      const { candidates } = (await office.state(post)).book as unknown as { candidates: Record<string, { outcome?: string }> };
      return candidates[selection.candidates[0]]?.outcome;
    };
    expect(await eventually('the post heard of it', outcome)).toBe('annulled');
  });
});
