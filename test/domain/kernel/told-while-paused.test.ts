import { dueOf } from '../../../domain/case/moments';
import { cameTo, type Deed, deeds, lawful, statuteOf, who } from '../../harness/given';
import { person, personAt } from '../../harness/selection-deeds';

const admission = lawful({ statute: statuteOf() });
const { given } = admission;
const suspend = (on: string, rest: Partial<Deed> = {}): Deed => ({ kind: 'suspend', on, body: { why: 'illness' }, ...rest });
const hold = (on: string): Deed => ({ kind: 'holdForInvestigation', on, via: 'occasion', occasion: who('one') });
const clear = (on: string): Deed => ({
  kind: 'settleInvestigation',
  on,
  via: 'occasion',
  occasion: who('one'),
  actor: who('inspector'),
  body: { result: 'cleared' },
  papers: ['finding'],
  evidence: { conflicts: [], substitute: true, running: false },
});

describe('a vote that was taken before the case was stopped', () => {
  const atVote = cameTo('A11');
  const failed = { entitled: 10, present: 8, for: 2, against: 6, abstain: 0 };

  it('closes its step; the case stands still as before, and so does what opens', () => {
    given(...atVote, suspend('2026-05-08'))
      .when(deeds.vote('2026-05-06'))
      .gives({ phase: 'suspended', steps: ['A12'], book: { resolvedOn: '2026-05-06' } });
    given(...atVote, hold('2026-05-08'))
      .when(deeds.vote('2026-05-06'))
      .gives({ phase: 'held', steps: ['A12'] });
    given(...atVote, hold('2026-05-07'), suspend('2026-05-08'))
      .when(deeds.vote('2026-05-06', failed))
      .gives({ phase: 'suspended', steps: ['A5'] });
    const approved = given(...atVote, deeds.vote('2026-05-06'), hold('2026-05-12')).when(deeds.approve('2026-05-11'));
    approved.gives({ phase: 'held', book: { approvedOn: '2026-05-11' } });
  });

  it('starts the clock of the next step when the case goes on', () => {
    const due = (...more: readonly Deed[]) => dueOf(given(...atVote, ...more).state(), admission.statute, 'A12')?.day;
    const straight = due(deeds.vote('2026-05-06'), suspend('2026-05-08'), { kind: 'resume', on: '2026-05-18' });
    expect(straight).not.toBe(due(deeds.vote('2026-05-06')));
    expect(due(suspend('2026-05-08'), deeds.vote('2026-05-06'), { kind: 'resume', on: '2026-05-18' })).toBe(straight);
    expect(due(hold('2026-05-08'), deeds.vote('2026-05-06'), clear('2026-05-18'))).toBe(straight);
  });

  it('of a day on which the case stood still is none', () => {
    given(...atVote, suspend('2026-05-05'))
      .when(deeds.vote('2026-05-06'))
      .refused('suspended', { clause: 'admission.meeting' });
    given(...atVote, hold('2026-05-05'))
      .when(deeds.vote('2026-05-06'))
      .refused('held', { clause: 'admission.meeting' });
  });

  it('bars the transfer, and every way back, until its minutes are closed', () => {
    const atForm = [...cameTo('A5'), deeds.consent('transfer', '2026-02-02')];
    const untold = { meeting: who('meeting'), on: '2026-02-01' };
    const request: Deed = {
      kind: 'requestTransfer',
      on: '2026-02-02',
      body: { toUnit: who('new branch') },
      evidence: { toCommittee: who('new committee'), isBranch: true },
    };
    given(...atForm)
      .when({ ...request, evidence: { ...request.evidence, untold } })
      .refused('vote-untold', { clause: 'admission.transfer' });
    given(...atForm, request)
      .when({ kind: 'acceptTransfer', on: '2026-02-03', body: { fileComplete: true }, evidence: { untold } })
      .refused('vote-untold', { pointer: '/kind' });
    const on = '2026-05-06';
    for (const deed of [
      {
        kind: 'replaceIntroducer',
        on,
        body: { introducers: [who('first'), who('second')] },
        evidence: { eligible: [who('first'), who('second')], untold },
      },
      { kind: 'voidForm', on, body: { why: 'spoiled' }, evidence: { untold } },
      { kind: 'returnTo', on, body: { step: 'A9' }, papers: ['reason'], evidence: { untold } },
    ] as const)
      given(...atVote)
        .when(deed)
        .refused('vote-untold', { pointer: '/kind' });
  });
});

describe('a decision on a candidate', () => {
  const candidacy = lawful({ procedure: 'candidacy' });
  const counts = { entitled: 9, present: 9, for: 9, against: 0, defer: 0 };
  const at = (...more: Deed[]) => candidacy.given(...personAt('C6'), ...more);
  const told = person.decided(counts);

  it('whom an inspector has stopped waits for the inspector; an officer’s suspension leaves the decision as it was', () => {
    at(hold(told.on)).when(told).refused('held', { clause: 'cadre.decision' });
    at(suspend(told.on, { seat: 'inspector', evidence: { byInspector: true, conflicts: [], substitute: true } }))
      .when(told)
      .refused('suspended', { clause: 'cadre.decision' });
    at(suspend(told.on, { seat: 'committee-officer' }))
      .when(told)
      .gives({ phase: 'suspended', book: { decision: { result: 'passed' } } });
  });
});
