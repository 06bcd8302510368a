import { schoolOverlay } from '../../../domain/law/packs/overlay-school';
import { cameTo, type Deed, deeds, lawful, statuteOf, who } from '../../harness/given';

const { given } = lawful();
const atA5 = cameTo('A5');
const hour = (rest: Record<string, unknown>) => ({
  id: 'one',
  on: '2026-01-20',
  topic: '团章',
  witness: who('teacher'),
  units: 1,
  ...rest,
});
const record = (hours: unknown[], on = '2026-01-20', rest: Partial<Deed> = {}): Deed => ({
  kind: 'recordHours',
  on,
  body: { hours },
  ...rest,
});

describe('A5 League-class hours', () => {
  it('an hour before the person became an activist does not count: taught again', () => {
    given(...atA5)
      .when(record([hour({ on: '2026-01-14' })]))
      .refused('hour-too-early', { earliest: '2026-01-15', pointer: '/body/hours/0/on', clause: 'admission.cultivation' });
    given(...atA5)
      .when(record([hour({ on: '2026-01-15' })]))
      .gives({ book: { hours: [{ id: 'one', on: '2026-01-15', units: 1 }] } });
  });

  it('an hour counts once', () => {
    given(...atA5, record([hour({})]))
      .when(record([hour({})]))
      .refused('hour-reused', { pointer: '/body/hours/0/id' });
    given(...atA5)
      .when(record([hour({}), hour({})]))
      .refused('hour-reused', { pointer: '/body/hours/1/id' });
    given(...atA5)
      .when(record([hour({ id: '   ' })]))
      .refused('bad-field', { pointer: '/body/hours/0/id' });
  });

  it('a class that was held counts once, whoever enters it; another one of the same day says so in its topic', () => {
    const once = [...atA5, record([hour({ units: 4 })])];
    given(...once)
      .when(record([hour({ id: 'new' }), hour({ id: 'again', units: 4 })], '2026-01-20', { evidence: { repeated: ['again'] } }))
      .refused('class-repeated', { pointer: '/body/hours/1/topic', clause: 'admission.cultivation' });
    given(...once)
      .when(record([hour({ id: 'again', topic: '团章 (下午)', units: 4 })], '2026-01-20', { evidence: { repeated: [] } }))
      .gives({ book: { hours: [{ units: 4 }, { units: 4 }] } });
  });

  it('a day holds no more class hours than it has hours', () => {
    const full = [...atA5, record([hour({ id: 'a', units: 8 }), hour({ id: 'b', units: 8 })])];
    given(...full)
      .when(record([hour({ id: 'c', units: 8 })]))
      .gives({});
    given(...full)
      .when(record([hour({ id: 'c', units: 8 }), hour({ id: 'd', units: 1 })]))
      .refused('day-overfull', { pointer: '/body/hours/1/units', clause: 'admission.cultivation' });
  });

  it('an hour entered by mistake is struck, with a reason, while hours are counted; it stays readable, and may be recorded anew', () => {
    const strike = (hours: string[], rest: Partial<Deed> = {}): Deed => ({
      kind: 'strikeHours',
      on: '2026-01-21',
      body: { hours },
      papers: ['reason'],
      ...rest,
    });
    const two = [...atA5, record([hour({}), hour({ id: 'two', units: 8 })])];
    given(...two)
      .when(strike(['one'], { papers: [] }))
      .refused('paper-missing', { pointer: '/papers' });
    given(...two)
      .when(strike(['two', 'three']))
      .refused('unknown-hour', { pointer: '/body/hours/1', clause: 'admission.cultivation' });
    const struck = [...two, strike(['two'])];
    expect(given(...struck).state().book).toMatchObject({
      hours: [{ id: 'one' }],
      struckHours: [{ id: 'two', on: '2026-01-20', units: 8, struckOn: '2026-01-21' }],
    });
    given(...struck)
      .when(strike(['two']))
      .refused('unknown-hour');
    given(...struck, deeds.volunteer('2026-01-21'))
      .when(deeds.assess('2026-04-16'))
      .refused('hours-missing');
    given(...struck)
      .when(record([hour({ id: 'two' })], '2026-01-22'))
      .gives({});
    // What the branch has recommended on goes back first.
    const ids = given(...cameTo('A7'))
      .state()
      .book.hours.map(({ id }) => id);
    given(...cameTo('A7'))
      .when(strike(ids, { on: '2026-04-17' }))
      .refused('hours-relied-on', { pointer: '/kind' });
    given(...cameTo('A6'), strike(ids, { on: '2026-04-16' }))
      .when(deeds.recommend('2026-04-16'))
      .refused('hours-missing');
  });

  it('an hour has a topic', () => {
    given(...atA5)
      .when(record([hour({ topic: '  ' })]))
      .refused('bad-field', { pointer: '/body/hours/0/topic' });
  });

  it('nobody witnesses his own hour', () => {
    given(...atA5)
      .when(record([hour({ witness: who('applicant') })]))
      .refused('own-witness', { pointer: '/body/hours/0/witness' });
  });

  it('an hour is witnessed by somebody, not by an id that is nobody’s', () => {
    const evidence = { witnesses: [who('teacher')] };
    given(...atA5)
      .when(record([hour({}), hour({ id: 'two', witness: who('nobody') })], '2026-01-20', { evidence }))
      .refused('unknown-witness', { pointer: '/body/hours/1/witness', clause: 'admission.cultivation' });
    given(...atA5)
      .when(record([hour({ witness: who('teacher').toUpperCase() })], '2026-01-20', { evidence }))
      .gives({ book: { hours: [{ id: 'one', on: '2026-01-20', units: 1 }] } });
  });

  it('an hour is not recorded before it was held', () => {
    given(...atA5)
      .when(record([hour({ on: '2026-01-21' })]))
      .refused('future-day', { pointer: '/body/hours/0/on' });
    given(...atA5)
      .when(record([hour({ on: '2026-01-21' })], '2026-01-20', { today: '2026-01-22' }))
      .refused('future-day', { pointer: '/body/hours/0/on' });
  });

  it('rows are bounded', () => {
    const many = (from: number) =>
      Array.from({ length: 16 }, (_, index) => hour({ id: `h${from + index}`, on: `2026-01-${16 + from / 16}` }));
    given(...atA5, record(many(0)), record(many(16)), record(many(32)), record(many(48)))
      .when(record([hour({ id: 'more' })]))
      .refused('too-many-hours');
  });

  it('entered afterwards keeps its own day: hours need no order among the acts', () => {
    given(...atA5, deeds.volunteer('2026-02-10'), record([hour({ on: '2026-02-10' })], '2026-02-10'))
      .when(record([hour({ id: 'earlier', on: '2026-02-05' })], '2026-02-06', { today: '2026-02-10' }))
      .gives({ steps: ['A5'] });
  });

  it('hours of a falsified activist are gone when the case is sent back to A3', () => {
    const back: Deed = { kind: 'returnTo', on: '2026-02-02', body: { step: 'A3' }, papers: ['reason'] };
    given(...cameTo('A6').slice(0, -2), back)
      .when(deeds.nominate('2026-02-02'))
      .gives({ steps: ['A3'], book: { hours: [] } });
  });
});

describe('a contact serves as long as he could be appointed', () => {
  const gone = { seat: 'contact', evidence: { contactEligible: false } } as const;
  const ready = [...atA5, deeds.hours(), deeds.volunteer()];
  const refused = { pointer: '/actor', clause: 'admission.contacts' };

  it.each([
    ['an assessment', deeds.assess('2026-04-16', gone)],
    ['an unfavourable one', deeds.assess('2026-04-16', { ...gone, body: { suitable: false } })],
    ['an observation', { kind: 'recordObservation', on: '2026-04-16', ...gone }],
    ['a record of volunteering', deeds.volunteer('2026-04-16', 0, gone)],
    ['a record of hours', record([hour({ on: '2026-04-16' })], '2026-04-16', gone)],
  ] as [string, Deed][])('who left the League or lost his rights gives no more: %s', (_, deed) => {
    given(...ready)
      .when(deed)
      .refused('contact-not-eligible', refused);
    given(...ready)
      .when({ ...deed, evidence: { contactEligible: true } })
      .gives({});
  });
});

describe('A5 gates', () => {
  const ready = (count: number, ...rest: Deed[]) => [...atA5, deeds.hours('2026-01-20', count), ...rest];

  it('three months first: the minimum ends at 24:00 of its last day', () => {
    given(...ready(8, deeds.volunteer()))
      .when(deeds.assess('2026-04-15'))
      .refused('too-early', { earliest: '2026-04-16', clause: 'admission.cultivation', pointer: '/on' });
    given(...ready(8, deeds.volunteer()))
      .when(deeds.assess('2026-04-16'))
      .gives({ steps: ['A6'] });
  });

  it('then eight hours', () => {
    given(...ready(7, deeds.volunteer()))
      .when(deeds.assess())
      .refused('hours-missing', { clause: 'admission.cultivation' });
  });

  it('then a registered volunteer, with no national number of hours', () => {
    given(...ready(8))
      .when(deeds.assess())
      .refused('not-volunteer', { clause: 'volunteer.registered' });
    given(...ready(8, deeds.volunteer('2026-01-20', 0)))
      .when(deeds.assess())
      .gives({ steps: ['A6'] });
  });

  it('an unfavourable opinion needs no gate, and leaves the case at A5', () => {
    given(...atA5)
      .when(deeds.assess('2026-02-02', { body: { suitable: false } }))
      .gives({ steps: ['A5'] });
  });

  it('a school may ask for twenty volunteer hours and a transcript', () => {
    const school = lawful({ statute: statuteOf({ overlays: [schoolOverlay] }) });
    const toA5 = [
      ...cameTo('A4'),
      deeds.consent('publication', '2026-01-15'),
      deeds.post('2026-01-16'),
      deeds.complete('2026-01-24'),
      deeds.contacts('2026-01-24'),
      deeds.hours('2026-01-26'),
    ];
    school
      .given(...toA5, deeds.volunteer('2026-01-26', 19))
      .when(deeds.assess())
      .refused('volunteer-hours-missing', { clause: 'school.rules' });
    school
      .given(...toA5, deeds.volunteer('2026-01-26', 20))
      .when(deeds.assess())
      .gives({ steps: ['A6'] });
    school
      .given(...toA5, deeds.volunteer('2026-01-26', 20), deeds.assess())
      .when(deeds.recommend('2026-04-16', { papers: ['recommendation-resolution', 'opinions'] }))
      .refused('paper-missing', { clause: 'admission.recommend' });
  });
});

describe('A6 recommendation', () => {
  it('not recommended: an activist still, the time counts on', () => {
    const declined = [...cameTo('A6'), deeds.recommend('2026-04-16', { body: { recommended: false } })];
    given(...declined)
      .when(deeds.assess('2026-04-17'))
      .gives({ steps: ['A6'], book: { cultivationFrom: '2026-01-15' } });
  });

  it('needs resolution and opinions', () => {
    given(...cameTo('A6'))
      .when(deeds.recommend('2026-04-16', { papers: ['opinions'] }))
      .refused('paper-missing', { clause: 'admission.recommend' });
  });
});

describe('A7 pre-review', () => {
  const atA7 = cameTo('A7');

  it('passed: asks for a place with its number, of the year of the review', () => {
    given(...atA7)
      .when(deeds.preReview())
      .gives({
        asks: [{ kind: 'reservePlace', args: { year: 2026, withNumber: true, round: 1 } }],
        steps: ['A8'],
        book: { number: '202665000001' },
      });
  });

  it('eligibility is evaluated on the day of the gate: over age or a member by now', () => {
    given(...atA7)
      .when(deeds.preReview('2026-04-17', { evidence: { ageYears: 28 } }))
      .refused('over-age', { clause: 'charter.age' });
    given(...atA7)
      .when(deeds.preReview('2026-04-17', { evidence: { ageYears: 13 } }))
      .refused('too-young', { clause: 'charter.age', pointer: '/on' });
    given(...atA7)
      .when(deeds.preReview('2026-04-17', { evidence: { ageYears: 15, isMember: true } }))
      .refused('already-member', { clause: 'admission.single' });
  });

  it('failed: back to cultivation, and the applicant may ask for a second look', () => {
    const failed = [...atA7, deeds.preReview('2026-04-17', { body: { result: 'failed' } })];
    given(...failed)
      .when({ kind: 'requestSecondLook', on: '2026-04-18', body: { about: 'refused' } })
      .gives({ steps: ['A5'] });
  });

  it('fails also without the figures of cultivation, which only a pass needs', () => {
    given(...atA7)
      .when(deeds.preReview('2026-04-17', { body: { result: 'failed' }, evidence: { ageYears: 28 } }))
      .gives({ steps: ['A5'] });
  });

  const short = [
    ...atA7,
    deeds.preReview('2026-04-17', { silent: true }),
    { event: 'placeShort', on: '2026-04-17', body: { why: 'no-place' } },
  ] as const;

  it('waits at A7 when the quota is exhausted: cultivation stays valid', () => {
    const state = given(...short).state();
    expect(state.asks).toEqual([]);
    expect(state.book).toMatchObject({
      waitingSince: '2026-04-17',
      shortage: 'no-place',
      preReviewedOn: '2026-04-17',
      cultivationFrom: '2026-01-15',
    });
    given(...short)
      .when(deeds.preReview('2026-04-18'))
      .refused('already-reviewed', { clause: 'admission.quota' });
    given(...short)
      .when({ kind: 'requestPlace', on: '2026-04-20' })
      .gives({ steps: ['A8'], book: { place: { round: 1 } } });
  });

  it('asks for a place only when it waits for one', () => {
    given(...atA7)
      .when({ kind: 'requestPlace', on: '2026-04-17' })
      .refused('not-waiting', { clause: 'admission.quota' });
    given(...cameTo('A8'))
      .when({ kind: 'requestNumber', on: '2026-04-17' })
      .refused('not-waiting', { clause: 'admission.quota' });
  });

  it('a place that arrives after the case was sent back is given back', () => {
    const state = given(
      ...atA7,
      deeds.preReview('2026-04-17', { silent: true }),
      {
        kind: 'returnTo',
        on: '2026-04-17',
        body: { step: 'A5' },
        papers: ['reason'],
        actor: who('administrator'),
        seat: 'administrator',
        silent: true,
      },
      { event: 'placeReserved', on: '2026-04-17', body: { line: who('line'), round: 1, year: 2026, number: '202665000001' } },
    ).state();
    expect(state.book.place).toBeUndefined();
    expect(state.book.number).toBeUndefined();
    expect(state.asks).toMatchObject([{ kind: 'releasePlace', args: { round: 1 } }]);
  });
});
