import { waiting } from '../../../domain/case/explain';
import { toldOf, undoneOf } from '../../../domain/case/ledger';
import { dueOf, momentsOf } from '../../../domain/case/moments';
import { openSteps } from '../../../domain/case/state';
import { tasksOf } from '../../../domain/case/tasks';
import { cameTo, type Deed, deeds, type Event, lawful, rehashed, who } from '../../harness/given';
import { advice, toParty } from '../../harness/given-recommendation';

const { given, procedure, statute } = lawful();
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
    for (const state of [signed, imported]) expect(state.consents).toEqual(own.consents);
    expect(imported.ended).toEqual(own.ended);
    // What ends his case waits, recorded by another hand.
    expect([signed.phase, signed.ending?.how]).toEqual(own.ended ? ['held', own.ended.how] : ['open', undefined]);
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

describe('an ending recorded by another hand', () => {
  const clerk = { recorder: who('clerk'), recorderSeat: 'committee-officer', papers: ['statement'] } as const;
  const past = cameTo('A9');
  const withdrawn: Deed = { kind: 'withdraw', on: '2026-05-08', ...clerk };
  const seq = given(...past).state().seq + 1;
  const took: Event = { event: 'endingTookEffect', on: '2026-05-22', body: { seq, until: '2026-05-21' } };
  const contest: Deed = { kind: 'contestAct', on: '2026-05-11', body: { seq }, evidence: { contestable: true, recordedOn: '2026-05-08' } };
  const found = (stands: boolean): Deed => ({
    kind: 'settleContest',
    on: '2026-05-12',
    body: { stands },
    papers: ['reason'],
    evidence: { contested: undoneOf(given(...past, withdrawn, contest).ledger(), seq) },
  });
  const moments = (...more: (Deed | Event)[]) =>
    momentsOf(procedure, given(...past, ...more).state(), statute).map(({ kind, body }) => [kind, body.seq, body.until]);

  it('holds the case for the ten working days in which it may be contested; then the clock ends it, and the place is free', () => {
    given(...past)
      .when(withdrawn)
      .gives({ phase: 'held', steps: ['A9'], asks: [], book: { place: { round: 1 } } });
    expect(moments(withdrawn)).toEqual([['endingTookEffect', seq, '2026-05-21']]);
    const world = given(...past, withdrawn, took);
    expect(world.state().ended).toEqual({ how: 'withdrawn', on: '2026-05-22' });
    expect(world.state()).not.toHaveProperty('ending');
    expect(world.state().asks).toMatchObject([{ kind: 'releasePlace', args: { why: 'withdrawn', round: 1 } }]);
  });

  it('nobody acts in the case meanwhile, and no deadline runs', () => {
    given(...past, withdrawn)
      .when(deeds.introducers('2026-05-11'))
      .refused('held');
    const talk = [deeds.apply('2026-01-12'), { ...withdrawn, on: '2026-01-20' }];
    expect(momentsOf(procedure, given(...talk).state(), statute).map(({ kind }) => kind)).toEqual(['endingTookEffect']);
    const mine: Deed = { ...contest, on: '2026-01-27', body: { seq: 2 }, evidence: { contestable: true, recordedOn: '2026-01-20' } };
    const not: Deed = {
      ...found(false),
      on: '2026-01-30',
      evidence: { contested: undoneOf(given(...talk, mine).ledger(), 2) },
    };
    expect(dueOf(given(...talk, mine, not).state(), statute, 'A2')?.day).toBe('2026-02-24');
  });

  it('counts from the day of the record, whatever day the paper bears', () => {
    expect(given(...past, { ...withdrawn, on: '2026-05-06', today: '2026-05-08' }).state().ending).toMatchObject({
      on: '2026-05-06',
      until: '2026-05-21',
    });
  });

  it('confirmed in his own hand, it takes effect at once', () => {
    given(...past, withdrawn)
      .when({ kind: 'withdraw', on: '2026-05-11' })
      .gives({ ended: 'withdrawn' });
    given(...past, withdrawn)
      .when({ ...withdrawn, on: '2026-05-11' })
      .refused('ending-waits', { pointer: '/kind', clause: 'project.record' });
  });

  it('contested, it waits for the finding and not for the clock', () => {
    expect(moments(withdrawn, contest)).toEqual([]);
    const stands = given(...past, withdrawn, contest, found(true)).state();
    expect(stands.ended).toEqual({ how: 'withdrawn', on: '2026-05-12' });
    const not = given(...past, withdrawn, contest, found(false)).state();
    expect(not).toMatchObject({ phase: 'open', book: { place: { round: 1 } } });
    expect([openSteps(not), not.ending, not.hold]).toEqual([['A9'], undefined, undefined]);
    // The clock that rings late finds nothing to end.
    expect(given(...past, withdrawn, contest, found(false), took).state().phase).toBe('open');
  });

  it('may be contested once, and before it takes effect', () => {
    expect(
      toldOf(
        given(...past, withdrawn)
          .ledger()
          .facts.at(-1) as never,
      ),
    ).toMatchObject({ fact: 'withdrawn', seq });
    given(...past, withdrawn, took)
      .when(contest)
      .refused('case-ended');
  });

  it('also of a case that is suspended, or held for another reason', () => {
    const suspended = [...past, { kind: 'suspend', on: '2026-05-07', body: { why: 'illness' } }, withdrawn];
    const state = given(...suspended).state();
    expect(state).toMatchObject({ phase: 'suspended', ending: { seq: seq + 1 } });
    expect(momentsOf(procedure, state, statute)).toHaveLength(1);
    const ends: Event = { event: 'endingTookEffect', on: '2026-05-22', body: { seq: seq + 1 } };
    expect(given(...suspended, ends).state().ended?.how).toBe('withdrawn');
  });

  it('a privacy consent taken back in the guardian’s name waits likewise; a refusal accepted in his too', () => {
    const taken: Deed = { kind: 'withdrawConsent', on: '2026-05-08', seat: 'guardian', body: { consent: 'privacy' }, ...clerk };
    const state = given(...past, taken).state();
    expect(state).toMatchObject({
      phase: 'held',
      ending: { how: 'withdrawn', seat: 'guardian' },
      consents: { privacy: { withdrawn: true } },
    });
    expect(tasksOf(procedure, state, statute).map(({ step, seat, person }) => [step, seat, person])).toEqual([
      ['ending', 'guardian', who('guardian')],
      ['ending', 'applicant', who('applicant')],
    ]);
    given(...past, taken)
      .when({ kind: 'withdrawConsent', on: '2026-05-11', seat: 'guardian', body: { consent: 'privacy' } })
      .gives({ ended: 'withdrawn' });
    given(...past, taken)
      .when(deeds.consent('privacy', '2026-05-11'))
      .refused('ending-waits', { pointer: '/body/consent' });
    const refused = [...cameTo('A12'), deeds.approve('2026-05-11', { entitled: 5, present: 5, for: 0, against: 5, abstain: 0 })];
    const accepted: Deed = { kind: 'acceptRefusal', on: '2026-05-12', ...clerk };
    expect(momentsOf(procedure, given(...refused, accepted).state(), statute).map(({ kind }) => kind)).toEqual(['endingTookEffect']);
    given(...refused, accepted)
      .when({ kind: 'acceptRefusal', on: '2026-05-13' })
      .gives({ ended: 'refused', asks: [{ kind: 'releasePlace', args: { why: 'refused' } }] });
    // Held for another reason, a refusal is not accepted: the case waits for that.
    const contested: Deed = {
      kind: 'contestAct',
      on: '2026-05-12',
      body: { seq: 3 },
      evidence: { contestable: true, recordedOn: '2026-05-12' },
    };
    given(...refused, contested)
      .when({ kind: 'acceptRefusal', on: '2026-05-13' })
      .refused('held');
  });

  it('who is concerned reads what waits, until when, and what he can do', () => {
    const [one] = waiting(procedure, given(...past, withdrawn).state(), statute, '2026-05-12');
    expect(one).toMatchObject({
      step: 'ending',
      seat: 'applicant',
      person: who('applicant'),
      due: '2026-05-21',
      sentence: {
        zh: '等待申请人: 代录的结束事项, 可以确认或提出异议, 还剩 9 天 (到 2026-05-21)',
        en: 'Waiting for the applicant: an ending recorded in one’s name: confirm or contest it, 9 days left (until 2026-05-21)',
      },
    });
    const [contested] = waiting(procedure, given(...past, withdrawn, contest).state(), statute, '2026-05-12');
    expect(contested).toMatchObject({ step: 'held', seat: 'committee-officer' });
  });

  it('an administrator may still bring it on: an ending that waits is no inspector’s task', () => {
    given(...past, withdrawn)
      .when({ kind: 'endCase', on: '2026-05-11', seat: 'administrator', body: { why: 'deceased' }, ...reason })
      .gives({ ended: 'deceased' });
  });

  it('what a committee’s member is said to have declined waits as well', () => {
    const advised = lawful({ procedure: 'party-recommendation' });
    const asApprover = { seat: 'committee-approver', ...clerk } as const;
    const declined = advice.agree('2026-03-04', { body: { result: 'declined' }, ...asApprover, papers: ['reason'] });
    const state = advised.given(advice.propose(), declined).state();
    expect(state).toMatchObject({ phase: 'held', ending: { how: 'not-agreed', person: who('committee-approver') } });
    expect(tasksOf(advised.procedure, state, advised.statute)).toMatchObject([
      { step: 'ending', seat: 'committee-approver', desk: 'committee' },
    ]);
    advised.given(advice.propose(), declined).when(advice.agree('2026-03-05')).refused('ending-waits', { pointer: '/body/result' });
    advised
      .given(advice.propose(), declined)
      .when(advice.agree('2026-03-05', { body: { result: 'declined' }, papers: ['reason'], seat: 'committee-approver' }))
      .gives({ ended: 'not-agreed' });
    const replied = { ...advice.reply('2026-06-01', 'declined'), ...asApprover, papers: ['party-reply'] };
    expect(advised.given(...toParty(), advice.send(), replied).state()).toMatchObject({ ending: { how: 'party-declined' } });
  });

  it('a law that was resolved before the figure was given ends it at once, as it did', () => {
    const { 'record.endingWaits': _, ...figures } = statute.figures;
    const before = lawful({ statute: rehashed({ ...statute, figures }) });
    expect(before.given(...past, withdrawn).state().ended).toEqual({ how: 'withdrawn', on: '2026-05-08' });
  });
});
