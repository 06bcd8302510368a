import { dueOf, extensionLimit } from '../../../domain/case/moments';
import { tasksOf } from '../../../domain/case/tasks';
import { cameTo, type Deed, deeds, lawful, who } from '../../harness/given';
import { advice } from '../../harness/given-recommendation';
import { post, postAt } from '../../harness/selection-deeds';
import { free, verdict } from '../../harness/stages';

/* The acts that keep stalled cases moving (design 9). None decides in anyone's place, none touches an inspector's task. */

const admission = lawful();
const selection = lawful({ procedure: 'selection' });
const advising = lawful({ procedure: 'party-recommendation' });

const by = (kind: string, on: string, body: Record<string, unknown>, rest: Partial<Deed> = {}): Deed => ({
  kind,
  on,
  seat: 'administrator',
  body,
  ...rest,
});
const PERSON = { seat: 'branch-secretary', holds: true, away: false } as const;
const lay = (evidence: Record<string, unknown> = PERSON, body: Record<string, unknown> = { person: who('another secretary') }): Deed =>
  by('reassign', '2026-02-20', { step: 'A2', ...body }, { evidence });
const tasks = (world: ReturnType<typeof admission.given>) => tasksOf(admission.procedure, world.state(), world.statute());

describe('a task is laid on another desk (转办)', () => {
  const applied = [deeds.apply('2026-01-12')];

  it('of a holder of the role: it is his, until the step is done anew', () => {
    const laid = admission.given(...applied, lay());
    expect(tasks(laid)).toMatchObject([{ step: 'A2', seat: 'branch-secretary', person: who('another secretary'), since: '2026-01-12' }]);
    // An act of an earlier day may still be entered, and nothing of the case has moved.
    expect(laid.state().lastOn).toBe('2026-01-12');
    const on = [deeds.talk('2026-02-21'), deeds.nominate('2026-02-22'), deeds.decide('2026-02-22')];
    const back = by('returnTo', '2026-02-23', { step: 'A2' }, { papers: ['reason'] });
    expect(tasks(admission.given(...applied, lay(), ...on, back)).every(({ person }) => person === undefined)).toBe(true);
  });

  it('never of somebody without the role, on leave, or who signed at another level', () => {
    const given = admission.given(...applied);
    given.when(lay({ ...PERSON, holds: false })).refused('not-in-role', { pointer: '/body/person' });
    given.when(lay({ ...PERSON, away: true })).refused('on-leave');
    given.when(lay(PERSON, { person: who('administrator') })).refused('own-hand', { clause: 'project.administrator' });
    given.when(lay(PERSON, { person: who('applicant') })).refused('already-signed', { clause: 'project.four-eyes' });
    given.when(lay({ ...PERSON, lies: who('another secretary') })).refused('already-so');
    given.when(lay({ ...PERSON, seat: 'applicant' })).refused('not-a-post');
    given.when({ ...lay(), on: '2026-02-20', today: '2026-02-21' }).refused('not-today', { pointer: '/on' });
    given.when(lay(PERSON, { person: who('x'), unit: who('y') })).refused('bad-field');
    const filed = admission.given(...cameTo('A4'));
    const signer = filed.state().signed;
    const [first = ''] = Object.keys(signer);
    filed
      .when(by('reassign', '2026-02-20', { step: 'A4', person: first }, { evidence: { ...PERSON, seat: 'higher-officer' } }))
      .refused('already-signed');
  });

  it('of another unit only where a branch has nobody, and only the general branch above', () => {
    const given = admission.given(...applied);
    const unit = { unit: who('general branch') };
    given.when(lay({ seat: 'branch-secretary', vacant: false, above: true }, unit)).refused('desk-held');
    given.when(lay({ seat: 'branch-secretary', vacant: true, above: false }, unit)).refused('not-above');
    given.when(lay({ seat: 'committee-approver', vacant: true, above: true }, unit)).refused('no-other-unit');
    const laid = admission.given(...applied, lay({ seat: 'branch-secretary', vacant: true, above: true }, unit));
    expect(tasks(laid)).toMatchObject([{ step: 'A2', seat: 'branch-secretary', org: who('general branch') }]);
  });
});

describe('a task is passed up (提级)', () => {
  const up = (to: string | undefined, on = '2026-02-20', rest: Partial<Deed> = {}) =>
    by('escalate', on, { step: 'A2' }, { evidence: { seat: 'branch-secretary', ...(to ? { to } : {}) }, ...rest });

  it('to the committee, then to the one above; each desk keeps its task', () => {
    const first = admission.given(deeds.apply('2026-01-12'), up(who('committee')));
    expect(tasks(first).map(({ seat, org, escalated }) => [seat, org, escalated ?? false])).toEqual([
      ['branch-secretary', who('branch'), false],
      ['committee-officer', who('committee'), true],
    ]);
    const second = admission.given(deeds.apply('2026-01-12'), up(who('committee')), up(who('county'), '2026-02-21'));
    expect(tasks(second).map(({ seat, org }) => [seat, org])).toEqual([
      ['branch-secretary', who('branch')],
      ['higher-officer', who('county')],
    ]);
  });

  it('never beyond the system, nor while it waits by rule', () => {
    const given = admission.given(deeds.apply('2026-01-12'));
    given.when(up(undefined)).refused('no-higher');
    given
      .when(up(who('county'), '2026-02-20', { evidence: { seat: 'branch-secretary', to: who('county'), waitsUntil: '2026-03-01' } }))
      .refused('waits-by-rule', { earliest: '2026-03-01' });
  });
});

describe('a deadline is extended (延期)', () => {
  const extend = (days: number, on = '2026-03-05', rest: Partial<Deed> = {}): Deed =>
    by('extendDeadline', on, { step: 'R2', days }, { papers: ['reason'], ...rest });
  const given = advising.given(advice.propose('2026-03-02'));
  const [due, limit] = [
    dueOf(given.state(), given.statute(), 'R2')?.day ?? '',
    extensionLimit(given.state(), given.statute(), 'R2')?.day ?? '',
  ];

  it('where the pack says so, within its limit, before it ends, with a reason', () => {
    // Fifteen working days after 2 March, and fifteen more at most; 6 April is Tomb-Sweeping Day.
    expect([due, limit]).toEqual(['2026-03-23', '2026-04-14']);
    const later = advising.given(advice.propose('2026-03-02'), extend(10));
    expect(dueOf(later.state(), later.statute(), 'R2')?.day).toBe('2026-04-02');
    expect(tasksOf(advising.procedure, later.state(), later.statute())).toMatchObject([{ step: 'R2', due: '2026-04-02' }]);
    given.when(extend(22)).gives({ steps: ['R2'] });
    given.when(extend(23)).refused('too-long', { pointer: '/body/days', clause: 'project.record' });
    advising.given(advice.propose('2026-03-02'), extend(10)).when(extend(13)).refused('too-long');
    given.when(extend(10, due)).gives({ steps: ['R2'] });
    given.when(extend(10, '2026-03-24')).refused('deadline-lapsed');
    given.when(extend(10, '2026-03-05', { papers: [] })).refused('paper-missing');
  });

  it('never one of an instrument that does not know it, nor by the desk itself', () => {
    const admitted = admission.given(deeds.apply('2026-01-12'));
    const talk = by('extendDeadline', '2026-01-20', { step: 'A2', days: 5 }, { papers: ['reason'] });
    admitted.when(talk).refused('not-extendable', { pointer: '/body/step', clause: 'admission.talk' });
    expect(advising.procedure.acts.extendDeadline).toBeUndefined();
    const none = by('extendDeadline', '2026-03-05', { step: 'R3', days: 5 }, { papers: ['reason'] });
    advising.given(advice.propose('2026-03-02'), advice.agree('2026-03-04')).when(none).refused('no-deadline');
  });
});

describe('an administrator', () => {
  const REASON = { papers: ['reason'] };
  const acts = (on: string, step: string): Deed[] => [
    by('suspend', on, { why: 'other' }),
    by('endCase', on, { why: 'other' }, REASON),
    by('reassign', on, { step, person: who('x') }, { evidence: { ...PERSON, seat: 'inspector' } }),
    by('escalate', on, { step }, { evidence: { seat: 'inspector', to: who('county') } }),
    by('extendDeadline', on, { step, days: 3 }, REASON),
  ];

  it('never touches what lies with the inspector', () => {
    for (const deed of acts('2026-03-20', 'K0'))
      selection.given(post.analyse()).when(deed).refused('inspectors-task', { clause: 'project.inspection' });
    // While he waits for a supplement it is his as before, whoever owes it.
    const asked: Deed = {
      kind: 'askSupplement',
      on: '2026-01-13',
      body: { step: 'K0' },
      papers: ['supplement-request'],
      evidence: free,
    };
    for (const deed of acts('2026-03-20', 'K0'))
      selection.given(post.analyse(), asked).when(deed).refused('inspectors-task', { clause: 'project.inspection' });
    // Held for an examination, or for an objection: the case is the inspection office's until it is settled.
    const held = admission.given(deeds.apply('2026-01-12'), { kind: 'holdForInvestigation', on: '2026-01-13', via: 'occasion' });
    held.when(by('suspend', '2026-01-14', { why: 'other' })).refused('inspectors-task');
    held.when(by('endCase', '2026-01-14', { why: 'other' }, REASON)).refused('inspectors-task');
    held.when({ kind: 'suspend', on: '2026-01-14', seat: 'committee-officer', body: { why: 'other' } }).gives({ phase: 'suspended' });
  });

  it('stops no post over a candidate who is examined, or decided on; an inspector may', () => {
    const under = (evidence: Record<string, unknown>, seat: Deed['seat'] = 'administrator'): Deed => ({
      ...by('suspend', '2026-03-20', { why: 'other' }, { evidence }),
      ...(seat ? { seat } : {}),
    });
    const post = selection.given(...postAt('KC'));
    for (const seat of ['administrator', 'committee-officer'] as const) {
      post.when(under({ heldBelow: true }, seat)).refused('inspectors-task', { pointer: '/kind' });
      post.when(under({ decidedBelow: true }, seat)).refused('already-resolved', { clause: 'project.inspection' });
      post.when(under({ heldBelow: false, decidedBelow: false }, seat)).gives({ phase: 'suspended' });
    }
    post.when(under({ byInspector: true }, 'inspector')).gives({ phase: 'suspended' });
  });

  it('does not resume what an inspector suspended', () => {
    const suspend = {
      kind: 'suspend',
      on: '2026-01-13',
      seat: 'inspector',
      body: { why: 'other' },
      evidence: { byInspector: true },
    } as const;
    const given = admission.given(deeds.apply('2026-01-12'), suspend);
    given.when(by('resume', '2026-01-14', {})).refused('inspectors-task');
    given.when({ kind: 'resume', on: '2026-01-14', seat: 'committee-officer', body: {} }).refused('inspectors-task');
    given.when({ kind: 'resume', on: '2026-01-14', seat: 'inspector', body: {} }).gives({ phase: 'open' });
  });

  it('ends a case with a reason, never once the branch has resolved or a body has decided', () => {
    const end = (on: string, rest: Partial<Deed> = REASON) => by('endCase', on, { why: 'illness' }, rest);
    admission.given(deeds.apply('2026-01-12')).when(end('2026-01-20')).gives({ ended: 'illness' });
    admission.given(deeds.apply('2026-01-12')).when(end('2026-01-20', {})).refused('paper-missing');
    const voted = admission.given(...cameTo('A12'));
    expect(voted.state().book.resolvedOn).toBeDefined();
    voted.when(end('2026-06-01')).refused('already-resolved', { clause: 'project.administrator' });
    voted.when({ ...end('2026-06-01'), seat: 'committee-officer' }).gives({ ended: 'illness' });
  });

  it('passes a verdict on, once it is given', () => {
    const passed = selection.given(post.analyse(), verdict('K0', '2026-01-12'));
    passed.when(by('suspend', '2026-03-20', { why: 'other' })).gives({ phase: 'suspended' });
  });
});
