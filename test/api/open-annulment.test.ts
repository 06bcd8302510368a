import { randomUUID } from 'node:crypto';
import { anOfficeMidWay, type OfficeMidWay } from './office-mid-way';

/** A case about an earlier case: it is opened where that lies, and that one shows it once it has taken effect. */
describe('opening an annulment over HTTP', () => {
  let way: OfficeMidWay;
  beforeAll(async () => {
    way = await anOfficeMidWay();
  });
  afterAll(() => way?.stop());

  const open = async (
    target: unknown,
    more: Record<string, unknown> = {},
    role: 'committee-officer' | 'sibling-secretary' = 'committee-officer',
  ) => {
    const by = role === 'committee-officer' ? way.office.people.officer : way.office.people.otherSecretary;
    const papers = [await way.office.paper(by, 'annulment-finding')];
    const act = { kind: 'openAnnulment', body: { target, ground: 'falsified' }, papers };
    return way.http.post(way.by[role], '/api/cases', { procedure: 'annulment', act, ...more });
  };

  it('names its target alone, within reach and approved, and goes to the meeting that annuls such; completed, it stands on the target', async () => {
    const { pool } = way.product.database;
    const target = way.mine.id;
    expect(await open(target, { unit: way.office.branch.id })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/unit' }] } });
    const nowhere = { status: 404, body: { errors: [{ pointer: '/act/body/target' }] } };
    expect(await open(randomUUID())).toMatchObject(nowhere);
    expect(await open('no id')).toMatchObject(nowhere);
    expect(await open(target, {}, 'sibling-secretary')).toMatchObject(nowhere);
    expect(await open(target)).toMatchObject({ body: { code: 'not-approved', errors: [{ pointer: '/body/target' }] } });

    await pool.query(`UPDATE case_row SET state = jsonb_set(state, '{book,approvedOn}', '"2026-01-05"') WHERE id = $1`, [target]);
    const opened = await open(target);
    expect(opened).toMatchObject({ status: 201, body: { seq: 1, findings: [] } });
    const seen = await way.http.get(way.by['committee-officer'], `/api/cases/${opened.body.id}`);
    expect(seen.body).toMatchObject({
      procedure: 'annulment',
      subject: { id: way.mine.subject },
      steps: ['N2'],
      unit: { id: way.office.town.id },
    });
    // Lists and meetings say what it would take back; of the admission itself they say nothing of the kind.
    const officer = way.by['committee-officer'];
    const lines = (await way.http.get(officer, `/api/cases?subject=${way.mine.subject}`)).body.items as { id: string; annuls?: string }[];
    const both = expect.arrayContaining([
      [opened.body.id, 'admission'],
      [target, undefined],
    ]);
    expect(lines.map(({ id, annuls }) => [id, annuls])).toEqual(both);
    // An admission is annulled where admissions are approved, and nothing of either kind at a meeting that votes on other things.
    for (const [procedure, convene, index] of [
      ['decision', { kind: 'conveneDecision', body: { cases: [opened.body.id] } }, 0],
      ['decision', { kind: 'conveneDecision', body: { cases: [target] } }, 0],
      ['meeting', { kind: 'conveneMeeting', body: { kind: 'branch', cases: [target, opened.body.id] } }, 1],
      ['meeting', { kind: 'conveneMeeting', body: { kind: 'recommendation', cases: [target] } }, 0],
    ] as const)
      expect(await way.http.post(officer, '/api/occasions', { procedure, unit: way.office.town.id, act: convene })).toMatchObject({
        status: 422,
        body: { code: 'wrong-meeting', errors: [{ pointer: `/act/body/cases/${index}` }] },
      });
    const act = { kind: 'conveneMeeting', body: { kind: 'approval', cases: [opened.body.id, target] } };
    const meeting = await way.http.post(officer, '/api/occasions', { procedure: 'meeting', unit: way.office.town.id, act });
    const { entries } = (await way.http.get(officer, `/api/occasions/${meeting.body.id}`)).body;
    expect(entries.map((entry: { case: string; annuls?: string }) => [entry.case, entry.annuls])).toEqual(both);

    const annulledBy = async () => (await way.http.get(way.by['committee-officer'], `/api/cases/${target}`)).body.annulledBy;
    expect(await annulledBy()).toBeUndefined();
    await pool.query(`UPDATE case_row SET phase = 'ended', ending = 'completed', ended_on = '2026-07-08' WHERE id = $1`, [opened.body.id]);
    expect(await annulledBy()).toEqual({ id: opened.body.id, on: '2026-07-08' });
  });
});
