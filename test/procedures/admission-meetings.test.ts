import { addDays } from '../../domain/calendar/day';
import { declareKin } from '../../records/kin';
import { cameTo, type Deed, deeds, who } from '../harness/given';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

describe('meetings that do not simply pass', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-05-06T09:00:00+08:00' });
    office = await anOffice(product, { places: 40 });
    http = await startHttp(product);
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const atVote = async (rest: { birth?: string } = {}) => {
    const brought = await bringIn(office, 'A11', rest);
    expect(brought.findings).toEqual([]);
    return brought;
  };
  const convene = (ids: string[]) =>
    office.occasion(office.people.secretary, 'meeting', office.branch.id, 'conveneMeeting', { body: { kind: 'branch', cases: ids } });
  const roll = (meeting: string, present: string[]) =>
    office.act(office.people.secretary, meeting, 'takeRoll', { body: { present, chair: present[0] } });
  const punish = (id: string, since: string | null, until: string | null) =>
    product.database.pool.query('UPDATE person SET rights_lost_since = $2, rights_lost_until = $3 WHERE id = $1', [id, since, until]);
  const reserved = async (id: string): Promise<string[]> =>
    (
      await product.database.pool.query<{ status: string }>('SELECT status FROM quota_reservation WHERE case_id = $1 ORDER BY round', [id])
    ).rows.map(({ status }) => status);

  it('without quorum the meeting is adjourned and the case waits', async () => {
    const { people } = office;
    const { id } = await atVote();
    const meeting = await convene([id]);
    await roll(meeting, [people.secretary, people.contact]);
    expect(await office.ended(meeting)).toBe('adjourned');
    expect(await office.steps(id)).toEqual(['A11']);
  });

  it('after an introducer was replaced the form bears the opinion of those of today, not one of an earlier day', async () => {
    const { people, act } = office;
    const { id, subject, number } = await atVote();
    await act(people.secretary, id, 'replaceIntroducer', { body: { introducers: [people.introducer, people.contact] } });
    const fill = (introducersOn: string) =>
      act(subject, id, 'fillForm', { kinds: ['form-scan'], body: { number, wishOn: '2026-04-29', introducersOn } });
    await expect(fill('2026-05-05')).rejects.toMatchObject({
      refusal: { code: 'date-order', pointer: '/body/introducersOn', clause: 'admission.form', earliest: '2026-05-06' },
    });
    await fill('2026-05-06');
    expect(await office.steps(id)).toEqual(['A11']);
  });

  it('so it is in a paper past that is brought in at once: an older opinion is a finding, one of that day is not', async () => {
    const replaced: Deed = { kind: 'replaceIntroducer', on: '2026-05-04', body: { introducers: [who('first'), who('contact')] } };
    const again = (introducersOn: string): Deed =>
      deeds.form('2026-05-05', { body: { number: '202665000001', wishOn: '2026-04-29', introducersOn } });
    const older = await bringIn(office, 'A11', { more: [replaced, again('2026-05-03')] });
    expect(older.findings).toEqual([expect.objectContaining({ code: 'date-order', clause: 'admission.form' })]);
    const lawful = await bringIn(office, 'A11', { more: [replaced, again('2026-05-04')] });
    expect(lawful.findings).toEqual([]);
    // One that had no place replaced nobody.
    const misplaced = await bringIn(office, 'A9', { more: [replaced, ...cameTo('A11').slice(cameTo('A9').length)] });
    expect(misplaced.findings.map(({ code }) => code)).toEqual(['out-of-step']);
    expect(await office.steps(misplaced.id)).toEqual(['A11']);
  });

  it('who is on probation in the League has no vote; a recusal can break the quorum at that vote', async () => {
    const { people } = office;
    const { id } = await atVote();
    const probationer = await office.person('留团察看', office.branch.id);
    await product.database.pool.query(`UPDATE person SET rights_lost_until = '2026-12-31' WHERE id = $1`, [probationer]);
    const meeting = await convene([id]);
    await expect(roll(meeting, [people.secretary, people.contact, people.introducer, probationer])).rejects.toMatchObject({
      refusal: { code: 'not-on-roll', pointer: '/body/present/3' },
    });
    await roll(meeting, [people.secretary, people.contact, people.introducer]);
    const vote = (body: Record<string, unknown>) =>
      office.act(people.secretary, meeting, 'recordItem', { body: { case: id, against: 0, abstain: 0, ...body } });
    await expect(vote({ for: 2, recused: [people.contact] })).rejects.toMatchObject({ refusal: { code: 'no-quorum' } });
    await vote({ for: 3 });
    await office.act(people.secretary, meeting, 'closeMeeting', { kinds: ['minutes'] });
    await office.at(id, 'A12');
    expect((await office.state(id)).book.vote).toMatchObject({ entitled: 4, present: 3, for: 3, result: 'passed' });
  });

  it('who is punished, or leaves, after the vote was introducer and voter at it, whenever the minutes are closed', async () => {
    const { people, act } = office;
    const { pool } = product.database;
    const [stands, too] = [await atVote(), await atVote()];
    const meeting = await convene([stands.id, too.id]);
    const gone = await office.person('已离团', office.branch.id);
    await pool.query(`UPDATE person SET league = 'left', left_on = '2026-05-07' WHERE id = $1`, [gone]);
    // Registered before the roll, in force after the day of the vote: all of them vote today.
    await punish(people.introducer, '2026-05-07', '2026-12-31');
    await roll(meeting, [people.secretary, people.contact, people.introducer, people.introducer2, gone]);
    for (const { id } of [stands, too])
      await act(people.secretary, meeting, 'recordItem', { body: { case: id, for: 5, against: 0, abstain: 0 } });
    await act(people.secretary, meeting, 'closeMeeting', { kinds: ['minutes'] });
    await office.at(stands.id, 'A12');
    expect((await office.state(stands.id)).book.vote).toMatchObject({ result: 'passed', for: 5 });

    const other = await atVote();
    const again = await convene([other.id]);
    // In force on the day of the vote already: neither voter nor introducer.
    await punish(people.introducer, '2026-05-05', '2026-12-31');
    await pool.query(`UPDATE person SET left_on = '2026-05-06' WHERE id = $1`, [gone]);
    for (const barred of [people.introducer, gone])
      await expect(roll(again, [people.secretary, people.contact, people.introducer2, barred])).rejects.toMatchObject({
        refusal: { code: 'not-on-roll', pointer: '/body/present/3' },
      });
    await roll(again, [people.secretary, people.contact, people.introducer2]);
    await act(people.secretary, again, 'recordItem', { body: { case: other.id, for: 3, against: 0, abstain: 0 } });
    await expect(act(people.secretary, again, 'closeMeeting', { kinds: ['minutes'] })).rejects.toMatchObject({
      refusal: { code: 'vote-not-taken', pointer: '/body/without', text: { zh: expect.stringContaining(other.id) } },
    });
    await act(people.secretary, again, 'closeMeeting', { kinds: ['minutes'], body: { without: [other.id] } });
    const { rows } = await pool.query('SELECT detail FROM occasion_entry WHERE occasion_id = $1', [again]);
    expect(rows).toMatchObject([{ detail: { status: 'given-up', counts: { for: 3 } } }]);
    expect(await office.steps(other.id)).toEqual(['A11']);
    await punish(people.introducer, null, null);
    await pool.query(`UPDATE person SET left_on = NULL WHERE id = $1`, [gone]);
  });

  it('a tie is not passed: the place returns, the number is void for ever, three further months', async () => {
    const { people, act } = office;
    const { id, number } = await atVote();
    await walk(office).branchMeeting([id], { for: 2, against: 2, abstain: 0 });
    await office.at(id, 'A5');
    await eventually('released', async () => (await office.state(id)).book.place === undefined);
    expect(await reserved(id)).toEqual(['released']);
    const { rows } = await product.database.pool.query('SELECT status, why FROM issued_number WHERE number = $1', [number]);
    expect(rows).toEqual([{ status: 'void', why: 'vote-failed' }]);
    await expect(
      act(people.contact, id, 'assessCultivation', { kinds: ['observation-form'], body: { suitable: true } }),
    ).rejects.toMatchObject({ refusal: { code: 'too-early', earliest: '2026-08-07' } });
  });

  it('turning 28 before the branch meeting ends the case, once no earlier vote can be recorded; after it the approval goes on', async () => {
    const { people, act } = office;
    const young = { birth: '1998-05-08' };
    const [late, inTime, slow, onPaper] = [await atVote(young), await atVote(young), await atVote(young), await atVote(young)];
    await walk(office).branchMeeting([inTime.id]);
    await office.at(inTime.id, 'A12');
    // Voted on in time, the minutes closed two days later: the vote keeps its day.
    const members = [people.secretary, people.contact, people.introducer, people.introducer2];
    const meeting = await convene([slow.id]);
    await roll(meeting, members);
    await office.act(people.secretary, meeting, 'recordItem', { body: { case: slow.id, for: 4, against: 0, abstain: 0 } });
    await office.moveTo('2026-05-08');
    await eventually('told', async () => {
      const { rows } = await product.database.pool.query<{ person_id: string; on: string }>(
        `SELECT person_id, body ->> 'on' AS on FROM message WHERE case_id = $1 AND kind = 'over-age-soon'`,
        [late.id],
      );
      return [late.subject, people.secretary, people.officer].every((id) =>
        rows.some(({ person_id, on }) => person_id === id && on === '2026-05-15'),
      );
    });
    expect(await office.steps(late.id)).toEqual(['A11']);
    for (const person of [late.subject, people.officer]) {
      const { body } = await http.get(person, `/api/cases/${late.id}`);
      expect(body.endsOn).toMatchObject({ on: '2026-05-15', text: { zh: expect.stringContaining('2026-05-15 终止') } });
    }
    expect((await http.get(people.officer, `/api/cases/${inTime.id}`)).body).not.toHaveProperty('endsOn');
    // A meeting held on paper before the birthday, recorded within the days in which acts may be dated back.
    const later = async (meeting: string, kind: string, request: Parameters<typeof act>[3] = {}) =>
      act(people.secretary, meeting, kind, { on: '2026-05-07', ...request });
    const past = await office.occasion(people.secretary, 'meeting', office.branch.id, 'conveneMeeting', {
      on: '2026-05-07',
      body: { kind: 'branch', cases: [onPaper.id] },
    });
    await later(past, 'takeRoll', { body: { present: members, chair: members[0] } });
    await later(past, 'recordItem', { body: { case: onPaper.id, for: 4, against: 0, abstain: 0 } });
    await later(past, 'closeMeeting', { kinds: ['minutes'] });
    await office.at(onPaper.id, 'A12');
    expect((await office.state(onPaper.id)).book).toMatchObject({ resolvedOn: '2026-05-07', vote: { result: 'passed' } });
    // An introducer was punished the day after the vote: the admission stands.
    await punish(people.introducer, '2026-05-07', '2026-12-31');
    await office.act(slow.subject, slow.id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
    await office.act(people.secretary, meeting, 'closeMeeting', { kinds: ['minutes'] });
    await office.at(slow.id, 'A12');
    expect((await office.state(slow.id)).book).toMatchObject({ resolvedOn: '2026-05-06', vote: { result: 'passed' } });
    await punish(people.introducer, null, null);
    expect(await office.steps(inTime.id)).toEqual(['A12']);
    await walk(office).approvalMeeting([inTime.id]);
    await office.at(inTime.id, 'A13');
    const { rows } = await product.database.pool.query('SELECT league, member_since FROM person WHERE id = $1', [inTime.subject]);
    expect(rows).toEqual([{ league: 'member', member_since: '2026-05-06' }]);
    const exit = await product.database.pool.query(
      `SELECT person_id, case_id FROM message WHERE kind = 'exit-due' ORDER BY array_position($1::uuid[], person_id)`,
      [[inTime.subject, people.secretary, people.officer]],
    );
    expect(exit.rows).toEqual([inTime.subject, people.secretary, people.officer].map((person_id) => ({ person_id, case_id: inTime.id })));
    await office.moveTo('2026-05-14');
    expect(await office.steps(late.id)).toEqual(['A11']);
    await office.moveTo('2026-05-15');
    expect(await office.ended(late.id)).toBe('over-age');
    expect(await office.steps(onPaper.id)).toEqual(['A12']);
    await expect(office.act(people.officer, late.id, 'resume')).rejects.toMatchObject({ refusal: { code: 'case-ended' } });
  });

  it('a form that takes the place of a void one bears no day of before its number was drawn', async () => {
    const { people, act } = office;
    const { id, subject } = await bringIn(office, 'A10', { name: '换发' });
    const { number: old } = (await office.state(id)).book;
    await act(subject, id, 'giveConsent', { body: { consent: 'faith-declaration', version: '2026-01' } });
    await act(people.officer, id, 'voidForm', { body: { why: 'spoiled' } });
    const number = await eventually('drawn', async () => {
      const now = (await office.state(id)).book.number;
      return now !== old && now;
    });
    const today = await office.today();
    const fill = (wishOn: string, introducersOn: string) =>
      act(subject, id, 'fillForm', { kinds: ['form-scan'], body: { number, wishOn, introducersOn } });
    await expect(fill(addDays(today, -1), today)).rejects.toMatchObject({
      refusal: { code: 'date-order', pointer: '/body/wishOn', earliest: today },
    });
    await expect(fill(today, today)).rejects.toMatchObject({ refusal: { code: 'date-order', pointer: '/body/introducersOn' } });
    await act(subject, id, 'withdraw');
  });

  it('a birth date that is corrected to thirteen stops the case at the next gate', async () => {
    const { id, subject } = await bringIn(office, 'A7');
    const review = () => office.act(office.people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
    const born = (birth: string) => product.database.pool.query('UPDATE person SET birth = $2 WHERE id = $1', [subject, birth]);
    await born('2012-06-01');
    await expect(review()).rejects.toMatchObject({ refusal: { code: 'too-young', clause: 'charter.age' } });
    await born('2010-06-01');
    await review();
    await office.at(id, 'A8');
  });

  it('nobody is voted on before his turn, and kin leave the room', async () => {
    const { people, act } = office;
    const [early, { id, subject }] = [await office.apply(), await atVote()];
    const members = [people.secretary, people.contact, people.introducer, people.introducer2];
    const meeting = await convene([early.id, id]);
    await roll(meeting, members);
    const vote = (of: string, body: Record<string, unknown> = {}) =>
      act(people.secretary, meeting, 'recordItem', { body: { case: of, for: 3, against: 0, abstain: 0, ...body } });
    await expect(vote(early.id)).rejects.toMatchObject({
      refusal: { code: 'out-of-step', pointer: '/body/case', clause: 'admission.meeting' },
    });
    const approval = await office.occasion(people.officer, 'meeting', office.town.id, 'conveneMeeting', {
      body: { kind: 'approval', cases: [id] },
    });
    const approvers = [people.approver1, people.approver2, people.approver3];
    await act(people.officer, approval, 'takeRoll', { body: { present: approvers, chair: approvers[0] } });
    await expect(act(people.officer, approval, 'recordItem', { body: { case: id, for: 3, against: 0, abstain: 0 } })).rejects.toMatchObject(
      { refusal: { code: 'out-of-step', pointer: '/body/case' } },
    );

    const kin = { person: subject, relative: { id: people.contact }, kind: 'close-in-law', by: people.contact, as: 'self' } as const;
    await declareKin(product.database.pool, product.vault, { ...kin, on: await office.today() });
    await expect(vote(id)).rejects.toMatchObject({ refusal: { code: 'recused', pointer: '/body/recused' } });
    await vote(id, { recused: [people.contact] });
    await act(people.secretary, meeting, 'closeMeeting', { kinds: ['minutes'] });
    await office.at(id, 'A12');
    expect((await office.state(id)).book.vote).toMatchObject({ present: 3, for: 3 });
    expect(await office.steps(early.id)).toEqual(['A2']);
  });

  it('a refused approval ends only when the time for a second look is over; one that was asked for is waited on', async () => {
    const { people, act } = office;
    const [silent, asking, taken] = [await atVote(), await atVote(), await atVote()];
    const refused = [silent.id, asking.id];
    const ids = [...refused, taken.id];
    await walk(office).branchMeeting(ids);
    for (const id of ids) await office.at(id, 'A12');
    await office.moveTo('2026-05-18');
    const present = [people.approver1, people.approver2, people.approver3];
    const meeting = await office.occasion(people.approver1, 'meeting', office.town.id, 'conveneMeeting', {
      body: { kind: 'approval', cases: ids },
    });
    await act(people.approver1, meeting, 'takeRoll', { body: { present, chair: present[0] } });
    for (const id of refused) await act(people.approver1, meeting, 'recordItem', { body: { case: id, for: 1, against: 2, abstain: 0 } });
    await act(people.approver1, meeting, 'recordItem', { body: { case: taken.id, for: 3, against: 0, abstain: 0 } });
    await expect(act(people.approver1, meeting, 'closeMeeting', { kinds: ['approval-opinion'] })).rejects.toMatchObject({
      refusal: { code: 'paper-missing', pointer: '/papers', clause: 'admission.approval' },
    });
    await act(people.approver1, meeting, 'closeMeeting', { kinds: ['approval-opinion', 'reason'] });
    for (const id of refused) await office.at(id, 'A12T');
    await office.at(taken.id, 'A13');
    // The refused and his branch read why, at once; whoever was approved at the same meeting does not.
    const { rows: papers } = await product.database.pool.query<{ id: string; kind: string }>(
      'SELECT id, kind FROM paper WHERE case_id = $1',
      [meeting],
    );
    const reads = async (person: string, kind: string) =>
      (await http.get(person, `/api/papers/${papers.find((one) => one.kind === kind)?.id}/content`)).status;
    expect(await Promise.all([silent.subject, people.secretary, taken.subject].map((one) => reads(one, 'reason')))).toEqual([
      200, 200, 404,
    ]);
    expect(await reads(taken.subject, 'approval-opinion')).toBe(200);
    // A member now: he would be missing at every later meeting of the branch.
    await product.database.pool.query('UPDATE person SET unit_id = $2 WHERE id = $1', [taken.subject, office.other.id]);
    // Asked before the branch has told him; the other's days begin when it does.
    await act(asking.subject, asking.id, 'requestSecondLook', { body: { about: 'refused' } });
    await office.moveTo('2026-05-20');
    await act(people.secretary, silent.id, 'deliverRefusal');
    expect(await office.steps(silent.id)).toEqual(['A12R']);
    await office.moveTo('2026-06-10');
    expect(await office.steps(silent.id)).toEqual(['A12R']);
    await office.moveTo('2026-06-11');
    expect(await office.ended(silent.id)).toBe('refused');
    expect(await office.steps(asking.id)).toEqual(['A12T']);
    await eventually('released', async () => (await reserved(silent.id))[0] === 'released');
    await act(people.countyOfficer, asking.id, 'answerSecondLook', { kinds: ['reason'], body: { answer: 'reconsider' } });
    await office.at(asking.id, 'A12');
    await walk(office).approvalMeeting([asking.id]);
    await office.at(asking.id, 'A13');
  });

  it('a late approval is urged and passed up, never decided by the clock', async () => {
    const { id } = await atVote();
    await walk(office).branchMeeting([id]);
    await office.at(id, 'A12');
    await office.moveTo('2026-09-01');
    await eventually('lapsed', async () => (await office.state(id)).steps.A12?.lapsedOn);
    expect(await office.steps(id)).toEqual(['A12']);
    const { rows } = await product.database.pool.query(
      `SELECT seat, org_id, overdue FROM task WHERE case_id = $1 AND step = 'A12' ORDER BY overdue`,
      [id],
    );
    expect(rows).toEqual([
      { seat: 'committee-approver', org_id: office.town.id, overdue: false },
      { seat: 'higher-officer', org_id: office.county.id, overdue: true },
    ]);
    await walk(office).approvalMeeting([id]);
    await office.at(id, 'A13');
  });

  it('who misses the ceremony is a member and comes to a later one; nobody comes before approval', async () => {
    const { people, act } = office;
    const [approved, waiting] = [await atVote(), await atVote()];
    await walk(office).branchMeeting([approved.id]);
    await office.moveTo('2026-09-02');
    await walk(office).approvalMeeting([approved.id]);
    await office.at(approved.id, 'A13');
    await act(people.secretary, approved.id, 'deliverResult');
    const first = await walk(office).ceremony([approved.id, waiting.id], [waiting.id]);
    const { rows } = await product.database.pool.query<{ case_id: string; detail: { status: string; refusal?: string } }>(
      'SELECT case_id, detail FROM occasion_entry WHERE occasion_id = $1',
      [first],
    );
    expect(rows.find(({ case_id }) => case_id === waiting.id)?.detail).toMatchObject({ status: 'refused', refusal: 'out-of-step' });
    expect((await office.state(approved.id)).book).toMatchObject({ absences: 1, approvedOn: '2026-09-02' });
    await walk(office).ceremony([approved.id]);
    expect((await office.state(approved.id)).book.ceremonyOn).toBe('2026-09-02');
  });

  it('transferred to a branch directly under the highest committee, nothing waits for the county of the old unit', async () => {
    const { act, people } = office;
    const direct = await office.org('县直团支部', 'branch', office.county);
    const secretary = await office.person('县直书记', direct.id);
    await office.holds(secretary, direct.id, 'branch-secretary');
    const { id, subject } = await bringIn(office, 'A5');
    expect(await office.state(id)).toMatchObject({ committee: office.town.id, higher: office.county.id });
    await act(subject, id, 'giveConsent', { body: { consent: 'transfer', version: '2026-01' } });
    await act(subject, id, 'requestTransfer', { body: { toUnit: direct.id } });
    await act(secretary, id, 'acceptTransfer', { body: { fileComplete: true } });
    const moved = await office.state(id);
    expect(moved.committee).toBe(office.county.id);
    expect(moved).not.toHaveProperty('higher');
    // Another within the town keeps the county above it.
    const other = await bringIn(office, 'A5');
    await act(other.subject, other.id, 'giveConsent', { body: { consent: 'transfer', version: '2026-01' } });
    await act(other.subject, other.id, 'requestTransfer', { body: { toUnit: office.other.id } });
    await act(people.otherSecretary, other.id, 'acceptTransfer', { body: { fileComplete: true } });
    expect(await office.state(other.id)).toMatchObject({ committee: office.town.id, higher: office.county.id });
  });
});
