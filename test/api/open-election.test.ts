import { anOfficeMidWay, type OfficeMidWay } from './office-mid-way';

/** Cases that are not admissions are opened the same way: one about a unit, one about a member. */
describe('opening an election and a recommendation over HTTP', () => {
  let way: OfficeMidWay;
  beforeAll(async () => {
    way = await anOfficeMidWay();
  });
  afterAll(() => way?.stop());

  const open = async (body: Record<string, unknown>, kinds: readonly string[], act: string, of: Record<string, unknown>) => {
    const papers = await Promise.all(kinds.map((kind) => way.office.paper(way.office.people.secretary, kind)));
    return way.http.post(way.by['branch-secretary'], '/api/cases', { ...of, act: { kind: act, body, papers } });
  };

  it('an election is about its branch, one at a time, and names what is missing', async () => {
    const today = await way.office.today();
    const unit = way.office.branch.id;
    const body = { what: 'committee', why: 'first', plannedOn: today };
    const asked = (more: Record<string, unknown> = {}, of: Record<string, unknown> = { unit }) =>
      open({ ...body, ...more }, ['election-request'], 'requestElection', { procedure: 'election', ...of });
    expect(await asked({}, {})).toMatchObject({ status: 400, body: { errors: [{ pointer: '/unit' }] } });
    expect(await asked({}, { unit, subject: way.mine.subject })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/subject' }] },
    });
    expect(await asked({ why: 'term' })).toMatchObject({ body: { code: 'field-missing', errors: [{ pointer: '/body/termEnds' }] } });
    expect(await asked({ plannedOn: 'soon' })).toMatchObject({ body: { code: 'bad-field', errors: [{ pointer: '/body/plannedOn' }] } });
    const opened = await asked();
    expect(opened).toMatchObject({ status: 201, body: { seq: 1, findings: [] } });
    expect(await asked()).toMatchObject({ body: { code: 'duplicate', errors: [{ pointer: '/unit' }] } });
    const seen = await way.http.get(way.by['committee-officer'], `/api/cases/${opened.body.id}`);
    expect(seen.body).toMatchObject({ procedure: 'election', steps: ['E2'], waiting: [{ seat: 'branch-secretary' }] });
    expect(seen.body).not.toHaveProperty('subject');
  });

  it('a recommendation is about a member of the branch', async () => {
    const { people } = way.office;
    const of = { procedure: 'party-recommendation', subject: people.contact };
    const kinds = ['party-application', 'branch-opinion'];
    const opened = await open({ appliedOn: '2024-01-01' }, kinds, 'proposeMember', of);
    expect(opened).toMatchObject({ status: 201 });
    expect(await open({ appliedOn: '2024-01-01' }, kinds, 'proposeMember', of)).toMatchObject({ body: { code: 'duplicate' } });
    expect(await open({ appliedOn: '2024-01-01' }, kinds, 'proposeMember', { ...of, subject: way.mine.subject })).toMatchObject({
      body: { code: 'not-member', errors: [{ pointer: '/subject' }] },
    });
  });
});
