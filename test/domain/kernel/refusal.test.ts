import { timeline } from '../../../domain/case/explain';
import { momentsOf } from '../../../domain/case/moments';
import { tasksOf } from '../../../domain/case/tasks';
import { cameTo, type Deed, deeds, lawful, rehashed, who } from '../../harness/given';

const { given, statute, procedure } = lawful();
const atA12 = cameTo('A12');
const refusal = deeds.approve('2026-05-11', { entitled: 5, present: 4, for: 2, against: 2, abstain: 0 });

describe('what the branch has resolved', () => {
  it('once the branch has resolved no officer sends it back alone: the committee decides together, on paper', () => {
    const back = (rest: Partial<Deed>): Deed => ({ kind: 'returnTo', on: '2026-05-07', body: { step: 'A9' }, papers: ['reason'], ...rest });
    given(...atA12)
      .when(back({}))
      .refused('branch-resolved', { pointer: '/papers', clause: 'admission.approval' });
    given(...atA12)
      .when(back({ papers: ['minutes'] }))
      .refused('paper-missing', { pointer: '/papers' });
    given(...atA12)
      .when(back({ papers: ['reason', 'minutes'], seat: 'administrator' }))
      .refused('branch-resolved');
    given(...atA12)
      .when(back({ papers: ['reason', 'minutes'] }))
      .gives({ steps: ['A9'] });
    given(...cameTo('A11'))
      .when({ ...back({}), on: '2026-05-06' })
      .gives({ steps: ['A9'] });
  });

  it('nor is it ended for another reason than what happened to the person: the meeting refuses, with its reason', () => {
    const end = (why: string): Deed => ({ kind: 'endCase', on: '2026-05-07', body: { why }, papers: ['reason'] });
    given(...atA12)
      .when(end('other'))
      .refused('branch-resolved', { pointer: '/body/why', clause: 'admission.approval' });
    given(...atA12)
      .when(end('over-age'))
      .refused('resolved-in-time');
    for (const why of ['deceased', 'enlisted', 'illness', 'already-member', 'duplicate'])
      given(...atA12)
        .when(end(why))
        .gives({ ended: why });
    given(...cameTo('A11'))
      .when({ ...end('other'), on: '2026-05-06' })
      .gives({ ended: 'other' });
  });

  it('transferred from under another committee to one that is the highest: nobody above is left in its way', () => {
    const moved = (topmost: boolean): Deed[] => [
      deeds.consent('transfer', '2026-05-06'),
      {
        kind: 'requestTransfer',
        on: '2026-05-06',
        body: { toUnit: who('new branch') },
        evidence: { toCommittee: who('county'), isBranch: true },
      },
      { kind: 'acceptTransfer', on: '2026-05-06', body: { fileComplete: true }, ...(topmost ? { evidence: { topmost: true } } : {}) },
    ];
    expect(given(...cameTo('A5'), ...moved(true).map((deed) => ({ ...deed, on: '2026-01-16' }))).state()).not.toHaveProperty('higher');
    // A fact of an earlier release folds as it did; the filing of such a case is not stuck for it.
    expect(given(...cameTo('A5'), ...moved(false).map((deed) => ({ ...deed, on: '2026-01-16' }))).state()).toMatchObject({
      higher: who('county'),
    });
    given(...cameTo('A12F'))
      .when(deeds.fileApproval('2026-05-12', { seat: 'committee-officer', actor: who('another officer'), evidence: { topmost: true } }))
      .gives({ steps: ['A13'], book: { filedOn: '2026-05-12' } });
  });
});

describe('the refused is told', () => {
  const told: Deed = { kind: 'deliverRefusal', on: '2026-05-13' };
  const ends = (law: typeof statute, ...past: Deed[]) =>
    momentsOf(
      procedure,
      lawful({ statute: law })
        .given(...past)
        .state(),
      law,
    );

  it('by the branch, and from that day he may ask for a second look', () => {
    given(...atA12)
      .when({ ...told, on: '2026-05-11' })
      .refused('out-of-step', { clause: 'admission.feedback' });
    given(...atA12, refusal)
      .when(told)
      .gives({ steps: ['A12R'], phase: 'open' });
    expect(ends(statute, ...atA12, refusal, told)).toMatchObject([{ kind: 'refusalFinal', body: { until: '2026-06-03' } }]);
    given(...atA12, refusal)
      .when({ kind: 'requestSecondLook', on: '2026-05-12', body: { about: 'refused' } })
      .gives({ steps: ['A12T'] });
  });

  it('and reads until when; once he has asked, nothing waits for him', () => {
    const tasks = (...past: Deed[]) => tasksOf(procedure, given(...past).state(), statute).map(({ step, seat, due }) => [step, seat, due]);
    expect(tasks(...atA12, refusal, told)).toEqual([['A12R', 'applicant', '2026-06-03']]);
    const asked: Deed = { kind: 'requestSecondLook', on: '2026-05-14', body: { about: 'refused' } };
    expect(tasks(...atA12, refusal, told, asked)).toEqual([['second-look', 'higher-officer', '2026-06-04']]);
  });

  it('silence of the branch ends nothing: it is reminded and passed up', () => {
    const untold = given(...atA12, refusal).state();
    expect(momentsOf(procedure, untold, statute)).toMatchObject([{ kind: 'deadlineLapsed', body: { step: 'A12T', due: '2026-05-18' } }]);
    const lapsed = given(...atA12, refusal, {
      event: 'deadlineLapsed',
      on: '2026-05-19',
      body: { step: 'A12T', due: '2026-05-18' },
    }).state();
    expect(tasksOf(procedure, lapsed, statute).map(({ step, seat }) => [step, seat])).toEqual([
      ['A12T', 'branch-secretary'],
      ['A12T', 'higher-officer'],
    ]);
  });

  it('decided anew after a second look, what was told of the refusal before is over', () => {
    const again: Deed[] = [
      { kind: 'requestSecondLook', on: '2026-05-14', body: { about: 'refused' } },
      { kind: 'answerSecondLook', on: '2026-05-20', body: { answer: 'reconsider' }, papers: ['reason'] },
    ];
    expect(given(...atA12, refusal, told, ...again).state().steps).not.toHaveProperty('A12T');
    given(...atA12, refusal, told, ...again)
      .when({ ...refusal, on: '2026-05-25' })
      .gives({ steps: ['A12T'] });
    // One second look a decision: what is decided then is final, once he was told.
    const twice: Deed[] = [...atA12, refusal, told, ...again, { ...refusal, on: '2026-05-25' }];
    given(...twice)
      .when({ kind: 'requestSecondLook', on: '2026-05-26', body: { about: 'refused' } })
      .refused('looked-at-already', { pointer: '/body/about', clause: 'project.record' });
    expect(ends(statute, ...twice, { ...told, on: '2026-05-27' })).toMatchObject([{ kind: 'refusalFinal', body: { until: '2026-05-27' } }]);
    const { 'secondLook.once': _, ...figures } = statute.figures;
    lawful({ statute: rehashed({ ...statute, figures }) })
      .given(...twice)
      .when({ kind: 'requestSecondLook', on: '2026-05-26', body: { about: 'refused' } })
      .gives({ steps: ['A12T'] });
  });

  it('by a law of the time before, the days run from the decision', () => {
    const before = rehashed({ ...statute, steps: statute.steps.filter(({ id }) => id !== 'A12T') });
    const early = lawful({ statute: before });
    early
      .given(...atA12)
      .when(refusal)
      .gives({ steps: ['A12R'] });
    expect(ends(before, ...atA12, refusal)).toMatchObject([{ kind: 'refusalFinal', body: { until: '2026-06-01' } }]);
    early
      .given(...atA12, refusal)
      .when(told)
      .refused('out-of-step');
  });

  it('a refusal brought in from paper without its reason is a finding', () => {
    given(...atA12)
      .when({ ...refusal, imported: true })
      .refused('paper-missing', { pointer: '/papers', clause: 'admission.approval' });
  });

  it('stands in the timeline only where somebody was refused', () => {
    const ids = (...past: Deed[]) => timeline(procedure, given(...past).state(), statute).map(({ id }) => id);
    expect(ids(...atA12)).not.toContain('A12T');
    expect(ids(...atA12, refusal)).toContain('A12T');
  });
});
