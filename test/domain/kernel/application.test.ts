import { waiting } from '../../../domain/case/explain';
import { tasksOf } from '../../../domain/case/tasks';
import { cameTo, type Deed, deeds, lawful, who } from '../../harness/given';

const { given } = lawful();
const found = (rest: Record<string, unknown>) => ({ evidence: { ageYears: 15, isMember: false, otherOpenCase: false, ...rest } });

describe('A1 application', () => {
  it('closes A1 and asks for the talk', () => {
    given()
      .when(deeds.apply())
      .gives({ steps: ['A2'], book: { route: 'application' } });
  });

  it.each([
    ['thirteen is too young', { ageYears: 13 }, 'too-young', 'charter.age'],
    ['twenty-eight is over age', { ageYears: 28 }, 'over-age', 'charter.age'],
    ['a member is not admitted twice', { isMember: true }, 'already-member', 'admission.single'],
    ['one open application a person', { otherOpenCase: true }, 'duplicate', 'admission.single'],
  ])('%s', (_, evidence, code, clause) => {
    given()
      .when(deeds.apply('2026-01-12', found(evidence)))
      .refused(code, { clause, pointer: '/subject' });
    given()
      .when({
        ...deeds.apply('2026-01-12', found(evidence)),
        kind: 'nominate',
        seat: 'branch-secretary',
        papers: ['application', 'pioneer-nomination'],
      })
      .refused(code, { clause });
  });

  it.each([14, 27])('the age of %i is lawful', (ageYears) => {
    given()
      .when(deeds.apply('2026-01-12', found({ ageYears })))
      .gives({ steps: ['A2'] });
  });

  it('lets the Young Pioneers nominate, with both papers, and counts that as the nomination at A3', () => {
    const nominate = { ...deeds.apply(), kind: 'nominate', seat: 'branch-secretary' as const };
    given().when(nominate).refused('paper-missing', { clause: 'admission.apply', pointer: '/papers' });
    given()
      .when({ ...nominate, papers: ['application', 'pioneer-nomination'] })
      .gives({ steps: ['A2'], book: { route: 'nomination', nominatedBy: 'pioneers' } });
    given({ ...nominate, papers: ['application', 'pioneer-nomination'] }, deeds.talk())
      .when(deeds.decide())
      .gives({ steps: ['A3'], book: { activistDecidedOn: '2026-01-14' } });
  });
});

describe('a namesake', () => {
  const { procedure, statute } = lawful();
  const namesake = { namesake: true, namesakeAt: ['第二团支部'] };
  const met = deeds.apply('2026-01-12', found(namesake));
  const confirm = (on: string, papers = ['identity-check'], evidence: Record<string, unknown> = namesake): Deed => ({
    kind: 'confirmIdentity',
    on,
    papers,
    evidence,
  });
  const review = (evidence: Record<string, unknown> = {}) => deeds.preReview('2026-04-17', { evidence: { ageYears: 15, ...evidence } });
  const tasks = (...past: Deed[]) =>
    tasksOf(procedure, given(...past).state(), statute)
      .filter(({ step }) => step === 'identity')
      .map(({ seat, since }) => [seat, since]);

  it('opens as everybody, and the committee is asked at once who it is', () => {
    given()
      .when(met)
      .gives({ steps: ['A2'], book: { namesake: true } });
    expect(tasks(met)).toEqual([['committee-officer', '2026-01-12']]);
    expect(waiting(procedure, given(met).state(), statute, '2026-01-12').find(({ step }) => step === 'identity')).toMatchObject({
      clause: 'admission.single',
      sentence: { zh: '等待团委组织干事: 核实同名者是否同一人' },
    });
    expect(tasks(deeds.apply())).toEqual([]);
    expect(tasks(met, confirm('2026-01-13'))).toEqual([]);
  });

  it('passes no pre-review before the committee has confirmed, by a paper, that it is somebody else', () => {
    const way = cameTo('A7', { apply: [met] });
    given(...way)
      .when(review(namesake))
      .refused('maybe-duplicate', { clause: 'admission.single', pointer: '/subject' });
    given(...way)
      .when(confirm('2026-04-17', []))
      .refused('paper-missing', { clause: 'admission.single' });
    given(...way, confirm('2026-04-17'))
      .when(review(namesake))
      .gives({ book: { preReviewedOn: '2026-04-17', identityConfirmedOn: '2026-04-17' } });
    given(...way, confirm('2026-04-17'))
      .when(confirm('2026-04-17'))
      .refused('no-namesake', { clause: 'admission.single' });
  });

  it('told apart by identity numbers since, nothing is to be confirmed; one who comes later is found at the pre-review', () => {
    given(...cameTo('A7', { apply: [met] }))
      .when(review())
      .gives({ book: { preReviewedOn: '2026-04-17' } });
    given(...cameTo('A7'))
      .when(review(namesake))
      .refused('maybe-duplicate');
    given(...cameTo('A7'))
      .when(confirm('2026-04-17', ['identity-check'], {}))
      .refused('no-namesake');
  });

  it('does not stop a pre-review that fails', () => {
    given(...cameTo('A7', { apply: [met] }))
      .when(deeds.preReview('2026-04-17', { body: { result: 'failed' }, evidence: { ageYears: 15, ...namesake } }))
      .gives({ steps: ['A5'] });
  });
});

describe('A2 talk', () => {
  it('may conclude that guidance goes on, and the application stands', () => {
    given(deeds.apply())
      .when(deeds.talk('2026-01-13', { body: { conclusion: 'continue-guidance' } }))
      .gives({ steps: ['A3'], book: { guidance: true } });
  });

  it('needs its record', () => {
    given(deeds.apply())
      .when(deeds.talk('2026-01-13', { papers: [] }))
      .refused('paper-missing', { clause: 'admission.talk' });
  });
});

describe('A3 activist', () => {
  const talked = cameTo('A3');

  it('is decided only after a nomination', () => {
    given(...talked)
      .when(deeds.decide())
      .refused('not-nominated', { clause: 'admission.activist' });
  });

  it('is decided by the branch meeting where there is no branch committee (small branch)', () => {
    const small = { evidence: { hasCommittee: false } };
    given(...talked, deeds.nominate())
      .when(deeds.decide('2026-01-14', small))
      .refused('no-committee', { pointer: '/body/body', clause: 'admission.activist' });
    given(...talked, deeds.nominate())
      .when(deeds.decide('2026-01-14', { ...small, body: { chosen: true, body: 'meeting' } }))
      .gives({ steps: ['A3'] });
  });

  it('is filed only after the branch decided, and cultivation counts from the filing', () => {
    given(...talked)
      .when(deeds.file())
      .refused('not-decided', { clause: 'admission.activist' });
    given(...talked, deeds.nominate(), deeds.decide())
      .when(deeds.file('2026-01-19'))
      .gives({ steps: ['A4'], book: { cultivationFrom: '2026-01-19' } });
  });

  it('who is not chosen stays an applicant and may be nominated again', () => {
    const declined = [...talked, deeds.nominate(), deeds.decide('2026-01-14', { body: { chosen: false, body: 'committee' } })];
    given(...declined)
      .when(deeds.decide('2026-01-15'))
      .refused('not-nominated');
    given(...declined, deeds.nominate('2026-01-16'))
      .when(deeds.decide('2026-01-16'))
      .gives({ steps: ['A3'], book: { activistDecidedOn: '2026-01-16' } });
  });

  it('a filing that is returned lets the branch decide again', () => {
    given(...talked, deeds.nominate(), deeds.decide(), deeds.file('2026-01-15', { body: { result: 'returned' } }))
      .when(deeds.file('2026-01-16'))
      .refused('not-decided');
  });
});

describe('A4 cultivation contacts', () => {
  const filed = cameTo('A4');
  const appoint = (names: string[], eligible = names) => deeds.contacts('2026-01-15', names, { evidence: { eligible: eligible.map(who) } });

  it.each([[['one']], [['one', 'two']]])('accepts %j', (names) => {
    given(...filed)
      .when(appoint(names))
      .gives({ steps: ['A5'], book: { contacts: names.map(who) } });
  });

  it.each([[['one', 'two', 'three']], [['one', 'one']]])('refuses %j', (names) => {
    given(...filed)
      .when(appoint(names))
      .refused('contacts-count', { clause: 'admission.contacts', pointer: '/body/contacts' });
  });

  it('a contact is a member with full rights, never the applicant', () => {
    given(...filed)
      .when(appoint(['one', 'two'], ['one']))
      .refused('contact-not-eligible', { pointer: '/body/contacts/1' });
    given(...filed)
      .when(appoint(['applicant']))
      .refused('contact-not-eligible', { pointer: '/body/contacts/0' });
  });

  it('a contact who leaves is replaced and the three months run on', () => {
    const change = (eligible: string[]) => ({
      kind: 'replaceContact',
      on: '2026-03-02',
      body: { contacts: [who('other')], why: 'left' },
      evidence: { eligible: eligible.map(who) },
    });
    given(...cameTo('A5'))
      .when(change([]))
      .refused('contact-not-eligible');
    given(...cameTo('A5'))
      .when({ ...change([]), body: { contacts: [who('other'), who('other')], why: 'left' } })
      .refused('contacts-count');
    given(...cameTo('A5'))
      .when(change(['other']))
      .gives({ steps: ['A5'], book: { contacts: [who('other')], cultivationFrom: '2026-01-15' } });
  });

  it('is replaced during the notice also when the consent to publication was taken back', () => {
    const atNotice = [
      ...cameTo('A8'),
      deeds.consent('publication', '2026-04-17'),
      { kind: 'withdrawConsent', on: '2026-04-17', body: { consent: 'publication' } },
    ];
    given(...atNotice)
      .when({
        kind: 'replaceContact',
        on: '2026-04-20',
        body: { contacts: [who('other')], why: 'ill' },
        evidence: { eligible: [who('other')] },
      })
      .gives({ steps: ['A8'] });
  });
});

describe('minors and lateness', () => {
  const { procedure, statute } = lawful();

  it('a minor applies personally; telling the guardian is a duty that holds nothing up', () => {
    const minor = deeds.apply('2026-01-12', found({ isMinor: true }));
    const duties = (...more: Deed[]) => tasksOf(procedure, given(minor, ...more).state(), statute).map(({ step, seat }) => [step, seat]);
    expect(duties()).toContainEqual(['guardian', 'branch-secretary']);
    expect(duties({ kind: 'informGuardian', on: '2026-01-13', body: { by: 'paper' } })).not.toContainEqual([
      'guardian',
      'branch-secretary',
    ]);
    given(minor)
      .when(deeds.talk())
      .gives({ steps: ['A3'] });
  });

  it('a deadline that fires late, after an outage, records the due day; the act is judged by its own', () => {
    const late = [deeds.apply(), { event: 'deadlineLapsed', on: '2026-03-20', body: { step: 'A2', due: '2026-02-12' } }];
    expect(given(...late).state().steps.A2?.lapsedOn).toBe('2026-02-12');
    given(...late)
      .when(deeds.talk('2026-03-20'))
      .gives({ steps: ['A3'] });
    given(...late)
      .when(deeds.talk('2026-03-13', { today: '2026-03-20' }))
      .gives({ steps: ['A3'] });
  });
});
