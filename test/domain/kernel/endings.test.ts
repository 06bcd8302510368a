import { cameTo, type Deed, deeds, lawful, who } from '../../harness/given';

const { given } = lawful();
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
