import { tasksOf } from '../../../domain/case/tasks';
import { blockers } from '../../../domain/procedures/admission/blockers';
import { cameTo, type Deed, deeds, lawful, rehashed, statuteOf, who } from '../../harness/given';

const { given, statute, procedure } = lawful();
const consented = [...cameTo('A8'), deeds.consent('publication', '2026-04-17')];
const posted = [...consented, deeds.post()];
const hold: Deed = { kind: 'holdForObjection', on: '2026-04-22', seat: 'public' };
const settle = (ruling: string, on = '2026-04-24'): Deed => ({ kind: 'settleObjection', on, body: { ruling } });

describe('A8 notice, in the case', () => {
  it('needs the consent to publication', () => {
    given(...cameTo('A8'))
      .when(deeds.post())
      .refused('consent-missing', { clause: 'admission.publicity' });
    given(...consented, { kind: 'withdrawConsent', on: '2026-04-18', body: { consent: 'publication' } })
      .when(deeds.post())
      .refused('consent-missing');
  });

  it('nobody can end it early: five full working days after the posting day', () => {
    given(...posted)
      .when(deeds.complete('2026-04-27'))
      .refused('too-early', { earliest: '2026-04-28', clause: 'admission.publicity' });
    given(...posted)
      .when(deeds.complete('2026-04-28'))
      .gives({ steps: ['A9'] });
    given(...posted)
      .when(deeds.complete('2026-04-28', { via: 'person', seat: 'committee-officer' }))
      .refused('wrong-way');
  });

  it('counts by its own law, whatever the notice says', () => {
    given(...posted)
      .when(deeds.complete('2026-04-21', { body: { postedOn: '2026-04-01', end: '2026-04-10' } }))
      .refused('too-early', { earliest: '2026-04-28' });
  });

  it('a sheet posted for fewer days than the school asks for is refused at once', () => {
    const strict = lawful({
      statute: rehashed({
        ...statute,
        figures: { ...statute.figures, 'admission.publicityMin': { ...statute.figures['admission.publicityMin'], value: 7 } as never },
      }),
    });
    strict
      .given(...consented)
      .when(deeds.post('2026-04-20', { body: { workingDays: 5 } }))
      .refused('too-short', { clause: 'admission.publicity' });
    strict
      .given(...consented)
      .when(deeds.post('2026-04-20', { body: { workingDays: 7 } }))
      .gives({ steps: ['A8'] });
  });

  it('one notice at a time, and only its own counts', () => {
    given(...posted)
      .when(deeds.post('2026-04-22', { occasion: who('another') }))
      .refused('notice-running', { clause: 'admission.publicity' });
    given(...posted)
      .when(deeds.complete('2026-04-28', { occasion: who('another') }))
      .refused('other-notice');
    given(...posted)
      .when({ ...hold, occasion: who('another') })
      .refused('other-notice');
    given(...posted)
      .when({ kind: 'restartNotice', on: '2026-04-22', occasion: who('another') })
      .refused('other-notice');
    given(...posted)
      .when({ ...settle('end'), occasion: who('another') })
      .refused('other-notice');
  });

  it('a correction in substance starts the days again', () => {
    given(...posted, { kind: 'restartNotice', on: '2026-04-23' })
      .when(deeds.complete('2026-04-30'))
      .refused('too-early', { earliest: '2026-05-01' });
  });

  it('a notice that ran out while the case was suspended must be posted again', () => {
    const resumed: Deed[] = [...posted, { kind: 'suspend', on: '2026-04-21', body: { why: 'illness' } }];
    given(...resumed)
      .when(deeds.complete())
      .refused('suspended');
    given(...resumed, { kind: 'resume', on: '2026-05-06' })
      .when(deeds.complete('2026-05-06', { occasion: who('another') }))
      .refused('other-notice');
    given(...resumed, { kind: 'resume', on: '2026-05-06' })
      .when(deeds.post('2026-05-06', { occasion: who('another') }))
      .gives({ steps: ['A8'] });
    // Whoever posts it reads why it waits for him again, and not for the last day of the notice that is lost.
    const lost = given(...resumed, { kind: 'resume', on: '2026-05-06' }).state();
    expect(blockers(lost, statute, 'A8', '2026-05-06')).toMatchObject([{ code: 'notice-missed', clause: 'admission.publicity' }]);
    expect(tasksOf(procedure, lost, statute).find(({ step }) => step === 'A8')).toMatchObject({
      seat: 'branch-secretary',
      earliest: undefined,
    });
    const posted2 = given(...resumed, { kind: 'resume', on: '2026-05-06' }, deeds.post('2026-05-06', { occasion: who('another') })).state();
    expect(blockers(posted2, statute, 'A8', '2026-05-07')).toEqual([]);
    // Suspended and resumed before its last day it runs on.
    const before = given(
      ...posted,
      { kind: 'suspend', on: '2026-04-21', body: { why: 'illness' } },
      { kind: 'resume', on: '2026-04-22' },
    ).state();
    expect(blockers(before, statute, 'A8', '2026-04-23')).toEqual([]);
    const down = given(...posted, { kind: 'withdrawConsent', on: '2026-04-21', body: { consent: 'publication' } }).state();
    expect(blockers(down, statute, 'A8', '2026-04-22').map(({ code }) => code)).toContain('consent-missing');
  });
});

describe('an objection', () => {
  it('holds the case; nothing else moves it but the ruling', () => {
    given(...posted)
      .when(hold)
      .gives({ phase: 'held', steps: ['A8'] });
    given(...posted, hold)
      .when(deeds.complete())
      .refused('held');
    given(...posted, hold)
      .when({ kind: 'returnTo', on: '2026-04-23', body: { step: 'A5' }, papers: ['reason'] })
      .refused('held');
  });

  it('ruled unfounded: goes on, to the end as it was', () => {
    given(...posted, hold)
      .when(settle('go-on'))
      .gives({ phase: 'open', steps: ['A8'] });
    given(...posted, hold, settle('go-on'))
      .when(deeds.complete('2026-04-28'))
      .gives({ steps: ['A9'] });
  });

  it('ruled to go back: to the recommendation, the place is released', () => {
    given(...posted, hold)
      .when(settle('go-back'))
      .gives({ phase: 'open', steps: ['A6'], asks: [{ kind: 'releasePlace', args: { why: 'objection' } }] });
    expect(given(...posted, hold, settle('go-back')).state().book.notice).toBeUndefined();
  });

  it('ruled to end: ended, the place is released', () => {
    given(...posted, hold)
      .when(settle('end'))
      .gives({ phase: 'ended', ended: 'objection-upheld', asks: [{ kind: 'releasePlace' }] });
  });

  it('is not lost when the consent was withdrawn, the case is suspended or held by a contest', () => {
    given(...posted, { kind: 'withdrawConsent', on: '2026-04-21', body: { consent: 'publication' } })
      .when(hold)
      .gives({ phase: 'held' });
    const suspended: Deed[] = [...posted, { kind: 'suspend', on: '2026-04-21', body: { why: 'illness' } }];
    given(...suspended)
      .when(hold)
      .gives({ phase: 'suspended' });
    given(...suspended, hold)
      .when({ kind: 'resume', on: '2026-04-23' })
      .gives({ phase: 'held' });
    const contested: Deed[] = [
      ...posted,
      { kind: 'contestAct', on: '2026-04-21', body: { seq: 1 }, evidence: { contestable: true, recordedOn: '2026-04-20' } },
    ];
    given(...contested, hold)
      .when(settle('go-on'))
      .gives({ phase: 'held' });
    given(...contested, hold, { kind: 'settleContest', on: '2026-04-23', body: { stands: true }, papers: ['reason'] })
      .when(settle('go-on'))
      .gives({ phase: 'open' });
  });

  it('a notice of a new member, after the approval, ends and sends back nothing', () => {
    const base = statuteOf();
    const A8 = base.steps.find((step) => step.id === 'A8');
    const law = rehashed({
      ...base,
      steps: base.steps.flatMap((step) =>
        step.id === 'A13' && A8
          ? [
              { ...step, then: ['A13N'] },
              { ...A8, id: 'A13N', then: step.then },
            ]
          : [step],
      ),
    });
    const late = lawful({ statute: law });
    const atNotice = [...cameTo('A14'), deeds.post('2026-05-13'), { ...hold, on: '2026-05-14' }];
    late
      .given(...atNotice)
      .when(settle('go-back', '2026-05-15'))
      .refused('already-approved', { clause: 'admission.approval' });
    late
      .given(...atNotice)
      .when(settle('end', '2026-05-15'))
      .refused('already-approved');
    late
      .given(...atNotice, settle('go-on', '2026-05-15'))
      .when(deeds.complete('2026-05-21'))
      .gives({ steps: ['A14', 'A15'] });
  });
});
