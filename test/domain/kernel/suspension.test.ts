import { earliestOf } from '../../../domain/case/moments';
import { cameTo, type Deed, deeds, lawful, rehashed, who } from '../../harness/given';

const { given, statute } = lawful();
const atA5 = [...cameTo('A5'), deeds.hours(), deeds.volunteer()];
const suspend = (on: string): Deed => ({ kind: 'suspend', on, body: { why: 'illness' } });
const resume = (on: string): Deed => ({ kind: 'resume', on });

describe('while a case is suspended nobody is cultivated', () => {
  const rest = [suspend('2026-01-20'), resume('2026-02-10')];
  const stood: Deed[] = [...cameTo('A5'), ...rest, deeds.hours('2026-02-10'), deeds.volunteer('2026-02-10')];

  it('its days come on top of the three months, once each', () => {
    given(...stood)
      .when(deeds.assess('2026-04-16'))
      .refused('too-early', { earliest: '2026-05-07', clause: 'admission.cultivation' });
    given(...stood)
      .when(deeds.assess('2026-05-07'))
      .gives({ steps: ['A6'] });
    expect(earliestOf(given(...cameTo('A5')).state(), statute, 'A5')?.day).toBe('2026-04-16');
    expect(earliestOf(given(...stood, suspend('2026-05-06'), resume('2026-05-08')).state(), statute, 'A5')?.day).toBe('2026-05-09');
  });

  it('what was met before stays met, and a hold costs no time', () => {
    given(...cameTo('A6'), suspend('2026-04-16'), resume('2026-05-06'))
      .when(deeds.recommend('2026-05-06'))
      .gives({ steps: ['A7'] });
    const contest: Deed[] = [
      { kind: 'contestAct', on: '2026-02-02', body: { seq: 2 }, evidence: { contestable: true, recordedOn: '2026-02-02' } },
      { kind: 'settleContest', on: '2026-03-02', body: { stands: true }, papers: ['reason'] },
    ];
    given(...atA5, ...contest)
      .when(deeds.assess('2026-04-16'))
      .gives({ steps: ['A6'] });
  });

  it('counted from a later day after a transfer, only the days since then', () => {
    const moved: Deed[] = [
      deeds.consent('transfer', '2026-02-12'),
      {
        kind: 'requestTransfer',
        on: '2026-02-12',
        body: { toUnit: who('other') },
        evidence: { toCommittee: who('committee'), isBranch: true },
      },
      { kind: 'acceptTransfer', on: '2026-02-12', body: { fileComplete: false, cultivationCountsFrom: '2026-02-05' } },
    ];
    expect(earliestOf(given(...stood, ...moved).state(), statute, 'A5')?.day).toBe('2026-05-11');
  });

  it('by a law of the time before, it counted on', () => {
    const { 'admission.suspensionRests': _, ...figures } = statute.figures;
    const before = lawful({ statute: rehashed({ ...statute, figures }) });
    before
      .given(...atA5, suspend('2026-02-02'), resume('2026-05-06'))
      .when(deeds.assess('2026-05-06'))
      .gives({ steps: ['A6'] });
    expect(before.given(...stood).state()).not.toHaveProperty('rests');
  });
});
