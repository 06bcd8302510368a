import { randomUUID } from 'node:crypto';
import { ownDesk } from '../../api/own-desk';
import { inboxOf } from '../../records/inbox';
import { hashed } from '../../records/statutes';
import { cameTo, statuteOf } from '../harness/given';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

describe('a branch with fewer than three members', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let grade: Awaited<ReturnType<Office['org']>>;
  let fresh: typeof grade;
  let full: typeof grade;
  let dean: string;
  let teacher: string;
  const classmates: string[] = [];
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
    const { org, person, holds, town } = office;
    grade = await org('高一年级团总支', 'general-branch', town);
    fresh = await org('高一（1）班团支部', 'branch', grade);
    full = await org('高一（2）班团支部', 'branch', grade);
    dean = await person('总支书记', grade.id);
    teacher = await person('班主任', null, { member: false });
    await holds(dean, grade.id, 'branch-secretary');
    await holds(teacher, fresh.id, 'branch-secretary');
    for (const name of ['甲', '乙', '丙', '丁']) classmates.push(await person(name, full.id));
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const tasks = async (id: string) =>
    (
      await inboxOf(product.database.pool, await ownDesk(product.database.pool, await office.who(id), await office.today()), {
        after: [undefined, undefined],
        limit: 50,
      })
    ).map(({ case_id, step }) => `${case_id} ${step}`);
  const decide = (by: string, id: string) =>
    office.act(by, id, 'decideActivist', { kinds: ['activist-resolution'], body: { chosen: true, body: 'committee' } });
  const fact = async (id: string, kind: string) =>
    (
      await product.database.pool.query<{ body: Record<string, unknown> }>(
        `SELECT fact -> 'body' AS body FROM fact WHERE case_id = $1 AND kind = $2`,
        [id, kind],
      )
    ).rows[0]?.body;

  it('a class without members: the general branch acts, the joint branch votes, the committee approves', async () => {
    const { people, act, occasion } = office;
    const way = walk({
      ...office,
      branch: grade,
      people: { ...people, secretary: dean as typeof people.secretary, contact: classmates[0] as typeof people.contact },
    });
    const { id, subject } = await office.apply({ unit: fresh.id });
    expect(await tasks(dean)).toContain(`${id} A2`);
    expect(await tasks(people.officer)).not.toContain(`${id} A2`);
    await way.toTalked(id);
    await act(teacher, id, 'nominateActivist', { body: { by: 'members' } });
    await expect(decide(teacher, id)).rejects.toMatchObject({
      refusal: {
        code: 'branch-too-small',
        clause: 'charter.branch',
        text: { en: '0 members of at least 3: that is no branch, and decides nothing as one' },
      },
    });
    await decide(dean, id);
    expect(await fact(id, 'activistDecided')).toMatchObject({ actedBy: grade.id });
    const seen = (await http.get(dean, `/api/cases/${id}`)).body;
    expect(seen.actedForBy.map(({ name }: { name: string }) => name)).toEqual([grade.name, office.town.name]);
    expect(seen.seats).toEqual(['branch-secretary', 'branch-committee']);
    const decided = (await http.get(subject, `/api/cases/${id}/facts`)).body.items.at(-1);
    expect(decided).toMatchObject({
      decidedBy: { unit: { name: grade.name } },
      sentence: { en: expect.stringContaining('by the unit above') },
    });
    await act(people.officer, id, 'fileActivist', { body: { result: 'filed' } });
    await act(dean, id, 'appointContacts', { body: { contacts: [classmates[0]] } });
    await way.learn(id);
    await office.moveTo('2026-04-13');
    await way.toRecommended(id);
    await way.toNotice(id);
    await act(subject, id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
    await way.post([id]);
    await office.moveTo('2026-04-21');
    await office.at(id, 'A9');
    await way.toForm(id, subject);
    await office.moveTo('2026-04-22');
    await way.fill(id, subject);
    await office.moveTo('2026-04-24');

    const convene = (by: string, unit: string, body: Record<string, unknown> = {}) =>
      occasion(by, 'meeting', unit, 'conveneMeeting', { body: { kind: 'branch', cases: [id], ...body } });
    await expect(convene(teacher, fresh.id)).rejects.toMatchObject({ refusal: { code: 'branch-too-small', pointer: '/unit' } });
    await expect(convene(dean, grade.id, { branches: [fresh.id] })).rejects.toMatchObject({
      refusal: { code: 'branch-too-small', pointer: '/body/branches' },
    });
    await expect(convene(dean, grade.id, { branches: [full.id] })).rejects.toMatchObject({ refusal: { code: 'not-joined' } });
    await expect(convene(dean, grade.id, { branches: [fresh.id, office.other.id] })).rejects.toMatchObject({
      refusal: { code: 'wrong-unit', pointer: '/body/branches/1' },
    });
    const opened = await http.post(dean, '/api/occasions', {
      procedure: 'meeting',
      unit: grade.id,
      act: { kind: 'conveneMeeting', body: { kind: 'branch', cases: [id] }, papers: [] },
    });
    expect(opened.status).toBe(201);
    const meeting = opened.body.id as string;
    const named = [grade, fresh, full].map(({ id: unit, name }) => ({ id: unit, name })).sort((a, b) => (a.id < b.id ? -1 : 1));
    const byId = (units: { id: string }[]) => [...units].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId((await http.get(dean, `/api/occasions/${meeting}`)).body.joined)).toEqual(named);
    // Everybody with rights below the general branch, and in it.
    await expect(act(dean, meeting, 'takeRoll', { body: { present: [dean, people.contact], chair: dean } })).rejects.toMatchObject({
      refusal: { code: 'not-on-roll', pointer: '/body/present/1' },
    });
    await act(dean, meeting, 'takeRoll', { body: { present: [dean, ...classmates.slice(0, 2)], chair: dean } });
    await act(dean, meeting, 'recordItem', { body: { case: id, for: 3, against: 0, abstain: 0 } });
    await act(dean, meeting, 'closeMeeting', { kinds: ['minutes'] });
    await office.at(id, 'A12');
    expect((await office.state(id)).book.vote).toMatchObject({ entitled: 5, for: 3, result: 'passed', joint: { unit: grade.id } });
    const voted = (await http.get(dean, `/api/cases/${id}/facts`)).body.items.at(-1);
    expect(voted).toMatchObject({ kind: 'voteHeld', sentence: { zh: '2026-04-24 团支部书记: 支部大会表决 (联合支部大会)' } });
    expect([voted.decidedBy.unit.name, byId(voted.decidedBy.joint)]).toEqual([grade.name, named]);
    await office.moveTo('2026-04-27');
    await way.approvalMeeting([id]);
    await office.at(id, 'A13');
    await act(dean, id, 'deliverResult');
    await way.ceremony([id]);
    await act(people.countyOfficer, id, 'fileApproval', { body: { result: 'filed' } });
    await act(dean, id, 'archive', { kinds: ['e-file', 'registration-form'], body: { registeredOn: '2026-04-27' } });
    expect(await office.ended(id)).toBe('completed');
  });

  it('without a general branch the committee’s officers act, and nobody signs at both levels', async () => {
    const { people, act, person, org, occasion } = office;
    await office.moveTo('2026-05-18');
    const lonely = await org('小支部', 'branch', office.town);
    for (const name of ['一', '二']) await person(name, lonely.id);
    const brought = await bringIn(office, 'A3', { unit: lonely.id });
    const { id } = brought;
    await act(people.officer, id, 'nominateActivist', { body: { by: 'members' } });
    await decide(people.officer, id);
    expect(await fact(id, 'activistDecided')).toMatchObject({ actedBy: office.town.id });
    await expect(act(people.officer, id, 'fileActivist', { body: { result: 'filed' } })).rejects.toMatchObject({
      refusal: { code: 'already-signed' },
    });

    const stands = await bringIn(office, 'A11', { unit: lonely.id });
    const meet = (branches?: string[]) =>
      occasion(people.approver1, 'meeting', office.town.id, 'conveneMeeting', {
        body: { kind: 'branch', cases: [stands.id], ...(branches ? { branches } : {}) },
      });
    await expect(meet()).rejects.toMatchObject({ refusal: { code: 'branches-missing' } });
    const meeting = await meet([lonely.id, office.branch.id]);
    const present = [people.secretary, people.contact, people.introducer, people.introducer2];
    await act(people.approver1, meeting, 'takeRoll', { body: { present, chair: people.secretary } });
    await act(people.approver1, meeting, 'recordItem', { body: { case: stands.id, for: 4, against: 0, abstain: 0 } });
    // Who filed the activist and passed the pre-review cannot bring the case the branch's vote: said before it is lost.
    await expect(act(people.officer, meeting, 'closeMeeting', { kinds: ['minutes'] })).rejects.toMatchObject({
      refusal: { code: 'already-signed', clause: 'project.four-eyes' },
    });
    await act(people.approver1, meeting, 'closeMeeting', { kinds: ['minutes'] });
    await office.at(stands.id, 'A12');
    expect((await office.state(stands.id)).signed).toMatchObject({ [people.approver1]: 'branch' });
    await office.moveTo('2026-05-19');
    // Who convened the joint branch does not carry the committee's decision to the case; a colleague does.
    await walk(office).approvalMeeting([stands.id]);
    expect(await office.steps(stands.id)).toEqual(['A12']);
    await walk({ ...office, people: { ...people, approver1: people.approver2, approver2: people.approver1 } }).approvalMeeting([stands.id]);
    await office.at(stands.id, 'A13');
  });

  it('acts itself again once it has three; a case that was begun above goes on with it', async () => {
    const { act, person, people } = office;
    const { id } = await office.apply({ unit: fresh.id });
    await act(dean, id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
    await act(dean, id, 'nominateActivist', { body: { by: 'members' } });
    // Whose rights are lost is a member, without a vote.
    for (const name of ['新一', '新二', '新三']) await person(name, fresh.id);
    const { rows } = await product.database.pool.query<{ id: string }>(`SELECT id FROM person WHERE unit_id = $1 AND league = 'member'`, [
      fresh.id,
    ]);
    await product.database.pool.query(`UPDATE person SET rights_lost_until = '2099-12-31' WHERE id = $1`, [rows[0]?.id]);
    await expect(decide(dean, id)).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    await decide(teacher, id);
    expect(await fact(id, 'activistDecided')).not.toHaveProperty('actedBy');
    await act(people.officer, id, 'fileActivist', { body: { result: 'filed' } });
    expect(await office.steps(id)).toEqual(['A4']);
    await expect(
      office.occasion(dean, 'meeting', grade.id, 'conveneMeeting', { body: { kind: 'branch', cases: [id] } }),
    ).rejects.toMatchObject({ refusal: { code: 'own-branch-votes', pointer: '/body/cases/0' } });
    expect(await tasks(dean)).not.toContain(`${id} A4`);
  });

  it('the roll of a branch that lost members after it was convened is refused', async () => {
    const { act, org, person, holds, occasion } = office;
    const shrinking = await org('缩小的支部', 'branch', office.town);
    const members = [await person('书', shrinking.id), await person('记', shrinking.id), await person('员', shrinking.id)] as const;
    await holds(members[0], shrinking.id, 'branch-secretary');
    const { id } = await bringIn(office, 'A11', { unit: shrinking.id });
    const meeting = await occasion(members[0], 'meeting', shrinking.id, 'conveneMeeting', { body: { kind: 'branch', cases: [id] } });
    await product.database.pool.query(`UPDATE person SET unit_id = $2 WHERE id = $1`, [members[2], office.branch.id]);
    await expect(act(members[0], meeting, 'takeRoll', { body: { present: members.slice(0, 2), chair: members[0] } })).rejects.toMatchObject(
      {
        refusal: { code: 'branch-too-small', text: { en: expect.stringMatching(/^2 members of at least 3/) } },
      },
    );
  });

  it('a vote of a paper past in which minutes and register show two is a finding', async () => {
    const two = await office.org('两人支部', 'branch', office.town);
    for (const name of ['一', '二']) await office.person(name, two.id);
    const votes = (entitled: number) =>
      cameTo('A12').map((deed) =>
        deed.kind === 'recordVote' ? { ...deed, body: { entitled, present: entitled, for: entitled, against: 0, abstain: 0 } } : deed,
      );
    const found = await bringIn(office, 'A12', { unit: two.id, past: votes(2) });
    expect(found.findings.map(({ code }) => code)).toEqual(['branch-too-small']);
    expect((await bringIn(office, 'A12', { unit: two.id, past: votes(10) })).findings).toEqual([]);
  });

  it('a case that was opened before the figure goes on as it did, in its branch', async () => {
    const { act, holds, org, person, paper, desk, who } = office;
    const two = await org('旧案支部', 'branch', office.town);
    const [secretary, subject] = [await person('书记', two.id), await person('申请人', two.id, { birth: '2010-03-01', member: false })];
    await holds(secretary, two.id, 'branch-secretary');
    const { hash: _, figures, ...law } = statuteOf();
    const { 'branch.membersMin': __, ...earlier } = figures;
    const { id } = await desk.open(
      await who(subject),
      {
        procedure: 'admission',
        unit: two.id,
        subject,
        statute: hashed({ ...law, figures: earlier }),
        act: { kind: 'apply', body: { privacyVersion: '2026-01' }, papers: [await paper(subject, 'application')] },
      },
      randomUUID(),
    );
    await act(secretary, id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
    await act(secretary, id, 'nominateActivist', { body: { by: 'members' } });
    await expect(decide(office.people.officer, id)).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    await decide(secretary, id);
    expect((await office.state(id)).book.activistDecidedOn).toBe(await office.today());
    const meeting = await office.occasion(secretary, 'meeting', two.id, 'conveneMeeting', { body: { kind: 'branch', cases: [id] } });
    await act(secretary, meeting, 'takeRoll', { body: { present: [secretary], chair: secretary } });
    expect((await office.state(meeting)).phase).toBe('open');
  });

  it('a reminder reaches whoever acts', async () => {
    const { id } = await office.apply({ unit: (await office.org('空班', 'branch', grade)).id });
    await office.act(office.people.administrator, id, 'urge', { body: { step: 'A2' } });
    await eventually('told', async () => {
      const { rows } = await product.database.pool.query(`SELECT 1 FROM message WHERE case_id = $1 AND person_id = $2 AND kind = 'urged'`, [
        id,
        dean,
      ]);
      return rows.length > 0;
    });
  });
});
