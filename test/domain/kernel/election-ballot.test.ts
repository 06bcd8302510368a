import { clauseOf } from '../../../domain/law/statute';
import type { ElectionBook } from '../../../domain/procedures/election/book';
import { type Deed, type Event, lawful, who } from '../../harness/given';
import { CANDIDATES, CLEAR, ELECTORS, METHOD, mark, PRESENT, poll, TELLERS, toBallot } from '../../harness/given-election';

const { given, statute } = lawful({ procedure: 'election' });
const book = (...deeds: readonly (Deed | Event)[]): ElectionBook => given(...deeds).state().book as unknown as ElectionBook;
const names = (elected: ElectionBook['elected']): string[] => elected.map(({ id }) => ELECTORS.find((name) => who(name) === id) ?? '?');

describe('E3 roll and method', () => {
  const toRoll = [poll.request(), poll.propose(), poll.agree()];

  it('freezes who may vote and who is there', () => {
    given(...toRoll)
      .when(poll.roll('2026-03-20', ['e1', 'stranger']))
      .refused('not-on-roll', { pointer: '/body/present/1', clause: 'election.voters' });
    given(...toRoll)
      .when(poll.roll('2026-03-20', ['e1', 'e1']))
      .refused('duplicate');
    given(...toRoll)
      .when(poll.roll('2026-03-20', PRESENT, { body: { present: PRESENT.map(who), chair: who('e12') } }))
      .refused('no-chair');
    expect(book(...toRoll, poll.roll()).roll).toMatchObject({ entitled: ELECTORS.map(who), present: PRESENT.map(who) });
  });

  it('can be taken again until something was voted on with it', () => {
    given(...toRoll, poll.roll())
      .when(poll.roll('2026-03-20', ELECTORS))
      .gives({ steps: ['E3'] });
    given(...toBallot())
      .when(poll.roll('2026-03-20', ELECTORS))
      .refused('roll-taken');
    given(...toBallot())
      .when(poll.roll('2026-03-23', ELECTORS))
      .gives({ steps: ['E4'], book: { tellers: [] } });
  });

  it('admits no proxy', () => {
    const body = { present: PRESENT.map(who), chair: who('e1') };
    given(...toRoll)
      .when(poll.roll('2026-03-20', PRESENT, { body: { ...body, proxies: 1 } }))
      .refused('proxy-voting', { pointer: '/body/proxies', clause: 'election.ballots' });
    given(...toRoll)
      .when(poll.roll('2026-03-20', PRESENT, { body: { ...body, proxies: 0 } }))
      .gives({ steps: ['E3'] });
  });

  it('the method is the meeting’s own, above a floor', () => {
    const rolled = [...toRoll, poll.roll()];
    given(...toRoll)
      .when(poll.method())
      .refused('roll-missing');
    given(...rolled)
      .when(poll.method('2026-03-21'))
      .refused('roll-missing');
    given(...rolled)
      .when(poll.method('2026-03-20', { quorum: { num: 3, den: 5, strict: false } }))
      .refused('quorum-too-low', { pointer: '/body/quorum', clause: 'election.method' });
    given(...rolled)
      .when(poll.method('2026-03-20', { quorum: { num: 2, den: 3, strict: false } }))
      .gives({ steps: ['E4'] });
    given(...rolled)
      .when(poll.method('2026-03-20', { quorum: { num: 3, den: 2, strict: false } }))
      .refused('bad-field', { pointer: '/body/quorum' });
    given(...rolled)
      .when(poll.method('2026-03-20', { base: 'whoever' }))
      .refused('bad-field', { pointer: '/body/base' });
    given(...rolled)
      .when(poll.method('2026-03-20', { seats: 4 }))
      .refused('too-few-candidates', { pointer: '/body/seats' });
    given(...rolled)
      .when(poll.method('2026-03-20', { seats: 2 }))
      .refused('seats-number');
  });

  it('has as many seats as the committee agreed to with the candidates', () => {
    const five = ['e1', 'e2', 'e3', 'e4', 'e5'];
    const agreed = poll.propose('2026-03-05', five);
    const at = given(poll.request(), agreed, poll.agree(), poll.roll());
    at.when(poll.method('2026-03-20', { seats: 4 })).refused('seats-number', { pointer: '/body/seats', clause: 'election.candidates' });
    at.when(poll.method('2026-03-20', { seats: 3 })).gives({ steps: ['E4'] });
  });

  it('not passed, it is amended and voted on again', () => {
    const rolled = [...toRoll, poll.roll()];
    given(...rolled)
      .when(poll.method('2026-03-20', { for: 5, against: 5 }))
      .gives({ steps: ['E3'] });
    given(...rolled, poll.method('2026-03-20', { for: 5, against: 5 }))
      .when(poll.method())
      .gives({ steps: ['E4'] });
    given(...rolled)
      .when(poll.method('2026-03-20', { for: 9, against: 9 }))
      .refused('counts-do-not-add-up');
    given(...toRoll, poll.roll('2026-03-20', ELECTORS.slice(0, 6)))
      .when(poll.method('2026-03-20', { for: 6, against: 0 }))
      .refused('no-quorum', { clause: clauseOf(statute, 'election.methodQuorum') });
  });
});

describe('tellers', () => {
  const before = toBallot().slice(0, -1);
  it('are two or more of those present, and no candidates', () => {
    given(...before)
      .when(poll.tellers('2026-03-20', ['e5']))
      .refused('too-few-tellers', { clause: 'election.tellers' });
    given(...before)
      .when(poll.tellers('2026-03-20', ['e5', 'e5']))
      .refused('too-few-tellers');
    given(...before)
      .when(poll.tellers('2026-03-20', ['e5', 'e4']))
      .refused('teller-candidate', { pointer: '/body/tellers/1', clause: 'election.tellers' });
    given(...before)
      .when(poll.tellers('2026-03-20', ['e5', 'e12']))
      .refused('not-on-roll');
    given(...before)
      .when(poll.tellers('2026-03-21'))
      .refused('roll-missing');
  });

  it('give the count together', () => {
    given(...before)
      .when(poll.count(CLEAR))
      .refused('tellers-missing', { clause: 'election.tellers' });
    given(...toBallot())
      .when(poll.count(CLEAR, { countedBy: [who('e5')] }))
      .refused('tellers-missing', { pointer: '/body/countedBy' });
    given(...toBallot())
      .when(poll.count(CLEAR, { countedBy: ['e5', 'e5'].map(who) }))
      .refused('tellers-missing');
    given(...toBallot())
      .when(poll.count(CLEAR, { countedBy: ['e5', 'e7'].map(who) }))
      .refused('tellers-missing');
  });
});

describe('E4 the ballot', () => {
  it('needs the quorum of the adopted method at the moment of the vote', () => {
    const nine = CLEAR.map(({ id }) => ({ id, for: 5, against: 4, abstain: 0 }));
    given(...toBallot())
      .when(poll.count(nine, { left: [who('e10')], issued: 9, returned: 9 }))
      .refused('no-quorum', { clause: 'election.method' });
    given(...toBallot({ quorum: { num: 2, den: 3, strict: false } }))
      .when(poll.count(nine, { left: [who('e10')], issued: 9, returned: 9 }))
      .gives({ steps: ['E4'] });
    given(...toBallot())
      .when(poll.count(CLEAR, { left: [who('e12')] }))
      .refused('not-on-roll', { pointer: '/body/left/0' });
    given(...toBallot())
      .when(poll.count(CLEAR, {}, { on: '2026-03-21' }))
      .refused('roll-missing');
  });

  it('more papers back than given out: void as a whole, recorded, and repeated', () => {
    const over = poll.count(CLEAR, { returned: 11 });
    given(...toBallot())
      .when(over)
      .gives({ steps: ['E4'], book: { elected: [], ballots: [{ result: 'void' }] } });
    given(...toBallot(), over)
      .when(poll.count(CLEAR))
      .gives({ steps: ['E5'], book: { ballots: [{ result: 'void' }, { result: 'counted' }] } });
    given(...toBallot())
      .when(poll.count(CLEAR, { issued: 11, returned: 11 }))
      .refused('more-issued-than-present', { clause: 'election.ballots' });
  });

  it('counts add up for each candidate; a paper that names more than the seats is void, fewer is valid', () => {
    given(...toBallot())
      .when(poll.count([...CLEAR.slice(0, 3), mark('e4', 3, 6, 0)]))
      .refused('counts-do-not-add-up', { pointer: '/body/votes/3' });
    given(...toBallot())
      .when(poll.count(CLEAR, { invalid: 1 }))
      .refused('counts-do-not-add-up');
    given(...toBallot())
      .when(poll.count(CLEAR, { returned: 0, invalid: 1 }))
      .refused('counts-do-not-add-up');
    given(...toBallot())
      .when(poll.count(['e1', 'e2', 'e3', 'e4'].map((name) => mark(name, 10))))
      .refused('more-names-than-seats', { pointer: '/body/invalid' });
    given(...toBallot())
      .when(poll.count(CLEAR.map((one, index) => (index === 0 ? { ...one, for: 8, against: 1, illegible: 1 } : one))))
      .gives({ steps: ['E5'] });
    given(...toBallot())
      .when(
        poll.count(
          [mark('e1', 7, 2), mark('e2', 7, 2), mark('e3', 8, 1), mark('e4', 2, 7)].map((one) => ({ ...one, abstain: 0 })),
          { invalid: 1 },
        ),
      )
      .gives({ steps: ['E5'] });
  });

  it('names exactly the candidates of the ballot', () => {
    given(...toBallot())
      .when(poll.count(CLEAR.slice(0, 3)))
      .refused('wrong-ballot', { pointer: '/body/votes' });
    given(...toBallot())
      .when(poll.count([...CLEAR.slice(0, 3), mark('e9', 3)]))
      .refused('wrong-ballot');
    given(...toBallot())
      .when(poll.count(CLEAR, { others: [{ id: who('e4'), for: 1 }] }))
      .refused('wrong-ballot', { pointer: '/body/others' });
  });

  it('somebody written in wins like a candidate, if eligible', () => {
    const weak = [mark('e1', 9), mark('e2', 8), mark('e3', 3), mark('e4', 2)];
    const others = [{ id: who('e7'), for: 7 }];
    given(...toBallot())
      .when(poll.count(weak, { others }))
      .refused('candidate-not-eligible', { pointer: '/body/others/0', clause: 'election.voters' });
    given(...toBallot())
      .when(poll.count(weak, { others }, { evidence: { eligible: [who('e7')] } }))
      .gives({
        steps: ['E5'],
        book: {
          elected: [
            { id: who('e1'), votes: 9 },
            { id: who('e2'), votes: 8 },
            { id: who('e7'), votes: 7 },
          ],
        },
      });
    given(...toBallot())
      .when(poll.count(weak, { others: [{ id: who('e7'), for: 11 }] }, { evidence: { eligible: [who('e7')] } }))
      .refused('counts-do-not-add-up');
  });

  it('the majority is of the base that the method names', () => {
    // Six of ten present, of twelve entitled: more than half of those present, not of all.
    const six = [mark('e1', 9), mark('e2', 8), mark('e3', 6), mark('e4', 2)];
    given(...toBallot({ base: 'present' }))
      .when(poll.count(six))
      .gives({ steps: ['E5'], book: { vacant: 0 } });
    given(...toBallot({ base: 'eligible', vacancies: 'vacant' }))
      .when(poll.count(six))
      .gives({ steps: ['E5'], book: { vacant: 1 } });
  });
});

describe('a tie on the last seat', () => {
  const tied = poll.count([mark('e1', 9), mark('e2', 7), mark('e3', 7), mark('e4', 7)]);
  it('is voted on again among the tied only, where more votes decide', () => {
    const after = book(...toBallot(), tied);
    expect(names(after.elected)).toEqual(['e1']);
    expect(after.pending).toEqual({ kind: 'tie', among: ['e2', 'e3', 'e4'].map(who), seats: 2 });
    given(...toBallot(), tied)
      .when(poll.count(CLEAR))
      .refused('wrong-ballot');
    given(...toBallot(), tied)
      .when(
        poll.count(
          [mark('e2', 4), mark('e3', 3), mark('e4', 2)],
          { others: [{ id: who('e7'), for: 2 }] },
          { evidence: { eligible: [who('e7')] } },
        ),
      )
      .refused('wrong-ballot', { pointer: '/body/others' });
    // Four of twelve are no majority; among the tied they are enough.
    given(...toBallot(), tied)
      .when(poll.count([mark('e2', 4), mark('e3', 3), mark('e4', 2)]))
      .gives({ steps: ['E5'], book: { vacant: 0 } });
    expect(names(book(...toBallot(), tied, poll.count([mark('e2', 4), mark('e3', 3), mark('e4', 2)])).elected)).toEqual(['e1', 'e2', 'e3']);
  });

  it('that ends in a tie once more is voted on once more', () => {
    const again = poll.count([mark('e2', 5), mark('e3', 4), mark('e4', 4)]);
    expect(book(...toBallot(), tied, again).pending).toEqual({ kind: 'tie', among: ['e3', 'e4'].map(who), seats: 1 });
  });
});

describe('fewer winners than seats', () => {
  const one = poll.count([mark('e1', 9), mark('e2', 8), mark('e3', 5), mark('e4', 4)]);
  const last = [mark('e3', 6), mark('e4', 4)];
  it('the missing seats are voted on again, as often as the method says', () => {
    expect(book(...toBallot(), one).pending).toEqual({ kind: 'vacancy', among: ['e3', 'e4'].map(who), seats: 1 });
    given(...toBallot(), one)
      .when(poll.count([mark('e3', 7), mark('e4', 3)]))
      .gives({ steps: ['E5'], book: { vacant: 0 } });
    given(...toBallot(), one)
      .when(poll.count(last))
      .gives({ steps: ['E5'], book: { vacant: 1 } });
    given(...toBallot({ revotes: 2 }), one)
      .when(poll.count(last))
      .gives({ steps: ['E4'] });
    given(...toBallot(), one)
      .when(poll.count([mark('e3', 5), mark('e4', 5)], { others: [{ id: who('e1'), for: 1 }] }, { evidence: { eligible: [who('e1')] } }))
      .refused('candidate-not-eligible');
  });

  it('or they stay empty, where the method says that', () => {
    given(...toBallot({ vacancies: 'vacant' }))
      .when(one)
      .gives({ steps: ['E5'], book: { vacant: 1 } });
    given(...toBallot({ revotes: 0 }))
      .when(one)
      .gives({ steps: ['E5'], book: { vacant: 1 } });
  });

  it('nobody at all: the election failed, new candidates are found', () => {
    const none = poll.count(CANDIDATES.map((name) => mark(name, 5)));
    given(...toBallot({ vacancies: 'vacant' }))
      .when(none)
      .gives({ steps: ['E2'], book: { failedOn: '2026-03-20', elected: [], ballots: [] } });
    expect(book(...toBallot({ vacancies: 'vacant' }), none)).not.toHaveProperty('method');
  });
});

describe('absentees', () => {
  const body = { absentees: [who('e11')], issued: 11, returned: 11 };
  const votes = [mark('e1', 9, 2), mark('e2', 8, 3), mark('e3', 7, 4), mark('e4', 3, 8)].map((one) => ({ ...one, abstain: 0 }));
  const approved = { papers: ['count-sheet', 'party-approval', 'league-approval'] };
  it('vote in a suitable form only where the method admits it and both sides approve', () => {
    given(...toBallot())
      .when(poll.count(votes, body, approved))
      .refused('absentees-not-admitted', { pointer: '/body/absentees', clause: 'election.absentees' });
    given(...toBallot({ remote: true }))
      .when(poll.count(votes, body))
      .refused('paper-missing', { clause: 'election.absentees' });
    given(...toBallot({ remote: true }))
      .when(poll.count(votes, { ...body, absentees: [who('e10')] }, approved))
      .refused('not-on-roll', { pointer: '/body/absentees/0' });
    given(...toBallot({ remote: true }))
      .when(poll.count(votes, { ...body, absentees: [who('stranger')] }, approved))
      .refused('not-on-roll');
    given(...toBallot({ remote: true }))
      .when(poll.count(votes, body, approved))
      .gives({ steps: ['E5'], book: { ballots: [{ present: 11 }] } });
  });

  it('make no quorum', () => {
    const nine = [who('e9'), who('e10')];
    given(...toBallot({ remote: true }))
      .when(poll.count(votes, { ...body, left: nine, issued: 9, returned: 9 }, approved))
      .refused('no-quorum');
  });
});

it('a booth’s tally fills the same count', () => {
  const tally = { booth: who('booth'), proof: 'a'.repeat(64) };
  const { entitled = [], present = [] } = book(...toBallot()).roll ?? {};
  const count = {
    ...{ issued: 10, returned: 10, invalid: 0, seats: METHOD.seats, votes: CLEAR.map((one) => ({ illegible: 0, ...one })), others: [] },
    ...{
      unclear: [],
      left: [],
      entitled: entitled.length,
      voters: present.length,
      closedOn: '2026-03-20',
      proof: tally.proof,
      used: false,
    },
  };
  const evidence = { eligible: [], count };
  const alone = { issued: undefined, returned: undefined, votes: undefined, booth: tally.booth };
  given(...toBallot())
    .when(poll.count(CLEAR, alone, { evidence }))
    .gives({ steps: ['E5'], book: { ballots: [tally] } });
  given(...toBallot())
    .when(poll.count(CLEAR, tally, { evidence }))
    .gives({ steps: ['E5'], book: { ballots: [tally] } });
  given(...toBallot())
    .when(poll.count(CLEAR, { ...alone, issued: 9 }, { evidence }))
    .refused('typed-counts', { pointer: '/body/issued', clause: 'ballot.secret' });
  given(...toBallot())
    .when(poll.count(CLEAR, tally))
    .refused('booth-not-tallied', { pointer: '/body/booth' });
  given(...toBallot())
    .when(poll.count(CLEAR, { ...tally, proof: 'x' }))
    .refused('bad-field', { pointer: '/body/proof' });
});

it('the method is kept as it was adopted', () => {
  expect(book(...toBallot()).method).toMatchObject({ ...METHOD, on: '2026-03-20', for: 9 });
  expect(book(...toBallot()).tellers).toEqual(TELLERS.map(who));
});
