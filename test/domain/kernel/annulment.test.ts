import { tasksOf } from '../../../domain/case/tasks';
import type { AnnulmentBook } from '../../../domain/procedures/annulment/book';
import { cameTo, type Deed, lawful, who } from '../../harness/given';
import { foundTarget, TARGET, undo, undoneTo, undoneWay } from '../../harness/given-annulment';
import { personAt } from '../../harness/selection-deeds';
import { along, verdict } from '../../harness/stages';

const { given, procedure, statute } = lawful({ procedure: 'annulment' });
const book = (...deeds: readonly Deed[]): AnnulmentBook => given(...deeds).state().book as unknown as AnnulmentBook;
const clause = 'annulment.opening';

describe('the annulment of an admission', () => {
  it('goes from the finding over hearing, opinion, vote, filing and telling to its effect, and tells the case it is about', () => {
    given(...undoneTo('N5'))
      .when(undo.effect())
      .gives({
        phase: 'ended',
        ended: 'completed',
        asks: [{ kind: 'tellCases', args: { command: 'endAnnulled', rows: [{ case: TARGET, body: {} }] } }],
        book: {
          annulledOn: '2026-06-10',
          effectOn: '2026-07-08',
          responsible: [{ person: who('the forger'), measure: 'league-punishment' }],
        },
      });
  });

  it('asks at each step what the law asks', () => {
    const steps = (['N2', 'N3', 'N4', 'N5'] as const).map((step) => tasksOf(procedure, given(...undoneTo(step)).state(), statute));
    expect(steps.map(([task]) => [task?.step, task?.seat, task?.awaits])).toEqual([
      ['N2', 'committee-officer', undefined],
      ['N3', 'committee-approver', undefined],
      ['N4', 'committee-officer', undefined],
      ['N5', 'committee-officer', undefined],
    ]);
    const told = given(...undoneTo('N4'), undo.tell({ on: '2026-06-11' })).state();
    expect(tasksOf(procedure, told, statute)[0]).toMatchObject({ step: 'N4', seat: 'higher-officer' });
  });

  it('nothing else is annulled, nothing twice, by nobody else', () => {
    const opening = (evidence: Record<string, unknown>) => given().when(undo.open('admission', { evidence }));
    const at = { pointer: '/body/target', clause };
    opening({ otherOpen: false }).refused('nothing-to-annul', at);
    opening(foundTarget('admission', { procedure: 'election' })).refused('nothing-to-annul', at);
    opening(foundTarget('admission', { subject: who('another') })).refused('nothing-to-annul', at);
    opening(foundTarget('admission', { approvedOn: undefined })).refused('not-approved', at);
    opening(foundTarget('admission', { committee: who('elsewhere') })).refused('other-body', at);
    opening(foundTarget('admission', { annulled: true })).refused('already-annulled', at);
    opening({ ...foundTarget(), otherOpen: true }).refused('duplicate', at);
    given()
      .when(undo.open('admission', { papers: [] }))
      .refused('paper-missing', { clause });
  });

  it('an inspector may propose it, and then gives no opinion on it', () => {
    const proposed = undo.open('admission', { seat: 'inspector', actor: who('inspector') });
    given(proposed, undo.hear())
      .when(undo.opine({ actor: who('inspector') }))
      .refused('already-signed');
    given(proposed, undo.hear())
      .when(undo.opine({ actor: who('another inspector') }))
      .gives({ steps: ['N2'] });
    given(undo.open())
      .when(undo.opine({ evidence: { conflicts: ['acted'], substitute: false } }))
      .refused('recused');
  });

  it('the person is heard, or declines in writing; what she says nobody withholds', () => {
    given(undo.open(), undo.opine()).when(undo.conclude()).refused('hearing-missing', { clause: 'annulment.hearing' });
    given(undo.open())
      .when(undo.hear({ body: { how: 'declined' } }))
      .refused('paper-missing');
    given(undo.open(), undo.hear({ body: { how: 'declined' }, papers: ['hearing-declined'] }))
      .when(undo.conclude())
      .refused('opinion-missing');
    given(undo.open())
      .when(undo.state({ papers: [] }))
      .refused('paper-missing');
    given(...undoneTo('N4'))
      .when(undo.state({ on: '2026-06-10' }))
      .gives({ steps: ['N4'], book: { statements: 1 } });
    const suspended: Deed = { kind: 'suspend', on: '2026-06-02', seat: 'inspector', body: { why: 'other' } };
    given(undo.open(), suspended)
      .when(undo.state())
      .gives({ phase: 'suspended', book: { statements: 1 } });
  });

  it('whoever had passed or decided it does not examine it, neither in person nor as the one who writes it down; an officer of the committee above may', () => {
    const decided = [who('officer')];
    given(undo.open())
      .when(undo.hear({ evidence: { decided } }))
      .refused('recused', { pointer: '/actor', clause: 'annulment.hearing' });
    given(undo.open())
      .when(undo.hear({ actor: who('another officer'), recorder: who('officer'), evidence: { decided } }))
      .refused('recused', { pointer: '/recorder' });
    given(undo.open(), undo.hear(), undo.opine())
      .when(undo.conclude({ evidence: { decided, known: [who('the forger')] } }))
      .refused('recused', { pointer: '/actor' });
    const above = { seat: 'higher-officer', actor: who('officer above') } as const;
    const examined = [undo.open(), undo.hear(above), undo.opine()];
    given(...examined)
      .when(undo.conclude(above))
      .gives({ steps: ['N3'] });
    // Whoever examined it does not file it above as well.
    given(...examined, undo.conclude(above), undo.vote())
      .when(undo.file(above))
      .refused('already-signed');
  });

  it('those who answer for it are named, or a reason says why nobody is', () => {
    const examined = [undo.open(), undo.hear(), undo.opine()];
    const naming = (responsible: readonly { person: string; measure: string }[], papers = ['examination-report'], known: string[] = []) =>
      given(...examined).when(undo.conclude({ body: { proposes: 'annul', responsible }, papers, evidence: { decided: [], known } }));
    naming([]).refused('nobody-named', { pointer: '/body/responsible' });
    naming([], ['examination-report', 'reason']).gives({ steps: ['N3'] });
    const one = { person: who('x'), measure: 'removal' };
    naming([one]).refused('unknown-person', { pointer: '/body/responsible/0/person' });
    naming([one, one], ['examination-report'], [who('x')]).refused('duplicate', { pointer: '/body/responsible/1/person' });
    given(...examined)
      .when(undo.conclude({ body: { proposes: 'keep' } }))
      .gives({ steps: ['N3'], book: { proposes: 'keep' } });
  });

  it('the body that approved decides, by the rules of the approval; a tie annuls nothing', () => {
    given(...undoneTo('N3'))
      .when(undo.vote({ present: 2, for: 2 }))
      .refused('no-quorum', { clause: 'admission.approval' });
    given(...undoneTo('N3'))
      .when(undo.vote({ for: 2, against: 2 }))
      .gives({ phase: 'ended', ended: 'not-annulled' });
    given(...undoneTo('N3'))
      .when(undo.decide())
      .refused('wrong-meeting', { clause: 'annulment.decision' });
    expect(book(...undoneTo('N4')).vote).toEqual({ on: '2026-06-10', entitled: 5, present: 4, for: 4, result: 'passed' });
  });

  it('nobody ends it, withdraws it or sends it back by himself', () => {
    for (const kind of ['withdraw', 'endCase', 'returnTo', 'requestTransfer'])
      given(...undoneTo('N4'))
        .when({ kind, on: '2026-06-11' })
        .refused('unknown-act');
  });

  it('is filed above where there is a committee above', () => {
    given(...undoneTo('N4'))
      .when(undo.file({ seat: 'committee-officer' }))
      .refused('higher-files', { pointer: '/actor' });
    lawful({ procedure: 'annulment', higher: null })
      .given(...undoneTo('N4'))
      .when(undo.file({ seat: 'committee-officer', actor: who('officer') }))
      .gives({ steps: ['N4'], book: { filedOn: '2026-06-12' } });
  });

  it('takes effect after the time to appeal, by a person; the clock says nothing', () => {
    given(...undoneTo('N5'))
      .when(undo.effect({ on: '2026-07-07' }))
      .refused('too-early', { earliest: '2026-07-08' });
    expect(procedure.moments).toBeUndefined();
    given(...undoneTo('N5'), undo.appeal())
      .when(undo.effect())
      .refused('appeal-pending');
  });

  it('the person may appeal once to the committee above, which upholds it or lets the body decide anew', () => {
    given(...undoneTo('N3'))
      .when(undo.appeal({ on: '2026-06-05' }))
      .refused('nothing-to-look-at');
    given(...undoneTo('N5'))
      .when(undo.appeal({ on: '2026-07-08' }))
      .refused('too-late');
    given(...undoneTo('N5'), undo.appeal())
      .when(undo.appeal())
      .refused('already-asked');
    lawful({ procedure: 'annulment', higher: null })
      .given(...undoneTo('N4'))
      .when(undo.appeal())
      .refused('no-higher');
    given(...undoneTo('N5'))
      .when(undo.answer('upheld'))
      .refused('nothing-asked');
    const asked = [...undoneTo('N5'), undo.appeal()];
    expect(tasksOf(procedure, given(...asked).state(), statute)).toContainEqual(
      expect.objectContaining({ step: 'second-look', seat: 'higher-officer' }),
    );
    given(...asked)
      .when(undo.answer('upheld', { papers: [] }))
      .refused('paper-missing');
    given(...asked, undo.answer('upheld'))
      .when(undo.effect())
      .gives({ ended: 'completed' });
    given(...asked)
      .when(undo.answer('reconsider'))
      .gives({ steps: ['N3'] });
    expect(book(...asked, undo.answer('reconsider'))).not.toHaveProperty('annulledOn');
    given(...asked, undo.answer('reconsider'))
      .when(undo.vote({ for: 1, against: 3 }, { on: '2026-06-26' }))
      .gives({ ended: 'not-annulled' });
  });
});

describe('the annulment of an appointment', () => {
  const toDecision = along(undoneWay('candidacy'), 'N3');

  it('before the body has decided a veto ends it; afterwards it goes back to the body', () => {
    expect(statute.steps.map(({ id, signOff }) => [id, signOff?.vetoTo ?? 'ends'])).toEqual([
      ['N1', 'ends'],
      ['N2', 'ends'],
      ['N3', 'N3'],
      ['N4', 'N3'],
      ['N5', 'N3'],
    ]);
  });

  it('the case that it is about hears of it with the last pass, not when effect is given', () => {
    const effect = along(undoneWay('candidacy'), 'N5', { awaiting: true });
    expect(given(...effect).state()).toMatchObject({ phase: 'open', asks: [] });
    given(...effect)
      .when(verdict('N5', '2026-07-09'))
      .gives({ ended: 'completed', asks: [{ kind: 'tellCases', args: { command: 'endAnnulled', rows: [{ case: TARGET, body: {} }] } }] });
  });

  it('two thirds and more than half decide', () => {
    given(...toDecision)
      .when(undo.vote())
      .refused('wrong-meeting');
    given(...toDecision)
      .when(undo.decide({ present: 5, for: 5, defer: 0 }))
      .refused('no-quorum', { clause: 'cadre.decision' });
    given(...toDecision)
      .when(undo.decide({ for: 4, defer: 3 }))
      .gives({ steps: ['N3'], book: { vote: { result: 'postponed' } } });
    given(...toDecision)
      .when(undo.decide({ for: 4, against: 3, defer: 0 }))
      .gives({ ended: 'not-annulled' });
  });
});

describe('the case that was annulled', () => {
  const ends: Deed = { kind: 'endAnnulled', on: '2026-06-01' };
  it('ends where it is still open, and hears nothing where it has ended', () => {
    lawful()
      .given(...cameTo('A14'))
      .when(ends)
      .gives({ phase: 'ended', ended: 'annulled' });
    lawful()
      .given(...cameTo('end'))
      .when(ends)
      .refused('case-ended');
    lawful({ procedure: 'candidacy' })
      .given(...personAt('C9'))
      .when({ ...ends, on: '2026-02-02' })
      .gives({ ended: 'annulled' });
    lawful()
      .given(...cameTo('A14'))
      .when({ ...ends, via: 'person' })
      .refused('wrong-way');
  });
});
