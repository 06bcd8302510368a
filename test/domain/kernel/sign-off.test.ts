import { momentsOf } from '../../../domain/case/moments';
import { tasksOf } from '../../../domain/case/tasks';
import { explain } from '../../harness/explain';
import { type Deed, lawful, statuteOf, who } from '../../harness/given';
import { parent, person, personAt, post, postAt } from '../../harness/selection-deeds';
import { free, verdict } from '../../harness/stages';

const selection = lawful({ procedure: 'selection' });
const candidacy = lawful({ procedure: 'candidacy', parent });
const awaiting = (step: string) => personAt(step, {}, { awaiting: true });

describe('a stage that is done waits for the inspector', () => {
  it('nothing but a verdict goes on with it, and it is at his desk', () => {
    const given = selection.given(post.analyse());
    given.when(post.move()).refused('out-of-step');
    given.when(post.analyse({ on: '2026-01-13' })).refused('awaiting-inspector', { pointer: '/kind' });
    expect(tasksOf(selection.procedure, given.state(), given.statute())).toMatchObject([
      { step: 'K0', seat: 'inspector', desk: 'inspector', due: '2026-01-19', awaits: 'verdict' },
    ]);
    expect(explain(selection.procedure, given.state(), given.statute(), '2026-01-13')).toEqual([
      '等待纪检人员: 分析研判 (纪检把关), 还剩 6 天 (到 2026-01-19)',
    ]);
    given.when(verdict('K0', '2026-01-13')).gives({ steps: ['K1'] });
  });

  it('his silence is reminded of, and then stands at the office above; it never passes', () => {
    const silent = selection.given(post.analyse(), {
      event: 'deadlineLapsed',
      on: '2026-01-20',
      body: { step: 'K0', due: '2026-01-19', verdict: true },
    });
    expect(tasksOf(selection.procedure, silent.state(), silent.statute()).map(({ escalated = false }) => escalated)).toEqual([false, true]);
    silent.when(post.move({}, { on: '2026-02-01' })).refused('out-of-step');
    silent.when(verdict('K0', '2026-02-01')).gives({ steps: ['K1'] });
    expect(momentsOf(selection.procedure, selection.given(post.analyse()).state(), silent.statute()).map(({ kind }) => kind)).toEqual([
      'deadlineLapsed',
    ]);
  });

  it('a body that decided again after a veto has the last word; new facts are examined', () => {
    const again = candidacy.given(
      ...awaiting('C7'),
      verdict('C7', '2026-01-29', 'veto'),
      person.decided({}, { on: '2026-02-02' }),
      verdict('C6', '2026-02-02'),
      person.posted('2026-02-03'),
      person.noticeOver('2026-02-11', { body: { postedOn: '2026-02-03', end: '2026-02-10' } }),
    );
    again.when(verdict('C7', '2026-02-11', 'veto')).refused('body-has-decided', { pointer: '/body/verdict' });
    again.when(verdict('C7', '2026-02-11', 'suspend')).gives({ phase: 'held' });
    again.when(verdict('C7', '2026-02-11')).gives({ steps: ['C8'] });
  });

  it('only a stage that waits takes a verdict, and one with its reasons', () => {
    const given = selection.given(...postAt('K1'));
    given.when(verdict('K1', '2026-01-13')).refused('not-awaiting', { pointer: '/body/step' });
    given.when(verdict('K0', '2026-01-13')).refused('not-awaiting');
    given.when(verdict('nowhere', '2026-01-13')).refused('not-awaiting');
    const waits = selection.given(post.analyse());
    waits.when(verdict('K0', '2026-01-12', 'pass', { papers: [] })).refused('paper-missing', { pointer: '/papers' });
    waits.when(verdict('K0', '2026-01-12', 'pass', { body: { step: 'K0', verdict: 'pass', backTo: 'K0' } })).refused('bad-field');
    waits.when(verdict('K0', '2026-01-12', 'return', { body: { step: 'K0', verdict: 'return' } })).refused('no-way-back');
    waits.when(verdict('K0', '2026-01-12', 'return', { body: { step: 'K0', verdict: 'return', backTo: 'K1' } })).refused('no-way-back');
  });

  it('two verdicts at once: the second finds nothing that waits', () => {
    selection
      .given(post.analyse(), verdict('K0', '2026-01-12'))
      .when(verdict('K0', '2026-01-12', 'veto'))
      .refused('not-awaiting');
  });
});

describe('who has an interest in the case is not its inspector', () => {
  const given = selection.given(post.analyse());
  const of = (evidence: Record<string, unknown>, rest: Partial<Deed> = {}) => verdict('K0', '2026-01-12', 'pass', { evidence, ...rest });

  it.each(['acted', 'kin', 'superior', 'complainant', 'subject'])('%s', (code) => {
    given.when(of({ conflicts: [code], substitute: true })).refused('recused', { pointer: '/actor' });
  });

  it('says when nobody is left', () => {
    const { refusal } = lawful({ procedure: 'selection' })
      .given(post.analyse())
      .refusal(of({ conflicts: ['kin'], substitute: false }));
    expect(refusal?.remedy.zh).toMatch(/已无可以办理的纪检人员/);
  });

  it('nor may somebody who signed for the committee pass it', () => {
    given.when(of(free, { actor: who('officer') })).refused('already-signed');
  });

  it('nor can a verdict come from anywhere but the inspector’s own seat', () => {
    given.when(of(free, { via: 'system' })).refused('wrong-way');
    given.when(of(free, { via: 'occasion' })).refused('wrong-way');
    for (const seat of ['administrator', 'committee-officer', 'committee-approver', 'higher-officer'] as const)
      given.when(of(free, { seat, actor: who('somebody new') })).refused('forbidden', { pointer: '/actor', clause: 'project.inspection' });
  });
});

describe('a supplement', () => {
  const ask: Deed = {
    kind: 'askSupplement',
    on: '2026-01-13',
    body: { step: 'K0' },
    papers: ['supplement-request'],
    evidence: free,
  };
  const answer: Deed = { kind: 'answerSupplement', on: '2026-01-15', body: { step: 'K0' }, papers: ['supplement'] };

  it('rests the inspector’s clock while the asked desk holds the case', () => {
    const asked = selection.given(post.analyse(), ask);
    expect(tasksOf(selection.procedure, asked.state(), asked.statute())).toMatchObject([
      { step: 'K0', seat: 'committee-officer', since: '2026-01-13', awaits: 'supplement' },
    ]);
    expect(momentsOf(selection.procedure, asked.state(), asked.statute())).toEqual([]);
    asked.when({ ...ask, on: '2026-01-14' }).refused('already-asked');
    asked.when({ ...answer, papers: [] }).refused('paper-missing');
    const given = selection.given(post.analyse(), ask, answer);
    expect(tasksOf(selection.procedure, given.state(), given.statute())).toMatchObject([{ seat: 'inspector', due: '2026-01-21' }]);
    given.when(answer).refused('nothing-asked');
    given.when(verdict('K0', '2026-01-15')).gives({ steps: ['K1'] });
  });

  it('keeps no verdict from the inspector, and he may take his request back: his time goes on from that day', () => {
    const asked = selection.given(post.analyse(), ask);
    asked.when(verdict('K0', '2026-01-14')).gives({ steps: ['K1'] });
    asked.when(verdict('K0', '2026-01-14', 'veto')).gives({ ended: 'vetoed' });
    const held = selection.given(post.analyse(), ask, verdict('K0', '2026-01-14', 'suspend'));
    expect(held.state()).toMatchObject({ phase: 'held', steps: { K0: { awaiting: { pausedDays: 1 } } } });
    expect(held.state().steps.K0?.awaiting?.supplement).toBeUndefined();
    asked
      .when({ kind: 'suspend', on: '2026-01-14', seat: 'inspector', body: { why: 'other' }, evidence: { byInspector: true } })
      .gives({ phase: 'suspended' });
    const back: Deed = { kind: 'withdrawSupplement', on: '2026-01-15', body: { step: 'K0' }, evidence: free };
    asked.when({ ...back, evidence: { conflicts: ['kin'], substitute: true } }).refused('recused');
    asked.when({ ...back, seat: 'committee-officer', actor: who('somebody new') }).refused('forbidden', { pointer: '/actor' });
    const taken = selection.given(post.analyse(), ask, back);
    taken.when(back).refused('nothing-asked');
    expect(tasksOf(selection.procedure, taken.state(), taken.statute())).toMatchObject([{ seat: 'inspector', due: '2026-01-21' }]);
    taken.when({ ...ask, on: '2026-01-16' }).gives({ steps: ['K0'] });
  });

  it('is asked for only where a verdict is awaited', () => {
    selection
      .given(...postAt('K1'))
      .when({ ...ask, body: { step: 'K1' } })
      .refused('not-awaiting');
  });

  it('is no way out for a suspension: the days of both are added', () => {
    const paused = selection.given(
      post.analyse(),
      { kind: 'suspend', on: '2026-01-13', seat: 'inspector', body: { why: 'other' } },
      { kind: 'resume', on: '2026-01-16', seat: 'inspector' },
    );
    expect(tasksOf(selection.procedure, paused.state(), paused.statute())).toMatchObject([{ due: '2026-01-22' }]);
  });
});

it('an inspector may attend a stage and pass it on the spot', () => {
  const attend: Deed = { kind: 'attendStage', on: '2026-01-13', body: { step: 'K1' }, evidence: free };
  selection
    .given(...postAt('K1'), attend, post.move())
    .when(verdict('K1', '2026-01-13'))
    .gives({ steps: ['K2'] });
  selection
    .given(...postAt('K1'))
    .when({ ...attend, body: { step: 'K0' } })
    .refused('not-awaiting');
  selection
    .given(...postAt('K1'))
    .when({ ...attend, evidence: { conflicts: ['kin'], substitute: true } })
    .refused('recused');
});

describe('an investigation', () => {
  const settle = (result: string, rest: Partial<Deed> = {}): Deed => ({
    kind: 'settleInvestigation',
    on: '2026-03-02',
    via: 'person',
    seat: 'inspector',
    actor: who('inspector'),
    body: { result },
    papers: ['finding'],
    evidence: free,
    ...rest,
  });
  const held = candidacy.given(...awaiting('C4'), verdict('C4', '2026-01-16', 'suspend'));

  it('lets a case go on, or end; only an inspector without an interest settles it', () => {
    held.when(settle('cleared')).gives({ phase: 'open', steps: ['C4'] });
    held.when(settle('founded')).gives({ ended: 'investigation-founded' });
    held.when(settle('cleared', { evidence: { conflicts: ['kin'], substitute: true } })).refused('recused');
    const running = { ...free, running: true };
    held.when(settle('cleared', { evidence: running })).refused('under-investigation', { pointer: '/kind', clause: 'project.inspection' });
    held
      .when(settle('cleared', { evidence: running, via: 'occasion', body: { result: 'cleared', ofVerdict: true } }))
      .gives({ phase: 'open', steps: ['C4'] });
    held.when(settle('cleared', { papers: [] })).refused('paper-missing');
    held.when(settle('cleared', { body: { result: 'cleared', backTo: 'C9' } })).refused('no-way-back');
    held.when(settle('cleared', { body: { result: 'cleared', backTo: 'C4' } })).refused('no-way-back');
    candidacy
      .given(...awaiting('C4'))
      .when(settle('cleared'))
      .refused('nothing-held');
  });

  it('what is founded after the decision goes to the body that decided; after the appointment it is annulled', () => {
    candidacy
      .given(...awaiting('C7'), verdict('C7', '2026-01-29', 'suspend'))
      .when(settle('founded'))
      .gives({ phase: 'open', steps: ['C6'] });
    candidacy
      .given(...awaiting('C8'), verdict('C8', '2026-01-30', 'suspend'))
      .when(settle('founded'))
      .refused('already-approved', { pointer: '/body/result' });
  });

  it('speaks for itself to any case, and each lifts only its own hold', () => {
    const own = who('an investigation');
    const hold: Deed = { kind: 'holdForInvestigation', on: '2026-01-20', via: 'occasion', occasion: own, seat: 'inspector' };
    const both = candidacy.given(...awaiting('C4'), verdict('C4', '2026-01-16', 'suspend'), hold);
    both.when(settle('cleared')).gives({ phase: 'held' });
    candidacy
      .given(...awaiting('C4'), hold)
      .when(settle('cleared', { via: 'occasion', occasion: own }))
      .gives({ phase: 'open' });
    candidacy
      .given(...awaiting('C4'), hold)
      .when(settle('cleared'))
      .refused('nothing-held');
  });
});

it('an admission knows no verdicts: its stages wait for nobody’s pass', () => {
  const { statute, given } = lawful({ statute: statuteOf() });
  expect(statute.steps.some((step) => step.signOff)).toBe(false);
  given({
    kind: 'apply',
    on: '2026-01-12',
    body: { privacyVersion: '2026-01' },
    papers: ['application'],
    evidence: { ageYears: 15, isMember: false, otherOpenCase: false },
  })
    .when(verdict('A2', '2026-01-12'))
    .refused('unknown-act');
});
