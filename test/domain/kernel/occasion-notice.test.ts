import { dayOf } from '../../../domain/calendar/day';
import { momentsOf } from '../../../domain/case/moments';
import type { Entry, OccasionBook } from '../../../domain/occasions/tell';
import { type Deed, type Event, lawful, rehashed, who } from '../../harness/given';
import { one, told, two } from '../../harness/given-occasion';

describe('a notice (公示)', () => {
  const { given, procedure, statute } = lawful({ procedure: 'notice' });
  const open = (on = '2026-04-30', rest: Record<string, unknown> = {}): Deed => ({
    kind: 'openNotice',
    on,
    body: { cases: [one, two], workingDays: 5, scope: 'branch', ...rest },
  });
  const running = [open(), told('postNotice', { [one]: true, [two]: true })];
  const objection = (about: string, name: string, on = '2026-05-06'): Deed => ({
    kind: 'receiveObjection',
    on,
    seat: 'public',
    body: { case: about, objection: who(name) },
  });
  const rule = (about: string, name: string, ruling: string, rest: Partial<Deed> = {}): Deed => ({
    kind: 'ruleObjection',
    on: '2026-05-07',
    body: { case: about, objection: who(name), ruling },
    papers: ['finding'],
    evidence: { impartial: true },
    ...rest,
  });
  const entry = (id: string, ...done: readonly (Deed | Event)[]): Entry | undefined =>
    (given(...done).state().book as unknown as OccasionBook).entries[id];
  const ends = (...done: readonly (Deed | Event)[]) =>
    momentsOf(procedure, given(...done).state(), statute).map(({ at, body }) => [dayOf(at - 1), body.cases]);

  it('counts working days only: posted before the May holiday, it ends on 11 May at midnight', () => {
    expect(ends(...running)).toEqual([['2026-05-11', [one, two]]]);
  });

  it('is not shorter than the law, and names each case once', () => {
    given()
      .when(open('2026-04-30', { workingDays: 4 }))
      .refused('too-short', { clause: 'admission.publicity', pointer: '/body/workingDays' });
    // The clause is that of the cases on it.
    const posts = { evidence: { clauses: ['cadre.publicity'] } };
    given()
      .when({ ...open('2026-04-30', { workingDays: 4 }), ...posts })
      .refused('too-short', { clause: 'cadre.publicity' });
    given()
      .when({ ...open('2026-04-29'), ...posts, today: '2026-04-30' })
      .refused('notice-dated-back', { clause: 'cadre.publicity' });
    given()
      .when(open('2026-04-30', { cases: [one, one] }))
      .refused('duplicate', { pointer: '/body/cases' });
  });

  it('hangs from the day it is posted: not dated back, nor is a correction', () => {
    given()
      .when({ ...open('2026-04-29'), today: '2026-04-30' })
      .refused('notice-dated-back', { clause: 'admission.publicity' });
    given(...running)
      .when({ kind: 'correctNotice', on: '2026-05-06', today: '2026-05-07', body: { cases: [one], substantive: true } })
      .refused('notice-dated-back');
  });

  it('nobody has an act that ends it', () => {
    expect(Object.keys(procedure.acts).sort()).toEqual([
      'adoptCalendar',
      'correctNotice',
      'openNotice',
      'receiveObjection',
      'resumeEntry',
      'ruleObjection',
      'settleObjections',
      'takeDownEntry',
    ]);
  });

  it('what a pair has found out settles every objection to the person at once', () => {
    const held = [...running, objection(one, 'o1'), told('holdForObjection', { [one]: true }), objection(one, 'o2', '2026-05-07')];
    const settle = (about: string, ruling: string, rest: Partial<Deed> = {}): Deed => ({
      kind: 'settleObjections',
      on: '2026-05-08',
      via: 'occasion',
      body: { case: about, ruling },
      papers: ['finding'],
      evidence: { impartial: true },
      ...rest,
    });
    given(...held)
      .when(settle(one, 'go-on'))
      .gives({ asks: [{ args: { command: 'settleObjection', rows: [{ case: one, body: { ruling: 'go-on' } }] } }] });
    expect(entry(one, ...held, settle(one, 'go-on'))).toMatchObject({ status: 'told', objections: { waiting: [], more: 0 } });
    expect(entry(one, ...held, settle(one, 'end'))).toMatchObject({ status: 'removed' });
    given(...held)
      .when(settle(two, 'go-on'))
      .refused('nothing-held', { pointer: '/body/case' });
    given(...held)
      .when(settle(who('nobody'), 'go-on'))
      .refused('not-on-it');
    given(...held)
      .when(settle(one, 'end', { evidence: { impartial: false } }))
      .refused('recused');
    given(...held)
      .when(settle(one, 'end', { papers: [] }))
      .refused('paper-missing');
    given(...held)
      .when(settle(one, 'end', { via: 'person' }))
      .refused('wrong-way');
  });

  it('an objection holds only the case that it names', () => {
    const held = [...running, objection(one, 'o1')];
    given(...running)
      .when(objection(one, 'o1'))
      .gives({ asks: [{ kind: 'tellCases', args: { command: 'holdForObjection', rows: [{ case: one }] } }] });
    expect(ends(...held)).toEqual([['2026-05-11', [two]]]);
    given(...running)
      .when(objection(who('stranger'), 'o1'))
      .refused('notice-over', { pointer: '/body/case' });
  });

  it('each objection has its own ruling; the case waits for the last', () => {
    const held = [...running, objection(one, 'o1'), told('holdForObjection', { [one]: true }), objection(one, 'o2')];
    const first = rule(one, 'o1', 'go-on');
    expect(entry(one, ...held, first)?.status).toBe('held');
    given(...held, first)
      .when(rule(one, 'o1', 'go-on'))
      .refused('unknown-objection', { pointer: '/body/objection' });
    given(...held, first)
      .when(rule(one, 'o2', 'go-on'))
      .gives({ asks: [{ kind: 'tellCases', args: { command: 'settleObjection', rows: [{ case: one, body: { ruling: 'go-on' } }] } }] });
    given(...running)
      .when(rule(one, 'o1', 'go-on'))
      .refused('nothing-held');
    given(...running)
      .when(rule(who('stranger'), 'o1', 'go-on'))
      .refused('not-on-it', { pointer: '/body/case' });
  });

  it('is ruled by somebody who had no part in the case, with a written finding', () => {
    const held = [...running, objection(one, 'o1')];
    given(...held)
      .when(rule(one, 'o1', 'end', { evidence: { impartial: false } }))
      .refused('recused', { pointer: '/actor' });
    given(...held)
      .when(rule(one, 'o1', 'end', { papers: [] }))
      .refused('paper-missing', { pointer: '/papers' });
    given(...held, told('holdForObjection', { [one]: true }))
      .when(rule(one, 'o1', 'end'))
      .gives({ asks: [{ args: { command: 'settleObjection', rows: [{ body: { ruling: 'end' } }] } }] });
  });

  it('a ruling that the case cannot follow leaves the objection waiting', () => {
    const refused = [
      ...running,
      objection(one, 'o1'),
      told('holdForObjection', { [one]: true }),
      rule(one, 'o1', 'end'),
      told('settleObjection', { [one]: 'already-approved' }),
    ];
    expect(entry(one, ...refused)).toMatchObject({ status: 'held', refusal: 'already-approved' });
    given(...refused)
      .when(rule(one, 'o1', 'go-on'))
      .gives({ phase: 'open' });
    expect(entry(one, ...running, objection(one, 'o1'), told('holdForObjection', { [one]: 'case-ended' }))?.status).toBe('refused');
  });

  it('counts objections beyond its memory, so that state stays small', () => {
    const flood = Array.from({ length: 120 }, (_, index) => objection(one, `o${index}`));
    const entryNow = entry(one, ...running, ...flood);
    expect(entryNow?.objections).toMatchObject({ more: 20 });
    expect(entryNow?.objections?.waiting).toHaveLength(100);
    given(...running, ...flood, told('holdForObjection', { [one]: true }))
      .when(rule(one, 'o119', 'go-on'))
      .gives({ phase: 'open' });
  });

  it('a correction of one entry restarts that one; of the common text, all', () => {
    const correct = (rest: Record<string, unknown>): Deed => ({
      kind: 'correctNotice',
      on: '2026-05-07',
      body: { cases: [one], substantive: true, ...rest },
    });
    expect(ends(...running, correct({ substantive: false }))).toEqual([['2026-05-11', [one, two]]]);
    expect(ends(...running, correct({}))).toEqual([
      ['2026-05-11', [two]],
      ['2026-05-13', [one]],
    ]);
    expect(ends(...running, correct({ common: true }))).toEqual([['2026-05-13', [one, two]]]);
    given(...running)
      .when(correct({ cases: [who('stranger')] }))
      .refused('not-on-it', { pointer: '/body/cases/0' });
  });

  it('an unknown year is provisional; a holiday notice lengthens it, never shortens', () => {
    const december: Deed = open('2026-12-28');
    expect((given(december).state().book as unknown as OccasionBook).entries[one]).toMatchObject({ end: '2027-01-04', provisional: true });
    const with2027 = (days: Record<string, 'off' | 'work'>) =>
      rehashed({ ...statute, calendar: { ...statute.calendar, version: 'CN-2027', years: { ...statute.calendar.years, '2027': days } } });
    const adopt = (next: typeof statute): Deed => ({
      kind: 'adoptCalendar',
      on: '2026-12-29',
      via: 'system',
      seat: 'administrator',
      body: { from: statute.hash, to: next.hash },
      statute: next,
    });
    const longer = with2027({ '2027-01-01': 'off' });
    expect((given(december, adopt(longer)).state().book as unknown as OccasionBook).entries[one]).toMatchObject({
      end: '2027-01-05',
      provisional: false,
    });
    const shorter = with2027({ '2027-01-02': 'work' });
    expect((given(december, adopt(shorter)).state().book as unknown as OccasionBook).entries[one]).toMatchObject({
      end: '2027-01-04',
      provisional: false,
    });
    given(december)
      .when({ ...adopt(longer), via: 'person' })
      .refused('wrong-way');
  });

  it('ends when every case has its result', () => {
    const out = { event: 'noticeRanOut', on: '2026-05-12', body: { end: '2026-05-11', cases: [one, two] } };
    const state = given(...running, out, told('completeNotice', { [one]: true, [two]: 'case-ended' }, '2026-05-12')).state();
    expect(state.ended).toEqual({ how: 'completed', on: '2026-05-12' });
    given(...running, out)
      .when(objection(one, 'late', '2026-05-12'))
      .refused('notice-over');
  });
});
