import type { Procedure } from '../../../domain/case/procedure';
import type { MachineState } from '../../../domain/case/state';
import { tasksOf } from '../../../domain/case/tasks';
import { admission } from '../../../domain/procedures/admission';
import { cameTo, type Deed, deeds, lawful, rehashed, who } from '../../harness/given';

const { given, statute } = lawful();
const eligible = (...names: string[]) => ({ evidence: { eligible: names.map(who) } });

describe('A9 introducers', () => {
  const atA9 = cameTo('A9');

  it.each([[['first']], [['first', 'second', 'third']], [['first', 'first']]])('exactly two different ones, not %j', (names) => {
    given(...atA9)
      .when(deeds.introducers('2026-04-28', names))
      .refused('introducers-count', { clause: 'charter.introducers', pointer: '/body/introducers' });
  });

  it('members with full rights, not on probation in the League, never the applicant', () => {
    given(...atA9)
      .when(deeds.introducers('2026-04-28', ['first', 'second'], eligible('first')))
      .refused('introducer-not-eligible', { pointer: '/body/introducers/1' });
    given(...atA9)
      .when(deeds.introducers('2026-04-28', ['applicant', 'second']))
      .refused('introducer-not-eligible', { pointer: '/body/introducers/0' });
  });

  it('with their consent on paper', () => {
    given(...atA9)
      .when(deeds.introducers('2026-04-28', ['first', 'second'], { papers: [] }))
      .refused('paper-missing', { clause: 'charter.introducers' });
  });
});

describe('A10 form', () => {
  const atA10 = [...cameTo('A10'), deeds.consent('faith-declaration', '2026-04-28')];
  const form = (body: Record<string, string>, on = '2026-04-30') =>
    deeds.form(on, { body: { number: '202665000001', wishOn: '2026-04-29', introducersOn: '2026-04-30', ...body } });

  it('needs the declaration of faith, signed', () => {
    given(...cameTo('A10'))
      .when(deeds.form())
      .refused('consent-missing', { clause: 'admission.form' });
  });

  it('the declaration is the applicant’s own, not a guardian’s', () => {
    given(...cameTo('A10'))
      .when(deeds.consent('faith-declaration', '2026-04-28', { seat: 'guardian' }))
      .refused('wrong-seat', { clause: 'admission.form' });
    given(...cameTo('A8'))
      .when(deeds.consent('publication', '2026-04-28', { seat: 'guardian' }))
      .gives({ steps: ['A8'] });
  });

  it('bears the number that was issued', () => {
    given(...atA10)
      .when(form({ number: '202665000002' }))
      .refused('number-mismatch', { pointer: '/body/number' });
  });

  it('dates run strictly: wish after the last class hour', () => {
    const late = [
      ...cameTo('A10', { recordHours: [deeds.hours('2026-01-20', 7)], assessCultivation: [deeds.hours('2026-04-16', 1), deeds.assess()] }),
      deeds.consent('faith-declaration', '2026-04-28'),
    ];
    given(...late)
      .when(form({ wishOn: '2026-04-16' }))
      .refused('date-order', { earliest: '2026-04-17', pointer: '/body/wishOn', clause: 'admission.form' });
  });

  it('wish not before the notice ended', () => {
    given(...atA10)
      .when(form({ wishOn: '2026-04-27' }))
      .refused('date-order', { earliest: '2026-04-28', pointer: '/body/wishOn' });
    given(...atA10)
      .when(form({ wishOn: '2026-04-28' }))
      .gives({ steps: ['A11'] });
  });

  it('wish not before the form was given out: what takes the place of a void one is written anew', () => {
    given(...atA10)
      .when({ ...form({ wishOn: '2026-04-28' }), evidence: { numberedOn: '2026-04-29' } })
      .refused('date-order', { earliest: '2026-04-29', pointer: '/body/wishOn', clause: 'admission.form' });
    given(...atA10)
      .when({ ...form({}), evidence: { numberedOn: '2026-04-29' } })
      .gives({ steps: ['A11'] });
  });

  it('introducers after the wish: the same day is moved on by one', () => {
    given(...atA10)
      .when(form({ introducersOn: '2026-04-29' }))
      .refused('date-order', { earliest: '2026-04-30', pointer: '/body/introducersOn' });
  });

  it('introducers not after the day of the act', () => {
    given(...atA10)
      .when(form({ introducersOn: '2026-05-01' }))
      .refused('future-day', { pointer: '/body/introducersOn' });
  });

  it('a spoiled form voids its number; the next one is waited for', () => {
    const spoil: Deed = { kind: 'voidForm', on: '2026-04-29', body: { why: 'spoiled' } };
    given(...atA10)
      .when(spoil)
      .gives({
        asks: [{ kind: 'replaceNumber', args: { number: '202665000001', why: 'spoiled', year: 2026 } }],
        book: { voidNumbers: 1, number: '202665000091' },
      });
    given(...atA10, { ...spoil, silent: true })
      .when(deeds.form())
      .refused('number-pending', { pointer: '/body/number' });
    given(...atA10, spoil)
      .when(deeds.form())
      .refused('number-mismatch');
    given(...atA10, { ...spoil, silent: true })
      .when({ ...spoil, on: '2026-04-30' })
      .refused('no-number');
  });

  it('a number that could not be given is asked for again', () => {
    const short = [
      ...atA10,
      { kind: 'voidForm', on: '2026-04-29', body: { why: 'lost' }, silent: true },
      { event: 'numberShort', on: '2026-04-29', body: { why: 'no-number' } },
    ];
    given(...short)
      .when({ kind: 'requestNumber', on: '2026-04-30' })
      .gives({ asks: [{ kind: 'replaceNumber' }], book: { number: '202665000091' } });
  });

  it('where the pack gives numbers at approval, the form may bring its own', () => {
    const late = lawful({
      statute: rehashed({
        ...statute,
        figures: { ...statute.figures, 'admission.numberAt': { ...statute.figures['admission.numberAt'], value: 'approval' } as never },
      }),
    });
    late
      .given(...atA10)
      .when(form({ number: 'paper-7' }))
      .gives({ steps: ['A11'] });
    late
      .given(...atA10, form({ number: 'paper-7' }), deeds.vote())
      .when(deeds.approve())
      .gives({ asks: [{ kind: 'usePlace', args: { withNumber: true } }], book: { number: '202665000001' } });
  });
});

describe('A11 branch meeting', () => {
  const atA11 = cameTo('A11');
  const counts = (entitled: number, present: number, yes: number, no: number, abstain: number, rest = {}) => ({
    entitled,
    present,
    for: yes,
    against: no,
    abstain,
    ...rest,
  });

  it.each([
    ['a clear majority of all entitled', counts(10, 8, 6, 1, 1), ['A12']],
    ['one more than half', counts(10, 10, 6, 4, 0), ['A12']],
    ['exactly half of the entitled', counts(10, 10, 5, 4, 1), ['A5']],
    ['a tie', counts(10, 8, 4, 4, 0), ['A5']],
    ['a majority only of those present', counts(10, 6, 5, 1, 0), ['A5']],
    ['all abstain', counts(9, 9, 0, 0, 9), ['A5']],
    ['odd number, just over half', counts(9, 5, 5, 0, 0), ['A12']],
  ])('%s', (_, votes, steps) => {
    given(...atA11)
      .when(deeds.vote('2026-05-06', votes))
      .gives({ steps });
  });

  it.each([
    ['exactly half present is no quorum', counts(10, 5, 5, 0, 0), 'no-quorum'],
    ['nobody entitled', counts(0, 0, 0, 0, 0), 'no-quorum'],
    ['more present than entitled', counts(10, 11, 11, 0, 0), 'more-present-than-entitled'],
    ['more papers returned than issued: void, repeat', counts(10, 8, 8, 1, 0, { issued: 8, returned: 9 }), 'more-returned-than-issued'],
    ['more papers issued than present', counts(10, 8, 9, 0, 0, { issued: 9, returned: 9 }), 'more-issued-than-present'],
    ['counts that do not add up', counts(10, 8, 6, 1, 0), 'counts-do-not-add-up'],
  ])('%s', (_, votes, code) => {
    given(...atA11)
      .when(deeds.vote('2026-05-06', votes))
      .refused(code, { clause: 'admission.meeting' });
  });

  it('is held after the introducers gave their opinions', () => {
    const form = deeds.form('2026-05-06', { body: { number: '202665000001', wishOn: '2026-04-29', introducersOn: '2026-05-06' } });
    given(...cameTo('A10'), deeds.consent('faith-declaration', '2026-04-28'), form)
      .when(deeds.vote('2026-05-06'))
      .refused('date-order', { earliest: '2026-05-07', clause: 'admission.form' });
  });

  it('not for somebody who is 28, or only 13, on that day, nor for a member', () => {
    given(...atA11)
      .when(deeds.vote('2026-05-06', undefined, { evidence: { ageYears: 13, eligible: [who('first'), who('second')] } }))
      .refused('too-young', { clause: 'charter.age', pointer: '/on' });
    given(...atA11)
      .when(deeds.vote('2026-05-06', undefined, { evidence: { ageYears: 28, eligible: [who('first'), who('second')] } }))
      .refused('over-age', { clause: 'charter.age' });
    given(...atA11)
      .when(deeds.vote('2026-05-06', undefined, { evidence: { ageYears: 20, isMember: true, eligible: [who('first'), who('second')] } }))
      .refused('already-member', { clause: 'admission.single' });
  });

  it('exactly two eligible introducers at the vote; one who lost rights is replaced, and the form entered again', () => {
    given(...atA11)
      .when(deeds.vote('2026-05-06', undefined, { evidence: { ageYears: 20, eligible: [who('first')] } }))
      .refused('introducer-not-eligible', { clause: 'charter.introducers' });
    const replace: Deed = {
      kind: 'replaceIntroducer',
      on: '2026-05-06',
      body: { introducers: [who('first'), who('third')] },
      ...eligible('first', 'third'),
    };
    given(...atA11)
      .when({ ...replace, ...eligible('first') })
      .refused('introducer-not-eligible');
    given(...atA11)
      .when({ ...replace, body: { introducers: [who('first')] } })
      .refused('introducers-count');
    given(...atA11)
      .when(replace)
      .gives({ steps: ['A10'], book: { introducers: [who('first'), who('third')], number: '202665000001', place: { round: 1 } } });
    expect(given(...atA11, replace).state().book.form).toBeUndefined();
  });

  it('a failed vote: back to cultivation, number void and place released, no new recommendation before three further months', () => {
    const failed = deeds.vote('2026-05-06', counts(10, 8, 4, 4, 0));
    given(...atA11)
      .when(failed)
      .gives({
        steps: ['A5'],
        asks: [{ kind: 'releasePlace', args: { why: 'vote-failed', round: 1 } }],
        book: { failedVoteOn: '2026-05-06' },
      });
    const again = [...atA11, failed];
    expect(given(...again).state().book).not.toHaveProperty('number');
    given(...again)
      .when(deeds.assess('2026-08-06'))
      .refused('too-early', { earliest: '2026-08-07', clause: 'project.record' });
    given(...again, deeds.assess('2026-08-07'), deeds.recommend('2026-08-07'))
      .when(deeds.preReview('2026-08-07'))
      .gives({ asks: [{ kind: 'reservePlace', args: { round: 2 } }], book: { number: '202665000002' } });
  });

  it('a transfer that waits is answered after the vote: the old unit finishes', () => {
    const asked: Deed[] = [
      deeds.consent('transfer', '2026-05-06'),
      {
        kind: 'requestTransfer',
        on: '2026-05-06',
        body: { toUnit: who('new branch') },
        evidence: { toCommittee: who('committee'), isBranch: true },
      },
    ];
    given(...atA11, ...asked, deeds.vote())
      .when({ kind: 'acceptTransfer', on: '2026-05-07', body: { fileComplete: true } })
      .refused('old-unit-finishes', { clause: 'admission.transfer' });
    given(...atA11, ...asked, deeds.vote())
      .when({ kind: 'rejectTransfer', on: '2026-05-07', body: { reason: 'not-here' } })
      .gives({ steps: ['A12'] });
  });
});

describe('A12 approval', () => {
  const atA12 = cameTo('A12');
  const refusal = deeds.approve('2026-05-11', { entitled: 5, present: 4, for: 2, against: 2, abstain: 0 });

  it('comes after the branch meeting, never on the same day', () => {
    given(...atA12)
      .when(deeds.approve('2026-05-06'))
      .refused('date-order', { earliest: '2026-05-07', clause: 'admission.form' });
  });

  it('is collective: quorum and majority of the committee', () => {
    given(...atA12)
      .when(deeds.approve('2026-05-11', { entitled: 6, present: 3, for: 3, against: 0, abstain: 0 }))
      .refused('no-quorum', { clause: 'admission.approval' });
    given(...atA12)
      .when(deeds.approve('2026-05-11', { entitled: 5, present: 3, for: 4, against: 0, abstain: 0 }))
      .refused('counts-do-not-add-up');
    given(...atA12)
      .when(deeds.approve('2026-05-11', undefined, { via: 'person' }))
      .refused('wrong-way');
  });

  it('gives membership from the day of the branch meeting and uses the place', () => {
    given(...atA12)
      .when(deeds.approve())
      .gives({
        steps: ['A12F', 'A13'],
        asks: [{ kind: 'usePlace', args: { withNumber: false } }],
        book: { resolvedOn: '2026-05-06', approvedOn: '2026-05-11' },
      });
  });

  it('refused: nothing ends before the time for a second look is over', () => {
    given(...atA12)
      .when(refusal)
      .gives({ steps: ['A12T'], phase: 'open', book: { refusedOn: '2026-05-11', place: { round: 1 } } });
    given(...atA12, refusal)
      .when({ kind: 'acceptRefusal', on: '2026-05-12' })
      .gives({ ended: 'refused', asks: [{ kind: 'releasePlace', args: { why: 'refused' } }] });
    given(...atA12)
      .when({ kind: 'acceptRefusal', on: '2026-05-12' })
      .refused('not-refused');
    expect(given(...atA12, refusal, { event: 'refusalFinal', on: '2026-06-02' }).state().ended).toEqual({
      how: 'refused',
      on: '2026-06-02',
    });
  });

  it('a refused case does not slip back to the approval by a return', () => {
    const back = (step: string): Deed => ({ kind: 'returnTo', on: '2026-05-12', body: { step }, papers: ['reason', 'minutes'] });
    given(...atA12, refusal)
      .when(back('A12'))
      .refused('no-way-back');
    given(...atA12, refusal, back('A11'))
      .when(deeds.vote('2026-05-13'))
      .gives({ steps: ['A12'] });
    expect(given(...atA12, refusal, back('A11')).state().book.refusedOn).toBeUndefined();
  });

  it('second look: upheld ends, reconsider reopens the approval with its own month', () => {
    const look: Deed = { kind: 'requestSecondLook', on: '2026-05-12', body: { about: 'refused' } };
    const answer = (verdict: string): Deed => ({
      kind: 'answerSecondLook',
      on: '2026-05-20',
      body: { answer: verdict },
      papers: ['reason'],
    });
    given(...atA12, refusal, look)
      .when({ kind: 'acceptRefusal', on: '2026-05-12' })
      .refused('already-asked', { clause: 'project.record' });
    given(...atA12, refusal, look)
      .when({ ...answer('upheld'), papers: [] })
      .refused('paper-missing');
    given(...atA12, refusal, look)
      .when(answer('upheld'))
      .gives({ ended: 'refused', asks: [{ kind: 'releasePlace' }] });
    given(...atA12, refusal, look)
      .when(answer('reconsider'))
      .gives({ steps: ['A12'], phase: 'open' });
    given(...atA12, refusal, look, answer('reconsider'))
      .when(deeds.approve('2026-06-17'))
      .gives({ steps: ['A12F', 'A13'] });
    expect(given(...atA12, refusal, look, answer('reconsider')).state().book.refusedOn).toBeUndefined();
  });

  it('who turns 28 after the branch meeting is approved all the same', () => {
    given(...atA12)
      .when({ kind: 'endCase', on: '2026-05-08', via: 'system', seat: 'administrator', body: { why: 'over-age' } })
      .refused('resolved-in-time', { clause: 'charter.age' });
    given(...atA12)
      .when(deeds.approve())
      .gives({ steps: ['A12F', 'A13'] });
  });
});

describe('after the approval', () => {
  it('a filing that is returned waits, the rest goes on', () => {
    given(...cameTo('A12F'))
      .when(deeds.fileApproval('2026-05-12', { body: { result: 'returned' } }))
      .refused('paper-missing', { pointer: '/papers', clause: 'admission.approval' });
    given(...cameTo('A12F'))
      .when(deeds.fileApproval('2026-05-12', { body: { result: 'returned' }, papers: ['reason'] }))
      .gives({ steps: ['A12F', 'A13'] });
  });

  it('what is returned is the committee’s to put right, and then lies with the one above again', () => {
    const back = deeds.fileApproval('2026-05-12', { body: { result: 'returned' }, papers: ['reason'], evidence: { asksBack: true } });
    const again: Deed = { kind: 'resubmitFiling', on: '2026-05-13', seat: 'committee-officer', papers: ['supplement'] };
    const desk = (...more: readonly Deed[]) => {
      const world = given(...cameTo('A12F'), ...more);
      return tasksOf(admission as Procedure, world.state() as MachineState, world.statute()).find(({ step }) => step === 'A12F')?.seat;
    };
    expect([desk(), desk(back), desk(back, again)]).toEqual(['higher-officer', 'committee-officer', 'higher-officer']);
    given(...cameTo('A12F'))
      .when(again)
      .refused('filing-not-returned', { clause: 'admission.approval' });
    given(...cameTo('A12F'), back)
      .when({ ...again, papers: [] })
      .refused('paper-missing', { pointer: '/papers' });
    given(...cameTo('A12F'), back, again)
      .when(deeds.fileApproval('2026-05-14'))
      .gives({ steps: ['A13'], book: { filedOn: '2026-05-14' } });
  });

  it('is filed by the committee above; only the highest files with itself', () => {
    given(...cameTo('A12F'))
      .when(deeds.fileApproval('2026-05-12', { seat: 'committee-officer', actor: who('another officer') }))
      .refused('higher-files', { clause: 'admission.approval' });
    const highest = lawful({ higher: null });
    highest
      .given(...cameTo('A12F'))
      .when(deeds.fileApproval('2026-05-12', { seat: 'committee-officer', actor: who('another officer') }))
      .gives({ steps: ['A13'], book: { filedOn: '2026-05-12' } });
    highest
      .given(deeds.apply('2026-01-12'))
      .when({ kind: 'requestSecondLook', on: '2026-02-13', body: { about: 'ignored' } })
      .refused('no-higher');
  });

  it('no ceremony before approval and feedback; absence leads to a later one', () => {
    given(...cameTo('A12'))
      .when(deeds.ceremony('2026-05-13'))
      .refused('out-of-step', { clause: 'charter.oath' });
    given(...cameTo('A14'))
      .when(deeds.ceremony('2026-05-13', { body: { attended: false } }))
      .gives({ steps: ['A14', 'A15'], book: { absences: 1, approvedOn: '2026-05-11' } });
    given(...cameTo('A14'), deeds.ceremony('2026-05-13', { body: { attended: false } }))
      .when(deeds.ceremony('2026-06-01'))
      .gives({ steps: ['A15'] });
  });

  it('the archive is dated between approval and act, and waits for its number', () => {
    const atA15 = cameTo('A15');
    given(...atA15)
      .when(deeds.archive('2026-05-13', { body: { registeredOn: '2026-05-10' } }))
      .refused('date-order', { pointer: '/body/registeredOn', clause: 'admission.archive' });
    given(...atA15)
      .when(deeds.archive('2026-05-13', { body: { registeredOn: '2026-05-14' } }))
      .refused('date-order');
    const typed = (certificate?: string) =>
      deeds.archive('2026-05-13', {
        body: { registeredOn: '2026-05-13', certificate: 'T202600001' },
        evidence: certificate ? { certificate } : {},
      });
    for (const why of ['taken', 'other-range'])
      given(...atA15)
        .when(typed(why))
        .refused('certificate-taken', { pointer: '/body/certificate', clause: 'admission.quota' });
    given(...atA15)
      .when(typed())
      .gives({ asks: [{ kind: 'issueCertificate', args: { number: 'T202600001' } }] });
    given(...atA15, deeds.archive('2026-05-13', { silent: true }))
      .when(deeds.archive())
      .refused('number-pending');
    given(...atA15, deeds.archive('2026-05-13', { silent: true }), {
      event: 'certificateShort',
      on: '2026-05-13',
      body: { why: 'no-certificate' },
    })
      .when(deeds.archive('2026-05-14'))
      .gives({ ended: 'completed' });
  });
});
