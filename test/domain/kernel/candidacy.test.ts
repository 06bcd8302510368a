import { momentsOf } from '../../../domain/case/moments';
import { MUSTS } from '../../../domain/procedures/candidacy/book';
import { type Deed, lawful, rehashed, statuteOf, who } from '../../harness/given';
import { GROUP, officerOn, parent, person, personAt } from '../../harness/selection-deeds';
import { verdict } from '../../harness/stages';

const { given, procedure } = lawful({ procedure: 'candidacy', parent });
const officerDoes = officerOn('2026-01-19');

it('is opened by its selection, never by a person', () => {
  given()
    .when({ ...person.open(), via: 'person' })
    .refused('wrong-way');
});

it('keeps the day of a list that was recorded late, or opened after an outage: that was judged when the list was fixed', () => {
  given()
    .when({ ...person.open(), today: '2026-02-16' })
    .gives({ steps: ['C3'] });
});

it('a naming that the inspector sent back is laid before him again', () => {
  given(person.open(), verdict('C3', '2026-01-15', 'return'))
    .when(officerDoes('resubmitObject', { papers: ['object-reasons'] }))
    .gives({ steps: ['C3'] });
});

describe('K4: the inspection', () => {
  const at = (...more: Deed[]) => given(...personAt('C4'), ...more);

  it('is done by two or more officers without an interest, announced first', () => {
    at()
      .when(person.group({ body: { members: [GROUP[0]] } }))
      .refused('group-too-small', { clause: 'cadre.inspection' });
    at()
      .when(person.group({ body: { members: [GROUP[0], GROUP[0]] } }))
      .refused('group-too-small');
    at()
      .when(person.group({ evidence: { eligible: [GROUP[0]] } }))
      .refused('examiner-not-eligible', { pointer: '/body/members/1' });
    at().when(person.preview()).refused('inspection-incomplete');
    at(person.group()).when(person.talks()).refused('inspection-incomplete');
    at(person.group(), person.preview())
      .when(person.appraisal({ body: { present: 5, excellent: 3, competent: 3, basic: 0, incompetent: 0 } }))
      .refused('counts-do-not-add-up');
  });

  it('a local rule may ask for days between the announcement and the talks', () => {
    const law = statuteOf({ procedure: 'candidacy' });
    const strict = lawful({
      statute: rehashed({
        ...law,
        figures: { ...law.figures, 'cadre.previewDays': { ...law.figures['cadre.previewDays'], value: 3 } as never },
      }),
    });
    strict
      .given(...personAt('C4'), person.group(), person.preview())
      .when(person.talks())
      .refused('too-early', { earliest: '2026-01-22' });
    const unknown = rehashed({ ...strict.statute, calendar: { ...strict.statute.calendar, years: {} } });
    lawful({ statute: unknown })
      .given(...personAt('C4'), person.group(), person.preview())
      .when(person.talks({ on: '2026-01-22' }))
      .refused('year-unknown', { clause: 'cadre.inspection' });
    strict
      .given(...personAt('C4'), person.group(), person.preview())
      .when(person.talks({ on: '2026-01-22' }))
      .gives({});
  });

  const allBut = (leave: string) =>
    [
      person.group(),
      person.preview(),
      person.talks(),
      person.appraisal(),
      ...person.musts(),
      person.integrity(),
      person.sign('officer'),
      person.sign('second officer'),
    ].filter((deed) => deed.kind !== leave && deed.body?.must !== leave);

  it.each(Object.keys(MUSTS))('without this must nothing goes on: %s', (must) => {
    at(...allBut(must))
      .when(person.concluded())
      .refused('musts-missing', { clause: 'cadre.musts' });
    at(...allBut(must), person.must(must as 'file', 'issue'))
      .when(person.concluded())
      .refused('must-not-clear');
    at(...allBut(must), person.must(must as 'file', 'issue'), person.must(must as 'file'))
      .when(person.concluded())
      .gives({ steps: ['C4'] });
    at()
      .when(person.must(must as 'file', 'clear', { papers: [] }))
      .refused('paper-missing', { pointer: '/papers' });
  });

  it.each(['recordAppraisal', 'signIntegrity'])('nor without %s', (kind) => {
    const deeds = allBut(kind).filter((deed) => kind !== 'recordAppraisal' || deed.kind !== 'signReport');
    at(...deeds)
      .when(person.concluded())
      .refused('inspection-incomplete');
  });

  it('the report is signed by two members of the group themselves', () => {
    const unsigned = allBut('signReport');
    at(...unsigned, person.sign('officer'), person.sign('officer'))
      .when(person.concluded())
      .refused('inspection-incomplete');
    at(...unsigned)
      .when(person.sign('another officer'))
      .refused('not-in-group', { pointer: '/actor' });
    at(person.group()).when(person.sign('officer')).refused('inspection-incomplete');
  });

  it('who is kin of the person, or is found to be, goes on with nothing of it: he is replaced in the group', () => {
    const [first = '', second = ''] = GROUP;
    const kin = { evidence: { interested: [second] } };
    const announced = [person.group(), person.preview()];
    const tries: [Deed[], Deed][] = [
      [announced, person.talks(kin)],
      [announced, person.appraisal(kin)],
      [announced, person.must('file', 'clear', kin)],
      [announced, { ...person.integrity(), ...kin }],
      [[...announced, person.talks(), person.appraisal()], { ...person.sign('officer'), ...kin }],
      [allBut(''), person.concluded(kin)],
      [allBut(''), person.concluded({ ...kin, body: { suitable: false } })],
    ];
    for (const [before, deed] of tries)
      at(...before)
        .when(deed)
        .refused('recused-examiner', { pointer: '/kind', clause: 'cadre.inspection' });
    at(...announced, person.talks(), person.appraisal())
      .when({ ...person.sign('second officer'), ...kin })
      .refused('recused-examiner', { pointer: '/actor' });
    at(...announced)
      .when(person.talks({ actor: who('third officer'), evidence: { interested: [who('third officer')] } }))
      .refused('recused-examiner', { pointer: '/actor' });
    at(...announced)
      .when(person.talks({ recorder: who('typist'), recorderSeat: 'committee-officer', evidence: { interested: [who('typist')] } }))
      .refused('recused-examiner', { pointer: '/recorder' });
    // Replaced, his signature goes with him; the report wants one of whoever took his place.
    const anew = [first, who('third officer')];
    const replaced = at(...allBut(''), person.group({ body: { members: anew }, evidence: { eligible: anew } }));
    expect(replaced.state().book).toMatchObject({ group: anew, signatures: [first] });
    replaced.when(person.concluded({ evidence: { interested: [] } })).refused('inspection-incomplete');
    at(...allBut(''), person.group({ body: { members: anew }, evidence: { eligible: anew } }), person.sign('third officer'))
      .when(person.concluded({ evidence: { interested: [] } }))
      .gives({ steps: ['C4'] });
  });

  it('who is found unsuitable goes no further, whatever else is missing', () => {
    at()
      .when(person.concluded({ body: { suitable: false } }))
      .gives({ ended: 'unsuitable', asks: [{ kind: 'tellCases' }] });
  });

  it('skipping a rank needs the agreement from above before the inspection begins', () => {
    const reply = officerDoes('recordHigherReply', {
      on: '2026-01-16',
      seat: 'higher-officer',
      actor: who('above'),
      body: { about: 'rank', agreed: true },
      papers: ['higher-reply'],
    });
    const skips = (...more: Deed[]) => given(...personAt('C4', { skipsRank: true }), ...more);
    skips().when(person.group()).refused('prior-reply-missing', { clause: 'cadre.prior' });
    skips(reply)
      .when(person.group())
      .gives({ steps: ['C4'] });
    skips()
      .when({ ...reply, body: { about: 'rank', agreed: false } })
      .gives({ ended: 'not-agreed' });
    at().when(reply).refused('not-needed');
  });
});

describe('K5: consultation', () => {
  const at = (plan = {}, ...more: Deed[]) => given(...personAt('C5', plan), ...more);
  const askCo = officerDoes('askCoManager', { papers: ['co-manager-letter'] });
  const co = (agreed: boolean): Deed =>
    officerDoes('recordCoManagerReply', { body: { agreed }, papers: ['co-manager-reply'], on: '2026-01-22' });
  const askLeague = officerDoes('askLeagueCommittee', { papers: ['league-letter'] });
  const league = (agreed: boolean): Deed => ({
    kind: 'recordLeagueReply',
    on: '2026-01-22',
    seat: 'higher-officer',
    body: { agreed },
    papers: ['league-reply'],
  });
  const over = person.consultationOver({ on: '2026-01-22' });

  it('somebody is consulted', () => {
    at().when(person.consultationOver()).refused('not-consulted');
    at({}, person.consulted())
      .when(person.consultationOver())
      .gives({ steps: ['C5'] });
  });

  it('a co-manager answers, or is silent for one calendar month: consent', () => {
    const dual = { dualManaged: 'deputy' as const };
    at(dual, person.consulted()).when(over).refused('reply-missing', { clause: 'cadre.consultation' });
    at(dual, person.consulted(), askCo).when(over).refused('reply-missing');
    at(dual, person.consulted(), askCo, co(true))
      .when(over)
      .gives({ book: { coManager: { answer: 'agreed' } } });
    const asked = at(dual, person.consulted(), askCo);
    expect(momentsOf(procedure, asked.state(), asked.statute()).map(({ at, kind }) => [kind, new Date(at).toISOString()])).toEqual([
      ['coManagerSilent', '2026-02-19T16:00:00.000Z'],
    ]);
    given(...personAt('C5', dual), person.consulted(), askCo, { event: 'coManagerSilent', on: '2026-02-20', body: { step: 'C5' } })
      .when(person.consultationOver({ on: '2026-02-20' }))
      .gives({ book: { coManager: { answer: 'silent' } } });
    const silent = { event: 'coManagerSilent', on: '2026-02-20', body: { step: 'C5' } };
    const late = (on: string, today: string) => ({ ...co(false), on, today });
    const lapsed = given(...personAt('C5', dual), person.consulted(), askCo, silent);
    // Written down after the month, a reply of its last day is one in time; a later one changes nothing.
    lapsed.when(late('2026-02-19', '2026-02-21')).gives({ book: { coManager: { answer: 'disagreed', on: '2026-02-19' } } });
    lapsed.when(late('2026-02-20', '2026-02-21')).refused('reply-late', { pointer: '/on', clause: 'cadre.consultation' });
    lapsed.when(late('2026-01-18', '2026-02-21')).refused('too-far-back');
    at(dual, askCo).when(late('2026-01-18', '2026-01-22')).refused('date-order', { pointer: '/on' });
    at(dual, askCo).when(askCo).refused('already-asked');
    at(dual).when(co(true)).refused('not-asked');
    at(dual, askCo, co(true)).when(co(false)).refused('answered-already');
    at().when(askCo).refused('not-needed');
  });

  it('a disagreement is settled by whom the rule names, and recorded', () => {
    const dual = { dualManaged: 'head' as const };
    const settled = (goesOn: boolean): Deed =>
      officerDoes('settleDisagreement', { body: { goesOn }, papers: ['mediation-record'], on: '2026-01-22' });
    at(dual, person.consulted(), askCo, co(false)).when(over).refused('disagreement');
    at(dual, person.consulted(), askCo, co(false), settled(true))
      .when(over)
      .gives({ steps: ['C5'] });
    at(dual, askCo, co(false)).when(settled(false)).gives({ ended: 'not-agreed' });
    at(dual, askCo, co(true)).when(settled(true)).refused('not-needed');
  });

  it('a League post asks the League committee, whose silence is no consent', () => {
    const secretary = { leaguePost: 'secretary' as const };
    at(secretary, person.consulted()).when(over).refused('reply-missing', { clause: 'cadre.league' });
    const asked = at(secretary, person.consulted(), askLeague);
    expect(momentsOf(procedure, asked.state(), asked.statute())).toEqual([]);
    at(secretary, person.consulted(), askLeague, league(true))
      .when(over)
      .gives({ steps: ['C5'] });
    at(secretary, askLeague).when(askLeague).refused('already-asked');
    at().when(askLeague).refused('not-needed');
  });
});
