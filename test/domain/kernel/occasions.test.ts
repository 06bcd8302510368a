import { openSteps } from '../../../domain/case/state';
import type { OccasionBook } from '../../../domain/occasions/tell';
import { type Deed, lawful, statuteOf, who } from '../../harness/given';
import { one, told, two } from '../../harness/given-occasion';

describe('a session and a ceremony', () => {
  const session = lawful({ procedure: 'session' });
  const hold = (body: Record<string, unknown>): Deed => ({
    kind: 'holdSession',
    on: '2026-03-02',
    body: { rows: [{ case: one }, { case: two }], ...body },
  });

  it('a League class is one row per hour and person, with topic and witness', () => {
    session
      .given()
      .when(hold({ kind: 'leagueClass', hours: 2 }))
      .refused('field-missing', { clause: 'admission.cultivation' });
    session
      .given()
      .when(hold({ kind: 'leagueClass', hours: 2, topic: '团章', witness: who('teacher') }))
      .gives({
        asks: [
          {
            args: {
              command: 'recordHours',
              rows: [
                { case: one, body: { hours: [{ on: '2026-03-02', units: 1, topic: '团章', witness: who('teacher') }, { units: 1 }] } },
                { case: two },
              ],
            },
          },
        ],
      });
    session
      .given()
      .when(hold({ kind: 'talk', rows: [{ case: one }, { case: one }] }))
      .refused('duplicate');
  });

  it('a row says what its kind knows, and a class lists those who were there alone', () => {
    const taught = { kind: 'leagueClass', hours: 2, topic: '团章', witness: who('teacher') };
    session
      .given()
      .when(hold({ ...taught, rows: [{ case: one }, { case: two, result: 'absent' }] }))
      .refused('bad-field', { pointer: '/body/rows/1/result', clause: 'admission.cultivation' });
    session
      .given()
      .when(hold({ kind: 'talk', rows: [{ case: one, result: 'maybe' }] }))
      .refused('bad-field', { pointer: '/body/rows/0/result', clause: 'admission.talk' });
    session
      .given()
      .when(hold({ kind: 'talk', rows: [{ case: one, result: 'continue-guidance' }] }))
      .gives({ asks: [{ args: { command: 'recordTalk' } }] });
  });

  it('a League class whose witness is nobody, or one of those who are taught, is refused whole, at the field', () => {
    const taught = (evidence: Record<string, unknown>): Deed => ({
      ...hold({ kind: 'leagueClass', hours: 2, topic: '团章', witness: who('teacher') }),
      evidence,
    });
    const clause = 'admission.cultivation';
    session
      .given()
      .when(taught({ witnesses: [] }))
      .refused('unknown-witness', { pointer: '/body/witness', clause });
    session
      .given()
      .when(taught({ witnesses: [who('teacher')], aboutWitness: [two] }))
      .refused('own-witness', { pointer: '/body/rows/1/case', clause });
    session
      .given()
      .when(taught({ witnesses: [who('teacher')], aboutWitness: [] }))
      .gives({ asks: [{ args: { command: 'recordHours' } }] });
  });

  it('that its holder may tell to none of its cases is refused whole, and names who may', () => {
    const refusal = session
      .given()
      .refusal({ ...hold({ kind: 'filing' }), evidence: { seatless: ['higher-officer', 'committee-officer'] } }).refusal;
    expect(refusal).toMatchObject({
      code: 'forbidden',
      pointer: '/body/kind',
      text: { zh: expect.stringContaining('上一级团委、团委组织干事') },
    });
  });

  it('keeps the refusal of one row beside the success of the other', () => {
    const state = session.given(hold({ kind: 'talk' }), told('recordTalk', { [one]: true, [two]: 'step-closed' }, '2026-03-02')).state();
    expect(state.ended?.how).toBe('completed');
    expect((state.book as unknown as OccasionBook).entries).toEqual({
      [one]: { status: 'completed' },
      [two]: { status: 'refused', refusal: 'step-closed' },
    });
  });

  it('four hundred applicants are told twenty at a time, so that the state stays small', () => {
    const rows = Array.from({ length: 400 }, (_, index) => ({ case: who(`case ${index}`), result: 'continue-guidance' }));
    const answer = (from: number) =>
      told('recordTalk', Object.fromEntries(rows.slice(from, from + 20).map((row) => [row.case, true as const])), '2026-03-02');
    const answers = Array.from({ length: 20 }, (_, index) => answer(index * 20));
    const first = session.given(hold({ kind: 'talk', rows })).state();
    expect(first.asks.map(({ args }) => (args.rows as unknown[]).length)).toEqual([20]);
    expect(JSON.stringify(first).length).toBeLessThan(64 * 1024);
    const later = session.given(hold({ kind: 'talk', rows }), ...answers.slice(0, 19)).state();
    expect(later.asks[0]?.args).toMatchObject({ on: '2026-03-02', command: 'recordTalk' });
    expect(later.asks[0]?.args.rows).toContainEqual({ case: who('case 399'), body: { conclusion: 'continue-guidance' } });
    expect(session.given(hold({ kind: 'talk', rows }), ...answers).state().ended?.how).toBe('completed');
  });

  const { given } = lawful({ procedure: 'ceremony' });
  const plan: Deed = { kind: 'planCeremony', on: '2026-05-04', body: { plannedOn: '2026-06-01', cases: [one] } };
  const held: Deed = { kind: 'holdCeremony', on: '2026-06-01', body: { attended: [one] } };

  it('a ceremony is planned any time, held once, and tells who came', () => {
    given(plan, { kind: 'addToCeremony', on: '2026-05-20', body: { cases: [two] } })
      .when(held)
      .gives({
        asks: [
          {
            args: {
              command: 'attendCeremony',
              rows: [
                { case: one, body: { attended: true } },
                { case: two, body: { attended: false } },
              ],
            },
          },
        ],
      });
    given(plan)
      .when({ ...held, body: { attended: [two] } })
      .refused('not-on-it', { pointer: '/body/attended/0' });
    given(plan, held).when(held).refused('held-already');
    given(plan, held).when({ kind: 'cancelCeremony', on: '2026-06-01' }).refused('held-already');
    const cancelled: Deed = { kind: 'cancelCeremony', on: '2026-05-20' };
    given(plan).when(cancelled).gives({ ended: 'cancelled' });
    // It is the ceremony that is over, not a case: another may be planned.
    expect(given(plan, cancelled).refusal(held).refusal).toMatchObject({
      code: 'case-ended',
      text: { en: expect.stringContaining('event is over') },
    });
    given()
      .when({ ...plan, body: { plannedOn: '2026-06-01', cases: [one, one] } })
      .refused('duplicate', { pointer: '/body/cases' });
    expect(openSteps(given(plan).state())).toEqual(['O1']);
    // One that is over is written down as of its own day.
    const over = { ...plan, body: { plannedOn: '2026-05-03', cases: [one] } };
    given().when(over).refused('date-order', { pointer: '/body/plannedOn', clause: 'charter.oath' });
    given({ ...over, on: '2026-05-03' })
      .when({ ...held, on: '2026-05-03' })
      .gives({ asks: [{ kind: 'tellCases' }] });
  });
});

it('occasions carry the base law of admission', () => {
  expect(statuteOf({ procedure: 'notice' }).figures).toEqual(statuteOf().figures);
});
