import { startOf } from '../../../domain/calendar/day';
import { waiting } from '../../../domain/case/explain';
import { momentsOf } from '../../../domain/case/moments';
import type { Statute } from '../../../domain/law/statute';
import type { Entry, OccasionBook } from '../../../domain/occasions/tell';
import { cameTo, type Deed, deeds, type Event, lawful, rehashed, statuteOf, who } from '../../harness/given';
import { one, told, two } from '../../harness/given-occasion';

const open = (on: string): Deed => ({ kind: 'openNotice', on, body: { cases: [one, two], workingDays: 5, scope: 'branch' } });
const hung = (on: string): (Deed | Event)[] => [open(on), told('postNotice', { [one]: true, [two]: true }, on)];
const ranOut = (end: string, on: string, ...cases: string[]): Event => ({ event: 'noticeRanOut', on, body: { end, cases } });
const objection = (on: string): Deed => ({ kind: 'receiveObjection', on, body: { case: one, objection: who('o') } });
const ruled = (ruling: string, on: string): Deed => ({
  kind: 'ruleObjection',
  on,
  body: { case: one, objection: who('o'), ruling },
  papers: ['finding'],
  evidence: { impartial: true },
});
const fromCase = (kind: 'resumeEntry' | 'takeDownEntry', on: string, about = one): Deed => ({
  kind,
  on,
  occasion: about,
  body: { case: about },
});

const sheet = lawful({ procedure: 'notice' });
const entry = (done: readonly (Deed | Event)[], law = sheet): Entry | undefined =>
  (law.given(...done).state().book as unknown as OccasionBook).entries[one];
/** On which days the sheet asks whom to take note that the notice is over. */
const rings = (done: readonly (Deed | Event)[], law = sheet) => {
  const given = law.given(...done);
  return momentsOf(law.procedure, given.state(), given.statute()).map(({ at, body }) => [at, body.cases]);
};
/** The law as it stood before the switches were given. */
const before = (law: Statute): Statute => {
  const { 'notice.knownYears': _, 'notice.followsCases': __, ...figures } = law.figures;
  return rehashed({ ...law, figures });
};
const oldSheet = lawful({ statute: before(statuteOf({ procedure: 'notice' })) });
const with2027 = (law: Statute): Statute =>
  rehashed({
    ...law,
    calendar: { ...law.calendar, version: 'CN-2027', years: { ...law.calendar.years, '2027': { '2027-01-01': 'off' } } },
  });
const adopt = (law: Statute, on: string): Deed => {
  const next = with2027(law);
  return { kind: 'adoptCalendar', on, via: 'system', seat: 'administrator', body: { from: law.hash, to: next.hash }, statute: next };
};

describe('a notice that runs into a year whose national calendar is unknown', () => {
  const december = hung('2026-12-28');

  it('has no end: it never rings, however late it gets', () => {
    expect(entry(december)).toMatchObject({ end: '2027-01-04', provisional: true, unknownYear: '2027' });
    expect(rings(december)).toEqual([]);
  });

  it('ends on its last day once the year is known in time', () => {
    const known = [...december, adopt(sheet.statute, '2026-12-30')];
    expect(entry(known)).toMatchObject({ end: '2027-01-05', provisional: false });
    expect(entry(known)?.unknownYear).toBeUndefined();
    expect(rings(known)).toEqual([[startOf('2027-01-06'), [one, two]]]);
  });

  it('ends when the year becomes known after its last day', () => {
    expect(rings([...december, adopt(sheet.statute, '2027-01-11')])).toEqual([[startOf('2027-01-06'), [one, two]]]);
  });

  it('of which only the region’s own days are unknown, is provisional and ends', () => {
    const calendar = { ...sheet.statute.calendar, region: '65', awaiting: ['2026'] };
    const regional = lawful({ statute: rehashed({ ...sheet.statute, calendar }) });
    const april = hung('2026-04-20');
    expect(entry(april, regional)).toMatchObject({ end: '2026-04-27', provisional: true });
    expect(rings(april, regional)).toEqual([[startOf('2026-04-28'), [one, two]]]);
  });

  it('and was posted before the switch was given, ends as it did', () => {
    expect(entry(december, oldSheet)).toEqual({ status: 'told', postedOn: '2026-12-28', end: '2027-01-04', provisional: true });
    expect(rings(december, oldSheet)).toEqual([[startOf('2027-01-05'), [one, two]]]);
  });

  it('keeps its case waiting by rule, in words that name the year', () => {
    const admission = lawful();
    const acts = [
      ...cameTo('A8'),
      deeds.consent('publication', '2026-04-17'),
      deeds.post('2026-12-28', { body: { workingDays: 5, answers: true } }),
    ];
    const given = admission.given(...acts);
    const [task] = waiting(admission.procedure, given.state(), given.statute(), '2027-02-01');
    expect(task).toMatchObject({ step: 'A8', unknownYear: '2027', earliest: '2027-01-05' });
    expect(task?.sentence.zh).toContain('2027 年放假通知录入');
  });
});

describe('a notice whose case is held when its days are over', () => {
  const asked = [...hung('2026-04-30'), ranOut('2026-05-11', '2026-05-12', one, two)];
  const held = [...asked, told('completeNotice', { [one]: 'held', [two]: true }, '2026-05-12')];

  it('hangs on, and ends on the next working day after the case goes on', () => {
    expect(entry(held)).toMatchObject({ status: 'told', waits: true, refusal: 'held' });
    expect(rings(held)).toEqual([]);
    // 2026-05-14 is a Thursday, 2026-05-16 a Saturday.
    expect(rings([...held, fromCase('resumeEntry', '2026-05-14')])).toEqual([[startOf('2026-05-15'), [one]]]);
    const saturday = [...held, fromCase('resumeEntry', '2026-05-16')];
    expect(rings(saturday)).toEqual([[startOf('2026-05-18'), [one]]]);
    expect(entry(saturday)).toEqual(expect.not.objectContaining({ refusal: 'held' }));
    const over = [...saturday, ranOut('2026-05-11', '2026-05-18', one), told('completeNotice', { [one]: true }, '2026-05-18')];
    expect(sheet.given(...over).state().ended).toEqual({ how: 'completed', on: '2026-05-18' });
  });

  it('hears it also when it is said before the refusal is', () => {
    const crossed = [...asked, fromCase('resumeEntry', '2026-05-12'), told('completeNotice', { [one]: 'held', [two]: true }, '2026-05-12')];
    expect(rings(crossed)).toEqual([[startOf('2026-05-13'), [one]]]);
  });

  it('a hold that is lifted within its days costs nothing', () => {
    expect(rings([...hung('2026-04-30'), fromCase('resumeEntry', '2026-05-08')])).toEqual([[startOf('2026-05-12'), [one, two]]]);
  });

  it('of an older sheet ends refused, and one whose case was suspended as well', () => {
    expect(entry(held, oldSheet)).toMatchObject({ status: 'refused', refusal: 'held' });
    expect(entry([...asked, told('completeNotice', { [one]: 'suspended', [two]: true }, '2026-05-12')])).toMatchObject({
      status: 'refused',
    });
  });

  it('only cases on the sheet speak to it', () => {
    for (const kind of ['resumeEntry', 'takeDownEntry'] as const) {
      sheet
        .given(...held)
        .when(fromCase(kind, '2026-05-14', who('stranger')))
        .refused('not-on-it', { pointer: '/body/case' });
      sheet
        .given(...held)
        .when({ ...fromCase(kind, '2026-05-14'), via: 'person' })
        .refused('wrong-way');
    }
  });
});

describe('an objection that is ruled on after the last day', () => {
  const late = (on: string) => [
    ...hung('2026-04-30'),
    objection('2026-05-08'),
    told('holdForObjection', { [one]: true }, '2026-05-08'),
    ruled('go-on', on),
    told('settleObjection', { [one]: true }, on),
  ];
  const end = (on: string, law = sheet) => rings(late(on), law).find(([, cases]) => (cases as string[]).includes(one))?.[0];

  it.each([
    ['2026-05-11', '2026-05-12'],
    ['2026-05-12', '2026-05-13'],
    ['2026-05-15', '2026-05-18'],
    ['2026-05-16', '2026-05-18'],
  ])('ruled on %s, it ends for that case on %s', (on, day) => {
    expect(end(on)).toBe(startOf(day));
  });

  it('by an older sheet, at once', () => {
    expect(end('2026-05-16', oldSheet)).toBe(startOf('2026-05-12'));
  });
});

describe('a name that comes down', () => {
  const down = [...hung('2026-04-30'), fromCase('takeDownEntry', '2026-05-06')];

  it('ends that person’s entry, in words', () => {
    expect(entry(down)).toMatchObject({ status: 'refused', refusal: 'taken-down' });
    expect(rings(down)).toEqual([[startOf('2026-05-12'), [two]]]);
    sheet
      .given(...down)
      .when(objection('2026-05-07'))
      .refused('notice-over');
    expect(entry([...down, { kind: 'correctNotice', on: '2026-05-07', body: { cases: [one], substantive: true } }])).toMatchObject({
      status: 'refused',
    });
  });

  it('while its objection is examined, it waits for the ruling and ends with it', () => {
    const examined = [
      ...hung('2026-04-30'),
      objection('2026-05-06'),
      told('holdForObjection', { [one]: true }, '2026-05-06'),
      fromCase('takeDownEntry', '2026-05-07'),
    ];
    expect(entry(examined)).toMatchObject({ status: 'held' });
    expect(entry([...examined, ruled('end', '2026-05-08')])).toMatchObject({ status: 'removed' });
    const goesOn = [...examined, ruled('go-on', '2026-05-08'), told('settleObjection', { [one]: true }, '2026-05-08')];
    expect(entry(goesOn)).toMatchObject({ status: 'refused', refusal: 'taken-down' });
  });

  it('before the sheet has heard that the case is on it, ends it all the same', () => {
    expect(
      entry([open('2026-04-30'), fromCase('takeDownEntry', '2026-04-30'), told('postNotice', { [one]: true, [two]: true }, '2026-04-30')]),
    ).toMatchObject({ status: 'refused', refusal: 'taken-down' });
  });
});

describe('what a case tells the notice that it is on', () => {
  const { given } = lawful();
  const consented = [...cameTo('A8'), deeds.consent('publication', '2026-04-17')];
  const post = (on = '2026-04-20', rest: Partial<Deed> = {}): Deed => deeds.post(on, { body: { workingDays: 5, answers: true }, ...rest });
  const withdraw: Deed = { kind: 'withdrawConsent', on: '2026-04-21', body: { consent: 'publication' } };
  const tells = (command: string) => ({ kind: 'tellCases', args: { command, rows: [{ case: who('occasion') }] } });
  const contest: Deed = {
    kind: 'contestAct',
    on: '2026-04-21',
    body: { seq: 1 },
    evidence: { contestable: true, recordedOn: '2026-04-20' },
  };
  const stands: Deed = { kind: 'settleContest', on: '2026-04-23', body: { stands: true }, papers: ['reason'] };

  it('that the name is down: this notice counts no more, also when the consent is given again', () => {
    given(...consented, post())
      .when(withdraw)
      .gives({ asks: [tells('takeDownEntry')] });
    const again = [...consented, post(), withdraw, deeds.consent('publication', '2026-04-24')];
    given(...again)
      .when(deeds.complete('2026-04-28'))
      .refused('taken-down', { clause: 'admission.publicity' });
    given(...again)
      .when({ kind: 'restartNotice', on: '2026-04-24' })
      .refused('taken-down');
    const anew = [...again, post('2026-04-24', { occasion: who('another') })];
    given(...anew)
      .when(deeds.complete('2026-04-28', { occasion: who('another') }))
      .refused('too-early');
    given(...anew)
      .when(deeds.complete('2026-05-07', { occasion: who('another') }))
      .gives({ steps: ['A9'] });
  });

  it('that the name is down, too, when the consent proves to be none of his', () => {
    const { seq } = given(...consented).state();
    const contested = { fact: 'consentGiven', seq, on: '2026-04-17', body: { consent: 'publication', version: '2026-01' } };
    const finding: Deed = { ...stands, body: { stands: false }, evidence: { contested }, silent: true };
    const after = given(...consented, post(), { ...contest, body: { seq } }, finding).state();
    expect(after.book.notice).toMatchObject({ downOn: '2026-04-23' });
    expect(after.asks.map(({ args }) => args.command)).toEqual(['takeDownEntry', 'resumeEntry']);
  });

  it('nothing to a sheet of an earlier release, whose notice goes on', () => {
    const old = [...consented, deeds.post('2026-04-20')];
    given(...old)
      .when(withdraw)
      .gives({ asks: [] });
    given(...old, withdraw, deeds.consent('publication', '2026-04-24'))
      .when(deeds.complete('2026-04-28'))
      .gives({ steps: ['A9'] });
    given(...old, contest)
      .when(stands)
      .gives({ asks: [] });
  });

  it('that nothing holds it any more; of the objection’s own hold the sheet knows', () => {
    given(...consented, post(), contest)
      .when(stands)
      .gives({ phase: 'open', asks: [tells('resumeEntry')] });
    const objected: Deed = { kind: 'holdForObjection', on: '2026-04-22' };
    const settled: Deed = { kind: 'settleObjection', on: '2026-04-24', body: { ruling: 'go-on' } };
    given(...consented, post(), objected)
      .when(settled)
      .gives({ phase: 'open', asks: [] });
    given(...consented, post(), contest, objected)
      .when(stands)
      .gives({ phase: 'held', asks: [] });
    given(...consented, post(), contest, objected, stands)
      .when(settled)
      .gives({ phase: 'open', asks: [] });
  });

  it('that it has ended while it was held', () => {
    given(...consented, post(), contest)
      .when({ kind: 'withdraw', on: '2026-04-22' })
      .gives({ phase: 'ended' });
    const ended = given(...consented, post(), contest, { kind: 'withdraw', on: '2026-04-22', silent: true }).state();
    expect(ended.asks.map(({ args }) => args.command)).toContain('resumeEntry');
  });
});

describe('a consent to be named on a notice', () => {
  const { given } = lawful();
  const [there, committee] = [who('another branch'), who('another committee')];
  const moved = (evidence: Record<string, unknown>): Deed[] => [
    ...cameTo('A8'),
    { ...deeds.consent('publication', '2026-04-17'), evidence },
    deeds.consent('transfer', '2026-04-18'),
    { kind: 'requestTransfer', on: '2026-04-19', body: { toUnit: there }, evidence: { toCommittee: committee, isBranch: true } },
    { kind: 'acceptTransfer', on: '2026-04-20', body: { fileComplete: true } },
  ];

  it('is given to the unit whose notice it is, and is asked for again after a transfer', () => {
    expect(given(...moved({ unit: who('branch') }).slice(0, -1)).state().consents.publication).toMatchObject({ unit: who('branch') });
    expect(given(...moved({ unit: who('branch') })).state().consents.publication).toBeUndefined();
  });

  it('of an earlier release, which names no unit, goes along', () => {
    expect(given(...moved({})).state().consents.publication).toEqual({ version: expect.any(String), on: '2026-04-17' });
  });

  it('stays with the case when another unit succeeds its own', () => {
    const succeeded: Deed = { kind: 'succeed', on: '2026-04-20', body: { unit: there, committee }, via: 'system', seat: 'administrator' };
    const state = given(...moved({ unit: who('branch') }).slice(0, -2), succeeded).state();
    expect([state.unit, state.consents.publication?.on]).toEqual([there, '2026-04-17']);
  });
});
