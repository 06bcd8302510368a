import { fold } from '../../../domain/case/fold';
import { dueOf, momentsOf } from '../../../domain/case/moments';
import { openSteps } from '../../../domain/case/state';
import { tasksOf } from '../../../domain/case/tasks';
import { schoolOverlay } from '../../../domain/law/packs/overlay-school';
import { cameTo, type Deed, deeds, lawful, rehashed, statuteOf, who } from '../../harness/given';

const { given, statute, procedure } = lawful();
const atA5 = [...cameTo('A5'), deeds.hours(), deeds.volunteer()];
const reason = { papers: ['reason'] };

describe('withdrawing', () => {
  const withdraw = (on: string): Deed => ({ kind: 'withdraw', on });

  it.each(['A2', 'A5', 'A8', 'A11', 'A12'])('ends the case at %s', (step) => {
    given(...cameTo(step))
      .when(withdraw('2026-05-08'))
      .gives({ ended: 'withdrawn' });
  });

  it('releases the place', () => {
    given(...cameTo('A9'))
      .when(withdraw('2026-04-29'))
      .gives({ asks: [{ kind: 'releasePlace', args: { why: 'withdrawn', round: 1 } }] });
  });

  it('not after the approval: leaving the League is another procedure', () => {
    given(...cameTo('A13'))
      .when(withdraw('2026-05-12'))
      .refused('already-approved', { clause: 'charter.voluntary' });
  });

  it('of the privacy consent ends the case, but not a membership', () => {
    const back: Deed = { kind: 'withdrawConsent', on: '2026-05-12', body: { consent: 'privacy' } };
    given(...cameTo('A5'))
      .when(back)
      .gives({ ended: 'withdrawn' });
    given(...cameTo('A13'))
      .when(back)
      .gives({ phase: 'open', steps: ['A13'], asks: [] });
    given(...cameTo('A5'))
      .when({ ...back, body: { consent: 'transfer' } })
      .refused('no-consent', { pointer: '/body/consent' });
  });

  it('ended is final', () => {
    given(...cameTo('A5'), withdraw('2026-01-20'))
      .when({ kind: 'resume', on: '2026-01-21' })
      .refused('case-ended');
    const after = given(...cameTo('A5'), withdraw('2026-01-20'), { event: 'refusalFinal', on: '2026-02-20' }).state();
    expect(after.ended).toEqual({ how: 'withdrawn', on: '2026-01-20' });
  });
});

describe('what only the person himself gives', () => {
  const ends: Deed = { kind: 'withdraw', on: '2026-05-08' };
  const refused = [...cameTo('A12'), deeds.approve('2026-05-11', { entitled: 5, present: 5, for: 0, against: 5, abstain: 0 })];
  const accepts: Deed = { kind: 'acceptRefusal', on: '2026-05-12' };
  const takesBack: Deed = { kind: 'withdrawConsent', on: '2026-05-08', body: { consent: 'privacy' } };
  const gives = (consent: string): Deed => deeds.consent(consent, '2026-05-08');
  const bySecretary = { recorder: who('secretary'), recorderSeat: 'branch-secretary' } as const;

  it.each([
    ['a withdrawal', cameTo('A5'), ends, 'charter.voluntary'],
    ['a consent taken back', cameTo('A5'), takesBack, 'project.record'],
    ['a refusal accepted', refused, accepts, 'admission.approval'],
    ['the privacy consent', cameTo('A5'), gives('privacy'), 'project.record'],
    ['the consent to publication', cameTo('A5'), gives('publication'), 'project.record'],
    ['the consent to a transfer', cameTo('A5'), gives('transfer'), 'project.record'],
    ['the declaration of faith', cameTo('A5'), gives('faith-declaration'), 'admission.form'],
  ] as const)('%s, recorded in his name, needs the paper that he signed', (_, past, deed, clause) => {
    given(...past)
      .when({ ...deed, ...bySecretary })
      .refused('paper-missing', { pointer: '/papers', clause });
    given(...past)
      .when({ ...deed, ...bySecretary, papers: ['reason'] })
      .refused('paper-missing');
    const signed = given(...past, { ...deed, ...bySecretary, papers: ['statement'] }).state();
    const imported = given(...past, { ...deed, ...bySecretary, imported: true }).state();
    const own = given(...past, deed).state();
    for (const state of [signed, imported]) expect([state.ended, state.consents]).toEqual([own.ended, own.consents]);
    expect(own).not.toEqual(given(...past).state());
  });
});

describe('ending a case', () => {
  it('over age, by the system watch, without a paper; by a person only with a reason', () => {
    const end: Deed = { kind: 'endCase', on: '2026-03-02', body: { why: 'over-age' } };
    given(...atA5)
      .when({ ...end, via: 'system', seat: 'administrator' })
      .gives({ ended: 'over-age' });
    given(...atA5)
      .when(end)
      .refused('paper-missing', { pointer: '/papers' });
    given(...atA5)
      .when({ ...end, ...reason })
      .gives({ ended: 'over-age' });
  });

  it('nor does a post take with it who is examined, or on whom a body has decided; sent back or ended', () => {
    for (const act of [
      { kind: 'endCase', body: { why: 'other' } },
      { kind: 'returnTo', body: { step: 'A4' } },
    ])
      for (const [evidence, code] of [
        [{ heldBelow: true }, 'inspectors-task'],
        [{ decidedBelow: true }, 'already-resolved'],
      ] as const)
        given(...atA5)
          .when({ ...act, on: '2026-03-02', ...reason, evidence })
          .refused(code, { pointer: '/kind', clause: 'project.inspection' });
  });

  it('what was approved is annulled, not ended: only what happened to the person ends it', () => {
    const end = (why: string): Deed => ({ kind: 'endCase', on: '2026-07-01', body: { why }, ...reason });
    for (const why of ['other', 'duplicate', 'already-member'])
      given(...cameTo('A13'))
        .when(end(why))
        .refused('already-approved', { pointer: '/body/why', clause: 'project.administrator' });
    given(...cameTo('A13'))
      .when(end('deceased'))
      .gives({ ended: 'deceased' });
  });

  it('an inspector with an interest neither suspends a case nor lets it go on', () => {
    const by = { seat: 'inspector', evidence: { conflicts: ['kin'], substitute: true } } as const;
    given(...atA5)
      .when({ kind: 'suspend', on: '2026-03-02', body: { why: 'investigation' }, ...by })
      .refused('recused', { pointer: '/actor', clause: 'project.inspection' });
    const suspended: Deed = {
      kind: 'suspend',
      on: '2026-03-02',
      seat: 'inspector',
      body: { why: 'investigation' },
      evidence: { byInspector: true },
    };
    given(...atA5, suspended)
      .when({ kind: 'resume', on: '2026-03-03', ...by })
      .refused('recused', { pointer: '/actor' });
  });

  it.each(['deceased', 'enlisted', 'illness', 'already-member', 'duplicate', 'other'])('%s needs a written reason', (why) => {
    given(...atA5)
      .when({ kind: 'endCase', on: '2026-03-02', body: { why } })
      .refused('paper-missing');
    given(...atA5)
      .when({ kind: 'endCase', on: '2026-03-02', body: { why }, ...reason })
      .gives({ ended: why });
  });

  it('after the approval no number is voided', () => {
    given(...cameTo('A13'))
      .when({ kind: 'endCase', on: '2026-05-12', body: { why: 'deceased' }, ...reason })
      .gives({ ended: 'deceased', asks: [] });
  });
});

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

  it('a minimum that was met meanwhile stays met', () => {
    given(...atA5, suspend('2026-02-02'), resume('2026-05-06'))
      .when(deeds.assess('2026-05-06'))
      .gives({ steps: ['A6'] });
  });

  it('a refusal does not become final while the case is suspended; the days come on top', () => {
    const refused = [...cameTo('A12'), deeds.approve('2026-05-11', { entitled: 5, present: 5, for: 0, against: 5, abstain: 0 })];
    const ends = (...more: Deed[]) =>
      momentsOf(procedure, given(...refused, ...more).state(), statute).map(({ kind, body }) => [kind, body.until]);
    expect(ends()).toEqual([['refusalFinal', '2026-06-01']]);
    expect(ends(suspend('2026-05-13'))).toEqual([]);
    expect(ends(suspend('2026-05-13'), resume('2026-05-20'))).toEqual([['refusalFinal', '2026-06-08']]);
  });
});

describe('consent is to a text that is there', () => {
  const edition = (version: string): Deed => deeds.consent('publication', '2026-04-17', { body: { consent: 'publication', version } });

  it('an edition that nobody was ever shown is refused, and the one in force named; on paper the words were others', () => {
    const before = cameTo('A8');
    given(...before)
      .when(edition('2025-01'))
      .refused('unknown-version', { pointer: '/body/version', clause: 'project.record' });
    expect(given(...before).refusal(edition('2025-01')).refusal?.remedy.en).toContain('2026-01');
    given(...before)
      .when(edition('2026-01'))
      .gives({ steps: ['A8'] });
    expect(given(...before).refusal({ ...edition('2019'), imported: true }).refusal).toBeUndefined();
    given()
      .when(deeds.apply('2026-01-12', { body: { privacyVersion: '1' } }))
      .refused('unknown-version', { pointer: '/body/privacyVersion' });
  });

  it('what was given to an edition that is gone still stands', () => {
    const state = given(...cameTo('A8')).state();
    const old = {
      v: 1 as const,
      seq: state.seq + 1,
      kind: 'consentGiven',
      on: '2026-04-17',
      at: 0,
      body: { consent: 'publication', version: '1' },
      papers: [],
    };
    expect(fold(procedure, state, old, statute).consents.publication).toEqual({ version: '1', on: '2026-04-17' });
  });
});

describe('returning', () => {
  const back = (step: string, on = '2026-05-08'): Deed => ({ kind: 'returnTo', on, body: { step }, ...reason });

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

describe('contesting what was recorded in one’s name', () => {
  const contest = (on: string, recordedOn: string, rest: Partial<Deed> = {}): Deed => ({
    kind: 'contestAct',
    on,
    body: { seq: 3 },
    evidence: { contestable: true, recordedOn },
    ...rest,
  });
  const settle = (body: Record<string, unknown>, rest: Partial<Deed> = {}): Deed => ({
    kind: 'settleContest',
    on: '2026-01-30',
    body,
    ...reason,
    ...rest,
  });

  it('within ten working days of the record', () => {
    given(...atA5)
      .when(contest('2026-01-28', '2026-01-14'))
      .gives({ phase: 'held' });
    given(...atA5)
      .when(contest('2026-01-29', '2026-01-14'))
      .refused('too-late', { clause: 'project.record' });
  });

  it('only one’s own, and only what has happened', () => {
    given(...atA5)
      .when(contest('2026-01-28', '2026-01-27', { evidence: { contestable: false, recordedOn: '2026-01-27' } }))
      .refused('not-contestable', { pointer: '/body/seq' });
    given(...atA5)
      .when(contest('2026-01-28', '2026-01-27', { body: { seq: 99 } }))
      .refused('not-contestable');
  });

  it('an officer finds, in writing: it stands, or the case goes back', () => {
    const contested = [...atA5, contest('2026-01-28', '2026-01-27')];
    given(...atA5)
      .when(settle({ stands: true }))
      .refused('not-held');
    given(...contested)
      .when(settle({ stands: true }, { papers: [] }))
      .refused('paper-missing');
    given(...contested)
      .when(settle({ stands: false }))
      .refused('field-missing', { pointer: '/body/backTo' });
    given(...contested)
      .when(settle({ stands: true }))
      .gives({ phase: 'open', steps: ['A5'] });
    given(...contested)
      .when(settle({ stands: false, backTo: 'A3' }))
      .gives({ phase: 'open', steps: ['A3'] });
  });

  it('is not settled by whoever gave or recorded the act, as actor or as recorder', () => {
    const contested = [...atA5, contest('2026-01-28', '2026-01-27')];
    const hands = { 3: [who('applicant'), who('clerk')] };
    const finding = settle({ stands: true }, { evidence: { hands } });
    for (const name of ['applicant', 'clerk'])
      given(...contested)
        .when({ ...finding, actor: who(name) })
        .refused('own-hand', { pointer: '/actor', clause: 'project.four-eyes' });
    given(...contested)
      .when({ ...finding, recorder: who('clerk'), recorderSeat: 'committee-officer' })
      .refused('own-hand', { pointer: '/recorder', clause: 'project.four-eyes' });
    given(...contested)
      .when({ ...finding, evidence: { hands: {} } })
      .refused('evidence-missing', { pointer: '/evidence' });
    given(...contested)
      .when(finding)
      .gives({ phase: 'open' });
  });

  it('happens once: neither while the finding is waited for, nor after it', () => {
    const again = contest('2026-01-28', '2026-01-27');
    given(...atA5, again)
      .when(again)
      .refused('already-contested', { pointer: '/body/seq', clause: 'project.record' });
    given(...atA5, again, settle({ stands: true }, { on: '2026-01-28' }))
      .when({ ...again, evidence: { ...again.evidence, settled: true } })
      .refused('already-settled', { pointer: '/body/seq', clause: 'project.record' });
  });

  it('of several acts: each has its own finding', () => {
    const both = [...atA5, contest('2026-01-27', '2026-01-27'), contest('2026-01-28', '2026-01-27', { body: { seq: 4 } })];
    const hands = { 3: [who('clerk')], 4: [who('another')] };
    const finding = (body: Record<string, unknown>, by = 'officer'): Deed => settle(body, { evidence: { hands }, actor: who(by) });
    given(...both)
      .when(finding({ stands: true }))
      .refused('field-missing', { pointer: '/body/seq' });
    given(...both)
      .when(finding({ stands: true, seq: 2 }))
      .refused('nothing-contested', { pointer: '/body/seq' });
    given(...both)
      .when(finding({ stands: true, seq: 3 }, 'clerk'))
      .refused('own-hand');
    const first = [...both, finding({ stands: true, seq: 3 }, 'another')];
    expect(given(...first).state()).toMatchObject({ phase: 'held', hold: { by: 'contest:4' } });
    given(...first)
      .when(finding({ stands: true, seq: 3 }))
      .refused('nothing-contested', { pointer: '/body/seq' });
    given(...first)
      .when(finding({ stands: true }))
      .gives({ phase: 'open' });
  });

  it('a finding of an earlier release, which names none, settled whatever waited', () => {
    const both = given(...atA5, contest('2026-01-27', '2026-01-27'), contest('2026-01-28', '2026-01-27', { body: { seq: 4 } })).state();
    const old = { v: 1, seq: both.seq + 1, kind: 'contestSettled', on: '2026-01-30', at: 0, body: { stands: true }, papers: [] } as const;
    const after = fold(procedure, both, old, statute);
    expect(after.phase).toBe('open');
    expect(after.hold).toBeUndefined();
  });

  it('cannot be used to leap forward, nor behind an approval', () => {
    given(...atA5, contest('2026-01-28', '2026-01-27'))
      .when(settle({ stands: false, backTo: 'A12' }))
      .refused('no-way-back', { pointer: '/body/backTo' });
    given(...atA5, contest('2026-01-28', '2026-01-27'))
      .when(settle({ stands: false, backTo: 'A5' }))
      .gives({ steps: ['A5'] });
    given(...cameTo('A13'), contest('2026-05-12', '2026-05-11'))
      .when(settle({ stands: false, backTo: 'A11' }, { on: '2026-05-13' }))
      .refused('already-approved');
  });

  it('is no way around an objection', () => {
    const held = [
      ...cameTo('A8'),
      deeds.consent('publication', '2026-04-17'),
      deeds.post(),
      { kind: 'holdForObjection', on: '2026-04-21', seat: 'public' as const },
    ];
    given(...held)
      .when(settle({ stands: true }, { on: '2026-04-22' }))
      .refused('nothing-contested');
    given(...held, contest('2026-04-21', '2026-04-20'))
      .when(settle({ stands: true }, { on: '2026-04-22' }))
      .gives({ phase: 'held' });
  });

  it('does not resume a suspended case', () => {
    const suspended = [...atA5, { kind: 'suspend', on: '2026-01-21', body: { why: 'absence' } }, contest('2026-01-28', '2026-01-27')];
    expect(given(...suspended).state()).toMatchObject({ phase: 'suspended', hold: { by: 'contest:3' } });
    given(...suspended, { kind: 'resume', on: '2026-01-29' })
      .when(settle({ stands: true }))
      .gives({ phase: 'open' });
  });

  it('gives the place back when it goes behind the notice', () => {
    given(...cameTo('A9'), contest('2026-04-28', '2026-04-27'))
      .when(settle({ stands: false, backTo: 'A6' }, { on: '2026-04-29' }))
      .gives({ steps: ['A6'], asks: [{ kind: 'releasePlace' }] });
  });
});

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
      .gives({ steps: ['A12R'] });
    given(...silent, ask('refused', '2026-06-12'))
      .when(answer('2026-06-15'))
      .gives({ ended: 'refused' });
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
