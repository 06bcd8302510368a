import { dueOf, momentsOf } from '../../../domain/case/moments';
import { openSteps } from '../../../domain/case/state';
import { tasksOf } from '../../../domain/case/tasks';
import { schoolOverlay } from '../../../domain/law/packs/overlay-school';
import { blockers } from '../../../domain/procedures/admission/blockers';
import { cameTo, type Deed, deeds, lawful, rehashed, statuteOf, who } from '../../harness/given';

const { given, statute, procedure } = lawful();
const atA5 = [...cameTo('A5'), deeds.hours(), deeds.volunteer()];

describe('suspending', () => {
  const suspend = (on: string): Deed => ({ kind: 'suspend', on, body: { why: 'investigation' } });
  const resume = (on: string): Deed => ({ kind: 'resume', on });

  it('stops every act but the ones that end or resume it', () => {
    given(...atA5, suspend('2026-02-02'))
      .when(deeds.assess('2026-04-16'))
      .refused('suspended');
    given(...atA5)
      .when(resume('2026-02-02'))
      .refused('not-suspended');
    given(...atA5, suspend('2026-02-02'))
      .when({ kind: 'withdraw', on: '2026-02-03' })
      .gives({ ended: 'withdrawn' });
    expect(tasksOf(procedure, given(...atA5, suspend('2026-02-02')).state(), statute)).toEqual([]);
  });

  it('moves the deadlines by its days, and on to a working day; nothing lapses meanwhile', () => {
    const talk = [deeds.apply('2026-01-12')];
    expect(dueOf(given(...talk).state(), statute, 'A2')?.day).toBe('2026-02-12');
    expect(momentsOf(procedure, given(...talk, suspend('2026-01-20')).state(), statute)).toEqual([]);
    expect(dueOf(given(...talk, suspend('2026-01-20'), resume('2026-01-23')).state(), statute, 'A2')?.day).toBe('2026-02-24');
  });

  it('a refusal does not become final while the case is suspended; the days come on top', () => {
    const refused: Deed[] = [
      ...cameTo('A12'),
      deeds.approve('2026-05-11', { entitled: 5, present: 5, for: 0, against: 5, abstain: 0 }),
      { kind: 'deliverRefusal', on: '2026-05-11' },
    ];
    const ends = (...more: Deed[]) =>
      momentsOf(procedure, given(...refused, ...more).state(), statute).map(({ kind, body }) => [kind, body.until]);
    expect(ends()).toEqual([['refusalFinal', '2026-06-01']]);
    expect(ends(suspend('2026-05-13'))).toEqual([]);
    expect(ends(suspend('2026-05-13'), resume('2026-05-20'))).toEqual([['refusalFinal', '2026-06-08']]);
    // 6 June is a Saturday.
    expect(ends(suspend('2026-05-13'), resume('2026-05-18'))).toEqual([['refusalFinal', '2026-06-08']]);
  });
});

describe('returning', () => {
  const back = (step: string, on = '2026-05-08'): Deed => ({ kind: 'returnTo', on, body: { step }, papers: ['reason', 'minutes'] });

  it.each([
    ['A10', 'A8', ['A8']],
    ['A9', 'A6', ['A6']],
    ['A12', 'A11', ['A11']],
    ['A7', 'A2', ['A2']],
  ])('from %s to %s', (from, to, steps) => {
    given(...cameTo(from))
      .when(back(to))
      .gives({ steps });
  });

  it.each([
    ['A5', 'A5'],
    ['A5', 'A7'],
    ['A5', 'A1'],
    ['A5', 'B2'],
    ['A12', 'A12R'],
  ])('from %s there is no way to %s', (from, to) => {
    given(...cameTo(from))
      .when(back(to))
      .refused('no-way-back', { pointer: '/body/step' });
  });

  it('where no step was passed there is none to choose: it says what to do instead', () => {
    const said = (deed: Deed, ...before: Deed[]) => given(...cameTo('A2'), ...before).refusal(deed).refusal;
    expect(said(back('A2'))).toMatchObject({
      code: 'no-way-back',
      remedy: { zh: expect.stringContaining('没有可以退回的步骤'), en: expect.stringContaining('withdrawn or ended') },
    });
    expect(given(...cameTo('A5')).refusal(back('A7')).refusal?.remedy.en).toBe('Choose one of A2, A3, A4');
  });

  it('needs a reason, and is over with the approval', () => {
    given(...cameTo('A7'))
      .when({ ...back('A5'), papers: [] })
      .refused('paper-missing');
    given(...cameTo('A13'))
      .when(back('A8', '2026-05-12'))
      .refused('already-approved', { clause: 'admission.approval' });
  });

  it('gives the place back when it goes behind the notice, keeps it otherwise', () => {
    given(...cameTo('A10'))
      .when(back('A5'))
      .gives({ asks: [{ kind: 'releasePlace', args: { why: 'returned' } }] });
    given(...cameTo('A10'))
      .when(back('A8'))
      .gives({ asks: [], book: { place: { round: 1 } } });
  });

  it('forgets what later steps decided', () => {
    const { book } = given(...cameTo('A12'), back('A8')).state();
    expect(book).toMatchObject({ introducers: [], cultivationFrom: '2026-01-15' });
    for (const key of ['resolvedOn', 'form', 'notice']) expect(book).not.toHaveProperty(key);
  });

  it('a step that opens again has its own deadline: nothing lapses for what went before', () => {
    const talk = given(...cameTo('A7'), back('A2')).state();
    expect(dueOf(talk, statute, 'A2')?.day).toBe('2026-06-08');
  });
});

describe('transfer', () => {
  const consent = (on: string) => deeds.consent('transfer', on);
  const request = (on: string, rest: Partial<Deed> = {}): Deed => ({
    kind: 'requestTransfer',
    on,
    body: { toUnit: who('new branch') },
    evidence: { toCommittee: who('new committee'), toHigher: who('new county'), isBranch: true },
    ...rest,
  });
  const accept = (on: string, body: Record<string, unknown> = { fileComplete: true }): Deed => ({ kind: 'acceptTransfer', on, body });

  it('needs the applicant’s own consent, to another branch, once', () => {
    given(...atA5)
      .when(request('2026-02-02'))
      .refused('consent-missing');
    given(...atA5, consent('2026-02-02'))
      .when(request('2026-02-02', { body: { toUnit: who('branch') } }))
      .refused('wrong-unit', { pointer: '/body/toUnit' });
    given(...atA5, consent('2026-02-02'))
      .when(request('2026-02-02', { evidence: { toCommittee: who('new committee'), isBranch: false } }))
      .refused('wrong-unit');
    given(...atA5, consent('2026-02-02'), request('2026-02-02'))
      .when(request('2026-02-03'))
      .refused('transfer-pending');
    given(...atA5)
      .when(accept('2026-02-03'))
      .refused('no-transfer');
    given(...atA5)
      .when({ kind: 'rejectTransfer', on: '2026-02-03', body: { reason: 'other' } })
      .refused('no-transfer');
  });

  it('is off without the consent: taken back while it waits, nobody accepts, and it may be asked for anew', () => {
    const takesBack: Deed = {
      kind: 'withdrawConsent',
      on: '2026-02-03',
      body: { consent: 'transfer' },
      evidence: { endsTransfer: true },
    };
    const back = [...atA5, consent('2026-02-02'), request('2026-02-02'), takesBack];
    expect(given(...back).state().transfer).toBeUndefined();
    given(...back)
      .when(accept('2026-02-04'))
      .refused('no-transfer');
    given(...back, consent('2026-02-04'))
      .when(request('2026-02-04'))
      .gives({});
    // By a fact of an earlier release it waits on: nobody accepts it.
    given(...atA5, consent('2026-02-02'), request('2026-02-02'), { ...takesBack, evidence: {} })
      .when(accept('2026-02-04'))
      .refused('consent-missing', { clause: 'admission.transfer' });
  });

  it('is cancelled while it waits, by the applicant or the present branch', () => {
    const waiting = [...atA5, consent('2026-02-02'), request('2026-02-02')];
    for (const seat of ['applicant', 'branch-secretary'] as const) {
      const cancel: Deed = { kind: 'cancelTransfer', on: '2026-02-03', seat };
      expect(given(...waiting, cancel).state()).not.toHaveProperty('transfer');
      given(...waiting, cancel)
        .when(cancel)
        .refused('no-transfer');
    }
  });

  it('a branch that exists no more is waited for no longer', () => {
    const waiting = [...atA5, consent('2026-02-02'), request('2026-02-02')];
    const evidence = { toCommittee: who('new committee'), isBranch: true, pendingClosed: true };
    expect(given(...waiting, request('2026-02-03', { body: { toUnit: who('third branch') }, evidence })).state().transfer?.to).toBe(
      who('third branch'),
    );
  });

  it('in A5: the time counts on, under the new branch', () => {
    const moved = [...atA5, consent('2026-02-02'), request('2026-02-02'), accept('2026-02-04')];
    expect(given(...moved).state()).toMatchObject({ unit: who('new branch'), committee: who('new committee'), higher: who('new county') });
    given(...moved)
      .when(deeds.assess('2026-04-16'))
      .gives({ steps: ['A6'] });
  });

  it('with an incomplete file the new branch says from when it counts', () => {
    const waiting = [...atA5, consent('2026-02-02'), request('2026-02-02')];
    given(...waiting)
      .when(accept('2026-02-04', { fileComplete: false }))
      .refused('field-missing', { pointer: '/body/cultivationCountsFrom' });
    // Moving never makes the three months shorter, and nothing counts from a day that has not come.
    for (const counted of ['2020-01-01', '2026-01-01', '2026-02-05'])
      given(...waiting)
        .when(accept('2026-02-04', { fileComplete: false, cultivationCountsFrom: counted }))
        .refused('counts-from', { pointer: '/body/cultivationCountsFrom', clause: 'admission.transfer' });
    const moved = [...waiting, accept('2026-02-04', { fileComplete: false, cultivationCountsFrom: '2026-02-01' })];
    given(...moved)
      .when(deeds.assess('2026-05-01'))
      .refused('too-early', { earliest: '2026-05-02' });
    given(...moved)
      .when(deeds.assess('2026-05-02'))
      .gives({ steps: ['A6'] });
  });

  it('rejected: nothing is lost', () => {
    const rejected = [
      ...atA5,
      consent('2026-02-02'),
      request('2026-02-02'),
      { kind: 'rejectTransfer', on: '2026-02-03', body: { reason: 'incomplete-file' } },
    ];
    expect(given(...rejected).state()).toMatchObject({ unit: who('branch'), committee: who('committee') });
    given(...rejected)
      .when(deeds.assess('2026-04-16'))
      .gives({ steps: ['A6'] });
  });

  it('in A8: the new unit repeats pre-review and notice, the place returns to the old line', () => {
    const inNotice = [
      ...cameTo('A8'),
      deeds.consent('publication', '2026-04-17'),
      deeds.post(),
      consent('2026-04-21'),
      request('2026-04-21'),
    ];
    given(...inNotice)
      .when(accept('2026-04-22'))
      .gives({ steps: ['A7'], asks: [{ kind: 'releasePlace', args: { round: 1 } }] });
    given(...inNotice, accept('2026-04-22'))
      .when(deeds.preReview('2026-04-23', { actor: who('new officer') }))
      .gives({ steps: ['A8'], book: { place: { round: 2 }, number: '202665000002' } });
    expect(given(...inNotice, accept('2026-04-22')).state().book.notice).toBeUndefined();
  });

  it('in A7, reviewed and waiting for a place: reviewed again, and the place that arrives late goes back to the old line', () => {
    const waiting = [...cameTo('A7'), deeds.preReview('2026-04-17', { silent: true })];
    const moved = [
      ...waiting,
      { ...consent('2026-04-17'), silent: true },
      { ...request('2026-04-17'), silent: true },
      { ...accept('2026-04-17'), silent: true },
    ];
    expect(given(...moved).state().book.preReviewedOn).toBeUndefined();
    const again = [...moved, deeds.preReview('2026-04-20', { silent: true, actor: who('new officer') })];
    const late = given(...again, {
      event: 'placeReserved',
      on: '2026-04-20',
      body: { line: who('old line'), round: 1, year: 2026, number: '202665000001' },
    }).state();
    expect(late.book.place).toBeUndefined();
    expect(late.asks.map(({ kind, args }) => [kind, args.round])).toEqual([
      ['reservePlace', 2],
      ['releasePlace', 1],
    ]);
  });

  it('after the branch meeting the old unit finishes', () => {
    given(...cameTo('A12'), consent('2026-05-07'))
      .when(request('2026-05-07'))
      .refused('old-unit-finishes', { clause: 'admission.transfer' });
  });
});

describe('adopting another law', () => {
  const stricter = statuteOf({ overlays: [schoolOverlay] });
  const adopt = (next: typeof stricter, rest: Partial<Deed> = {}): Deed => ({
    kind: 'adoptPack',
    on: '2026-01-21',
    body: { from: statute.hash, to: next.hash },
    statute: next,
    ...rest,
  });

  it('takes effect with its own fact, and later gates follow it', () => {
    given(...atA5)
      .when(adopt(stricter))
      .gives({ steps: ['A5'] });
    given(...atA5, adopt(stricter))
      .when(deeds.assess())
      .refused('volunteer-hours-missing', { clause: 'school.rules' });
  });

  it('at the pre-review, what the new law misses is recorded where the case goes back to: the remedy says so', () => {
    const atA7 = [...cameTo('A7'), adopt(stricter, { on: '2026-04-17' })];
    const missing = { code: 'volunteer-hours-missing', remedy: { en: expect.stringContaining('returnTo: A5') } };
    expect(given(...atA7).refusal(deeds.preReview('2026-04-17')).refusal).toMatchObject(missing);
    expect(blockers(given(...atA7).state(), stricter, 'A7', '2026-04-17')).toMatchObject([missing]);
    given(...atA7)
      .when(deeds.preReview('2026-04-17', { body: { result: 'failed' } }))
      .gives({ steps: ['A5'] });
  });

  it('stale, other than the dry run, of another procedure, or without the step in which the case stands', () => {
    given(...atA5)
      .when(adopt(stricter, { body: { from: 'x', to: stricter.hash } }))
      .refused('stale', { pointer: '/body/from' });
    given(...atA5)
      .when(adopt(stricter, { body: { from: statute.hash, to: 'y' } }))
      .refused('pack-mismatch', { pointer: '/body/to' });
    given(...atA5)
      .when(adopt(statuteOf({ procedure: 'notice' })))
      .refused('pack-mismatch');
    const without = rehashed({ ...statute, steps: statute.steps.filter(({ id }) => id !== 'A5') });
    given(...atA5)
      .when(adopt(without))
      .refused('step-missing', { pointer: '/body/to' });
  });

  it('a calendar moves a deadline later, never earlier', () => {
    const on = (day: string, kind: 'off' | 'work') =>
      rehashed({
        ...statute,
        calendar: {
          ...statute.calendar,
          version: 'new',
          years: { ...statute.calendar.years, '2026': { ...statute.calendar.years['2026'], [day]: kind } },
        },
      });
    const take = (next: typeof stricter): Deed => ({
      kind: 'adoptCalendar',
      on: '2026-01-21',
      via: 'system',
      body: { from: statute.hash, to: next.hash },
      statute: next,
    });
    const applied = [deeds.apply('2026-01-12')];
    const longer = on('2026-02-12', 'off');
    given(...applied)
      .when(take(longer))
      .gives({ steps: ['A2'] });
    expect(dueOf(given(...applied, take(longer)).state(), longer, 'A2')?.day).toBe('2026-02-13');
    const weekend = [deeds.apply('2026-01-14')];
    expect(dueOf(given(...weekend).state(), statute, 'A2')?.day).toBe('2026-02-14');
    const saturday = rehashed({
      ...statute,
      calendar: { ...statute.calendar, version: 'old', years: { ...statute.calendar.years, '2026': {} } },
    });
    const old = lawful({ statute: saturday });
    expect(dueOf(old.given(...weekend).state(), saturday, 'A2')?.day).toBe('2026-02-16');
    old
      .given(...weekend)
      .when({ kind: 'adoptCalendar', on: '2026-01-21', via: 'system', body: { from: saturday.hash, to: statute.hash }, statute })
      .refused('shortens');
    given(...applied)
      .when({ ...take(longer), via: 'person', seat: 'administrator' })
      .refused('wrong-way');
  });
});

describe('four eyes', () => {
  it('nobody signs at two levels of one case, neither as actor nor as recorder', () => {
    const decided = [...cameTo('A3'), deeds.nominate(), deeds.decide('2026-01-14', { actor: who('both') })];
    given(...decided)
      .when(deeds.file('2026-01-15', { actor: who('both') }))
      .refused('already-signed', { pointer: '/actor', clause: 'project.four-eyes' });
    given(...decided)
      .when(deeds.file('2026-01-15', { recorder: who('both') }))
      .refused('already-signed', { pointer: '/recorder' });
    const typed = [
      ...cameTo('A3'),
      deeds.nominate(),
      deeds.decide('2026-01-14', { recorder: who('committee-officer'), recorderSeat: 'committee-officer' }),
    ];
    given(...typed)
      .when(deeds.file())
      .refused('already-signed');
  });

  it('the same level may be signed again by the same person, and never by the applicant', () => {
    given(...cameTo('A7', { preReview: [] }))
      .when(deeds.preReview())
      .gives({ steps: ['A8'] });
    given(...cameTo('A3'), deeds.nominate())
      .when(deeds.decide('2026-01-14', { actor: who('applicant') }))
      .refused('already-signed', { pointer: '/actor' });
  });

  it('what was only typed from old paper is nobody’s second signature', () => {
    given(...cameTo('A3'), deeds.nominate())
      .when(deeds.decide('2026-01-14', { recorder: who('applicant'), imported: true }))
      .gives({ steps: ['A3'] });
  });
});

it('a case that stands nowhere is not made by any lawful way', () => {
  for (const step of ['A2', 'A5', 'A8', 'A12', 'A14']) expect(openSteps(given(...cameTo(step)).state()).length).toBeGreaterThan(0);
});
