import { fold } from '../../../domain/case/fold';
import { cameTo, type Deed, deeds, lawful, who } from '../../harness/given';

const { given, statute, procedure } = lawful();
const atA5 = [...cameTo('A5'), deeds.hours(), deeds.volunteer()];
const reason = { papers: ['reason'] };

describe('contesting what was recorded in one’s name', () => {
  const contest = (on: string, recordedOn: string, rest: Partial<Deed> = {}): Deed => ({
    kind: 'contestAct',
    on,
    body: { seq: 3 },
    evidence: { contestable: true, recordedOn },
    ...rest,
  });
  const settle = (body: Record<string, unknown>, rest: Partial<Deed> = {}): Deed => ({
    kind: 'settleContest',
    on: '2026-01-30',
    body,
    ...reason,
    ...rest,
  });

  it('within ten working days of the record', () => {
    given(...atA5)
      .when(contest('2026-01-28', '2026-01-14'))
      .gives({ phase: 'held' });
    given(...atA5)
      .when(contest('2026-01-29', '2026-01-14'))
      .refused('too-late', { clause: 'project.record' });
  });

  it('only one’s own, and only what has happened', () => {
    given(...atA5)
      .when(contest('2026-01-28', '2026-01-27', { evidence: { contestable: false, recordedOn: '2026-01-27' } }))
      .refused('not-contestable', { pointer: '/body/seq' });
    given(...atA5)
      .when(contest('2026-01-28', '2026-01-27', { body: { seq: 99 } }))
      .refused('not-contestable');
  });

  it('an officer finds, in writing: it stands, or the case goes back', () => {
    const contested = [...atA5, contest('2026-01-28', '2026-01-27')];
    given(...atA5)
      .when(settle({ stands: true }))
      .refused('not-held');
    given(...contested)
      .when(settle({ stands: true }, { papers: [] }))
      .refused('paper-missing');
    given(...contested)
      .when(settle({ stands: false }))
      .refused('field-missing', { pointer: '/body/backTo' });
    given(...contested)
      .when(settle({ stands: true }))
      .gives({ phase: 'open', steps: ['A5'] });
    given(...contested)
      .when(settle({ stands: false, backTo: 'A3' }))
      .gives({ phase: 'open', steps: ['A3'] });
  });

  it('is not settled by whoever gave or recorded the act, as actor or as recorder', () => {
    const contested = [...atA5, contest('2026-01-28', '2026-01-27')];
    const hands = { 3: [who('applicant'), who('clerk')] };
    const finding = settle({ stands: true }, { evidence: { hands } });
    for (const name of ['applicant', 'clerk'])
      given(...contested)
        .when({ ...finding, actor: who(name) })
        .refused('own-hand', { pointer: '/actor', clause: 'project.four-eyes' });
    given(...contested)
      .when({ ...finding, recorder: who('clerk'), recorderSeat: 'committee-officer' })
      .refused('own-hand', { pointer: '/recorder', clause: 'project.four-eyes' });
    given(...contested)
      .when({ ...finding, evidence: { hands: {} } })
      .refused('evidence-missing', { pointer: '/evidence' });
    given(...contested)
      .when(finding)
      .gives({ phase: 'open' });
  });

  it('happens once: neither while the finding is waited for, nor after it', () => {
    const again = contest('2026-01-28', '2026-01-27');
    given(...atA5, again)
      .when(again)
      .refused('already-contested', { pointer: '/body/seq', clause: 'project.record' });
    given(...atA5, again, settle({ stands: true }, { on: '2026-01-28' }))
      .when({ ...again, evidence: { ...again.evidence, settled: true } })
      .refused('already-settled', { pointer: '/body/seq', clause: 'project.record' });
  });

  it('of several acts: each has its own finding', () => {
    const both = [...atA5, contest('2026-01-27', '2026-01-27'), contest('2026-01-28', '2026-01-27', { body: { seq: 4 } })];
    const hands = { 3: [who('clerk')], 4: [who('another')] };
    const finding = (body: Record<string, unknown>, by = 'officer'): Deed => settle(body, { evidence: { hands }, actor: who(by) });
    given(...both)
      .when(finding({ stands: true }))
      .refused('field-missing', { pointer: '/body/seq' });
    given(...both)
      .when(finding({ stands: true, seq: 2 }))
      .refused('nothing-contested', { pointer: '/body/seq' });
    given(...both)
      .when(finding({ stands: true, seq: 3 }, 'clerk'))
      .refused('own-hand');
    const first = [...both, finding({ stands: true, seq: 3 }, 'another')];
    expect(given(...first).state()).toMatchObject({ phase: 'held', hold: { by: 'contest:4' } });
    given(...first)
      .when(finding({ stands: true, seq: 3 }))
      .refused('nothing-contested', { pointer: '/body/seq' });
    given(...first)
      .when(finding({ stands: true }))
      .gives({ phase: 'open' });
  });

  it('a finding of an earlier release, which names none, settled whatever waited', () => {
    const both = given(...atA5, contest('2026-01-27', '2026-01-27'), contest('2026-01-28', '2026-01-27', { body: { seq: 4 } })).state();
    const old = { v: 1, seq: both.seq + 1, kind: 'contestSettled', on: '2026-01-30', at: 0, body: { stands: true }, papers: [] } as const;
    const after = fold(procedure, both, old, statute);
    expect(after.phase).toBe('open');
    expect(after.hold).toBeUndefined();
  });

  it('cannot be used to leap forward, nor behind an approval', () => {
    given(...atA5, contest('2026-01-28', '2026-01-27'))
      .when(settle({ stands: false, backTo: 'A12' }))
      .refused('no-way-back', { pointer: '/body/backTo' });
    given(...atA5, contest('2026-01-28', '2026-01-27'))
      .when(settle({ stands: false, backTo: 'A5' }))
      .gives({ steps: ['A5'] });
    given(...cameTo('A13'), contest('2026-05-12', '2026-05-11'))
      .when(settle({ stands: false, backTo: 'A11' }, { on: '2026-05-13' }))
      .refused('already-approved');
  });

  it('is no way around an objection', () => {
    const held = [
      ...cameTo('A8'),
      deeds.consent('publication', '2026-04-17'),
      deeds.post(),
      { kind: 'holdForObjection', on: '2026-04-21', seat: 'public' as const },
    ];
    given(...held)
      .when(settle({ stands: true }, { on: '2026-04-22' }))
      .refused('nothing-contested');
    given(...held, contest('2026-04-21', '2026-04-20'))
      .when(settle({ stands: true }, { on: '2026-04-22' }))
      .gives({ phase: 'held' });
  });

  it('does not resume a suspended case', () => {
    const suspended = [...atA5, { kind: 'suspend', on: '2026-01-21', body: { why: 'absence' } }, contest('2026-01-28', '2026-01-27')];
    expect(given(...suspended).state()).toMatchObject({ phase: 'suspended', hold: { by: 'contest:3' } });
    given(...suspended, { kind: 'resume', on: '2026-01-29' })
      .when(settle({ stands: true }))
      .gives({ phase: 'open' });
  });

  it('gives the place back when it goes behind the notice', () => {
    given(...cameTo('A9'), contest('2026-04-28', '2026-04-27'))
      .when(settle({ stands: false, backTo: 'A6' }, { on: '2026-04-29' }))
      .gives({ steps: ['A6'], asks: [{ kind: 'releasePlace' }] });
  });
});
