import { addDays } from '../../domain/calendar/day';
import { currentNotices, noticeLines } from '../../records/public-notices';
import { deeds } from '../harness/given';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';

describe('what was recorded in somebody’s name, and what was declined, from April on', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-04-20T09:00:00+08:00' });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  const tasks = async (id: string) =>
    (
      await product.database.pool.query<{ step: string; person: string; due: string }>(
        'SELECT step, person_id AS person, due_on AS due FROM task WHERE case_id = $1',
        [id],
      )
    ).rows;
  const told = async (id: string, kind: string): Promise<string[]> =>
    (
      await product.database.pool.query<{ person: string }>('SELECT person_id AS person FROM message WHERE case_id = $1 AND kind = $2', [
        id,
        kind,
      ])
    ).rows.map(({ person }) => person);
  const place = async (id: string) =>
    (await product.database.pool.query<{ status: string }>('SELECT status FROM quota_reservation WHERE case_id = $1', [id])).rows[0]
      ?.status;
  const named = async (): Promise<string[]> =>
    (await currentNotices(product.database.pool)).flatMap(({ names }) => names.map(({ entry }) => entry));
  const withdrawFor = (subject: string, id: string) =>
    office.act(office.people.secretary, id, 'withdraw', { actor: subject, kinds: ['statement'] });
  const onNotice = async () => {
    const brought = await bringIn(office, 'A8', { more: [deeds.consent('publication', '2026-04-17')] });
    await office.occasion(office.people.secretary, 'notice', office.branch.id, 'openNotice', {
      body: { cases: [brought.id], workingDays: 5, scope: 'public' },
    });
    await eventually('on the public page', async () => (await named()).includes(brought.id));
    return brought;
  };

  it('a withdrawal that was not his: the case waits, nobody reads his name, and it goes on as it was', async () => {
    const { people, act } = office;
    const { id, subject } = await onNotice();
    const { seq } = await withdrawFor(subject, id);
    expect(await office.state(id)).toMatchObject({
      phase: 'held',
      ending: { seq, how: 'withdrawn', until: '2026-05-07', person: subject },
    });
    expect(await tasks(id)).toEqual([{ step: 'ending', person: subject, due: '2026-05-07' }]);
    expect(await told(id, 'ending-waits')).toEqual([subject]);
    expect(await named()).not.toContain(id);
    // Without a notice of its own no objection to it is taken either.
    expect((await noticeLines(product.database.pool, [id])).get(id)).not.toHaveProperty('on');
    await expect(withdrawFor(subject, id)).rejects.toMatchObject({ refusal: { code: 'ending-waits' } });
    await act(subject, id, 'contestAct', { body: { seq } });
    await expect(act(people.officer, id, 'settleContest', { kinds: ['reason'], body: { stands: false } })).resolves.toBeDefined();
    expect(await office.state(id)).toMatchObject({ phase: 'open' });
    expect((await office.state(id)).ending).toBeUndefined();
    expect(await named()).toContain(id);
    expect(await place(id)).toBe('reserved');
  });

  it('hours in the contact’s name, and a volunteer record in his own, leave nothing behind', async () => {
    const { people, act } = office;
    const { id, subject } = await bringIn(office, 'A5', { more: [deeds.volunteer('2026-02-02', 12)] });
    const before = (await office.state(id)).book;
    const hour = { id: 'forged', on: '2026-04-17', topic: '团章', witness: people.contact, units: 1 };
    const hours = await act(people.secretary, id, 'recordHours', { actor: people.contact, as: 'contact', body: { hours: [hour] } });
    const volunteer = await act(people.secretary, id, 'recordVolunteer', {
      actor: subject,
      as: 'applicant',
      body: { registered: true, hours: 99 },
    });
    await act(people.contact, id, 'contestAct', { body: { seq: hours.seq } });
    await act(subject, id, 'contestAct', { body: { seq: volunteer.seq } });
    for (const { seq } of [hours, volunteer])
      await act(people.officer, id, 'settleContest', { kinds: ['reason'], body: { stands: false, seq } });
    expect((await office.state(id)).book).toEqual(before);
    expect(await office.state(id)).toMatchObject({ phase: 'open' });
  });

  it('a pre-review that failed: the committee above has it decided anew, and what was done before stands', async () => {
    const { people, act } = office;
    const { id, subject } = await bringIn(office, 'A7');
    const before = (await office.state(id)).steps;
    await act(people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'failed' } });
    expect(await office.steps(id)).toEqual(['A5']);
    await act(subject, id, 'requestSecondLook', { body: { about: 'refused' } });
    await act(people.countyOfficer, id, 'answerSecondLook', { kinds: ['reason'], body: { answer: 'reconsider' } });
    const { steps } = await office.state(id);
    expect(await office.steps(id)).toEqual(['A7']);
    for (const step of ['A5', 'A6']) expect(steps[step]).toEqual(before[step]);
    await act(people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
    await office.at(id, 'A8');
  });

  it('one that has gone on by itself is not thrown back', async () => {
    const { people, act } = office;
    const { id, subject } = await bringIn(office, 'A7');
    await act(people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'failed' } });
    await act(subject, id, 'requestSecondLook', { body: { about: 'refused' } });
    await act(people.contact, id, 'assessCultivation', { kinds: ['observation-form'], body: { suitable: true } });
    const answer = (how: string) => act(people.countyOfficer, id, 'answerSecondLook', { kinds: ['reason'], body: { answer: how } });
    await expect(answer('reconsider')).rejects.toMatchObject({ refusal: { code: 'nothing-to-reconsider', pointer: '/body/answer' } });
    await answer('upheld');
    expect(await office.steps(id)).toEqual(['A6']);
  });

  it('confirmed by himself it takes effect at once; found to be his, on the day of the finding', async () => {
    const { people, act } = office;
    const [own, found] = [await bringIn(office, 'A5'), await bringIn(office, 'A5')];
    await withdrawFor(own.subject, own.id);
    await act(own.subject, own.id, 'withdraw');
    expect(await office.ended(own.id)).toBe('withdrawn');
    const { seq } = await withdrawFor(found.subject, found.id);
    await act(found.subject, found.id, 'contestAct', { body: { seq } });
    await act(people.officer, found.id, 'settleContest', { kinds: ['reason'], body: { stands: true } });
    expect(await office.ended(found.id)).toBe('withdrawn');
  });

  it('nobody contests it: the clock ends the case on the day after, and the place is free', async () => {
    await office.moveTo('2026-04-29');
    const { id, subject } = await bringIn(office, 'A9');
    await eventually('a place', async () => (await place(id)) === 'reserved');
    await withdrawFor(subject, id);
    const until = (await office.state(id)).ending?.until ?? '';
    await office.moveTo(until);
    expect(await office.state(id)).toMatchObject({ phase: 'held' });
    await office.moveTo(addDays(until, 1));
    expect(await office.ended(id)).toBe('withdrawn');
    expect((await office.state(id)).ended?.on).toBe(addDays(until, 1));
    await eventually('released', async () => (await place(id)) === 'released');
  });
});
