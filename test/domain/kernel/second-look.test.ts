import { declineOn } from '../../../domain/case/ledger';
import { dueOf } from '../../../domain/case/moments';
import { tasksOf } from '../../../domain/case/tasks';
import { cameTo, type Deed, deeds, type Event, lawful, rehashed, who } from '../../harness/given';

const { given, statute, procedure } = lawful();
const reason = { papers: ['reason'] };

describe('a second look', () => {
  const ask = (about: string, on: string): Deed => ({ kind: 'requestSecondLook', on, body: { about } });
  const answer = (on: string): Deed => ({ kind: 'answerSecondLook', on, body: { answer: 'upheld' }, ...reason });

  it('for silence, from the day after the due day', () => {
    given(deeds.apply('2026-01-12')).when(ask('ignored', '2026-02-12')).refused('nothing-to-look-at', { pointer: '/body/about' });
    given(deeds.apply('2026-01-12'))
      .when(ask('ignored', '2026-02-13'))
      .gives({ steps: ['A2'] });
    given(deeds.apply('2026-01-12'), ask('ignored', '2026-02-13')).when(ask('ignored', '2026-02-14')).refused('already-asked');
    given(deeds.apply('2026-01-12')).when(answer('2026-02-14')).refused('nothing-asked');
  });

  it('that somebody asks about silence makes nothing late that was done by then; an answer is none of that', () => {
    const asked = [deeds.apply('2026-01-12'), ask('ignored', '2026-02-13')];
    expect(given(...asked, deeds.talk('2026-02-12')).state().steps.A2?.closedOn).toBe('2026-02-12');
    given(...asked)
      .when(answer('2026-02-12'))
      .refused('out-of-order', { pointer: '/on' });
    // What the office itself has done since keeps the order.
    given(...asked, deeds.talk('2026-02-13'))
      .when(deeds.nominate('2026-02-12'))
      .refused('out-of-order');
  });

  it('has an answer due, at the committee above', () => {
    const [task] = tasksOf(procedure, given(deeds.apply('2026-01-12'), ask('ignored', '2026-02-27')).state(), statute);
    expect(task).toMatchObject({ step: 'second-look', seat: 'higher-officer', org: who('county'), due: '2026-03-19' });
  });

  it('one refusal, one look', () => {
    const declined = [...cameTo('A3'), deeds.nominate(), deeds.decide('2026-01-14', { body: { chosen: false, body: 'committee' } })];
    given(...cameTo('A3'))
      .when(ask('refused', '2026-01-14'))
      .refused('nothing-to-look-at');
    given(...declined, ask('refused', '2026-01-15'), answer('2026-01-16'))
      .when(ask('refused', '2026-01-17'))
      .refused('nothing-to-look-at');
  });

  it('a refusal that comes while the silence is looked at may be asked about too', () => {
    const silent = [
      ...cameTo('A12'),
      ask('ignored', '2026-06-10'),
      deeds.approve('2026-06-11', { entitled: 5, present: 5, for: 0, against: 5, abstain: 0 }),
    ];
    given(...silent)
      .when(ask('refused', '2026-06-12'))
      .gives({ steps: ['A12T'] });
    given(...silent, ask('refused', '2026-06-12'))
      .when(answer('2026-06-15'))
      .gives({ ended: 'refused' });
  });
});

describe('a second look at what sent the case back', () => {
  const failed = [...cameTo('A7'), deeds.preReview('2026-04-17', { body: { result: 'failed' } })];
  const unrecommended = [...cameTo('A6'), deeds.recommend('2026-04-16', { body: { recommended: false } })];
  const ask: Deed = { kind: 'requestSecondLook', on: '2026-04-20', body: { about: 'refused' } };
  const answer = (past: readonly (Deed | Event)[], how: string, on = '2026-04-22', world = { given }): Deed => {
    const ledger = world.given(...past).ledger();
    const day = world.given(...past).state().book.declinedOn ?? '';
    return { kind: 'answerSecondLook', on, body: { answer: how }, ...reason, evidence: { declined: declineOn(ledger, day) } };
  };

  it.each([
    ['the pre-review', failed, 'A7', ['A1', 'A2', 'A3', 'A4', 'A5', 'A6']],
    ['the recommendation', unrecommended, 'A6', ['A1', 'A2', 'A3', 'A4', 'A5']],
  ] as const)('%s is decided anew; what was done before it stands', (_, past, step, done) => {
    const asked = [...past, ask];
    given(...asked)
      .when(answer(asked, 'reconsider'))
      .gives({ steps: [step], phase: 'open' });
    const after = given(...asked, answer(asked, 'reconsider')).state();
    const before = given(...cameTo(step)).state();
    expect(Object.fromEntries(done.map((id) => [id, after.steps[id]]))).toEqual(
      Object.fromEntries(done.map((id) => [id, before.steps[id]])),
    );
    expect(after.book).not.toHaveProperty('declinedOn');
    expect(after.secondLook).toBeUndefined();
  });

  it('upheld, it leaves him to be cultivated further', () => {
    const asked = [...failed, ask];
    given(...asked)
      .when(answer(asked, 'upheld'))
      .gives({ steps: ['A5'], phase: 'open' });
  });

  it('the gates are asked once more, and the place is reserved as ever', () => {
    const asked = [...failed, ask];
    const again = [...asked, answer(asked, 'reconsider')];
    given(...again)
      .when(deeds.preReview('2026-04-23', { evidence: { ageYears: 28 } }))
      .refused('over-age');
    given(...again)
      .when(deeds.preReview('2026-04-23'))
      .gives({ steps: ['A8'], book: { place: { round: 2 } } });
  });

  it('a case that has gone on by itself is not thrown back: nothing is left to reconsider', () => {
    const onward = [...failed, ask, deeds.assess('2026-04-21')];
    given(...onward)
      .when(answer(onward, 'reconsider'))
      .refused('nothing-to-reconsider', { pointer: '/body/answer' });
    given(...onward)
      .when(answer(onward, 'upheld'))
      .gives({ steps: ['A6'] });
  });

  it('the due of the step that opens again counts from the answer', () => {
    const steps = statute.steps.map((step) =>
      step.id === 'A7' ? { ...step, due: { from: 'A6', figure: 'admission.talkDeadline' } } : step,
    );
    const strict = lawful({ statute: rehashed({ ...statute, steps }) });
    const asked = [...failed, ask];
    const after = strict.given(...asked, answer(asked, 'reconsider', '2026-04-22', strict)).state();
    expect(dueOf(after, strict.statute, 'A7')?.day).toBe('2026-05-22');
    expect(tasksOf(procedure, after, strict.statute)).toMatchObject([
      { step: 'A7', seat: 'committee-officer', since: '2026-04-22', due: '2026-05-22' },
    ]);
  });

  it('an answer of an earlier release, which names nothing, changes no step', () => {
    const asked = [...failed, ask];
    given(...asked)
      .when({ ...answer(asked, 'reconsider'), evidence: {} })
      .gives({ steps: ['A5'] });
  });
});
