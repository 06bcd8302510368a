import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

/** Recusals that leave a committee no quorum bring the case up (回避致达不到法定人数的, 报上一级决定): over HTTP, the township's case before the county. */
describe('the level above decides', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  let http: Http;
  const county: string[] = [];
  beforeAll(async () => {
    product = await startProduct({ from: '2026-05-08T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
    http = await startHttp(product);
    for (const name of ['县委员一', '县委员二', '县委员三']) {
      const person = await office.person(name, office.county.id);
      await office.holds(person, office.county.id, 'committee-approver');
      county.push(person);
    }
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const kin = (one: string, other: string) =>
    product.database.pool.query(
      `INSERT INTO kin (person_id, relative_id, kind, declared_by, declared_as, declared_on) VALUES ($1, $2, 'spouse', $1, 'self', '2026-05-08')`,
      [one, other],
    );
  const convene = async (by: string, unit: string, procedure: string, kind: string, body: object): Promise<string> => {
    const opened = await http.post(by, '/api/occasions', { procedure, unit, act: { kind, body } });
    expect([opened.status, opened.body.code]).toEqual([201, undefined]);
    return opened.body.id;
  };
  const send = async (by: string, id: string, kind: string, body: object, papers: readonly string[] = []) =>
    http.post(by, `/api/cases/${id}/commands`, { kind, body, papers: await Promise.all(papers.map((one) => http.paper(by, one))) });
  const done = async (...asked: Parameters<typeof send>): Promise<void> => {
    const answer = await send(...asked);
    expect([asked[2], answer.status, answer.body.code]).toEqual([asked[2], 200, undefined]);
  };
  const agree = (members: readonly string[]) => members.map((member) => ({ member, says: 'agree' }));
  const factsOf = async (by: string, id: string, kind: string) =>
    (await http.get(by, `/api/cases/${id}/facts?limit=200`)).body.items.filter((fact: { kind: string }) => fact.kind === kind);

  it('on a candidate whom recusals leave without a quorum, and on no other; the ledger, the record and the minutes say which body it was', async () => {
    const { people, town } = office;
    const { id, ids } = await way.candidacies();
    const [first, second] = ids;
    for (const id of [first, second]) await way.bring(id, 'C6');
    const approvers = [people.approver2, people.approver3, people.approver1];
    await kin(people.approver2, way.candidates[0]);

    // One of three must leave: the town's two are a quorum, and nobody else decides.
    const early = await convene(people.countyOfficer, office.county.id, 'decision', 'conveneDecision', { cases: [first, second] });
    await done(people.countyOfficer, early, 'takeRoll', { present: county, chair: county[0] });
    for (const one of [first, second]) {
      const refused = await send(people.countyOfficer, early, 'recordStatements', { case: one, statements: agree(county) });
      expect([refused.status, refused.body.code, refused.body.clause]).toEqual([422, 'lower-body-decides', 'cadre.decision']);
      expect(refused.body.remedy).toContain('本案所在的委员会');
    }

    await kin(people.approver3, way.candidates[0]);
    const meeting = await convene(people.officer, town.id, 'decision', 'conveneDecision', { cases: [first] });
    await done(people.officer, meeting, 'takeRoll', { present: approvers, chair: people.approver1 });
    const none = await send(people.officer, meeting, 'recordStatements', {
      case: first,
      statements: agree([people.approver1]),
      recused: [people.approver2, people.approver3],
    });
    expect(none.body.code).toBe('no-quorum');
    expect(none.body.remedy).toContain('上一级');

    await done(people.countyOfficer, early, 'recordStatements', { case: first, statements: agree([...county.slice(1), county[0] ?? '']) });
    // A member of the committee above closes its meeting as well as its officer does.
    await done(county[0] ?? '', early, 'closeDecision', {}, ['minutes']);
    expect(await office.ended(early)).toBe('completed');
    await way.awaiting(first, 'C6');
    expect(await way.book(first)).toMatchObject({ decision: { result: 'passed', by: office.county.id, entitled: 3 } });
    expect(await factsOf(people.officer, first, 'decisionMade')).toMatchObject([
      {
        decidedBy: { unit: { id: office.county.id, name: '富蕴县团委' } },
        actor: { id: county[0], seat: 'higher-officer' },
        body: { above: { passed: [{ body: town.id, entitled: 3, recused: 2 }] } },
      },
    ]);
    expect((await http.get(people.countyOfficer, `/api/occasions/${early}`)).body).toMatchObject({ unit: { name: '富蕴县团委' } });
    const sheet: string = (await http.get(people.officer, `/api/cases/${first}/record`)).body;
    expect(sheet).toContain('由富蕴县团委作出');
    expect(sheet).toMatch(/意见: 通过/);
    // Nobody's id stands for a name, and no particular has an English key.
    expect(sheet).not.toContain('00000000-');
    expect(sheet.match(/\[[^\]]*[A-Za-z]{2}[^\]]*\]/g)).toBeNull();
    const post: string = (await http.get(people.officer, `/api/cases/${id}/record`)).body;
    expect(post).toMatch(/\[[^\]]* \d+ 票[^\]]*\]/);
    expect(post.match(/\[[^\]]*[A-Za-z]{2}[^\]]*\]/g)).toBeNull();
    expect(await office.steps(second)).toEqual(['C6']);
    await way.verdict(first, 'C6');
    expect(await office.steps(first)).toEqual(['C7']);
  });

  it('on the approval of a member too, told as the approval of the committee above', async () => {
    const { people } = office;
    const { id, subject } = await bringIn(office, 'A12', { name: '丁小明' });
    const convened = () => convene(people.countyOfficer, office.county.id, 'meeting', 'conveneMeeting', { kind: 'approval', cases: [id] });
    const meeting = await convened();
    await done(people.countyOfficer, meeting, 'takeRoll', { present: county, chair: county[0] });
    const vote = () => send(people.countyOfficer, meeting, 'recordItem', { case: id, for: 3, against: 0, abstain: 0 });
    const early = await vote();
    expect([early.status, early.body.code, early.body.clause]).toEqual([422, 'lower-body-decides', 'admission.approval']);
    for (const one of [people.approver1, people.approver2, people.approver3]) await kin(one, subject);
    expect((await vote()).status).toBe(200);
    await done(people.countyOfficer, meeting, 'closeMeeting', {}, ['approval-opinion']);
    expect(await office.ended(meeting)).toBe('completed');
    await office.at(id, 'A13');
    expect((await office.state(id)).book).toMatchObject({ approvedOn: '2026-05-08', approvedBy: office.county.id });
    expect(await factsOf(people.officer, id, 'approvalDecided')).toMatchObject([{ decidedBy: { unit: { name: '富蕴县团委' } } }]);
  });
});
