import { addDays } from '../../../domain/calendar/day';
import { daysOf, reasonsOf, type Standing } from '../../../domain/standing/reasons';
import { standingSentence } from '../../../domain/standing/sentence';
import { cameTo, type Deed, deeds, lawful } from '../../harness/given';
import { post } from '../../harness/selection-deeds';

const admission = lawful();
const selection = lawful({ procedure: 'selection' });

type Rest = Partial<Omit<Standing, 'procedure' | 'state' | 'statute'>>;
const standing = (law: typeof admission, acts: readonly Deed[], today: string, rest: Rest = {}): Standing => {
  const given = law.given(...acts);
  return {
    procedure: law.procedure,
    state: given.state(),
    statute: given.statute(),
    today,
    doneOn: given.state().lastOn,
    isVacant: () => false,
    ...rest,
  };
};
const codes = (one: Standing) => reasonsOf(one).map(({ code }) => code);
const HELD = { kind: 'holdForInvestigation', on: '2026-01-13', via: 'occasion' } as const;

describe('why a case stands still', () => {
  it('overdue from the day after the last lawful one, with clause and days', () => {
    const acts = [deeds.apply('2026-01-12')];
    const open = standing(admission, acts, '2026-01-12');
    const due = admission.given(...acts).state();
    expect(codes(open)).toEqual([]);
    const late = (today: string) => reasonsOf(standing(admission, acts, today, { doneOn: today }));
    const [first] = late('2026-06-01');
    expect(first).toMatchObject({ code: 'overdue', step: 'A2', figure: 'admission.talkDeadline', task: { seat: 'branch-secretary' } });
    const last = first?.due ?? '';
    expect(late(last)).toEqual([]);
    expect(late(addDays(last, 1))).toMatchObject([{ code: 'overdue', since: addDays(last, 1) }]);
    expect(daysOf({ since: addDays(last, 1) }, addDays(last, 12))).toBe(12);
    expect(due.phase).toBe('open');
    if (!first) throw new Error('not overdue');
    const said = standingSentence(open.statute, first, addDays(last, 12), '一中团支部');
    expect(said.zh).toMatch(/^等待一中团支部 团支部书记: .+, 已逾期 12 天 \(.+\)$/);
    expect(said.en).toMatch(/overdue by 12 days/);
  });

  it('idle after ten working days in which nothing was done; closed periods of the unit do not count', () => {
    const acts = cameTo('A3');
    const idle = (today: string, rest: Rest = {}) => codes(standing(admission, acts, today, rest));
    // The talk was on Tuesday 2026-01-13: ten working days end on 2026-01-27.
    expect(idle('2026-01-27')).toEqual([]);
    expect(idle('2026-01-28')).toEqual(['idle']);
    expect(idle('2026-01-28', { doneOn: '2026-01-14' })).toEqual([]);
    const closed = [{ from: '2026-01-19', until: '2026-03-01' }];
    expect(idle('2026-03-10', { closed })).toEqual([]);
    expect(idle('2026-03-11', { closed })).toEqual(['idle']);
  });

  it('a closed period never stops a deadline', () => {
    const acts = [deeds.apply('2026-01-12')];
    expect(codes(standing(admission, acts, '2026-06-01', { closed: [{ from: '2026-01-01', until: '2026-12-31' }] }))).toEqual(['overdue']);
  });

  it('nothing while there is something lawful to wait for; idle counts from the first lawful day', () => {
    const acts = cameTo('A5');
    expect(codes(standing(admission, acts, '2026-04-15'))).toEqual([]);
    expect(codes(standing(admission, acts, '2026-04-16', { isVacant: () => true }))).toEqual(['vacant']);
    expect(codes(standing(admission, acts, '2026-04-15', { isVacant: () => true }))).toEqual([]);
    expect(codes(standing(admission, acts, '2026-04-29'))).toEqual([]);
    expect(codes(standing(admission, acts, '2026-05-08'))).toEqual(['idle']);
  });

  it('a notice waits for the year that it runs into, and nobody’s desk is blamed for it', () => {
    const post = deeds.post('2026-12-28', { body: { workingDays: 5, answers: true } });
    const acts = [...cameTo('A8'), deeds.consent('publication', '2026-04-17'), post];
    expect(codes(standing(admission, acts, '2027-01-04', { isVacant: () => true }))).toEqual([]);
    const late = standing(admission, acts, '2027-02-26', { isVacant: () => true });
    const reasons = reasonsOf(late);
    expect(reasons).toMatchObject([{ code: 'calendar-missing', since: '2027-01-05', step: 'A8' }]);
    const said = standingSentence(late.statute, reasons[0] as (typeof reasons)[number], '2027-02-26', '一中团支部');
    expect([said.zh, said.en]).toEqual([
      expect.stringContaining('2027 年, 该年放假通知尚未录入'),
      expect.stringContaining('runs into 2027'),
    ]);
  });

  it('the inspector’s silence is told as his own, from his own deadline', () => {
    const acts = [post.analyse()];
    // He has five working days: until 2026-01-19.
    expect(codes(standing(selection, acts, '2026-01-19'))).toEqual([]);
    expect(reasonsOf(standing(selection, acts, '2026-01-20'))).toMatchObject([
      { code: 'inspector-silent', since: '2026-01-20', due: '2026-01-19', figure: 'inspection.verdictDays', step: 'K0' },
    ]);
    expect(codes(standing(selection, acts, '2026-03-20', { isVacant: () => true }))).toEqual(['vacant', 'inspector-silent', 'idle']);
  });

  it('held is no standing still until it lasts too long; then nothing else but a fault or a vacancy is said beside it', () => {
    const acts = [deeds.apply('2026-01-12'), HELD];
    expect(codes(standing(admission, acts, '2026-02-10'))).toEqual([]);
    expect(codes(standing(admission, acts, '2026-03-10'))).toEqual(['held']);
    const all = { isVacant: () => true, faults: [{ kind: 'workflow-ended', since: '2026-03-01' }] };
    expect(codes(standing(admission, acts, '2026-03-10', all))).toEqual(['system-fault', 'held', 'vacant']);
  });

  it('one leads and the others are listed, in the order of the convention', () => {
    const acts = [deeds.apply('2026-01-12')];
    const all = { isVacant: () => true, faults: [{ kind: 'workflow-missing', since: '2026-05-01' }] };
    const found = reasonsOf(standing(admission, acts, '2026-06-01', all));
    expect(found.map(({ code }) => code)).toEqual(['system-fault', 'vacant', 'overdue', 'idle']);
    const [fault] = found;
    if (!fault) throw new Error('no fault');
    // It blames nobody: no desk, no seat, no unit.
    expect(fault.task).toBeUndefined();
    expect(standingSentence(admission.statute, fault, '2026-06-01', '一中团支部').zh).toBe('系统故障: 流程实例不存在, 与经办人无关');
  });

  it('suspended and ended cases stand still for no reason but a fault', () => {
    const suspended = [deeds.apply('2026-01-12'), { kind: 'suspend', on: '2026-01-13', body: { why: 'illness' } } as const];
    expect(codes(standing(admission, suspended, '2026-12-01'))).toEqual([]);
    const faults = [{ kind: 'workflow-missing', since: '2026-05-01' }];
    expect(codes(standing(admission, suspended, '2026-12-01', { faults }))).toEqual(['system-fault']);
    const ended = [deeds.apply('2026-01-12'), { kind: 'withdraw', on: '2026-01-13' } as const];
    expect(codes(standing(admission, ended, '2026-12-01', { faults }))).toEqual([]);
  });
});
