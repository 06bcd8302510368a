import { randomUUID } from 'node:crypto';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { recommendation } from '../harness/recommendation-office';

const OBJECTION = '00000001-0000-4000-8000-000000000000';

describe('a recommendation to the Party', () => {
  let product: Product;
  let office: Office;
  let way: ReturnType<typeof recommendation>;
  let more: string[];
  beforeAll(async () => {
    product = await startProduct({ from: '2026-03-02T09:00:00+08:00' });
    office = await anOffice(product);
    way = recommendation(office);
    // Four of the branch's own and eleven more: three are a fifth of fifteen.
    more = await Promise.all(Array.from({ length: 11 }, (_, index) => office.person(`团员${index}`, office.branch.id)));
  });
  afterAll(() => product?.stop());

  it('goes from the list over meeting and notice to the Party; unanswered it expires after two years; the share of the year holds', async () => {
    const { people, act, moveTo } = office;
    const [first, second, third, fourth] = more as [string, string, string, string];
    const [taken, unanswered, objected] = [await way.propose(first), await way.propose(second), await way.propose(third)];
    for (const id of [taken, unanswered, objected]) await act(people.officer, id, 'agreeToList', { body: { result: 'agreed' } });
    const one = await way.propose(fourth);
    await expect(act(people.officer, one, 'agreeToList', { body: { result: 'agreed' } })).rejects.toMatchObject({
      refusal: { code: 'share-limit', clause: 'party-recommendation.share' },
    });
    await expect(way.propose(first)).rejects.toMatchObject({ refusal: { code: 'duplicate' } });

    await moveTo('2026-03-09');
    const meeting = await way.meeting(
      [taken, unanswered, objected],
      [people.secretary, people.contact, people.introducer, ...more.slice(0, 9)],
    );
    expect(await office.steps(taken)).toEqual(['R4']);
    expect((await office.state(taken)).book.vote).toMatchObject({ entitled: 15, present: 12, for: 9, result: 'passed' });
    expect(await office.ended(meeting)).toBe('completed');

    for (const [id, person] of [
      [taken, first],
      [unanswered, second],
      [objected, third],
    ] as const)
      await act(person, id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
    await moveTo('2026-03-10');
    const notice = await way.post([taken, unanswered, objected]);
    await eventually('on notice', async () => (await office.state(objected)).book.notice !== undefined);
    await act(people.secretary, notice, 'receiveObjection', { body: { case: objected, objection: OBJECTION } });
    await eventually('held', async () => (await office.state(objected)).phase === 'held');
    await moveTo('2026-03-17');
    expect(await office.steps(taken)).toEqual(['R4']);
    await moveTo('2026-03-18');
    await office.at(taken, 'R5');
    expect(await office.state(objected)).toMatchObject({ phase: 'held' });
    const ruling = { case: objected, objection: OBJECTION, ruling: 'end' };
    await act(people.inspector, notice, 'ruleObjection', { kinds: ['finding'], body: ruling });
    expect(await office.ended(objected)).toBe('objection-upheld');

    // Its place in the year's share is free again.
    await act(people.officer, one, 'agreeToList', { body: { result: 'agreed' } });

    for (const id of [taken, unanswered]) await act(people.officer, id, 'sendToParty', { kinds: ['recommendation-form'] });
    await moveTo('2026-06-01');
    await act(people.officer, taken, 'recordPartyReply', { kinds: ['party-reply'], body: { result: 'activist' } });
    expect(await office.ended(taken)).toBe('completed');

    await moveTo('2028-03-18');
    expect(await office.state(unanswered)).toMatchObject({ phase: 'open', book: { validFrom: '2026-03-18', validUntil: '2028-03-18' } });
    await moveTo('2028-03-19');
    expect(await office.ended(unanswered)).toBe('expired');
    // What has expired stands in nobody’s way: younger than 28, she may be proposed once more.
    await product.database.pool.query(`UPDATE person SET birth = '2003-01-01' WHERE id = $1`, [second]);
    expect(await way.propose(second)).toEqual(expect.any(String));
  });
});

describe('a recommendation that does not go through', () => {
  let product: Product;
  let office: Office;
  let way: ReturnType<typeof recommendation>;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-03-02T09:00:00+08:00' });
    office = await anOffice(product);
    way = recommendation(office);
    await Promise.all(Array.from({ length: 11 }, (_, index) => office.person(`团员${index}`, office.branch.id)));
  });
  afterAll(() => product?.stop());

  it('looks eligibility up on its day', async () => {
    const { branch, person } = office;
    const set = (id: string, column: string, value: string | null) =>
      product.database.pool.query(`UPDATE person SET ${column} = $2 WHERE id = $1`, [id, value]);
    const young = await person('十七岁', branch.id, { birth: '2008-03-03' });
    await expect(way.propose(young)).rejects.toMatchObject({ refusal: { code: 'not-adult' } });
    const old = await person('二十八岁', branch.id, { birth: '1998-03-02' });
    await expect(way.propose(old)).rejects.toMatchObject({ refusal: { code: 'over-28' } });
    await office.holds(old, branch.id, 'branch-committee');
    expect(await way.propose(old)).toEqual(expect.any(String));
    const fresh = await person('新团员', branch.id);
    await set(fresh, 'member_since', '2025-03-03');
    await expect(way.propose(fresh)).rejects.toMatchObject({ refusal: { code: 'league-age' } });
    await set(fresh, 'member_since', '2025-03-02');
    await set(fresh, 'rights_lost_until', '2026-03-02');
    await expect(way.propose(fresh)).rejects.toMatchObject({ refusal: { code: 'punished' } });
    await set(fresh, 'rights_lost_until', '2026-03-01');
    await expect(way.propose(fresh, { appliedOn: '2025-10-01' })).rejects.toMatchObject({
      refusal: { code: 'applied-recently', earliest: '2026-04-01' },
    });
    expect(await way.propose(fresh, { appliedOn: '2025-10-01', papers: ['reason'] })).toEqual(expect.any(String));
    const stranger = await person('外支部', office.other.id);
    await expect(way.propose(stranger)).rejects.toMatchObject({ refusal: { code: 'wrong-unit' } });
  });

  it('a meeting without papers is no secret ballot; one vote short ends it; a silent committee is passed over to the one above', async () => {
    const { people, act, moveTo, branch } = office;
    const [listed, silent] = [await way.propose(people.introducer), await way.propose(people.contact)];
    await act(people.officer, listed, 'agreeToList', { kinds: ['reason'], body: { result: 'agreed' } });
    const { rows } = await product.database.pool.query<{ id: string }>(
      `SELECT id FROM person WHERE unit_id = $1 AND league = 'member' ORDER BY id`,
      [branch.id],
    );
    const all = [people.secretary, ...rows.map(({ id }) => id).filter((id) => id !== people.secretary)];
    const meeting = await office.occasion(people.secretary, 'meeting', branch.id, 'conveneMeeting', {
      body: { kind: 'recommendation', cases: [listed] },
    });
    await act(people.secretary, meeting, 'takeRoll', { body: { present: all, chair: people.secretary } });
    const half = Math.floor(all.length / 2);
    const item = { case: listed, for: half, against: all.length - half, abstain: 0 };
    await expect(act(people.secretary, meeting, 'recordItem', { body: item })).rejects.toMatchObject({ refusal: { code: 'not-secret' } });
    await act(people.secretary, meeting, 'recordItem', { body: { ...item, issued: all.length, returned: all.length } });
    await act(people.secretary, meeting, 'closeMeeting', { kinds: ['minutes'] });
    expect(await office.ended(listed)).toBe('not-recommended');

    await moveTo('2026-03-24');
    expect((await office.state(silent)).steps.R2).toMatchObject({ lapsedOn: '2026-03-23' });
    await act(people.contact, silent, 'requestSecondLook', { body: { about: 'ignored' } }, randomUUID());
    await act(people.countyOfficer, silent, 'answerSecondLook', { kinds: ['reason'], body: { answer: 'reconsider' } });
    expect(await office.steps(silent)).toEqual(['R2']);
  });
});
