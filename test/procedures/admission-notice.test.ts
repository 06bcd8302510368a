import type { Entry } from '../../domain/occasions/tell';
import { deeds } from '../harness/given';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

const consent = [deeds.consent('publication', '2026-04-17')];

describe('a notice over the May holiday', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-04-30T09:00:00+08:00' });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  const atNotice = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1) {
      const { id, findings } = await bringIn(office, 'A8', { more: consent });
      expect(findings).toEqual([]);
      ids.push(id);
    }
    return ids;
  };
  const entryOf = async (notice: string, id: string): Promise<Entry> =>
    ((await office.state(notice)).book as unknown as { entries: Record<string, Entry> }).entries[id] as Entry;
  const object = async (notice: string, about: string, objection: string) => {
    await office.act(office.people.secretary, notice, 'receiveObjection', { body: { case: about, objection } });
    await eventually('held', async () => (await office.state(about)).phase === 'held');
  };
  const rule = (notice: string, about: string, objection: string, ruling: string) =>
    office.act(office.people.inspector, notice, 'ruleObjection', { kinds: ['finding'], body: { case: about, objection, ruling } });
  const objection = (digit: number) => `0000000${digit}-0000-4000-8000-000000000000`;

  it('runs five working days, an objection holds only the case it names, and an unfounded one costs no day', async () => {
    const [quiet, named] = (await atNotice(2)) as [string, string];
    const notice = await walk(office).post([quiet, named]);
    expect(await entryOf(notice, quiet)).toMatchObject({ end: '2026-05-11', provisional: false });
    await object(notice, named, objection(1));
    await office.moveTo('2026-05-11');
    expect(await office.steps(quiet)).toEqual(['A8']);
    await office.moveTo('2026-05-12');
    await office.at(quiet, 'A9');
    expect(await office.state(named)).toMatchObject({ phase: 'held' });
    expect((await office.state(quiet)).book.notice).toMatchObject({ postedOn: '2026-04-30', completedOn: '2026-05-12' });
    // Ruled after the last day, it ends on the next working day.
    await rule(notice, named, objection(1), 'go-on');
    expect(await entryOf(notice, named)).toMatchObject({ end: '2026-05-11', notBefore: '2026-05-13' });
    await office.moveTo('2026-05-13');
    await office.at(named, 'A9');
    expect(await office.ended(notice)).toBe('completed');
  });

  it('a founded objection sends back or ends, and the place returns', async () => {
    const [back, out] = (await atNotice(2)) as [string, string];
    const notice = await walk(office).post([back, out]);
    await object(notice, back, objection(2));
    await object(notice, out, objection(3));
    await rule(notice, back, objection(2), 'go-back');
    await office.at(back, 'A6');
    await rule(notice, out, objection(3), 'end');
    expect(await office.ended(out)).toBe('objection-upheld');
    await eventually('places released', async () => {
      const { rows } = await product.database.pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM quota_reservation WHERE case_id = ANY($1) AND status = 'released'`,
        [[back, out]],
      );
      return rows[0]?.count === 2;
    });
    const { rows } = await product.database.pool.query(
      `SELECT why FROM issued_number WHERE case_id = ANY($1) AND status = 'void' ORDER BY why`,
      [[back, out]],
    );
    expect(rows).toEqual([{ why: 'objection' }, { why: 'objection-upheld' }]);
  });

  it('a correction restarts only its own person; a suspended one misses the end and is posted again', async () => {
    const [corrected, quiet, away] = (await atNotice(3)) as [string, string, string];
    const notice = await walk(office).post([corrected, quiet, away]);
    await office.moveTo('2026-05-14');
    await office.act(office.people.secretary, notice, 'correctNotice', { body: { cases: [corrected], substantive: true } });
    await office.act(office.people.officer, away, 'suspend', { body: { why: 'illness' } });
    await office.moveTo('2026-05-21');
    await office.at(quiet, 'A9');
    await eventually('the suspended one refused', async () => (await entryOf(notice, away)).status === 'refused');
    expect(await entryOf(notice, away)).toMatchObject({ refusal: 'suspended' });
    expect(await office.steps(corrected)).toEqual(['A8']);
    await office.act(office.people.officer, away, 'resume');
    const again = await walk(office).post([away]);
    expect(await entryOf(again, away)).toMatchObject({ status: 'told', end: '2026-05-28' });
    await office.moveTo('2026-05-22');
    await office.at(corrected, 'A9');
    expect((await office.state(corrected)).book.notice).toMatchObject({ postedOn: '2026-05-14', completedOn: '2026-05-22' });
    expect(await office.steps(away)).toEqual(['A8']);
    await office.moveTo('2026-05-29');
    await office.at(away, 'A9');
  });

  it('a common correction restarts everybody', async () => {
    const [one, two] = (await atNotice(2)) as [string, string];
    const notice = await walk(office).post([one, two]);
    await office.moveTo('2026-06-01');
    await office.act(office.people.secretary, notice, 'correctNotice', { body: { cases: [one], substantive: true, common: true } });
    expect([await entryOf(notice, one), await entryOf(notice, two)]).toMatchObject([{ end: '2026-06-08' }, { end: '2026-06-08' }]);
    await office.moveTo('2026-06-05');
    expect([await office.steps(one), await office.steps(two)]).toEqual([['A8'], ['A8']]);
    await office.moveTo('2026-06-09');
    await office.at(one, 'A9');
    await office.at(two, 'A9');
  });

  it('whatever holds a case costs it no day of the notice, and nothing ends on a day without work', async () => {
    const { people, act } = office;
    const brought = await bringIn(office, 'A8', { more: consent });
    const [contested, subject] = [brought.id, brought.subject];
    const [objected] = (await atNotice(1)) as [string];
    const notice = await walk(office).post([contested, objected]);
    expect(await entryOf(notice, contested)).toMatchObject({ end: '2026-06-16' });
    const inHisName = { actor: subject, kinds: ['statement'], body: { consent: 'transfer', version: '2026-01' } };
    const { seq } = await act(people.secretary, contested, 'giveConsent', inHisName);
    await act(subject, contested, 'contestAct', { body: { seq } });
    await object(notice, objected, objection(4));
    await office.moveTo('2026-06-17');
    await eventually('the sheet waits for the case', async () => (await entryOf(notice, contested)).waits === true);
    expect(await entryOf(notice, contested)).toMatchObject({ status: 'told', refusal: 'held' });
    await office.moveTo('2026-06-18');
    await act(people.officer, contested, 'settleContest', { kinds: ['reason'], body: { stands: true } });
    // Friday the nineteenth is the Dragon Boat Festival.
    await eventually('the sheet hears it', async () => (await entryOf(notice, contested)).notBefore === '2026-06-22');
    await office.moveTo('2026-06-20');
    await rule(notice, objected, objection(4), 'go-on');
    expect(await entryOf(notice, objected)).toMatchObject({ notBefore: '2026-06-22' });
    expect([await office.steps(contested), await office.steps(objected)]).toEqual([['A8'], ['A8']]);
    await office.moveTo('2026-06-22');
    await office.at(contested, 'A9');
    await office.at(objected, 'A9');
    expect((await office.state(contested)).book.notice).toMatchObject({ completedOn: '2026-06-22' });
    expect(await office.ended(notice)).toBe('completed');
  });

  it('a name that came down in the middle hangs again for all the days', async () => {
    const { act } = office;
    const { id, subject } = await bringIn(office, 'A8', { more: consent });
    const notice = await walk(office).post([id]);
    await act(subject, id, 'withdrawConsent', { body: { consent: 'publication' } });
    expect(await office.ended(notice)).toBe('completed');
    expect(await entryOf(notice, id)).toMatchObject({ status: 'refused', refusal: 'taken-down' });
    await office.moveTo('2026-06-25');
    await act(subject, id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
    const again = await walk(office).post([id]);
    expect(await entryOf(again, id)).toMatchObject({ status: 'told', end: '2026-07-02' });
    await office.moveTo('2026-06-30');
    expect(await office.steps(id)).toEqual(['A8']);
    await office.moveTo('2026-07-03');
    await office.at(id, 'A9');
  });

  it('another branch’s applicant cannot be put on one’s notice', async () => {
    const { id } = await bringIn(office, 'A8', { more: consent, unit: office.other.id });
    const notice = await walk(office).post([id]);
    expect(await entryOf(notice, id)).toMatchObject({ status: 'refused', refusal: 'forbidden' });
    expect((await office.state(id)).book.notice).toBeUndefined();
  });
});
