import type { OccasionBook } from '../../../domain/occasions/tell';
import { type Deed, lawful, who } from '../../harness/given';

const [one, two] = [who('case one'), who('case two')];
const names = (count: number) => Array.from({ length: count }, (_, index) => who(`member ${index}`));
const { given } = lawful({ procedure: 'meeting' });
const convene: Deed = { kind: 'conveneMeeting', on: '2026-06-18', body: { kind: 'branch', cases: [one, two] } };
const roll = (entitled: number, present: number, on = '2026-06-18'): Deed => ({
  kind: 'takeRoll',
  on,
  body: { present: names(present), chair: who('member 0') },
  evidence: { entitled: names(entitled), takenOn: on },
});
const item = (about: string, rest: Partial<Deed> & { more?: Record<string, unknown> } = {}): Deed => {
  const { more, ...deed } = rest;
  return { kind: 'recordItem', on: '2026-06-18', body: { case: about, for: 4, against: 0, abstain: 0, ...more }, ...deed };
};
const close = (rest: Partial<Deed> = {}): Deed => ({ kind: 'closeMeeting', on: '2026-06-18', papers: ['minutes'], ...rest });
const bookOf = (...deeds: Deed[]) => given(...deeds).state().book as unknown as OccasionBook;
const answer = (id: string, code: string) => ({ case: id, code, text: { zh: '不行', en: 'no' }, remedy: { zh: '等', en: 'wait' } });

describe('the body that meets', () => {
  it('only whoever sits in it takes the roll, counts and closes', () => {
    const seat = { seat: 'committee-officer' } as const;
    for (const [before, deed] of [
      [[convene], { ...roll(5, 5), ...seat }],
      [[convene, roll(5, 4)], item(one, seat)],
      [[convene, roll(5, 4), item(one)], close(seat)],
    ] as const)
      given(...before)
        .when(deed)
        .refused('wrong-seat', { pointer: '/actor', clause: 'admission.meeting' });
    const approval: Deed = { ...convene, seat: 'committee-approver', body: { kind: 'approval', cases: [one] } };
    given(approval).when(roll(3, 3)).refused('wrong-seat', { pointer: '/actor', clause: 'admission.approval' });
    given(approval)
      .when({ ...roll(3, 3), seat: 'committee-officer' })
      .gives({ phase: 'open' });
  });
});

describe('the roll of another day', () => {
  const first = [convene, roll(6, 4), item(one)];

  it('is no roll: the meeting takes it again, and keeps the earlier one', () => {
    given(...first)
      .when(item(two, { on: '2026-06-26' }))
      .refused('roll-of-another-day', { pointer: '/on' });
    given(...first)
      .when(roll(6, 5))
      .refused('roll-taken');
    const book = bookOf(
      ...first,
      roll(5, 5, '2026-06-26'),
      item(two, { on: '2026-06-26', more: { for: 5 }, evidence: { votedOn: '2026-06-26' } }),
    );
    expect(book.entries).toMatchObject({ [one]: { counts: { entitled: 6, present: 4 } }, [two]: { counts: { entitled: 5, present: 5 } } });
    expect(book.detail).toMatchObject({ roll: { on: '2026-06-26', chair: who('member 0') }, earlierRolls: [{ on: '2026-06-18' }] });
    given(...first, item(two))
      .when(roll(6, 5, '2026-06-26'))
      .refused('roll-taken');
  });

  it('without quorum that day nobody is voted on; the votes of the earlier day wait for their minutes, and a third day may have quorum', () => {
    const poor = [...first, roll(6, 2, '2026-06-26')];
    expect(given(...poor).state().phase).toBe('open');
    expect(bookOf(...poor).detail.adjourned).toBe(true);
    given(...poor)
      .when(item(two, { on: '2026-06-26', more: { for: 2 } }))
      .refused('no-quorum');
    given(...poor)
      .when(close({ on: '2026-06-26' }))
      .gives({ asks: [{ args: { rows: [{ case: one }] } }] });
    expect(bookOf(...poor, roll(6, 6, '2026-06-27')).detail).not.toHaveProperty('adjourned');
    given(convene, roll(6, 4))
      .when(roll(6, 2, '2026-06-26'))
      .gives({ ended: 'adjourned' });
  });

  it('a roll of the time before its day was kept is as it was', () => {
    const old = { ...roll(6, 4), evidence: { entitled: names(6) } };
    expect(bookOf(convene, old).detail.roll).toEqual({ entitled: names(6), present: names(4) });
    given(convene, old)
      .when(item(one, { on: '2026-06-26' }))
      .gives({ phase: 'open' });
    given(convene, old)
      .when(roll(6, 5, '2026-06-26'))
      .refused('roll-taken');
  });
});

describe('who leaves the room', () => {
  it('has signed at another level, and leads the item no more', () => {
    const signed = { evidence: { signed: [who('member 0')] } };
    const taken = given(convene, roll(5, 5));
    taken.when(item(one, signed)).refused('already-signed', { pointer: '/body/recused', clause: 'project.four-eyes' });
    const away = { recused: [who('member 0')] };
    taken.when(item(one, { ...signed, more: away })).refused('chair-away', { pointer: '/body/chair' });
    taken.when(item(one, { ...signed, more: { ...away, chair: who('member 0') } })).refused('no-chair', { pointer: '/body/chair' });
    const book = bookOf(convene, roll(5, 5), item(one, { ...signed, more: { ...away, chair: who('member 1') } }));
    expect(book.entries[one]?.counts).toMatchObject({ entitled: 5, present: 4 });
  });
});

describe('closing', () => {
  const voted = [convene, roll(5, 4), item(one), item(two)];
  const refuses = (...answers: ReturnType<typeof answer>[]) => ({ evidence: { refuses: answers } });

  it('waits until every case takes its vote; what this person cannot tell, another can', () => {
    given(...voted)
      .when(close(refuses({ ...answer(two, 'already-signed'), pointer: '/recorder' } as never)))
      .refused('vote-not-taken', { pointer: '/recorder' });
    given(...voted)
      .when(close(refuses(answer(two, 'forbidden'))))
      .refused('vote-not-taken', { pointer: '/actor' });
    given(...voted)
      .when(close(refuses(answer(two, 'case-ended'))))
      .refused('vote-not-taken', { pointer: '/body/without' });
  });

  it('gives up the vote on a case that takes none any more, and on no other', () => {
    const gone = refuses(answer(two, 'case-ended'));
    for (const [body, evidence, pointer] of [
      [[one], gone, '/body/without/0'],
      [[two], refuses(answer(two, 'already-signed')), '/body/without/0'],
    ] as const)
      given(...voted)
        .when(close({ body: { without: body }, ...evidence }))
        .refused('vote-stands', { pointer });
    given(...voted)
      .when(close({ body: { without: [two, two] }, ...gone }))
      .refused('duplicate', { pointer: '/body/without/1' });
    given(...voted)
      .when(close({ body: { without: [who('stranger')] }, ...gone }))
      .refused('not-on-it', { pointer: '/body/without/0' });
    const dropped = close({ body: { without: [two] }, ...gone });
    given(...voted)
      .when(dropped)
      .gives({ asks: [{ args: { rows: [{ case: one }] } }] });
    expect(bookOf(...voted, dropped).entries[two]).toMatchObject({ status: 'given-up', counts: { for: 4 } });
  });
});

it('nobody is voted on twice while the first vote waits for its minutes', () => {
  const untold = { meeting: who('another meeting'), on: '2026-06-17' };
  given()
    .when({ ...convene, evidence: { untold: { ...untold, index: 1 } } })
    .refused('voted-elsewhere', { pointer: '/body/cases/1' });
  given(convene, roll(5, 5))
    .when(item(one, { evidence: { untold } }))
    .refused('voted-elsewhere', { pointer: '/body/case' });
  const decision = lawful({ procedure: 'decision' });
  decision
    .given()
    .when({ kind: 'conveneDecision', on: '2026-06-18', body: { cases: [one] }, evidence: { untold: { ...untold, index: 0 } } })
    .refused('voted-elsewhere', { pointer: '/body/cases/0', clause: 'cadre.decision' });
});

it('a ceremony at which nobody could be inducted is not held', () => {
  const ceremony = lawful({ procedure: 'ceremony' });
  const plan: Deed = { kind: 'planCeremony', on: '2026-05-04', body: { plannedOn: '2026-06-01', cases: [one, two] } };
  const held = (...codes: string[]): Deed => ({
    kind: 'holdCeremony',
    on: '2026-06-01',
    body: { attended: [one] },
    evidence: { refuses: codes.map((code, index) => answer([one, two][index] ?? '', code)) },
  });
  ceremony.given(plan).when(held('out-of-step', 'out-of-step')).refused('nobody-ready', { clause: 'charter.oath' });
  ceremony
    .given(plan)
    .when(held('out-of-step'))
    .gives({ asks: [{ kind: 'tellCases' }] });
});
