import { mayRecordFor, type Place } from '../../../domain/authority/seats';
import type { Who } from '../../../domain/authority/who';
import { actsOf } from '../../../domain/case/acts';
import { contestActs } from '../../../domain/case/common/contest';
import { toldOf, undoneOf } from '../../../domain/case/ledger';
import { momentsOf } from '../../../domain/case/moments';
import { type MachineState, openSteps } from '../../../domain/case/state';
import { SEATS } from '../../../domain/case/step';
import { procedures } from '../../../domain/procedures';
import type { AdmissionBook } from '../../../domain/procedures/admission/book';
import { cameTo, type Deed, deeds, type Event, lawful, who } from '../../harness/given';

const { given, procedure, statute } = lawful();
const atA5 = [...cameTo('A5'), deeds.hours(), deeds.volunteer()];
const clerk = { recorder: who('clerk'), recorderSeat: 'committee-officer' } as const;
type Past = readonly (Deed | Event)[];

/** The contest of the newest act that the clerk recorded, with what the ledger says of it. */
const contestOf = (past: Past, on: string): Deed => {
  const fact = given(...past)
    .ledger()
    .facts.findLast(({ recorder }) => recorder?.id === who('clerk'));
  if (!fact) throw new Error('the clerk recorded nothing');
  return {
    kind: 'contestAct',
    on,
    actor: fact.actor?.id ?? '',
    seat: fact.actor?.seat ?? 'applicant',
    body: { seq: fact.seq },
    evidence: { contestable: true, recordedOn: on, contested: toldOf(fact) },
    silent: true,
  };
};
const contested = (past: Past, on: string): (Deed | Event)[] => [...past, contestOf(past, on)];
/** The finding on whatever is contested. */
const finding = (past: Past, on: string, body: Record<string, unknown> = { stands: false }): Deed => {
  const seq = Number(String(given(...past).state().hold?.by).split(':')[1]);
  return { kind: 'settleContest', on, body, papers: ['reason'], evidence: { contested: undoneOf(given(...past).ledger(), seq) } };
};
const takenBack = (past: Past, on: string, body?: Record<string, unknown>): MachineState<AdmissionBook> => {
  const waiting = contested(past, on);
  return given(...waiting, finding(waiting, on, body)).state();
};

describe('every act that may be recorded for another', () => {
  const place: Place = { unitId: 'b', unitPath: '/c/b/', committeeId: 'c', committeePath: '/c/', contacts: [], introducers: [] };
  const at = { acting: false, kind: 'committee' };
  const recorder = {
    personId: 'clerk',
    holdings: [
      { role: 'committee-officer', orgId: 'c', path: '/c/', ...at },
      { role: 'branch-secretary', orgId: 'b', path: '/c/b/', ...at },
    ],
  } as unknown as Who;
  const recorded = SEATS.filter((seat) => mayRecordFor(recorder, seat, place));
  const acts = Object.values(procedures)
    .filter(({ subject }) => subject === 'case')
    .flatMap((one) => actsOf(one).map((act) => ({ name: `${one.name}: ${act.kind}`, act })))
    .filter(
      ({ act }) => act.via.some((way) => way === 'person' || way === 'occasion') && act.seats.some((seat) => recorded.includes(seat)),
    );

  it('says in its definition how it is undone, and whoever it is recorded for may contest it', () => {
    expect(acts.length).toBeGreaterThan(60);
    expect(acts.filter(({ act }) => !act.undo).map(({ name }) => name)).toEqual([]);
    expect(recorded.filter((seat) => !contestActs.contestAct.seats.includes(seat))).toEqual([]);
  });
});

describe('an act that does not stand leaves nothing behind', () => {
  const refused = [...cameTo('A12'), deeds.approve('2026-05-11', { entitled: 5, present: 5, for: 0, against: 5, abstain: 0 })];
  const transfer: Deed = {
    kind: 'requestTransfer',
    on: '2026-02-02',
    body: { toUnit: who('new branch') },
    evidence: { toCommittee: who('new committee'), isBranch: true },
  };
  const statement = { papers: ['statement'] };
  const filled = [...atA5, deeds.volunteer('2026-01-22', 10), { kind: 'recordObservation', on: '2026-01-22' }];
  const nominated = [...cameTo('A3'), deeds.nominate()];
  const by = (deed: Deed): Deed => ({ ...deed, ...clerk, silent: true });
  const rows: readonly (readonly [string, readonly Deed[], Deed])[] = [
    ['a consent', atA5, deeds.consent('publication', '2026-02-02', statement)],
    [
      'a consent that was given before',
      [...atA5, deeds.consent('publication', '2026-01-22')],
      deeds.consent('publication', '2026-02-02', statement),
    ],
    [
      'the consent to the use of his data, given anew',
      atA5,
      deeds.consent('privacy', '2026-02-02', { ...statement, body: { consent: 'privacy', version: '2026-01' } }),
    ],
    [
      'a consent taken back',
      [...atA5, deeds.consent('publication', '2026-01-22')],
      { kind: 'withdrawConsent', on: '2026-02-02', body: { consent: 'publication' }, ...statement },
    ],
    ['the use of his data taken back', atA5, { kind: 'withdrawConsent', on: '2026-02-02', body: { consent: 'privacy' }, ...statement }],
    ['telling the guardian', atA5, { kind: 'informGuardian', on: '2026-02-02', body: { by: 'paper' } }],
    ['class hours', filled, deeds.hours('2026-02-02', 3)],
    ['class hours struck', filled, { kind: 'strikeHours', on: '2026-02-02', body: { hours: ['2026-01-20-7'] }, papers: ['reason'] }],
    ['a volunteer record', filled, deeds.volunteer('2026-02-02', 99)],
    ['the first volunteer record', cameTo('A5'), deeds.volunteer('2026-02-02', 99)],
    ['an observation', filled, { kind: 'recordObservation', on: '2026-02-02' }],
    [
      'another contact',
      filled,
      { kind: 'replaceContact', on: '2026-02-02', body: { contacts: [who('other')], why: 'left' }, evidence: { eligible: [who('other')] } },
    ],
    ['a nomination', cameTo('A3'), deeds.nominate('2026-01-14', { seat: 'member' })],
    ['a nomination after another', nominated, deeds.nominate('2026-01-14', { body: { by: 'pioneers' } })],
    ['the branch’s decision on the activist', nominated, deeds.decide()],
    ['its decision against him', nominated, deeds.decide('2026-01-14', { body: { chosen: false, body: 'committee' } })],
    ['that he was not recommended', cameTo('A6'), deeds.recommend('2026-04-16', { body: { recommended: false } })],
    [
      'that he failed the pre-review',
      cameTo('A7'),
      deeds.preReview('2026-04-17', { seat: 'committee-approver', body: { result: 'failed' } }),
    ],
    ['a pre-review that waits for a place', cameTo('A7'), deeds.preReview('2026-04-17', { seat: 'committee-approver' })],
    ['a request for a transfer', [...atA5, deeds.consent('transfer', '2026-02-02')], transfer],
    ['a request for a second look', refused, { kind: 'requestSecondLook', on: '2026-05-12', body: { about: 'refused' } }],
    ['a withdrawal', filled, { kind: 'withdraw', on: '2026-02-02', ...statement }],
    ['a refusal accepted', refused, { kind: 'acceptRefusal', on: '2026-05-12', ...statement }],
  ];
  const kept = ({ book, phase, steps, transfer: to, secondLook, ending, hold }: MachineState<AdmissionBook>) => ({
    ...{ book, phase, to, secondLook, ending, hold },
    steps: Object.entries(steps).map(([id, { closedOn }]) => [id, closedOn]),
  });
  /** What was never given and what was taken back are the same to whoever asks for it. */
  const inForce = ({ consents }: MachineState) => Object.fromEntries(Object.entries(consents).filter(([, { withdrawn }]) => !withdrawn));

  it.each(rows)('%s', (_, past, deed) => {
    const before = given(...past).state();
    const done = given(...past, by(deed)).state();
    expect([kept(done), done.consents]).not.toEqual([kept(before), before.consents]);
    const after = takenBack([...past, by(deed)], deed.on);
    expect(kept(after)).toEqual(kept(before));
    expect(inForce(after)).toEqual(inForce(before));
  });

  it('what decided nothing leaves nothing to take back', () => {
    const after = takenBack([...filled, by(deeds.assess('2026-02-02', { body: { suitable: false } }))], '2026-02-02');
    expect(kept(after)).toEqual(kept(given(...filled).state()));
  });

  it('a consent that he gave himself since stays; so does what was done since', () => {
    const own = deeds.consent('publication', '2026-02-03', { body: { consent: 'publication', version: '2026-01' } });
    const after = takenBack([...atA5, by(deeds.consent('publication', '2026-02-02', statement)), own], '2026-02-03');
    expect(after.consents.publication).toEqual({ version: '2026-01', on: '2026-02-03' });
    const hours = takenBack([...atA5, by(deeds.hours('2026-02-02', 3)), deeds.hours('2026-02-03', 2)], '2026-02-03');
    expect(hours.book.hours).toHaveLength(10);
  });

  it('what was taken back once is no ground for another act', () => {
    const first = contested([...atA5, by(deeds.volunteer('2026-02-02', 99))], '2026-02-02');
    const once = [...first, finding(first, '2026-02-02'), by(deeds.volunteer('2026-02-03', 98))];
    expect(takenBack(once, '2026-02-03').book.volunteer).toEqual({ registered: true, hours: 0 });
  });

  it('no file goes to another unit by a consent that was never given', () => {
    const past = [...atA5, by(deeds.consent('transfer', '2026-02-02', statement)), transfer];
    expect(given(...past).state().transfer).toBeDefined();
    expect(takenBack(past, '2026-02-02').transfer).toBeUndefined();
  });

  it('a contest that he did not make is lifted, and he may still make it', () => {
    const act: Deed = { kind: 'contestAct', on: '2026-02-02', body: { seq: 3 }, evidence: { contestable: true, recordedOn: '2026-02-02' } };
    const waiting = contested([...atA5, by(act)], '2026-02-02');
    const after = given(...waiting, finding(waiting, '2026-02-02', { stands: false, seq: given(...atA5).state().seq + 1 }));
    expect(after.state()).toMatchObject({ phase: 'open' });
    after.when(act).gives({ phase: 'held' });
  });

  it('an application that was never made: there is no case', () => {
    const applied = [by(deeds.apply())];
    expect(takenBack(applied, '2026-01-12').ended).toEqual({ how: 'not-applied', on: '2026-01-12' });
  });
});

describe('an act that closed its step', () => {
  const assessed = [...atA5, { ...deeds.assess(), ...clerk, silent: true }];
  const waiting = contested(assessed, '2026-04-16');

  it('is done anew, from its step or an earlier one', () => {
    given(...waiting)
      .when(finding(waiting, '2026-04-16'))
      .refused('field-missing', { pointer: '/body/backTo' });
    for (const backTo of ['A6', 'A7'])
      given(...waiting)
        .when(finding(waiting, '2026-04-16', { stands: false, backTo }))
        .refused('no-way-back', { pointer: '/body/backTo' });
    for (const backTo of ['A5', 'A4'])
      given(...waiting)
        .when(finding(waiting, '2026-04-16', { stands: false, backTo }))
        .gives({ steps: [backTo] });
  });

  it('also where what followed from it closed the step', () => {
    const reviewed = [...cameTo('A7'), { ...deeds.preReview('2026-04-17', { seat: 'committee-approver' }), ...clerk }];
    const held = contested(reviewed, '2026-04-17');
    given(...held)
      .when(finding(held, '2026-04-17'))
      .refused('field-missing');
    given(...held)
      .when(finding(held, '2026-04-17', { stands: false, backTo: 'A7' }))
      .gives({ steps: ['A7'], asks: [{ kind: 'releasePlace' }] });
    expect(takenBack(reviewed, '2026-04-17', { stands: false, backTo: 'A7' }).book).not.toHaveProperty('preReviewedOn');
  });

  it('one that closed none may send the case back all the same', () => {
    const past = [...cameTo('A6'), { ...deeds.hours('2026-04-16', 1), ...clerk }];
    expect(openSteps(takenBack(past, '2026-04-16'))).toEqual(['A6']);
    const back = takenBack(past, '2026-04-16', { stands: false, backTo: 'A5' });
    expect([openSteps(back), back.book.hours.length]).toEqual([['A5'], 8]);
  });
});

describe('what a contest cannot take back is refused, with the way that is left', () => {
  const refuses = (past: Past, on: string, code: string) =>
    given(...past)
      .when(contestOf(past, on))
      .refused(code, { pointer: '/body/seq' });

  it('a transfer that was accepted', () => {
    const request: Deed = {
      kind: 'requestTransfer',
      on: '2026-02-02',
      body: { toUnit: who('new branch') },
      evidence: { toCommittee: who('new committee'), isBranch: true },
    };
    const asked = [...atA5, deeds.consent('transfer', '2026-02-02'), { ...request, ...clerk }];
    const accept: Deed = { kind: 'acceptTransfer', on: '2026-02-03', body: { fileComplete: true } };
    refuses([...asked, accept], '2026-02-03', 'not-undoable');
    refuses([...atA5, deeds.consent('transfer', '2026-02-02'), request, { ...accept, ...clerk }], '2026-02-03', 'not-undoable');
    refuses([...asked, { kind: 'cancelTransfer', on: '2026-02-03', ...clerk }], '2026-02-03', 'not-undoable');
    refuses([...asked, { kind: 'rejectTransfer', on: '2026-02-03', body: { reason: 'other' }, ...clerk }], '2026-02-03', 'not-undoable');
  });

  it('a notice, a vote that failed, and what followed the approval', () => {
    refuses([...cameTo('A8'), deeds.consent('publication', '2026-04-17'), { ...deeds.post(), ...clerk }], '2026-04-20', 'not-undoable');
    const failed = deeds.vote('2026-05-06', { entitled: 10, present: 8, for: 1, against: 7, abstain: 0 });
    refuses([...cameTo('A11'), { ...failed, ...clerk }], '2026-05-06', 'not-undoable');
    refuses([...cameTo('A13'), { ...deeds.deliver(), ...clerk }], '2026-05-12', 'not-undoable');
  });

  it('what closed a step of a case that is approved by now', () => {
    const talked = cameTo('A13', { recordTalk: [{ ...deeds.talk(), ...clerk }] });
    refuses(talked, '2026-05-12', 'already-approved');
  });
});

it('a case that has gone on since it was declined is not thrown back', () => {
  const declined = [...cameTo('A6'), { ...deeds.recommend('2026-04-16', { body: { recommended: false } }), ...clerk }];
  const after = takenBack([...declined, deeds.assess('2026-04-20')], '2026-04-20');
  expect(openSteps(after)).toEqual(['A6']);
  expect(after.steps.A5?.closedOn).toBe('2026-04-20');
});

it('deadlines rest while the finding is waited for, as for every hold', () => {
  const past = [deeds.apply('2026-01-12'), { ...deeds.consent('publication', '2026-01-13', { papers: ['statement'] }), ...clerk }];
  const waiting = contested(past, '2026-01-13');
  const after = given(...waiting, finding(waiting, '2026-01-20')).state();
  expect(after.steps.A2?.pausedDays).toBe(7);
  expect(momentsOf(procedure, given(...waiting).state(), statute)).toEqual([]);
});
