import { addDays } from '../../../domain/calendar/day';
import { seedCalendar } from '../../../domain/calendar/seed';
import { dueOf, earliestOf } from '../../../domain/case/moments';
import { noticeEnd } from '../../../domain/procedures/admission/acts-notice';
import { cameTo, deeds, lawful, statuteOf } from '../../harness/given';

/** Tables that an official can check against the calendar on the wall. */

describe('three months of cultivation: filed on -> first lawful day of the opinion', () => {
  it.each([
    ['2026-01-15', '2026-04-16', 'the corresponding day is the last, the next one is the first'],
    ['2025-11-30', '2026-03-01', 'February has no 30th: its last day ends the three months'],
    ['2025-11-28', '2026-03-01', 'the 28th is there'],
    ['2025-11-29', '2026-03-01', 'the 29th is not'],
    ['2026-01-31', '2026-05-01', 'April has no 31st'],
    ['2026-03-31', '2026-07-01', 'June has no 31st'],
    ['2024-11-30', '2025-03-01', 'not a leap year'],
    ['2025-12-31', '2026-04-01', 'over New Year'],
    ['2026-07-01', '2026-10-02', 'a minimum does not move for the National Day holiday'],
  ])('%s -> %s (%s)', (filed, first) => {
    const { given, statute } = lawful();
    const day = (back: number) => addDays(filed, -back);
    const way = [
      deeds.apply(day(3)),
      deeds.talk(day(2)),
      deeds.nominate(day(1)),
      deeds.decide(day(1)),
      deeds.file(filed),
      deeds.contacts(filed),
      deeds.hours(filed),
      deeds.volunteer(filed),
    ];
    expect(earliestOf(given(...way).state(), statute, 'A5')).toMatchObject({
      day: first,
      figure: 'admission.cultivationMin',
      clause: 'admission.cultivation',
    });
    given(...way)
      .when(deeds.assess(addDays(first, -1)))
      .refused('too-early', { earliest: first });
    given(...way)
      .when(deeds.assess(first))
      .gives({ steps: ['A6'] });
  });
});

describe('five working days of notice: posted on -> last day', () => {
  it.each([
    ['2026-02-12', '2026-02-26', 'Spring Festival, two make-up days'],
    ['2026-04-02', '2026-04-10', 'Qingming'],
    ['2026-04-30', '2026-05-11', 'Labour Day, make-up Saturday 9 May'],
    ['2026-06-18', '2026-06-26', 'Dragon Boat'],
    ['2026-09-18', '2026-09-24', 'make-up Sunday 20 September'],
    ['2026-09-24', '2026-10-09', 'Mid-Autumn and National Day'],
    ['2026-09-28', '2026-10-10', 'ends on a working Saturday'],
    ['2026-09-30', '2026-10-13', 'over National Day'],
    ['2026-10-08', '2026-10-14', 'after it'],
  ])('%s -> %s (%s)', (posted, last) => {
    expect(noticeEnd(statuteOf(), posted)).toEqual({ end: last, provisional: false });
  });

  it('2026-12-28 is provisional while the notice for 2027 is not loaded', () => {
    expect(noticeEnd(statuteOf(), '2026-12-28').provisional).toBe(true);
  });

  it('Xinjiang adds its own days', () => {
    expect(noticeEnd(statuteOf(), '2025-06-05').end).toBe('2025-06-12');
    expect(noticeEnd(statuteOf({ calendar: seedCalendar('65') }), '2025-06-05').end).toBe('2025-06-17');
  });
});

describe('the talk within a month: applied on -> last day', () => {
  it.each([
    ['2026-01-12', '2026-02-12', 'the corresponding day'],
    ['2026-01-31', '2026-02-28', 'the last day of February, a make-up working Saturday'],
    ['2026-03-04', '2026-04-07', 'ends on Saturday of Qingming: moves over Monday, too'],
    ['2026-04-01', '2026-05-06', 'ends in the May holiday'],
    ['2026-09-05', '2026-10-08', 'ends in the National Day holiday'],
    ['2026-05-13', '2026-06-15', 'ends on a Saturday'],
  ])('%s -> %s (%s)', (applied, last) => {
    const { given, statute } = lawful();
    expect(dueOf(given(deeds.apply(applied)).state(), statute, 'A2')).toMatchObject({
      day: last,
      provisional: false,
      clause: 'admission.talk',
    });
  });

  it('an end in an unknown year is provisional', () => {
    const { given, statute } = lawful();
    expect(dueOf(given(deeds.apply('2026-12-10')).state(), statute, 'A2')?.provisional).toBe(true);
  });
});

describe('the archive: thirty days from the approval, whenever the feedback came', () => {
  it('counts from A12, not from the day the step opened', () => {
    const { given, statute } = lawful();
    const state = given(...cameTo('A13'), deeds.deliver('2026-05-25')).state();
    expect(state.steps.A15?.openedOn).toBe('2026-05-25');
    expect(dueOf(state, statute, 'A15')).toMatchObject({ day: '2026-06-10', figure: 'admission.archiveDeadline' });
  });
});
