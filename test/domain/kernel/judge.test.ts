import { cameTo, type Deed, deeds, lawful, who } from '../../harness/given';

const { given } = lawful();
const atA2 = cameTo('A2');

describe('the order of the judge', () => {
  /** Everything is wrong at once; one fault after the other is taken away. */
  const worst: Deed = {
    kind: 'recordVote',
    on: '2027-01-01',
    today: '2026-04-21',
    body: { entitled: -1 },
    actor: who('applicant'),
    via: 'person',
  };
  const atA8 = [...cameTo('A8'), deeds.consent('publication', '2026-04-17'), deeds.post()];

  it('known act, form, open case, dates, step, consent, papers, four eyes, own rule', () => {
    given(...atA8)
      .when({ ...worst, kind: 'bribe' })
      .refused('unknown-act', { pointer: '/kind' });
    given(...atA8)
      .when(worst)
      .refused('wrong-way', { pointer: '/kind' });
    given(...atA8)
      .when({ ...worst, via: 'occasion' })
      .refused('bad-field', { pointer: '/body/entitled' });
    const counts = { entitled: 10, present: 1, for: 1, against: 0, abstain: 0 };
    given(...atA8)
      .when({ ...worst, via: 'occasion', body: counts })
      .refused('evidence-missing', { pointer: '/evidence' });
    const known = { ...worst, via: 'occasion' as const, body: counts, evidence: { ageYears: 15, eligible: [] } };
    given(...atA8, { kind: 'holdForObjection', on: '2026-04-21', seat: 'public' })
      .when(deeds.form('2026-05-20', { today: '2026-04-21' }))
      .refused('held');
    given(...atA8)
      .when(known)
      .refused('future-day', { pointer: '/on' });
    given(...atA8)
      .when({ ...known, on: '2026-04-21' })
      .refused('out-of-step', { clause: 'admission.meeting' });
    const atA10 = cameTo('A10');
    given(...atA10)
      .when(deeds.form('2026-04-30', { papers: [] }))
      .refused('consent-missing');
    given(...atA10, deeds.consent('faith-declaration', '2026-04-28'))
      .when(deeds.form('2026-04-30', { papers: [] }))
      .refused('paper-missing');
    const atA11 = cameTo('A11');
    const vote = { ...known, on: '2026-05-06', today: '2026-05-06' };
    given(...atA11)
      .when(vote)
      .refused('paper-missing', { clause: 'admission.meeting' });
    given(...atA11)
      .when({ ...vote, papers: ['minutes'] })
      .refused('already-signed');
    given(...atA11)
      .when({ ...vote, papers: ['minutes'], actor: who('branch-secretary') })
      .refused('introducer-not-eligible');
  });

  it('names the field that does not fit, unknown ones too', () => {
    given()
      .when(deeds.apply('2026-01-12', { body: { privacyVersion: 7 } }))
      .refused('bad-field', { pointer: '/body/privacyVersion' });
    given()
      .when(deeds.apply('2026-01-12', { body: { privacyVersion: '1', birth: '2010' } }))
      .refused('bad-field', { pointer: '/body/birth' });
  });

  it('an act of a step that is closed says so; one of a step to come says what comes first', () => {
    given(...cameTo('A5'))
      .when(deeds.talk('2026-01-20'))
      .refused('step-closed', { clause: 'admission.talk' });
    given(...atA2)
      .when(deeds.contacts())
      .refused('out-of-step', { clause: 'admission.contacts' });
  });
});

describe('days', () => {
  it('tomorrow has not come', () => {
    given(...atA2)
      .when(deeds.talk('2026-01-14', { today: '2026-01-13' }))
      .refused('future-day', { pointer: '/on' });
  });

  it.each([
    ['seven days back', '2026-01-21', undefined],
    ['eight days back', '2026-01-22', 'too-far-back'],
  ])('%s', (_, today, code) => {
    const talk = deeds.talk('2026-01-14', { today });
    if (code)
      given(...atA2)
        .when(talk)
        .refused(code, { clause: 'project.record', pointer: '/on' });
    else
      given(...atA2)
        .when(talk)
        .gives({ steps: ['A3'] });
  });

  it('later only by an officer with a written reason, and marked', () => {
    const late = (rest: Partial<Deed>) => deeds.talk('2026-01-14', { today: '2026-03-02', late: true, ...rest });
    const officer = { recorder: who('officer'), recorderSeat: 'committee-officer' as const };
    given(...atA2)
      .when(late({}))
      .refused('late-reason-missing', { pointer: '/lateReason' });
    given(...atA2)
      .when(late({ papers: ['talk-record', 'reason'] }))
      .refused('late-reason-missing');
    given(...atA2)
      .when(late(officer))
      .refused('late-reason-missing');
    given(...atA2)
      .when(late({ ...officer, recorderSeat: 'committee-approver', papers: ['talk-record', 'reason'] }))
      .refused('late-reason-missing');
    given(...atA2)
      .when(late({ ...officer, papers: ['talk-record', 'reason'] }))
      .gives({ steps: ['A3'] });
  });

  it('an act does not lie before the newest one, nor before its step', () => {
    given(...atA2)
      .when(deeds.talk('2026-01-11', { today: '2026-01-12' }))
      .refused('out-of-order', { pointer: '/on' });
    given(...cameTo('A3'))
      .when(deeds.nominate('2026-01-12', { today: '2026-01-13' }))
      .refused('out-of-order');
  });

  it('a step that opened by an answer of the world opens on that day', () => {
    const late = [
      ...cameTo('A7'),
      deeds.preReview('2026-04-17', { silent: true }),
      { event: 'placeReserved', on: '2026-04-20', body: { line: who('line'), round: 1, year: 2026, number: '202665000001' } },
      deeds.consent('publication', '2026-04-20'),
    ];
    given(...late)
      .when(deeds.post('2026-04-17', { today: '2026-04-20' }))
      .refused('out-of-order', { clause: 'admission.publicity' });
  });

  it('an act brought in from paper may have any day of the past', () => {
    given(...atA2)
      .when(deeds.talk('2026-01-14', { today: '2026-01-14', imported: true }))
      .gives({ steps: ['A3'] });
  });
});
