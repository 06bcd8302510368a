import { dueOf, verdictDueOf } from '../../../domain/case/moments';
import { cameTo, type Deed, deeds, lawful, rehashed, statuteOf, who } from '../../harness/given';
import { post } from '../../harness/selection-deeds';
import { free, verdict } from '../../harness/stages';

const law = statuteOf();
const admission = lawful({ statute: law });
const selection = lawful({ procedure: 'selection' });

const hold = (on: string, by = 'one'): Deed => ({ kind: 'holdForInvestigation', on, via: 'occasion', occasion: who(by) });
const clear = (on: string, by = 'one'): Deed => ({
  kind: 'settleInvestigation',
  on,
  via: 'occasion',
  occasion: who(by),
  actor: who('inspector'),
  body: { result: 'cleared' },
  papers: ['finding'],
  evidence: free,
});
const suspend = (on: string): Deed => ({ kind: 'suspend', on, body: { why: 'illness' } });
const resume = (on: string): Deed => ({ kind: 'resume', on });
/** Applied on Monday 2 March 2026: the talk is due a month later. */
const applied = deeds.apply('2026-03-02');
const talkDue = (...more: readonly Deed[]) => dueOf(admission.given(applied, ...more).state(), admission.statute, 'A2')?.day;
const verdictDue = (...more: readonly Deed[]) =>
  verdictDueOf(selection.given(post.analyse(), ...more).state(), selection.statute, 'K0')?.day;

describe('days on which a case is held', () => {
  it('move the deadlines that were running, as those of a suspension do', () => {
    expect(talkDue()).toBe('2026-04-02');
    expect(talkDue(hold('2026-03-10'), clear('2026-03-18'))).toBe('2026-04-10');
    expect(talkDue(suspend('2026-03-10'), resume('2026-03-18'))).toBe('2026-04-10');
    // Twice held: both stretches count; and the end moves on from a Saturday to the Monday.
    expect(talkDue(hold('2026-03-10'), clear('2026-03-18'), hold('2026-03-20', 'two'), clear('2026-03-21', 'two'))).toBe('2026-04-13');
  });

  it('count once where reasons to pause overlap, from the first to the last', () => {
    expect(talkDue(hold('2026-03-10'), suspend('2026-03-12'), clear('2026-03-16'), resume('2026-03-18'))).toBe('2026-04-10');
    expect(talkDue(hold('2026-03-10'), suspend('2026-03-12'), resume('2026-03-13'), clear('2026-03-18'))).toBe('2026-04-10');
    expect(talkDue(suspend('2026-03-10'), hold('2026-03-12'), resume('2026-03-16'), clear('2026-03-18'))).toBe('2026-04-10');
    expect(talkDue(hold('2026-03-10'), hold('2026-03-12', 'two'), clear('2026-03-16'), clear('2026-03-18', 'two'))).toBe('2026-04-10');
    // While one reason is left nothing is added yet.
    expect(talkDue(hold('2026-03-10'), suspend('2026-03-12'), clear('2026-03-16'))).toBe('2026-04-02');
  });

  it('rest the clock of the inspector whose verdict is awaited', () => {
    expect(verdictDue()).toBe('2026-01-19');
    const cleared: Deed = { ...clear('2026-01-20'), via: 'person', occasion: undefined };
    expect(verdictDue(verdict('K0', '2026-01-13', 'suspend'), cleared)).toBe('2026-01-26');
  });

  it('are not counted twice while he waits for a supplement', () => {
    const asked: Deed = {
      kind: 'askSupplement',
      on: '2026-01-13',
      actor: who('inspector'),
      body: { step: 'K0' },
      papers: ['supplement-request'],
      evidence: free,
    };
    const given: Deed = { kind: 'answerSupplement', on: '2026-01-20', body: { step: 'K0' }, papers: ['supplement'] };
    expect(verdictDue(asked, given)).toBe('2026-01-26');
    expect(verdictDue(asked, hold('2026-01-14'), clear('2026-01-16'), given)).toBe('2026-01-26');
  });

  it('count for a step that was reopened meanwhile from that day only', () => {
    const posted = [...cameTo('A8'), deeds.consent('publication', '2026-04-17'), deeds.post()];
    const objected: Deed = { kind: 'holdForObjection', on: '2026-04-22', seat: 'public' };
    const back: Deed = { kind: 'settleObjection', on: '2026-04-24', body: { ruling: 'go-back' } };
    const state = admission.given(...posted, objected, hold('2026-04-23'), back, clear('2026-04-30')).state();
    const open = Object.entries(state.steps).filter(([, step]) => !step.closedOn);
    expect(open.map(([id, { openedOn, pausedDays }]) => [id, openedOn, pausedDays])).toEqual([['A6', '2026-04-24', 6]]);
    expect(state.stoppedOn).toBeUndefined();
  });

  it('count for nothing by a law that was resolved before the figure was given; suspensions count as they did', () => {
    const { 'pause.holds': _, ...figures } = law.figures;
    const before = lawful({ statute: rehashed({ ...law, figures }) });
    const due = (...more: readonly Deed[]) => dueOf(before.given(applied, ...more).state(), before.statute, 'A2')?.day;
    expect(due(hold('2026-03-10'), clear('2026-03-18'))).toBe('2026-04-02');
    expect(due(suspend('2026-03-10'), resume('2026-03-18'))).toBe('2026-04-10');
    expect(due(hold('2026-03-10'), suspend('2026-03-12'), clear('2026-03-16'), resume('2026-03-18'))).toBe('2026-04-08');
  });
});
