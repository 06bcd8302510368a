import { randomUUID } from 'node:crypto';
import type { ElectionBook } from '../../domain/procedures/election/book';
import { beginTerms } from '../../records/terms';
import { anElection } from '../harness/election-office';
import { type Product, startProduct } from '../harness/product';

const both = ['reason', 'party-approval', 'league-approval'];

describe('an election in a branch', () => {
  let product: Product;
  let way: Awaited<ReturnType<typeof anElection>>;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-03-02T09:00:00+08:00' });
    way = await anElection(product);
  });
  afterAll(() => product?.stop());

  const rows = async (sql: string, values: unknown[]) => (await product.database.pool.query(sql, values)).rows;
  const book = async (id: string): Promise<ElectionBook> => (await way.office.state(id)).book as unknown as ElectionBook;

  it('goes from the request to new offices; the former holders stay no longer than the day of the election', async () => {
    const { office, members } = way;
    const { people, act, moveTo } = office;
    const former = members[8] as string;
    await office.holds(former, office.branch.id, 'branch-committee');
    const id = await way.request();
    await expect(way.request()).rejects.toMatchObject({ refusal: { code: 'duplicate', pointer: '/unit' } });
    await way.toMethod(id);
    await moveTo('2026-03-20');
    await way.meet(id);
    const tied = { votes: way.marks([9, 7, 7, 7]) };
    await act(people.secretary, id, 'countBallots', way.count(tied));
    // Three tie on two seats: voted on again among themselves, at once.
    expect((await book(id)).pending).toMatchObject({ kind: 'tie', seats: 2 });
    await act(people.secretary, id, 'countBallots', way.count({ votes: way.marks([0, 5, 4, 1]).slice(1) }));
    expect(await office.steps(id)).toEqual(['E5']);
    await act(people.secretary, id, 'reportResult', { kinds: ['result-report', 'minutes'] });
    await moveTo('2026-03-25');
    await act(people.officer, id, 'approveResult', { kinds: ['party-approval'], body: { result: 'approved' } });
    await act(people.countyOfficer, id, 'fileResult');
    expect(await office.ended(id)).toBe('completed');
    const held = await rows(
      `SELECT person_id, since, until FROM holding WHERE org_id = $1 AND role = 'branch-committee' ORDER BY since, person_id`,
      [office.branch.id],
    );
    expect(held).toEqual([
      { person_id: former, since: '2020-01-01', until: '2026-03-20' },
      ...[...members.slice(0, 3)].sort().map((person_id) => ({ person_id, since: '2026-03-20', until: null })),
    ]);
    expect(await rows('SELECT what, since, ends_on FROM term WHERE case_id = $1', [id])).toEqual([
      { what: 'committee', since: '2026-03-20', ends_on: '2029-03-20' },
    ]);
    expect((await office.who(members[0] as string)).holdings).toMatchObject([{ role: 'branch-committee' }]);
    expect((await office.who(people.secretary)).holdings).toMatchObject([{ role: 'branch-secretary' }]);

    // The next one counts from the term on record.
    await expect(way.request({ termEnds: undefined })).rejects.toMatchObject({ refusal: { code: 'too-early', earliest: '2028-09-20' } });
  });

  it('a secretary’s election ends the former secretary’s office and begins the new one’s; told twice, it happened once', async () => {
    const { office, members } = way;
    const { people, act, moveTo } = office;
    const id = await way.request({ what: 'secretary' });
    await way.toMethod(id, { seats: 1, candidates: members.slice(0, 2) });
    await moveTo('2026-03-27');
    await way.meet(id, { seats: 1 });
    await act(people.secretary, id, 'countBallots', way.count({ votes: way.marks([9, 1]) }));
    await act(people.secretary, id, 'reportResult', { kinds: ['result-report', 'minutes'] });
    const key = randomUUID();
    const approval = { kinds: ['party-approval'], body: { result: 'approved' } };
    await act(people.officer, id, 'approveResult', approval, key);
    const state = await office.state(id);
    await beginTerms(product.database.pool, state, { on: '2026-03-27' } as never);
    expect(
      await rows(`SELECT person_id, since, until FROM holding WHERE org_id = $1 AND role = 'branch-secretary' ORDER BY since`, [
        office.branch.id,
      ]),
    ).toEqual([
      { person_id: people.secretary, since: '2020-01-01', until: '2026-03-27' },
      { person_id: members[0], since: '2026-03-27', until: null },
    ]);
    await moveTo('2026-03-28');
    await expect(act(people.secretary, id, 'countBallots', way.count({ votes: [] }))).rejects.toMatchObject({
      refusal: { code: 'not-found' },
    });
    await act(people.countyOfficer, id, 'fileResult');
    expect(await office.ended(id)).toBe('completed');
  });
});

describe('an election that does not go straight', () => {
  let product: Product;
  let way: Awaited<ReturnType<typeof anElection>>;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-03-02T09:00:00+08:00' });
    way = await anElection(product);
  });
  afterAll(() => product?.stop());

  it('nobody without rights votes or stands; below the method’s quorum there is no vote; it comes another day, and a tie is voted on again', async () => {
    const { office, members } = way;
    const { people, act, moveTo } = office;
    await product.database.pool.query(`UPDATE person SET rights_lost_until = '2026-03-25' WHERE id = $1`, [members[3]]);
    const id = await way.request({ plannedOn: '2026-03-24' });
    const list = { kinds: ['candidate-list'], body: { seats: 3, candidates: members.slice(0, 4), byStrokes: true } };
    await expect(act(people.secretary, id, 'proposeCandidates', list)).rejects.toMatchObject({
      refusal: { code: 'candidate-not-eligible', pointer: '/body/candidates/3' },
    });
    const others = [...members.slice(0, 3), members[6] as string];
    await way.toMethod(id, { candidates: others });
    await moveTo('2026-03-24');
    await expect(way.roll(id, way.present)).rejects.toMatchObject({ refusal: { code: 'not-on-roll', pointer: '/body/present/3' } });
    const ten = way.present.filter((one) => one !== members[3]);
    await way.roll(id, ten);
    await way.adopt(id, { for: 9, against: 0 });
    const tellers = [members[4], members[5]] as string[];
    await act(people.secretary, id, 'appointTellers', { body: { tellers } });
    // Four fifths of twelve are ten; of nine who came one has left.
    const left = ten.slice(-2);
    const short = way.count({ votes: [], left, issued: 7, returned: 7 });
    await expect(act(people.secretary, id, 'countBallots', short)).rejects.toMatchObject({
      refusal: { code: 'no-quorum', pointer: '/body/left' },
    });
    // Rights come back the day after: the roll of the next meeting has the member on it.
    await moveTo('2026-03-27');
    await way.roll(id, way.present);
    await act(people.secretary, id, 'appointTellers', { body: { tellers } });
    const marked = (ids: readonly string[], yes: readonly number[]) =>
      ids.map((one, index) => ({ id: one, for: yes[index], against: 10 - Number(yes[index]), abstain: 0 }));
    const over = way.count({ votes: [], returned: 11 });
    await act(people.secretary, id, 'countBallots', over);
    expect(await office.steps(id)).toEqual(['E4']);
    // A tie on the last seat is voted on again among the tied only, where more votes decide.
    await act(people.secretary, id, 'countBallots', way.count({ votes: marked(others, [8, 8, 7, 7]) }));
    const tied = others.slice(2);
    const book = async () => (await office.state(id)).book as unknown as ElectionBook;
    expect([await office.steps(id), (await book()).pending]).toEqual([['E4'], { kind: 'tie', among: tied, seats: 1 }]);
    await expect(act(people.secretary, id, 'countBallots', way.count({ votes: marked(others, [8, 8, 7, 6]) }))).rejects.toMatchObject({
      refusal: { code: 'wrong-ballot' },
    });
    await act(people.secretary, id, 'countBallots', way.count({ votes: marked(tied, [4, 5]) }));
    expect(await book()).toMatchObject({ elected: [{ id: others[0] }, { id: others[1] }, { id: others[3] }], vacant: 0 });
    expect(await office.steps(id)).toEqual(['E5']);
  });

  it('a late one is held late only as approved; an unanswered result is reminded of and passed up; refused, it begins anew', async () => {
    const { office } = way;
    const { people, act, moveTo } = office;
    await expect(way.request({ plannedOn: '2026-06-30', unit: office.other.id, by: people.otherSecretary })).rejects.toMatchObject({
      refusal: { code: 'paper-missing', clause: 'election.shift' },
    });
    const id = await way.request({ plannedOn: '2026-04-20', unit: office.other.id, by: people.otherSecretary, papers: both });
    const candidates = way.others.slice(0, 4);
    await way.toMethod(id, { candidates, by: people.otherSecretary });
    await moveTo('2026-04-20');
    await way.roll(id, way.others, people.otherSecretary);
    await way.adopt(id, { for: way.others.length, against: 0 }, people.otherSecretary);
    await act(people.otherSecretary, id, 'appointTellers', { body: { tellers: way.others.slice(4, 6) } });
    const votes = candidates.map((one, index) => ({ id: one, for: index < 3 ? 6 : 0, against: 0, abstain: index < 3 ? 0 : 6 }));
    const countedBy = way.others.slice(4, 6);
    await act(people.otherSecretary, id, 'countBallots', { kinds: ['count-sheet'], body: { issued: 6, returned: 6, votes, countedBy } });
    await act(people.otherSecretary, id, 'reportResult', { kinds: ['result-report', 'minutes'] });
    // Fifteen working days from 2026-04-20, over the May holiday: until 2026-05-13.
    await moveTo('2026-05-14');
    const lapsed = async () => (await office.state(id)).steps.E6?.lapsedOn;
    expect(await lapsed()).toBe('2026-05-13');
    await act(people.officer, id, 'approveResult', { kinds: ['reason'], body: { result: 'refused' } });
    expect(await office.steps(id)).toEqual(['E2']);
    const { rows } = await product.database.pool.query(
      `SELECT count(*)::int AS n FROM holding WHERE org_id = $1 AND role = 'branch-committee'`,
      [office.other.id],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});
