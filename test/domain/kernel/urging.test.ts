import { cameTo, type Deed, deeds, lawful } from '../../harness/given';
import { post } from '../../harness/selection-deeds';

const admission = lawful();
const urge = (on: string, rest: Partial<Deed> = {}): Deed => ({ kind: 'urge', on, seat: 'administrator', body: { step: 'A2' }, ...rest });

describe('urging (催办)', () => {
  it('is noted, and moves nothing', () => {
    const given = admission.given(deeds.apply('2026-01-12'));
    given.when(urge('2026-02-20')).gives({ steps: ['A2'], phase: 'open' });
    const { lastOn, steps } = admission.given(deeds.apply('2026-01-12'), urge('2026-02-20')).state();
    expect([lastOn, steps.A2]).toEqual(['2026-01-12', given.state().steps.A2]);
    // An act of an earlier day may still be entered after it.
    admission
      .given(deeds.apply('2026-01-12'), urge('2026-01-20'))
      .when(deeds.talk('2026-01-19', { today: '2026-01-20' }))
      .gives({ steps: ['A3'] });
  });

  it('once a day a case, on the day itself', () => {
    const given = admission.given(deeds.apply('2026-01-12'), urge('2026-02-20'));
    given.when(urge('2026-02-20', { seat: 'committee-officer' })).refused('urged-today');
    given.when(urge('2026-02-21')).gives({ steps: ['A2'] });
    given.when(urge('2026-02-20', { today: '2026-02-21' })).refused('not-today', { pointer: '/on' });
  });

  it('reaches only a step that waits for somebody who may act', () => {
    const given = admission.given(deeds.apply('2026-01-12'));
    given.when(urge('2026-02-20', { body: { step: 'A3' } })).refused('step-not-open', { pointer: '/body/step' });
    admission
      .given(...cameTo('A5'))
      .when(urge('2026-02-20', { body: { step: 'A5' }, evidence: { waitsUntil: '2026-04-16' } }))
      .refused('waits-by-rule', { earliest: '2026-04-16' });
    admission
      .given(...cameTo('A5'))
      .when(urge('2026-04-16', { body: { step: 'A5' }, evidence: { waitsUntil: '2026-04-16' } }))
      .gives({ steps: ['A5'] });
  });

  it('never reaches the inspector', () => {
    const selection = lawful({ procedure: 'selection' });
    selection
      .given(post.analyse())
      .when(urge('2026-03-20', { body: { step: 'K0' } }))
      .refused('inspectors-task', { clause: 'project.inspection' });
  });
});
