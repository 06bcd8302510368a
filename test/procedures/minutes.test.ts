import { addDays, type Day } from '../../domain/calendar/day';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

/** In the order of the days: the clock of a rehearsal only goes forward. */
describe('a vote and its minutes', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let members: string[];
  let approvers: string[];
  beforeAll(async () => {
    product = await startProduct({ from: '2026-05-06T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
    const { people } = office;
    members = [people.secretary, people.contact, people.introducer, people.introducer2];
    approvers = [people.approver1, people.approver2, people.approver3];
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const atVote = () => bringIn(office, 'A11');
  const minutes = { kinds: ['minutes'] };
  const convene = (ids: string[]) =>
    office.occasion(office.people.secretary, 'meeting', office.branch.id, 'conveneMeeting', { body: { kind: 'branch', cases: ids } });
  const approval = (ids: string[]) =>
    office.occasion(office.people.approver1, 'meeting', office.town.id, 'conveneMeeting', { body: { kind: 'approval', cases: ids } });
  const roll = (meeting: string, present = members, by = present[0] ?? '') =>
    office.act(by, meeting, 'takeRoll', { body: { present, chair: present[0] } });
  const vote = (meeting: string, id: string, body: Record<string, unknown> = {}, by = office.people.secretary, on?: string) =>
    office.act(by, meeting, 'recordItem', { body: { case: id, for: 3, against: 1, abstain: 0, ...body }, ...(on ? { on } : {}) });
  const close = (meeting: string, body: Record<string, unknown> = {}, by = office.people.secretary) =>
    office.act(by, meeting, 'closeMeeting', { ...minutes, body });
  const entryOf = async (meeting: string, id: string) =>
    (
      await product.database.pool.query<{ detail: Record<string, unknown> }>(
        'SELECT detail FROM occasion_entry WHERE occasion_id = $1 AND case_id = $2',
        [meeting, id],
      )
    ).rows[0]?.detail;
  const refused = (code: string, rest: Record<string, unknown> = {}) => ({ refusal: { code, ...rest } });

  it('are the branch’s: whoever cannot tell a case its vote does not close over it, and who can still may', async () => {
    const { people, act } = office;
    const { id } = await atVote();
    const meeting = await convene([id]);
    await expect(roll(meeting, members, people.officer)).rejects.toMatchObject(refused('wrong-seat', { pointer: '/actor' }));
    await roll(meeting);
    await expect(vote(meeting, id, {}, people.officer)).rejects.toMatchObject(refused('wrong-seat'));
    await vote(meeting, id);
    await expect(close(meeting, {}, people.officer)).rejects.toMatchObject(refused('wrong-seat'));
    // The officer has signed the pre-review: not even in the secretary's name does he put this vote on record.
    await expect(act(people.officer, meeting, 'closeMeeting', { ...minutes, actor: people.secretary })).rejects.toMatchObject(
      refused('vote-not-taken', { pointer: '/recorder', text: { zh: expect.stringContaining(id) } }),
    );
    expect(await entryOf(meeting, id)).toMatchObject({ status: 'voted' });
    await close(meeting);
    await office.at(id, 'A12');
  });

  it('reach a case that was suspended meanwhile; the approval waits until it is resumed', async () => {
    const { people, act } = office;
    const { id } = await atVote();
    const meeting = await convene([id]);
    await roll(meeting);
    await vote(meeting, id);
    await act(people.officer, id, 'suspend', { body: { why: 'illness' } });
    await close(meeting);
    await office.at(id, 'A12');
    expect(await office.state(id)).toMatchObject({ phase: 'suspended', book: { vote: { result: 'passed' } } });
    await act(people.officer, id, 'resume');
    expect(await office.steps(id)).toEqual(['A12']);
  });

  it('give up a vote only where the case takes none any more', async () => {
    const { act } = office;
    const [gone, stays] = [await atVote(), await atVote()];
    const meeting = await convene([gone.id, stays.id]);
    await roll(meeting);
    for (const { id } of [gone, stays]) await vote(meeting, id);
    await act(gone.subject, gone.id, 'withdraw');
    await expect(close(meeting)).rejects.toMatchObject(refused('vote-not-taken', { pointer: '/body/without' }));
    await expect(close(meeting, { without: [stays.id, gone.id] })).rejects.toMatchObject(
      refused('vote-stands', { pointer: '/body/without/0' }),
    );
    await close(meeting, { without: [gone.id] });
    expect(await office.ended(meeting)).toBe('completed');
    await office.at(stays.id, 'A12');
    expect(await entryOf(meeting, gone.id)).toMatchObject({ status: 'given-up' });
  });

  it('come before any other vote on the same case, and before its transfer', async () => {
    const { people, act } = office;
    const { id, subject } = await atVote();
    const [first, second] = [await convene([id]), await convene([id])];
    for (const meeting of [first, second]) await roll(meeting);
    await act(subject, id, 'giveConsent', { body: { consent: 'transfer', version: '2026-01' } });
    await act(people.secretary, id, 'requestTransfer', { body: { toUnit: office.other.id } });
    await vote(first, id, { for: 1, against: 3 });
    await expect(vote(second, id, { for: 4, against: 0 })).rejects.toMatchObject(
      refused('voted-elsewhere', { pointer: '/body/case', text: { zh: expect.stringContaining(first) } }),
    );
    await expect(convene([id])).rejects.toMatchObject(refused('voted-elsewhere', { pointer: '/body/cases/0' }));
    await expect(act(people.otherSecretary, id, 'acceptTransfer', { body: { fileComplete: true } })).rejects.toMatchObject(
      refused('vote-untold'),
    );
    // Nor is it sent back under the vote: a new opinion in the form would have brought a new vote.
    await expect(
      act(people.secretary, id, 'replaceIntroducer', { body: { introducers: [people.introducer, people.contact] } }),
    ).rejects.toMatchObject(refused('vote-untold'));
    // Nor ended for an officer's own reason: that would evade the vote as well.
    await expect(act(people.officer, id, 'endCase', { body: { why: 'other' }, kinds: ['reason'] })).rejects.toMatchObject(
      refused('vote-untold', { pointer: '/kind' }),
    );
    await close(first);
    await office.at(id, 'A5');
    await expect(vote(second, id, { for: 4, against: 0 })).rejects.toMatchObject(refused('out-of-step'));
    await act(people.otherSecretary, id, 'acceptTransfer', { body: { fileComplete: true } });
    expect((await office.state(id)).unit).toBe(office.other.id);
  });

  it('are of a vote that could be: not on the day of what must lie before it, nor on a day on which the candidate was too old', async () => {
    const { people } = office;
    const { id, subject } = await atVote();
    const today = await convene([id]);
    await roll(today);
    const { pool } = product.database;
    await pool.query(`UPDATE person SET birth = '1998-05-06' WHERE id = $1`, [subject]);
    await expect(vote(today, id)).rejects.toMatchObject(refused('over-age', { pointer: '/on', clause: 'charter.age' }));
    await pool.query(`UPDATE person SET birth = '2010-03-01' WHERE id = $1`, [subject]);
    await vote(today, id);
    await close(today);
    await office.at(id, 'A12');
    const above = await approval([id]);
    const approvers = [people.approver1, people.approver2];
    const day = await office.today();
    await roll(above, approvers);
    await expect(vote(above, id, { for: 2, against: 0 }, people.approver1)).rejects.toMatchObject(
      refused('date-order', { pointer: '/on', clause: 'admission.form', earliest: addDays(day as Day, 1) }),
    );
  });

  it('have a roll of the day of the vote', async () => {
    const [today, tomorrow] = [await atVote(), await atVote()];
    const ids = [today.id, tomorrow.id];
    const meeting = await convene(ids);
    await roll(meeting);
    await vote(meeting, today.id);
    await office.moveTo('2026-05-07');
    await product.database.pool.query(
      `UPDATE person SET rights_lost_since = '2026-05-07', rights_lost_until = '2026-12-31' WHERE id = $1`,
      [office.people.contact],
    );
    await expect(vote(meeting, tomorrow.id)).rejects.toMatchObject(refused('roll-of-another-day', { pointer: '/on' }));
    await expect(roll(meeting)).rejects.toMatchObject(refused('not-on-roll', { pointer: '/body/present/1' }));
    await roll(meeting, [office.people.secretary, office.people.introducer, office.people.introducer2]);
    await vote(meeting, tomorrow.id, { for: 3, against: 0 });
    await close(meeting);
    for (const id of ids) await office.at(id, 'A12');
    expect((await office.state(today.id)).book.vote).toMatchObject({ on: '2026-05-06', entitled: 4, present: 4 });
    expect((await office.state(tomorrow.id)).book.vote).toMatchObject({ on: '2026-05-07', entitled: 3, present: 3 });
    expect((await office.state(meeting)).book).toMatchObject({
      detail: { roll: { on: '2026-05-07' }, earlierRolls: [{ on: '2026-05-06', present: members }] },
    });
    await product.database.pool.query('UPDATE person SET rights_lost_since = NULL, rights_lost_until = NULL WHERE id = $1', [
      office.people.contact,
    ]);
  });

  it('of an approval: nobody votes while his rights are lost, nor signs a second time at another level', async () => {
    const { people, act } = office;
    const { id } = await atVote();
    await walk(office).branchMeeting([id]);
    await office.at(id, 'A12');
    await office.moveTo('2026-05-08');
    await office.holds(people.secretary, office.town.id, 'committee-approver');
    const meeting = await approval([id]);
    const both = [people.secretary, ...approvers];
    await product.database.pool.query(`UPDATE person SET rights_lost_until = '2026-12-31' WHERE id = $1`, [people.approver3]);
    await expect(roll(meeting, both, people.approver1)).rejects.toMatchObject(refused('not-on-roll', { pointer: '/body/present/3' }));
    await product.database.pool.query('UPDATE person SET rights_lost_until = NULL WHERE id = $1', [people.approver3]);
    await roll(meeting, both, people.approver1);
    const item = (body: Record<string, unknown>) => vote(meeting, id, { for: 3, against: 0, ...body }, people.approver1);
    await expect(item({ for: 4 })).rejects.toMatchObject(refused('already-signed', { pointer: '/body/recused' }));
    await expect(item({ recused: [people.secretary] })).rejects.toMatchObject(refused('chair-away', { pointer: '/body/chair' }));
    await item({ recused: [people.secretary], chair: people.approver1 });
    const finish = (by: string) => act(by, meeting, 'closeMeeting', { kinds: ['approval-opinion'] });
    await expect(finish(people.secretary)).rejects.toMatchObject(refused('vote-not-taken', { pointer: '/actor' }));
    await finish(people.approver1);
    await office.at(id, 'A13');
  });

  it('a ceremony before anybody may be inducted stays planned', async () => {
    const { people, act } = office;
    const { id } = await atVote();
    const planned = await office.occasion(people.secretary, 'ceremony', office.branch.id, 'planCeremony', {
      body: { plannedOn: await office.today(), cases: [id] },
    });
    const hold = () => act(people.secretary, planned, 'holdCeremony', { body: { attended: [id] } });
    await expect(hold()).rejects.toMatchObject(refused('nobody-ready', { pointer: '/body/attended' }));
    expect((await office.state(planned)).phase).toBe('open');
    // Added later, a case is named as when it was planned: one of another branch is none of its secretary's business.
    const own = await bringIn(office, 'A11', { unit: office.other.id });
    const theirs = await office.occasion(people.otherSecretary, 'ceremony', office.other.id, 'planCeremony', {
      body: { plannedOn: await office.today(), cases: [own.id] },
    });
    const more = { kind: 'addToCeremony', body: { cases: [own.id, id] } };
    const { status, body } = await http.post(people.otherSecretary, `/api/cases/${theirs}/commands`, more);
    expect([status, body]).toMatchObject([404, { code: 'not-found', errors: [{ pointer: '/body/cases/1' }] }]);
    expect(await entryOf(theirs, id)).toBeUndefined();
    await walk(office).branchMeeting([id]);
    await office.moveTo('2026-05-11');
    await walk(office).approvalMeeting([id], { for: 3, against: 0, abstain: 0 });
    await act(people.secretary, id, 'deliverResult');
    // The read row moves over facts without a gap: that the place is used may be recorded a moment later.
    await office.at(id, 'A14');
    await hold();
    expect(await office.ended(planned)).toBe('completed');
    expect((await office.state(id)).book.ceremonyOn).toBe('2026-05-11');
  });

  it('are closed before the branch is: its successor finds no vote without a body', async () => {
    const { people, branch, other } = office;
    const { id } = await atVote();
    const meeting = await convene([id]);
    await roll(meeting);
    // Who was admitted above has a vote by now: half of six is not passed.
    await vote(meeting, id, { for: 4, against: 0 });
    const dissolve = async () => {
      const body = { closedOn: await office.today(), successorId: other.id };
      const { status, body: said } = await http.patch(people.administrator, `/api/organisations/${branch.id}`, body);
      return [status, said.code];
    };
    expect(await dissolve()).toEqual([409, 'votes-untold']);
    await close(meeting);
    await office.at(id, 'A12');
    expect((await dissolve())[0]).toBe(200);
  });
});
