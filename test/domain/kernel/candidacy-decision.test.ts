import { momentsOf } from '../../../domain/case/moments';
import { type Deed, lawful, who } from '../../harness/given';
import { officerOn, parent, person, personAt } from '../../harness/selection-deeds';
import { free, verdict } from '../../harness/stages';

const { given, procedure } = lawful({ procedure: 'candidacy', parent });
const officerDoes = officerOn('2026-01-19');

describe('K6: the decision', () => {
  const at = (plan = {}, ...more: Deed[]) => given(...personAt('C6', plan), ...more);

  it.each([
    [{ entitled: 9, present: 6, for: 5, against: 1, defer: 0 }, 'passed'],
    [{ entitled: 9, present: 9, for: 4, against: 5, defer: 0 }, 'not-passed'],
    [{ entitled: 9, present: 9, for: 4, against: 0, defer: 5 }, 'postponed'],
    [{ entitled: 8, present: 8, for: 4, against: 4, defer: 0 }, 'not-passed'],
  ])('two thirds present, more than half of all members agree; to defer is not to agree: %j', (counts, result) => {
    at()
      .when(person.decided(counts))
      .gives({ steps: ['C6'], book: { decision: { result } } });
  });

  it('without two thirds there is nothing to decide; counts must be counts', () => {
    at()
      .when(person.decided({ entitled: 9, present: 5, for: 5, against: 0, defer: 0 }))
      .refused('no-quorum', { clause: 'cadre.decision' });
    at()
      .when(person.decided({ entitled: 9, present: 9, for: 9, against: 9, defer: 0 }))
      .refused('counts-do-not-add-up');
  });

  it('what was decided is taken up again only by more than half; what was postponed may be', () => {
    const no = person.decided({ present: 7, for: 2, against: 5, defer: 0 });
    at({}, no)
      .when(person.decided({}, { on: '2026-01-21' }))
      .refused('no-reconsideration', { pointer: '/body/reconsider' });
    at({}, no)
      .when(person.decided({ reconsider: 4 }, { on: '2026-01-21' }))
      .refused('no-reconsideration');
    at({}, no)
      .when(person.decided({ reconsider: 5 }, { on: '2026-01-21' }))
      .gives({ book: { decision: { result: 'passed' } } });
    at({}, person.decided({ for: 2, against: 0, defer: 5 }))
      .when(person.decided({}, { on: '2026-01-21' }))
      .gives({});
  });

  describe('a decision once taken stands', () => {
    const no = person.decided({ present: 7, for: 2, against: 5, defer: 0 });
    const back = (step: string, seat: 'committee-officer' | 'administrator' = 'committee-officer'): Deed => ({
      kind: 'returnTo',
      on: '2026-01-21',
      seat,
      actor: who('somebody new'),
      body: { step },
      papers: ['reason'],
    });
    const [anew, again] = [{ on: '2026-01-21' }, { on: '2026-01-22' }];
    const consulted = [person.consulted(), person.consultationOver()].map((deed) => ({ ...deed, ...anew }));

    it('whoever of the committee sends the person back: to vote again is to reconsider', () => {
      for (const seat of ['committee-officer', 'administrator'] as const) {
        const returned = at({}, no, back('C5', seat), ...consulted, verdict('C5', '2026-01-21'));
        returned.when(person.decided({}, again)).refused('no-reconsideration', { pointer: '/body/reconsider', clause: 'cadre.decision' });
        returned.when(person.decided({ reconsider: 4 }, again)).refused('no-reconsideration');
        returned.when(person.decided({ reconsider: 5 }, again)).gives({ steps: ['C6'], book: { decision: { result: 'passed' } } });
      }
      // Reconsidered and postponed: that it is decided once more was agreed to already.
      const postponed = person.decided({ reconsider: 5, for: 2, defer: 5 }, again);
      at({}, no, postponed)
        .when(person.decided({}, { on: '2026-01-23' }))
        .gives({ book: { decision: { result: 'passed' } } });
    });

    it('named once more for the same post: that too is to reconsider', () => {
      const evidence = { stays: true, decidedBefore: true };
      at().when(person.decided({}, { evidence })).refused('no-reconsideration');
      at()
        .when(person.decided({ reconsider: 5 }, { evidence }))
        .gives({ steps: ['C6'] });
    });

    it('what an inspector sends back is decided anew, and freely', () => {
      const passed = [...personAt('C6'), person.decided()];
      for (const one of [verdict('C6', '2026-01-20', 'return'), verdict('C6', '2026-01-20', 'veto')])
        given(...passed, one)
          .when(person.decided({}, again))
          .gives({ steps: ['C6'] });
      const further = verdict('C6', '2026-01-20', 'return', { body: { step: 'C6', verdict: 'return', backTo: 'C5' } });
      given(...passed, further, ...consulted, verdict('C5', '2026-01-21'))
        .when(person.decided({}, again))
        .gives({ steps: ['C6'] });
      given(...personAt('C7', {}, { awaiting: true }), verdict('C7', '2026-01-29', 'veto'))
        .when(person.decided({}, { on: '2026-02-02' }))
        .gives({ steps: ['C6'] });
      // Its second decision stands like the first.
      given(...passed, verdict('C6', '2026-01-20', 'veto'), { ...no, ...anew })
        .when(person.decided({}, again))
        .refused('no-reconsideration');
    });

    it('so is what an objection or an investigation found wrong; what it cleared is not', () => {
      const notice = who('occasion');
      const objected = [...personAt('C7'), person.posted(), { kind: 'holdForObjection', on: '2026-01-22', occasion: notice }];
      given(...objected, { kind: 'settleObjection', on: '2026-01-26', occasion: notice, body: { ruling: 'go-back' } })
        .when(person.decided({}, { on: '2026-01-27' }))
        .gives({ steps: ['C6'] });
      const examined = (body: Record<string, unknown>): Deed[] => [
        { kind: 'holdForInvestigation', on: '2026-01-21', via: 'occasion' },
        {
          kind: 'settleInvestigation',
          on: '2026-01-21',
          seat: 'inspector',
          actor: who('inspector'),
          via: 'occasion',
          body,
          papers: ['finding'],
          evidence: free,
        },
      ];
      at({}, no, ...examined({ result: 'cleared', backTo: 'C5' }), ...consulted, verdict('C5', '2026-01-21'))
        .when(person.decided({}, again))
        .gives({ steps: ['C6'] });
      at({}, no, ...examined({ result: 'cleared' }))
        .when(person.decided({}, again))
        .refused('no-reconsideration');
    });

    it('a record of it that was struck was no decision', () => {
      const contested = (seq: number): Deed[] => [
        {
          kind: 'contestAct',
          on: '2026-01-21',
          seat: 'committee-approver',
          body: { seq },
          evidence: { contestable: true, recordedOn: '2026-01-20' },
        },
        {
          kind: 'settleContest',
          on: '2026-01-21',
          seat: 'committee-officer',
          actor: who('somebody new'),
          body: { stands: false, backTo: 'C6', seq },
          papers: ['reason'],
        },
      ];
      const { seq } = at({}, no).state();
      at({}, no, ...contested(seq))
        .when(person.decided({}, again))
        .gives({ steps: ['C6'] });
      at({}, no, ...contested(seq - 1))
        .when(person.decided({}, again))
        .refused('no-reconsideration');
    });

    it('of a decision of an earlier release nothing more is kept than then', () => {
      const old = at({}, { ...no, evidence: {} });
      expect((old.state().book as { taken?: unknown }).taken).toBeUndefined();
      at({}, { ...no, evidence: {} }, back('C5'), ...consulted, verdict('C5', '2026-01-21'))
        .when(person.decided({}, again))
        .gives({ steps: ['C6'] });
    });
  });

  it('an exceptional promotion needs the agreement from above first', () => {
    at({ exceptional: true }).when(person.decided()).refused('prior-reply-missing', { clause: 'cadre.prior' });
    const reply: Deed = {
      kind: 'recordHigherReply',
      on: '2026-01-20',
      seat: 'higher-officer',
      body: { about: 'exceptional', agreed: true },
      papers: ['higher-reply'],
    };
    at({ exceptional: true }, reply)
      .when(person.decided())
      .gives({ steps: ['C6'] });
  });

  it('is the committee above’s only where each one below is left without a quorum by recusals, and says whose it was', () => {
    const county = who('county');
    const own = { body: who('committee'), entitled: 3, recused: 2 };
    const above = (passed: readonly object[], rest: Partial<Deed> = {}): Deed =>
      person.decided({}, { seat: 'higher-officer', evidence: { stays: true, above: { body: county, passed } }, ...rest });
    at()
      .when(above([own]))
      .gives({ steps: ['C6'], book: { decision: { result: 'passed', by: county }, taken: { result: 'passed' } } });
    at()
      .when(above([{ ...own, recused: 1 }]))
      .refused('lower-body-decides', { clause: 'cadre.decision' });
    // Nobody in office is no recusal: there the committee above appoints somebody.
    at()
      .when(above([{ ...own, entitled: 0, recused: 0 }]))
      .refused('lower-body-decides');
    const between = { body: who('between'), entitled: 5, recused: 1 };
    at()
      .when(above([own, between]))
      .refused('lower-body-decides');
    at()
      .when(above([own, { ...between, recused: 2 }]))
      .gives({ book: { decision: { by: county } } });
    // Neither the case's own nor above it.
    at().when(above([])).refused('forbidden', { pointer: '/actor', clause: 'cadre.decision' });
    at()
      .when(above([own], { evidence: { stays: true } }))
      .refused('forbidden');
    // The committee above signs at the level above: nobody who signed below speaks for it.
    at()
      .when(above([own], { actor: who('officer') }))
      .refused('already-signed');
  });

  it('is spoken by the meeting alone', () => {
    at()
      .when(person.decided({}, { via: 'person' }))
      .refused('wrong-way');
  });
});

describe('K7 to K9', () => {
  it('the publicity runs its five working days', () => {
    given(...personAt('C7'), person.posted())
      .when(person.noticeOver('2026-01-28'))
      .refused('too-early', { earliest: '2026-01-29', clause: 'cadre.publicity' });
  });

  it('an objection that is upheld goes back to the body that decided, however it was ruled', () => {
    const notice = who('occasion');
    for (const ruling of ['go-back', 'end'])
      given(...personAt('C7'), person.posted(), { kind: 'holdForObjection', on: '2026-01-22', occasion: notice })
        .when({ kind: 'settleObjection', on: '2026-01-26', occasion: notice, body: { ruling } })
        .gives({ phase: 'open', steps: ['C6'] });
  });

  it('the talk comes before the appointment; seniority runs from the decision', () => {
    given(...personAt('C8'))
      .when(person.appointed())
      .refused('talk-missing', { clause: 'cadre.appointment' });
    given(...personAt('C8'), person.talk())
      .when(person.appointed())
      .gives({ book: { decidedOn: '2026-01-20', approvedOn: '2026-01-30' } });
  });

  it('a post without probation is filled by the pass of its appointment', () => {
    given(...personAt('C8', { probation: false }), person.talk(), person.appointed())
      .when(verdict('C8', '2026-01-30'))
      .gives({ ended: 'completed' });
  });

  it('one year on probation: no day earlier, longer only by a decision, and unfit means out', () => {
    const at = (...more: Deed[]) => given(...personAt('C9'), ...more);
    at().when(person.assessed('2027-01-30')).refused('too-early', { earliest: '2027-01-31' });
    at()
      .when(person.assessed('2027-01-31'))
      .gives({ steps: ['C9'] });
    // Removed, or kept on trial longer, by the body that appointed, never by an officer alone.
    const unfit = person.assessed('2026-08-03', false);
    at().when(unfit).refused('paper-missing', { clause: 'cadre.probation', pointer: '/papers' });
    at()
      .when({ ...unfit, papers: ['probation-assessment', 'minutes'] })
      .gives({ ended: 'unfit' });
    const longer: Deed = officerDoes('extendProbation', { on: '2026-12-01', body: { until: '2027-03-31' }, papers: ['reason', 'minutes'] });
    at()
      .when({ ...longer, papers: ['reason'] })
      .refused('paper-missing', { clause: 'cadre.probation', pointer: '/papers' });
    at(longer).when(person.assessed('2027-03-31')).refused('too-early', { earliest: '2027-04-01' });
    at()
      .when({ ...longer, body: { until: '2026-12-01' } })
      .refused('date-order');
    // Not shortened: the regular end is named, and after an extension the later one.
    const until = (day: string): Deed => ({ ...longer, body: { until: day } });
    at().when(until('2027-01-30')).refused('date-order', { pointer: '/body/until', clause: 'cadre.probation', earliest: '2027-01-31' });
    expect(at().refusal(until('2027-01-15')).refusal?.text.en).toContain('regularly ends on 2027-01-30');
    at()
      .when(until('2027-01-31'))
      .gives({ book: { probationUntil: '2027-01-31' } });
    at(longer).when(until('2027-03-31')).refused('date-order', { earliest: '2027-04-01' });
    const moments = momentsOf(procedure, at().state(), at().statute());
    expect(moments.map(({ kind, body }) => [kind, body.until])).toEqual([['probationOver', '2027-01-30']]);
  });

  it('after the appointment nothing is sent back', () => {
    given(...personAt('C9'))
      .when({ kind: 'returnTo', on: '2026-03-02', seat: 'committee-officer', body: { step: 'C6' }, papers: ['reason'] })
      .refused('already-approved', { clause: 'cadre.probation', pointer: '/body/step' });
  });
});

describe('on probation in one post, appointed to another', () => {
  const left = who('the post he leaves');
  const leaving = { evidence: { leaves: [left] } };
  const at = (...more: Deed[]) => given(...personAt('C8'), person.talk(), ...more);
  const toldOf = (asks: readonly { kind: string; args: Readonly<Record<string, unknown>> }[]) =>
    asks.flatMap(({ args }) => (args.command === 'leaveTrial' ? (args.rows as { case: string }[]).map((row) => row.case) : []));

  it('he leaves the first with the pass of the second, where a promotion has a year of its own', () => {
    const appointed = { ...person.appointed(), ...leaving };
    expect(toldOf(at(appointed).state().asks)).toEqual([]);
    at(appointed)
      .when(verdict('C8', '2026-01-30'))
      .gives({ steps: ['C9'], book: { probationFrom: '2026-01-30' } });
    expect(toldOf(at(appointed, { ...verdict('C8', '2026-01-30'), silent: true }).state().asks)).toEqual([left]);
    given(...personAt('C9'))
      .when({ kind: 'leaveTrial', on: '2026-06-01', via: 'occasion' })
      .gives({ ended: 'transferred' });
    // Told of somebody who holds no post here yet, it changes nothing.
    given(...personAt('C8'))
      .when({ kind: 'leaveTrial', on: '2026-06-01', via: 'occasion' })
      .gives({ steps: ['C8'] });
  });

  it('a transfer at the same rank has none, with its reason; nobody else is spared it', () => {
    const lateral = { ...person.appointed(), body: { lateral: true }, papers: ['appointment-notice', 'reason'] };
    at().when(lateral).refused('bad-field', { pointer: '/body/lateral', clause: 'cadre.probation' });
    at()
      .when({ ...lateral, ...leaving, papers: ['appointment-notice'] })
      .refused('paper-missing', { clause: 'cadre.probation' });
    at({ ...lateral, ...leaving })
      .when(verdict('C8', '2026-01-30'))
      .gives({ ended: 'completed' });
    // Vetoed, nothing of it is left: the body decides anew, and what it decides on has its probation.
    at({ ...lateral, ...leaving })
      .when(verdict('C8', '2026-01-30', 'veto'))
      .gives({ steps: ['C6'], book: { probation: true } });
    expect(Object.keys(at({ ...lateral, ...leaving }, verdict('C8', '2026-01-30', 'veto')).state().book)).not.toEqual(
      expect.arrayContaining(['lateral']),
    );
  });
});

describe('the posts of the motion', () => {
  const others = { taken: [who('the other')] };

  it('are not exceeded by a decision; one that agrees to nobody, or for two posts, is none of that', () => {
    const at = given(...personAt('C6'));
    at.when(person.decided({}, { evidence: { stays: true, ...others } })).refused('posts-filled', { clause: 'cadre.analysis' });
    at.when(person.decided({ for: 2, against: 4 }, { evidence: { stays: true, ...others } })).gives({ steps: ['C6'] });
    given(...personAt('C6', { posts: 2 }))
      .when(person.decided({}, { evidence: { stays: true, ...others } }))
      .gives({ steps: ['C6'] });
  });

  it('nor by an appointment', () => {
    given(...personAt('C8'), person.talk())
      .when({ ...person.appointed(), evidence: others })
      .refused('posts-filled', { pointer: '/kind' });
  });
});

describe('who is recused, or has no rights', () => {
  const interest = (name: string) => ({ evidence: { interestedHands: [who(name)] } });

  it('nobody acts for the office on his own candidacy or that of kin, neither as actor nor as recorder', () => {
    for (const [step, deed] of [
      ['C4', person.preview()],
      ['C5', person.consulted()],
      ['C8', person.appointed()],
      ['C9', person.assessed('2027-01-31')],
    ] as const) {
      const more = deed.kind === 'postPreview' ? [person.group()] : deed.kind === 'appoint' ? [person.talk()] : [];
      const mine = { ...deed, actor: who('officer'), ...interest('officer') };
      const at = given(...personAt(step), ...more);
      at.when(mine).refused('recused', { pointer: '/actor', clause: 'cadre.recusal' });
      at.when({ ...mine, ...interest('a stranger') }).gives({});
    }
    given(...personAt('C8'))
      .when({ ...person.talk(), recorder: who('secretary'), recorderSeat: 'committee-officer', ...interest('secretary') })
      .refused('recused', { pointer: '/recorder' });
  });

  it('whoever is on probation in the League is neither agreed to nor appointed', () => {
    const at = given(...personAt('C6'));
    at.when(person.decided({}, { evidence: { stays: true, probation: true } })).refused('on-negative-list', { clause: 'cadre.objects' });
    at.when(person.decided({ for: 0, against: 7, defer: 0 }, { evidence: { stays: true, probation: true } })).gives({ steps: ['C6'] });
    given(...personAt('C8'), person.talk())
      .when({ ...person.appointed(), evidence: { probation: true } })
      .refused('on-negative-list', { pointer: '/kind' });
  });
});

describe('an ending before the appointment', () => {
  const ends = (why: string, papers: readonly string[] = ['reason'], rest: Partial<Deed> = {}): Deed =>
    officerDoes('endCase', { on: '2026-01-30', body: { why }, papers, ...rest });

  it('of somebody for whom a body has decided is the body’s, or what happened to him', () => {
    const decided = given(...personAt('C8'));
    decided.when(ends('other')).refused('already-resolved', { pointer: '/papers', clause: 'cadre.decision' });
    decided.when(ends('other', ['reason', 'minutes'], { seat: 'administrator' })).refused('already-resolved');
    decided.when(ends('other', ['reason', 'minutes'])).gives({ ended: 'other' });
    decided.when(ends('deceased')).gives({ ended: 'deceased' });
    given(...personAt('C6'))
      .when(ends('other'))
      .gives({ ended: 'other' });
    given(...personAt('C6'), person.decided({ for: 2, against: 4 }))
      .when(ends('other'))
      .gives({ ended: 'other' });
  });

  it('is nobody’s but what happened to him while inspection examines him', () => {
    const held = given(...personAt('C4', {}, { awaiting: true }), verdict('C4', '2026-01-16', 'suspend'));
    held.when(ends('other')).refused('inspectors-task', { pointer: '/kind', clause: 'project.inspection' });
    held.when(ends('other', ['reason', 'minutes'])).refused('inspectors-task');
    held.when(ends('deceased')).gives({ ended: 'deceased' });
  });
});
