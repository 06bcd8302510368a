import type { Statute } from '../../../domain/law/statute';
import type { OccasionBook } from '../../../domain/occasions/tell';
import { cameTo, type Deed, deeds, lawful, rehashed, statuteOf, who } from '../../harness/given';

const one = who('case one');
const [near, far] = [who('near branch'), who('far branch')];
const above = who('general branch');

/** A law from before the figure. */
const earlier = (): Statute => {
  const law = statuteOf();
  const { 'branch.membersMin': _, ...figures } = law.figures;
  return rehashed({ ...law, figures });
};

describe('a branch with fewer than three members (charter, art. 22)', () => {
  const { given } = lawful();
  const old = lawful({ statute: earlier() });
  const few = { members: 2, eligible: ['contact', 'first', 'second', 'third'].map(who), hasCommittee: true };
  const replaced = (kind: string, body: Record<string, unknown>): Deed => ({ kind, on: '2026-05-06', body, evidence: few });
  const decisions: readonly [step: string, deed: Deed][] = [
    ['A3', deeds.decide('2026-01-14', { evidence: few })],
    ['A4', deeds.contacts('2026-01-15', ['contact'], { evidence: few })],
    ['A6', deeds.recommend('2026-04-16', { evidence: few })],
    ['A9', deeds.introducers('2026-05-06', ['first', 'second'], { evidence: few })],
    ['A11', replaced('replaceIntroducer', { introducers: [who('first'), who('third')] })],
    ['A6', replaced('replaceContact', { contacts: [who('third')], why: 'left' })],
  ];

  it.each(decisions)('at %s decides nothing as one; whoever acts for it does', (step, deed) => {
    const done = step === 'A3' ? [...cameTo('A3'), deeds.nominate()] : cameTo(step);
    const evidence = deed.evidence ?? {};
    given(...done)
      .when(deed)
      .refused('branch-too-small', { clause: 'charter.branch', pointer: '/actor' });
    given(...done)
      .when({ ...deed, evidence: { ...evidence, actedBy: above } })
      .gives({});
    given(...done)
      .when({ ...deed, evidence: { ...evidence, members: 3 } })
      .gives({});
    given(...done)
      .when({ ...deed, evidence: { ...evidence, members: 3, actedBy: above } })
      .refused('branch-acts-itself', { clause: 'charter.branch', pointer: '/on' });
    old
      .given(...done)
      .when(deed)
      .gives({});
    // On paper: how many it had on that day the register cannot tell.
    given(...done)
      .when({ ...deed, imported: true })
      .gives({});
  });

  it('takes applications, and a talk is held, whatever its size', () => {
    given(...cameTo('A2'))
      .when(deeds.talk())
      .gives({ steps: ['A3'] });
  });

  it('a vote on paper is a finding where minutes and register agree that they were too few', () => {
    const vote = (entitled: number, members?: number): Deed =>
      deeds.vote(
        '2026-05-06',
        { entitled, present: entitled, for: entitled, against: 0, abstain: 0 },
        {
          evidence: { ageYears: 15, eligible: ['first', 'second'].map(who), ...(members === undefined ? {} : { members }) },
          imported: true,
        },
      );
    const standing = given(...cameTo('A11'));
    standing.when(vote(2, 1)).refused('branch-too-small', { clause: 'charter.branch', pointer: '/body/entitled' });
    standing.when(vote(3, 1)).gives({ steps: ['A12'] });
    standing.when(vote(2, 3)).gives({ steps: ['A12'] });
    standing.when(vote(2)).gives({ steps: ['A12'] });
    standing.when({ ...vote(2, 1), imported: false }).gives({ steps: ['A12'] });
    old
      .given(...cameTo('A11'))
      .when(vote(2, 1))
      .gives({ steps: ['A12'] });
  });

  it('the vote of a joint branch says who voted', () => {
    const joint = { unit: above, branches: [near, far] };
    const { body, ...vote } = deeds.vote();
    given(...cameTo('A11'))
      .when({ ...vote, body: { ...body, joint } })
      .gives({ steps: ['A12'], book: { vote: { on: '2026-05-06', for: 6, joint } } });
  });
});

describe('the meeting of a branch and of a joint branch', () => {
  const { given } = lawful({ procedure: 'meeting' });
  const convene = (evidence: Record<string, unknown>, more: Record<string, unknown> = {}, rest: Partial<Deed> = {}): Deed => ({
    kind: 'conveneMeeting',
    on: '2026-05-06',
    body: { kind: 'branch', cases: [one], ...more },
    evidence,
    ...rest,
  });
  const joined = { members: 5, least: 3, joined: [near, far] };
  const named = { branches: [near, far] };

  it('needs as many members as a branch, when it is convened and at the roll', () => {
    given()
      .when(convene({ members: 2, least: 3 }))
      .refused('branch-too-small', { clause: 'charter.branch', pointer: '/unit' });
    given()
      .when(convene({ ...joined, members: 2 }, named))
      .refused('branch-too-small', { pointer: '/body/branches' });
    given()
      .when(convene({ members: 2 }))
      .gives({ book: { kind: 'branch' } });
    const roll = (members: number): Deed => ({
      kind: 'takeRoll',
      on: '2026-05-07',
      body: { present: [who('a')], chair: who('a') },
      evidence: { entitled: [who('a')], members, least: 3 },
    });
    const standing = given(convene({ members: 3, least: 3 }));
    standing.when(roll(2)).refused('branch-too-small', { pointer: '/unit' });
    standing.when(roll(3)).gives({ book: { detail: { roll: { entitled: [who('a')] } } } });
  });

  it('is joint only under a unit above, of its own branches, for those who have no branch of their own', () => {
    given()
      .when(convene({ members: 5, least: 3 }, named))
      .refused('not-above', { pointer: '/body/branches' });
    given()
      .when(convene({ ...joined, joined: [] }))
      .refused('branches-missing', { pointer: '/body/branches' });
    given()
      .when(convene({ ...joined, joined: Array.from({ length: 101 }, (_, index) => who(`branch ${index}`)) }))
      .refused('branches-missing');
    given()
      .when(convene({ ...joined, stranger: 1 }, named))
      .refused('wrong-unit', { pointer: '/body/branches/1' });
    given()
      .when(convene({ ...joined, outside: 0 }, named))
      .refused('not-joined', { pointer: '/body/cases/0' });
    given()
      .when(convene({ ...joined, itself: 0 }, named))
      .refused('own-branch-votes', { pointer: '/body/cases/0' });
    given()
      .when(convene(joined, { branches: [near, near] }))
      .refused('duplicate', { pointer: '/body/branches' });
    given()
      .when(convene({}, { kind: 'recommendation', ...named }))
      .refused('not-joint', { pointer: '/body/branches' });
    given()
      .when(convene({ members: 5, least: 3 }, {}, { seat: 'committee-officer' }))
      .refused('wrong-seat');
    given()
      .when(convene(joined, named, { seat: 'committee-officer' }))
      .gives({ book: { detail: { joined: [near, far] } } });
  });

  it('tells each case who voted', () => {
    const [a, b] = [who('a'), who('b')];
    const roll: Deed = { kind: 'takeRoll', on: '2026-05-06', body: { present: [a, b], chair: a }, evidence: { entitled: [a, b] } };
    const item: Deed = { kind: 'recordItem', on: '2026-05-06', body: { case: one, for: 2, against: 0, abstain: 0 }, evidence: {} };
    const closed: Deed = { kind: 'closeMeeting', on: '2026-05-06', papers: ['minutes'] };
    given(convene(joined, named), roll, item)
      .when({ ...closed, evidence: { signed: true } })
      .refused('already-signed', { clause: 'project.four-eyes', pointer: '/actor' });
    const bodyTold = (evidence: Record<string, unknown>, more: Record<string, unknown>) => {
      const { book, asks, unit } = given(convene(evidence, more), roll, item, closed).state() as unknown as {
        book: OccasionBook;
        unit: string;
        asks: { args: { rows: { body: Record<string, unknown> }[] } }[];
      };
      expect(book.entries[one]?.counts).toEqual({ entitled: 2, present: 2, for: 2, against: 0, abstain: 0 });
      return [asks[0]?.args.rows[0]?.body.joint, unit];
    };
    const [joint, unit] = bodyTold(joined, named);
    expect(joint).toEqual({ unit, branches: [near, far] });
    expect(bodyTold({ members: 5, least: 3 }, {})[0]).toBeUndefined();
  });
});
