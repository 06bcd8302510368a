import { randomUUID } from 'node:crypto';
import type { SelectionBook } from '../../domain/procedures/selection/book';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

/** In the order of the days: the clock of a rehearsal only goes forward. */
describe('selections that do not simply pass', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
  });
  afterAll(() => product?.stop());

  const postBook = async (id: string) => (await office.state(id)).book as unknown as SelectionBook;
  const candidate = (name: string) => office.person(name, office.branch.id);

  it('nothing of it is brought in from paper, and no administrator stands in for the inspector', async () => {
    const { people } = office;
    const act = await office.request(people.officer, 'analysePost', {
      kinds: ['vacancy-sheet'],
      body: { title: '团委副书记', approved: 3, incumbents: 1, openings: 1 },
      on: '2026-01-12',
    });
    await expect(
      office.desk.open(await office.who(people.officer), { procedure: 'selection', unit: office.town.id, act, past: [] }, randomUUID()),
    ).rejects.toMatchObject({ refusal: { code: 'never-imported', pointer: '/past' } });
    const id = await way.open();
    for (const nobody of [people.administrator, people.officer, people.approver1, people.countyOfficer])
      await expect(way.verdict(id, 'K0', 'pass', {}, nobody)).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    await expect(
      office.act(people.officer, id, 'giveVerdict', {
        kinds: ['verdict-opinion'],
        actor: people.inspector,
        body: { step: 'K0', verdict: 'pass' },
      }),
    ).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await office.steps(id)).toEqual(['K0']);
  });

  it('a post is given once: by one meeting, by two at the same time, and for two posts to two', async () => {
    const { people, act, town } = office;
    const [one, two, three] = await Promise.all(['一', '二', '三'].map((name) => candidate(`职数${name}`)));
    const ready = async (posts: number, names: string[]) => {
      const ids = await way.fix(await way.toObjects({ posts }, names), names);
      for (const id of ids) await way.bring(id, 'C6');
      return ids as [string, string, string];
    };
    const [first, second] = await ready(1, [one, two] as string[]);
    const says = [people.approver2, people.approver3, people.approver1].map((member) => ({ member, says: 'agree' }));
    const meeting = async (ids: readonly string[]) => {
      const id = await office.occasion(people.officer, 'decision', town.id, 'conveneDecision', { body: { cases: ids } });
      await act(people.officer, id, 'takeRoll', { body: { present: says.map(({ member }) => member), chair: people.approver1 } });
      return { id, vote: (kase: string) => act(people.officer, id, 'recordStatements', { body: { case: kase, statements: says } }) };
    };
    const filled = { refusal: { code: 'posts-filled', clause: 'cadre.analysis' } };
    const [both, other] = [await meeting([first, second]), await meeting([second])];
    await both.vote(first);
    await expect(both.vote(second)).rejects.toMatchObject({ refusal: { ...filled.refusal, pointer: '/body/case' } });
    // The other meeting cannot know of a vote whose minutes are not closed; its own minutes then say it.
    await other.vote(second);
    await act(people.officer, both.id, 'closeDecision', { kinds: ['minutes'] });
    await way.awaiting(first, 'C6');
    await expect(act(people.officer, other.id, 'closeDecision', { kinds: ['minutes'] })).rejects.toMatchObject({
      refusal: { code: 'vote-not-taken', text: { en: expect.stringContaining('1 post(s)') } },
    });
    await act(people.officer, other.id, 'closeDecision', { kinds: ['minutes'], body: { without: [second] } });
    // Whose veto frees the place: the other may be chosen.
    await way.verdict(first, 'C6', 'veto');
    const again = await meeting([second]);
    await again.vote(second);
    await act(people.officer, again.id, 'closeDecision', { kinds: ['minutes'] });
    await way.awaiting(second, 'C6');
    expect((await way.book(second)).decision).toMatchObject({ result: 'passed' });
    const ids = await ready(2, [three, ...(await Promise.all(['四', '五'].map((name) => candidate(`职数${name}`))))] as string[]);
    const all = await meeting(ids);
    for (const id of ids.slice(0, 2)) await all.vote(id);
    await expect(all.vote(ids[2])).rejects.toMatchObject(filled);
  });

  it('two verdicts at once: one decides, the other finds nothing that waits', async () => {
    const id = await way.open();
    const both = await Promise.allSettled([way.verdict(id, 'K0'), way.verdict(id, 'K0', 'veto')]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { refusal: { code: expect.stringMatching(/not-awaiting|case-ended/) } },
    });
  });

  it('kin of a candidate is no inspector; when nobody is left it says so, and the next one appointed passes', async () => {
    const { people, inspection } = office;
    const { ids } = await way.candidacies();
    const [first, second] = ids;
    await product.database.pool.query(
      `INSERT INTO kin (person_id, relative_id, kind, declared_by, declared_as, declared_on) VALUES ($1, $2, 'spouse', $1, 'self', '2026-01-12')`,
      [people.inspector, way.candidates[0]],
    );
    const error = await way.verdict(first, 'C3').catch((caught) => caught);
    expect(error.refusal).toMatchObject({ code: 'recused', remedy: { zh: expect.stringContaining('增派') } });
    await way.verdict(second, 'C3');
    const other = await office.person('纪检员乙', inspection.id, { member: false });
    await office.holds(other, inspection.id, 'inspector');
    await expect(way.verdict(first, 'C3')).rejects.toMatchObject({ refusal: { remedy: { zh: expect.stringContaining('候补') } } });
    await way.verdict(first, 'C3', 'pass', {}, other);
    expect(await office.steps(first)).toEqual(['C4']);
    await product.database.pool.query(`UPDATE kin SET withdrawn_on = '2026-01-12', withdrawn_by = $1 WHERE person_id = $1`, [
      people.inspector,
    ]);
  });

  it('sent back, the list falls with every candidacy on it, and is made anew', async () => {
    const { people, act } = office;
    const names = [await candidate('人选丙'), await candidate('人选丁')];
    const id = await way.toObjects({}, names);
    const ids = await way.fix(id, names);
    await act(people.officer, id, 'returnTo', { kinds: ['reason'], body: { step: 'K2' } });
    for (const one of ids) expect(await office.ended(one)).toBe('dropped');
    expect(await office.steps(id)).toEqual(['K2']);
    await way.recommend(id, names);
    await way.verdict(id, 'K2');
    const again = await way.fix(id, names);
    expect(again).not.toEqual(ids);
    for (const one of again) await way.verdict(one, 'C3', 'veto');
    await office.at(id, 'K10');
    expect((await postBook(id)).filled).toBe(0);
  });

  it('a person already on the way to another post cannot be named before that is over, nor a member on probation in the League', async () => {
    const [shared, other, third] = [await candidate('人选戊'), await candidate('人选己'), await candidate('人选庚')];
    const first = await way.toObjects({}, [shared, other]);
    const [running, away] = (await way.fix(first, [shared, other])) as [string, string];
    const second = await way.toObjects({}, [shared, third]);
    const fixing = way.fix(second, [shared, third]);
    await expect(fixing).rejects.toMatchObject({
      refusal: { code: 'duplicate', pointer: '/body/objects/0/person', text: { zh: expect.stringContaining('团委副书记') } },
    });
    expect((await office.state(second)).steps.K3).toMatchObject({ openedOn: await office.today() });
    for (const one of [running, away]) await way.verdict(one, 'C3', 'veto');
    const punished = (until: string | null) =>
      product.database.pool.query('UPDATE person SET rights_lost_since = $2, rights_lost_until = $3 WHERE id = $1', [
        third,
        until && '2026-01-01',
        until,
      ]);
    await punished('2026-06-30');
    await expect(way.fix(second, [shared, third])).rejects.toMatchObject({
      refusal: { code: 'on-negative-list', pointer: '/body/objects/1/person' },
    });
    await punished(null);
    const [again] = (await way.fix(second, [shared, third])) as [string, string];
    expect(await office.steps(again)).toEqual(['C3']);
  });

  it('a tie or a defer decides nothing; deciding again needs more than half; too few present adjourn', async () => {
    const { people, act, town } = office;
    const names = [await candidate('人选辛'), await candidate('人选壬')];
    const id = await way.toObjects({}, names);
    const [first] = (await way.fix(id, names)) as [string, string];
    await way.bring(first, 'C6');
    const meeting = await office.occasion(people.officer, 'decision', town.id, 'conveneDecision', { body: { cases: [first] } });
    await act(people.officer, meeting, 'takeRoll', { body: { present: [people.approver1], chair: people.approver1 } });
    expect(await office.ended(meeting)).toBe('adjourned');
    await way.decide([first], ['agree', 'defer', 'defer']);
    expect((await way.book(first)).decision?.result).toBe('postponed');
    await way.decide([first], ['agree', 'disagree', 'disagree']);
    expect((await way.book(first)).decision?.result).toBe('not-passed');
    await expect(way.decide([first])).rejects.toMatchObject({ refusal: { code: 'no-reconsideration', clause: 'cadre.decision' } });
    await way.decide([first], [], { reconsider: 3 });
    await way.awaiting(first, 'C6');
  });

  it('after the decision a veto stops the publicity and goes back to the body, whose second decision stands', async () => {
    const names = [await candidate('人选癸'), await candidate('人选子')];
    const id = await way.toObjects({ probation: false }, names);
    const [first] = (await way.fix(id, names)) as [string, string];
    await way.bring(first, 'C7');
    await way.publish(first);
    await office.moveTo('2026-01-20');
    await way.awaiting(first, 'C7');
    await way.verdict(first, 'C7', 'veto');
    expect(await office.steps(first)).toEqual(['C6']);
    await way.decide([first]);
    await way.awaiting(first, 'C6');
    await expect(way.verdict(first, 'C6', 'veto')).rejects.toMatchObject({ refusal: { code: 'body-has-decided' } });
    await way.verdict(first, 'C6');
    await way.publish(first);
    await office.moveTo('2026-01-28');
    await way.awaiting(first, 'C7');
    await way.verdict(first, 'C7');
    await way.appoint(first);
    await way.verdict(first, 'C8');
    expect(await office.ended(first)).toBe('completed');
  });

  it('the inspector’s silence is told to him and passed up; it never passes the stage', async () => {
    const id = await way.open();
    await office.moveTo('2026-02-12');
    await eventually('lapsed', async () => (await office.state(id)).steps.K0?.awaiting?.lapsedOn);
    expect(await office.steps(id)).toEqual(['K0']);
    const { rows } = await product.database.pool.query(`SELECT seat, overdue FROM task WHERE case_id = $1 ORDER BY overdue`, [id]);
    expect(rows).toEqual([
      { seat: 'inspector', overdue: false },
      { seat: 'inspector', overdue: true },
    ]);
    const told = await product.database.pool.query(`SELECT kind FROM message WHERE person_id = $1 AND case_id = $2`, [
      office.people.inspector,
      id,
    ]);
    expect(told.rows.map(({ kind }) => kind)).toContain('deadline-lapsed');
  });

  it('who is found unfit on probation leaves the post; a recommendation that is a year old is held again', async () => {
    const { people, act } = office;
    const names = [await candidate('人选丑'), await candidate('人选寅')];
    const id = await way.toObjects({}, names);
    const [first, second] = (await way.fix(id, names)) as [string, string];
    await way.verdict(second, 'C3', 'veto');
    await way.bring(first, 'C9', '2026-03-02');
    const waiting = await way.toObjects();
    const unfit = (...kinds: string[]) => act(people.officer, first, 'assessProbation', { kinds, body: { fit: false } });
    await expect(unfit('probation-assessment')).rejects.toMatchObject({ refusal: { code: 'paper-missing', clause: 'cadre.probation' } });
    await unfit('probation-assessment', 'minutes');
    expect(await office.ended(first)).toBe('unfit');
    await office.at(id, 'K10');
    expect((await postBook(id)).candidates[names[0] ?? '']).toMatchObject({ outcome: 'unfit' });
    await office.moveTo('2027-03-04');
    await eventually('expired', async () => (await office.steps(waiting)).includes('K2'));
    expect((await postBook(waiting)).nominees).toEqual([]);
  });

  it('a co-manager who is silent for a calendar month consents by lapse; until then nothing is concluded', async () => {
    const { people, act } = office;
    const names = [await candidate('人选卯'), await candidate('人选辰')];
    const [first] = (await way.fix(await way.toObjects({ dualManaged: 'deputy' }, names), names)) as [string, string];
    await way.bring(first, 'C5');
    await act(people.officer, first, 'recordConsultation', { kinds: ['consultation-record'], body: { with: 'leaders' } });
    await act(people.officer, first, 'askCoManager', { kinds: ['co-manager-letter'] });
    await office.moveTo('2027-04-04');
    await expect(act(people.officer, first, 'concludeConsultation')).rejects.toMatchObject({ refusal: { code: 'reply-missing' } });
    await office.moveTo('2027-04-05');
    await eventually('silent', async () => (await way.book(first)).coManager?.answer === 'silent');
    await act(people.officer, first, 'concludeConsultation');
    await way.awaiting(first, 'C5');
  });
});
