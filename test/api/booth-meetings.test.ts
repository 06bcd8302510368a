import type { Statute } from '../../domain/law/statute';
import { declareKin } from '../../records/kin';
import { hashed, Statutes } from '../../records/statutes';
import { base64, boothDesk, type Marks } from '../harness/booth';
import { anElection } from '../harness/election-office';
import { type Http, startHttp } from '../harness/http';
import { type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

describe('the booth at a decision meeting and at an election', () => {
  let product: Product;
  let way: Awaited<ReturnType<typeof anElection>>;
  let http: Http;
  let selection: Selecting;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-03-02T09:00:00+08:00' });
    way = await anElection(product);
    selection = await selecting(way.office);
    http = await startHttp(product);
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });
  const refused = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await answer;
    const [error] = (body.errors ?? []) as { pointer?: string }[];
    return [status, body.code, error?.pointer, typeof body.citation === 'string'];
  };

  /** The case under a law that lacks the figure, for as long as `work` takes. */
  const withoutFigure = async (id: string, figure: string, work: () => Promise<unknown>): Promise<void> => {
    const { pool } = product.database;
    const { rows } = await pool.query<{ body: Statute }>(
      'SELECT s.body FROM statute s JOIN case_row c ON c.statute_hash = s.hash WHERE c.id = $1',
      [id],
    );
    const { hash, ...law } = (rows[0] as { body: Statute }).body;
    const { [figure]: gone, ...figures } = law.figures;
    expect(gone).toMatchObject({ value: 3, certainty: 'low' });
    const before = hashed({ ...law, figures });
    await new Statutes(pool).keep(before);
    const under = (which: string) => pool.query('UPDATE case_row SET statute_hash = $2 WHERE id = $1', [id, which]);
    await under(before.hash);
    await work();
    await under(hash);
  };

  it('a decision takes the count of the box, papers counted by two added; who has an interest gets no paper', async () => {
    const { people, act, occasion, town, today, awaiting } = { ...way.office, awaiting: selection.awaiting };
    const { ids } = await selection.candidacies();
    const id = ids[0];
    await selection.bring(id, 'C6');
    const [chair, second, kin] = [people.approver1, people.approver2, people.approver3];
    const declared = { person: selection.candidates[0], relative: { id: kin }, kind: 'close-in-law', by: kin, as: 'self' } as const;
    await declareKin(product.database.pool, product.vault, { ...declared, on: await today() });
    const meeting = await occasion(people.officer, 'decision', town.id, 'conveneDecision', { body: { cases: [id] } });
    const desk = boothDesk(http, people.officer, { inspector: people.inspector, scrutineer: second, envelope: people.officer });
    const form = { kind: 'decision', title: '讨论决定表决票', candidates: [{ id, label: '人选甲' }] };
    expect(await refused(desk.draft(meeting, { item: id, form }))).toEqual([422, 'roll-missing', undefined, true]);
    await act(people.officer, meeting, 'takeRoll', { body: { present: [chair, second, kin], chair } });
    expect(await refused(desk.draft(meeting, { item: ids[1], form }))).toEqual([422, 'not-the-ballot', '/item', true]);
    const vote = { ...form, kind: 'vote' };
    expect(await refused(desk.draft(meeting, { item: id, form: vote }))).toEqual([422, 'not-the-ballot', '/form', true]);
    expect(await refused(desk.draft(meeting, { item: id, form }))).toEqual([422, 'recused', '/recused', true]);

    // No key to whoever leaves the room, nor to an inspector who is kin.
    const { person, holds, inspection } = way.office;
    const related = await person('有亲属关系的监督员', inspection.id, { member: false });
    await holds(related, inspection.id, 'inspector');
    await declareKin(product.database.pool, product.vault, { ...declared, relative: { id: related }, by: related, on: await today() });
    for (const [index, named] of [{ inspector: related }, { scrutineer: kin }].entries()) {
      const holders = { inspector: people.inspector, scrutineer: second, envelope: people.officer, ...named };
      const asked = { item: id, form, recused: [kin], holders: Object.entries(holders).map(([role, holder]) => ({ role, holder })) };
      expect(await refused(desk.draft(meeting, asked))).toEqual([422, 'recused-holder', `/holders/${index}/holder`, true]);
    }

    const booth: string = (await desk.must(desk.draft(meeting, { item: id, form, recused: [kin] }))).body.id;
    const [held, [code = '']] = [await desk.keys(booth), await desk.codes(booth)];
    await desk.must(desk.post(people.officer, booth, 'open'));
    await desk.must(desk.post(people.officer, booth, 'handed', { handed: 1 }));
    await desk.must(desk.cast(booth, code, { [id]: 'agree' }));
    const statements = [second, chair].map((member) => ({ member, says: 'agree' }));
    const record = (body: Record<string, unknown> = {}) =>
      act(people.officer, meeting, 'recordStatements', { body: { case: id, statements, booth, ...body } });
    await expect(record()).rejects.toMatchObject({
      refusal: { code: 'booth-not-tallied', pointer: '/body/booth', clause: 'ballot.secret' },
    });
    await desk.must(desk.close(booth));
    const byHand = {
      ...{ issued: 1, returned: 1, invalid: 0, countedBy: [chair, second] },
      lines: [{ id, marks: { agree: 1, disagree: 0, defer: 0 } }],
    };
    await desk.must(desk.tally(booth, held, undefined, byHand));
    await expect(record({ recused: [kin] })).rejects.toMatchObject({ refusal: { code: 'typed-counts', pointer: '/body/recused' } });
    await expect(record({ statements: [{ member: kin, says: 'agree' }, ...statements] })).rejects.toMatchObject({
      refusal: { code: 'recused', pointer: '/body/statements/0/member' },
    });
    await expect(record({ statements: statements.slice(1) })).rejects.toMatchObject({ refusal: { code: 'statement-missing' } });
    await expect(record({ for: 3 })).rejects.toMatchObject({ refusal: { code: 'bad-field', pointer: '/body/for' } });
    await record();
    const digest = (await http.get(people.officer, `/api/booths/${booth}`)).body.digest;
    const [entry] = (await http.get(people.officer, `/api/occasions/${meeting}`)).body.entries;
    const counts = { entitled: 3, present: 2, for: 2, against: 0, defer: 0, issued: 2, returned: 2 };
    expect(entry).toMatchObject({ status: 'voted', counts, booth, proof: digest });
    await act(people.officer, meeting, 'closeDecision', { kinds: ['minutes'] });
    await awaiting(id, 'C6');
    expect((await selection.book(id)).decision).toMatchObject({ ...counts, result: 'passed' });
  });

  it('of an election absentees alone draw a right; those present vote by codes, and all papers lie in one box', async () => {
    const { office, members } = way;
    const { people, act, other } = office;
    // The other branch: nine with a vote, six of whom come.
    const keeper = people.otherSecretary;
    await product.database.pool.query('UPDATE person SET unit_id = $1 WHERE id = $2', [other.id, keeper]);
    const far = [await office.person('远处团员一', other.id), await office.person('远处团员二', other.id)] as const;
    const voters = [...way.others, ...far, keeper];
    const [present, absent] = [voters.slice(0, 5).concat(keeper), voters.slice(5, 8) as [string, string, string]];
    const id = await way.request({ what: 'secretary', unit: other.id, by: keeper });
    await way.toMethod(id, { seats: 1, candidates: voters.slice(0, 2), by: keeper });
    await way.roll(id, present, keeper);
    await way.adopt(id, { seats: 1, for: 6, remote: true, quorum: { num: 2, den: 3, strict: false } }, keeper);
    await act(keeper, id, 'appointTellers', { body: { tellers: voters.slice(2, 4) } });

    const desk = boothDesk(http, keeper, { inspector: people.inspector, scrutineer: voters[2] as string, envelope: keeper });
    const candidates = voters.slice(0, 2).map((one, index) => ({ id: one, label: `候选人${index + 1}` }));
    const ask = { item: 'ballot-1', form: { kind: 'election', title: '选举票', candidates, seats: 1 } };
    const asked: [Record<string, unknown>, string, string][] = [
      [{ level: 'remote' }, 'absentees-missing', '/absentees'],
      [{ level: 'room', absentees: absent }, 'absentees-missing', '/absentees'],
      [{ level: 'remote', absentees: [absent[0], present[0]] }, 'not-absent', '/absentees/1'],
      [{ level: 'remote', absentees: [members[0]] }, 'not-absent', '/absentees/0'],
      // Of one or two who drew, two keys and a look into the open box would tell whose a paper is; nor is anybody two by being named twice.
      [{ level: 'remote', absentees: absent.slice(0, 1) }, 'too-few-absentees', '/absentees'],
      [{ level: 'remote', absentees: [absent[0], absent[1], absent[0]] }, 'too-few-absentees', '/absentees'],
    ];
    for (const [over, code, pointer] of asked)
      expect(await refused(desk.draft(id, { ...ask, ...over }))).toEqual([422, code, pointer, true]);

    const drafted = async (absentees: string[]): Promise<string> =>
      (await desk.must(desk.draft(id, { ...ask, level: 'remote', absentees }))).body.id;
    const voided = (one: string) => desk.must(desk.post(keeper, one, 'void', { reason: '重新设立' }));
    // An election under a law of before the figure goes on as it was.
    await withoutFigure(id, 'election.leastAbsentees', async () => voided(await drafted(absent.slice(0, 1))));
    // Where nobody draws, those in the room vote alone.
    const alone = await drafted(absent);
    await desk.keys(alone);
    await desk.must(desk.post(keeper, alone, 'draw'));
    await desk.codes(alone);
    await desk.must(desk.post(keeper, alone, 'open'));
    await voided(alone);

    const booth = await drafted(absent);
    const held = await desk.keys(booth);
    const post = (path: string, body?: unknown) => desk.post(keeper, booth, path, body);
    expect(await refused(post('handed', { handed: 6 }))).toEqual([422, 'booth-state', undefined, true]);
    await desk.must(post('draw'));
    const right = await desk.draw(booth, absent[0]);
    const blank = { blinded: base64(Buffer.alloc(384, 1)) };
    expect(await refused(desk.post(present[0], booth, 'rights', blank))).toEqual([422, 'votes-in-room', undefined, true]);
    expect(await refused(post('open'))).toEqual([422, 'sheet-missing', undefined, true]);
    const codes = await desk.codes(booth);
    expect(codes).toHaveLength(6);
    // Three were named, and fewer draw: the box stays shut until enough have drawn.
    const rights = [right];
    for (const one of absent.slice(1)) {
      expect(await refused(post('open'))).toEqual([422, 'too-few-drawn', undefined, true]);
      rights.push(await desk.draw(booth, one));
    }
    await desk.must(post('open'));
    const view = () => http.get(keeper, `/api/booths/${booth}`).then(({ body }) => body);
    expect(await view()).toMatchObject({ voters: 9, inRoom: 6, leastDrawing: 3, drawn: 3, handed: 3 });

    const mark = (index: number): Marks => ({ [candidates[index]?.id ?? '']: 'for' });
    await desk.must(desk.castSealed(booth, desk.rightOf(right), await desk.sealedFor(booth, mark(0))));
    // A drawn right has its one place; a code never takes it, nor the right a code's.
    expect(await refused(desk.castSealed(booth, desk.rightOf(right), await desk.sealedFor(booth, mark(1))))).toEqual([
      409,
      'cast-already',
      '/right',
      true,
    ]);
    for (const one of rights.slice(1)) await desk.must(desk.castSealed(booth, desk.rightOf(one), await desk.sealedFor(booth, mark(0))));
    for (const [index, code] of codes.entries()) await desk.must(desk.cast(booth, code, mark(index < 4 ? 0 : 1)));
    expect(await refused(desk.close(booth))).toEqual([422, 'handed-missing', undefined, true]);
    expect(await refused(post('handed', { handed: 7 }))).toEqual([422, expect.any(String), '/handed', true]);
    await desk.must(post('handed', { handed: 6 }));
    expect(await view()).toMatchObject({ handed: 9, cast: 9 });
    await desk.must(desk.close(booth));
    await desk.must(desk.tally(booth, held));

    const count = (papers: string[], body: Record<string, unknown> = {}) =>
      act(keeper, id, 'countBallots', { kinds: ['count-sheet', ...papers], body: { booth, countedBy: voters.slice(2, 4), ...body } });
    await expect(count([])).rejects.toMatchObject({ refusal: { code: 'paper-missing', clause: 'election.absentees' } });
    const approved = ['party-approval', 'league-approval'];
    await expect(count(approved, { absentees: absent })).rejects.toMatchObject({ refusal: { code: 'typed-counts' } });
    await count(approved);
    expect((await office.state(id)).book).toMatchObject({
      elected: [{ id: candidates[0]?.id, votes: 7 }],
      ballots: [{ entitled: 9, present: 9, issued: 9, returned: 9, booth }],
    });
    // Who drew is known, as who signed in is; what anybody said is not: the box holds nine papers in no order.
    const { body } = await http.get(absent[0], `/api/booths/${booth}/recount`);
    expect([body.papers.length, body.spent.length, body.wrong]).toEqual([9, 9, []]);
  });

  it('an election takes candidates, seats and count of the box; nothing typed beside it may differ', async () => {
    const { office, members } = way;
    const { people, act } = office;
    // The candidates for the post have no vote in this branch.
    await product.database.pool.query('UPDATE person SET unit_id = $1 WHERE id = ANY($2::uuid[])', [office.town.id, selection.candidates]);
    const [first, second, third, fourth] = members as [string, string, string, string];
    // Two of the branch bear the name that will be written in.
    await product.database.pool.query(`UPDATE person SET name = '阿依努尔' WHERE id = ANY($1::uuid[])`, [members.slice(6, 8)]);
    const id = await way.request();
    await way.toMethod(id);
    const teller = members[4] as string;
    const desk = boothDesk(http, people.secretary, { inspector: people.inspector, scrutineer: teller, envelope: people.secretary });
    const candidates = [first, second, third, fourth].map((one, index) => ({ id: one, label: `候选人${'甲乙丙丁'[index]}` }));
    const form = { kind: 'election', title: '选举票', candidates, seats: 3, allowOther: true };
    const draft = (over: Record<string, unknown> = {}) => desk.draft(id, { item: 'ballot-1', form: { ...form, ...over } });
    expect(await refused(draft())).toEqual([422, 'not-the-ballot', '/form/kind', true]);
    await way.meet(id, { remote: true });
    // The method that they adopted admits votes from elsewhere; this time nobody takes part from there.
    const remote = (over: Record<string, unknown>) => desk.draft(id, { item: 'ballot-1', form, level: 'remote', ...over });
    expect(await refused(remote({}))).toEqual([422, 'absentees-missing', '/absentees', true]);
    expect(await refused(draft({ seats: 2 }))).toEqual([422, 'not-the-ballot', '/form/seats', true]);
    expect(await refused(draft({ candidates: candidates.slice(1) }))).toEqual([422, 'not-the-ballot', '/form/candidates', true]);
    expect((await http.post(people.officer, '/api/booths', { occasion: id })).status).toBe(400);
    expect(await refused(desk.draft(id, { item: 'ballot-1', form, standing: [teller] }))).toEqual([
      422,
      'teller-is-candidate',
      expect.any(String),
      true,
    ]);

    const { id: booth, held, codes } = await desk.inRoom(id, { item: 'ballot-1', form });
    expect(codes).toHaveLength(10);
    const yes = (...ids: string[]): Marks => Object.fromEntries(ids.map((one) => [one, 'for']));
    const papers: [Marks, string[]][] = [
      ...Array.from({ length: 7 }, (): [Marks, string[]] => [yes(first, second, third), []]),
      [yes(first, second), ['阿依努尔']],
      [yes(first, second), ['阿依努尔']],
      [yes(first, fourth), ['阿依努尔']],
    ];
    for (const [index, [marks, names]] of papers.entries()) await desk.must(desk.cast(booth, codes[index] ?? '', marks, names));
    const count = (body: Record<string, unknown> = {}) =>
      act(people.secretary, id, 'countBallots', { kinds: ['count-sheet'], body: { booth, countedBy: members.slice(4, 6), ...body } });
    await expect(count()).rejects.toMatchObject({ refusal: { code: 'booth-not-tallied', pointer: '/body/booth' } });
    await desk.must(desk.close(booth));
    await desk.must(desk.tally(booth, held));

    const differs = (key: string) => ({ refusal: { code: 'typed-counts', pointer: `/body/${key}`, clause: 'ballot.secret' } });
    await expect(count({ issued: 9 })).rejects.toMatchObject(differs('issued'));
    await expect(count({ votes: way.marks([10, 9, 8, 0]) })).rejects.toMatchObject(differs('votes'));
    await expect(count({ others: [{ id: members[6], for: 4 }] })).rejects.toMatchObject(differs('others/0'));
    await expect(count({ proof: '0'.repeat(64) })).rejects.toMatchObject(differs('proof'));
    await expect(count({ countedBy: [members[4]] })).rejects.toMatchObject({ refusal: { code: 'tellers-missing' } });
    await expect(count({ booth: undefined })).rejects.toMatchObject({ refusal: { code: 'bad-field', pointer: '/body/issued' } });
    // The tellers say which of the two was meant; how many wrote it, the box says.
    await count({ others: [{ id: members[6], for: 3 }] });
    expect(await office.steps(id)).toEqual(['E5']);
    const digest = (await http.get(people.secretary, `/api/booths/${booth}`)).body.digest;
    expect((await office.state(id)).book).toMatchObject({
      elected: [
        { id: first, votes: 10 },
        { id: second, votes: 9 },
        { id: third, votes: 7 },
      ],
      ballots: [{ issued: 10, returned: 10, booth, proof: digest, others: [{ id: members[6], for: 3 }], votes: expect.any(Array) }],
    });
  });
});
