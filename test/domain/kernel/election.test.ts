import { actsOf } from '../../../domain/case/acts';
import { commonActs } from '../../../domain/case/common';
import { tasksOf } from '../../../domain/case/tasks';
import type { ElectionBook } from '../../../domain/procedures/election/book';
import { type Deed, type Event, lawful, who } from '../../harness/given';
import { CANDIDATES, CLEAR, ELECTORS, poll, toApproval, toElected } from '../../harness/given-election';

const { given, procedure, statute } = lawful({ procedure: 'election' });
const book = (...deeds: readonly (Deed | Event)[]): ElectionBook => given(...deeds).state().book as unknown as ElectionBook;
const names = (elected: ElectionBook['elected']): string[] => elected.map(({ id }) => ELECTORS.find((name) => who(name) === id) ?? '?');

describe('the whole way of an election', () => {
  it('goes from the request to the filed result; the term runs from the day of the election', () => {
    given(...toApproval(), poll.approve())
      .when(poll.file())
      .gives({ phase: 'ended', ended: 'completed' });
    const done = book(...toApproval(), poll.approve(), poll.file());
    expect(names(done.elected)).toEqual(['e1', 'e2', 'e3']);
    expect(done).toMatchObject({ electedOn: '2026-03-20', term: { since: '2026-03-20', ends: '2029-03-20' }, vacant: 0 });
  });

  it('gives students one year', () => {
    const students = poll.request('2026-03-02', { evidence: { kind: 'branch', student: true, otherOpen: false } });
    expect(book(students, ...toApproval().slice(1), poll.approve()).term).toEqual({ since: '2026-03-20', ends: '2027-03-20' });
  });

  it('knows no applicant: nobody withdraws it, nobody is transferred with it', () => {
    const kinds = actsOf(procedure).map(({ kind }) => kind);
    for (const kind of ['withdraw', 'giveConsent', 'requestTransfer']) {
      expect(Object.keys(commonActs)).toContain(kind);
      expect(kinds).not.toContain(kind);
    }
    given(poll.request()).when({ kind: 'withdraw', on: '2026-03-03', seat: 'applicant' }).refused('unknown-act');
  });

  it('waits for the committee once the branch has proposed', () => {
    expect(tasksOf(procedure, given(poll.request()).state(), statute)).toMatchObject([{ step: 'E2', seat: 'branch-secretary' }]);
    expect(tasksOf(procedure, given(poll.request(), poll.propose()).state(), statute)).toMatchObject([{ seat: 'committee-officer' }]);
  });

  it('ends with the branch: a successor elects anew; what was approved is still filed', () => {
    const gone: Deed = {
      kind: 'succeed',
      on: '2026-03-26',
      via: 'system',
      seat: 'administrator',
      body: { unit: who('heir'), committee: who('committee') },
    };
    given(...toElected())
      .when(gone)
      .gives({ phase: 'ended', ended: 'unit-closed' });
    given(...toApproval(), poll.approve())
      .when(gone)
      .gives({ phase: 'open', steps: ['E7'] });
    given(...toElected())
      .when({ ...gone, body: { unit: who('branch'), committee: who('another') } })
      .gives({ phase: 'open' });
  });
});

describe('E1 request', () => {
  const at = (body: Record<string, unknown>, papers: readonly string[] = []): Deed =>
    poll.request('2026-03-02', { body: { ...poll.request().body, ...body }, papers: ['election-request', ...papers] });
  const both = ['reason', 'party-approval', 'league-approval'];

  it('is of a branch, one at a time', () => {
    given()
      .when(poll.request('2026-03-02', { evidence: { kind: 'committee', student: false, otherOpen: false } }))
      .refused('wrong-unit', { pointer: '/unit' });
    given()
      .when(poll.request('2026-03-02', { evidence: { kind: 'branch', student: false, otherOpen: true } }))
      .refused('duplicate', { pointer: '/unit' });
    given()
      .when(at({ plannedOn: '2026-03-01' }))
      .refused('date-order', { pointer: '/body/plannedOn' });
  });

  it('late or early needs reason and both approvals, and goes to six months', () => {
    for (const plannedOn of ['2026-04-01', '2026-09-30']) {
      given().when(at({ plannedOn })).refused('paper-missing', { pointer: '/papers', clause: 'election.shift' });
      given()
        .when(at({ plannedOn }, ['reason', 'party-approval']))
        .refused('paper-missing');
      given()
        .when(at({ plannedOn }, both))
        .gives({ steps: ['E2'], book: { shift: 'late' } });
    }
    given()
      .when(at({ plannedOn: '2026-10-01' }, both))
      .refused('too-late', { clause: 'election.shift' });
    given()
      .when(at({ plannedOn: '2026-10-01' }, [...both, 'league-order']))
      .gives({ steps: ['E2'], book: { ordered: true } });
    given()
      .when(at({ termEnds: '2026-04-30' }))
      .refused('paper-missing');
    given()
      .when(at({ termEnds: '2026-04-19' }))
      .gives({ steps: ['E2'] });
    given()
      .when(at({ termEnds: '2026-04-20' }, both))
      .gives({ book: { shift: 'early' } });
    given()
      .when(at({ termEnds: '2026-09-21' }, both))
      .refused('too-early', { earliest: '2026-03-21', clause: 'election.shift' });
    // Six months before the first day that can be written there is none.
    given()
      .when(at({ termEnds: '1900-01-01' }, both))
      .refused('day-out-of-range', { pointer: '/body' });
  });

  it('counts from the term on record', () => {
    const onRecord = { evidence: { kind: 'branch', student: false, otherOpen: false, onRecord: '2026-03-31' } };
    given()
      .when(at({ termEnds: undefined }))
      .refused('field-missing', { pointer: '/body/termEnds' });
    given()
      .when({ ...at({ termEnds: undefined }), ...onRecord })
      .gives({ book: { termEnds: '2026-03-31' } });
    given()
      .when({ ...at({ termEnds: '2026-06-30' }), ...onRecord })
      .refused('term-mismatch', { pointer: '/body/termEnds' });
    given()
      .when({ ...at({ why: 'first' }), ...onRecord })
      .refused('not-first', { pointer: '/body/why' });
    given()
      .when(at({ why: 'first', plannedOn: '2028-01-01' }))
      .gives({ steps: ['E2'] });
  });
});

describe('E2 candidates', () => {
  const proposed = (body: Record<string, unknown>, evidence = CANDIDATES): Deed =>
    poll.propose('2026-03-05', CANDIDATES, { body: { ...poll.propose().body, ...body }, evidence: { eligible: evidence.map(who) } });

  it('are a fifth more than the seats', () => {
    given(poll.request())
      .when(poll.propose('2026-03-05', CANDIDATES.slice(0, 3)))
      .refused('too-few-candidates', { clause: 'election.candidates' });
    given(poll.request())
      .when(proposed({ seats: 4 }))
      .refused('too-few-candidates', { pointer: '/body/candidates' });
    given(poll.request())
      .when(poll.propose())
      .gives({ steps: ['E2'], book: { proposal: { seats: 3 } } });
  });

  it('fit the body that is elected', () => {
    given(poll.request())
      .when(proposed({ seats: 2 }))
      .refused('seats-number', { pointer: '/body/seats', clause: 'election.size' });
    given(poll.request())
      .when(proposed({ seats: 6 }))
      .refused('seats-number');
    const secretary = poll.request('2026-03-02', { body: { ...poll.request().body, what: 'secretary' } });
    given(secretary)
      .when(proposed({ seats: 2 }))
      .refused('seats-number');
    given(secretary)
      .when(proposed({ seats: 1, candidates: ['e1', 'e2'].map(who) }))
      .gives({ steps: ['E2'] });
  });

  it('are eligible, each once, by strokes', () => {
    given(poll.request())
      .when(proposed({}, ['e1', 'e2', 'e4']))
      .refused('candidate-not-eligible', { pointer: '/body/candidates/2', clause: 'election.voters' });
    given(poll.request())
      .when(proposed({ candidates: ['e1', 'e1', 'e2', 'e3'].map(who) }))
      .refused('duplicate', { pointer: '/body/candidates' });
    given(poll.request())
      .when(proposed({ byStrokes: false }))
      .refused('name-order', { pointer: '/body/byStrokes', clause: 'election.order' });
  });

  it('both sides must agree before anybody is voted on', () => {
    given(poll.request()).when(poll.agree()).refused('not-proposed', { clause: 'election.candidates' });
    given(poll.request(), poll.propose())
      .when(poll.agree('2026-03-10', { papers: ['league-opinion'] }))
      .refused('paper-missing', { clause: 'election.candidates' });
    given(poll.request(), poll.propose())
      .when(poll.agree('2026-03-10', { papers: ['party-opinion'] }))
      .refused('paper-missing');
    given(poll.request(), poll.propose()).when(poll.roll()).refused('out-of-step');
    const returned = poll.agree('2026-03-10', { body: { result: 'returned' }, papers: ['reason'] });
    given(poll.request(), poll.propose())
      .when({ ...returned, papers: [] })
      .refused('paper-missing');
    given(poll.request(), poll.propose(), returned).when(poll.agree('2026-03-11')).refused('not-proposed');
    given(poll.request(), poll.propose())
      .when(poll.agree('2026-03-10', { actor: who('branch-secretary') }))
      .refused('already-signed');
  });
});

describe('an election in its time', () => {
  const later = (on: string, papers: readonly string[] = []): (Deed | Event)[] => [
    poll.request(),
    poll.propose(),
    poll.agree(),
    poll.roll(on),
    poll.method(on),
    poll.tellers(on),
    poll.count(CLEAR, {}, { on, papers: ['count-sheet', ...papers] }),
  ];
  const both = ['reason', 'party-approval', 'league-approval'];
  const tried = (on: string, papers: readonly string[] = []) => {
    const deeds = later(on, papers);
    return given(...deeds.slice(0, -1)).when(deeds.at(-1) as Deed);
  };

  it('that slipped past the end of the term needs the approvals after all', () => {
    tried('2026-03-31').gives({ steps: ['E5'] });
    tried('2026-04-01').refused('paper-missing', { clause: 'election.shift' });
    tried('2026-04-01', both).gives({ steps: ['E5'] });
    tried('2026-10-01', both).refused('too-late');
    tried('2026-10-01', [...both, 'league-order']).gives({ steps: ['E5'] });
  });

  it('approved as a late one, it needs no second approval', () => {
    const request = poll.request('2026-03-02', {
      body: { ...poll.request().body, plannedOn: '2026-05-08' },
      papers: ['election-request', ...both],
    });
    const deeds = later('2026-05-15').slice(1);
    given(request, ...deeds.slice(0, -1))
      .when(deeds.at(-1) as Deed)
      .gives({ steps: ['E5'] });
  });
});

describe('E5 to E7 the result', () => {
  it('is approved above, by nobody who stood for election, with the Party’s approval', () => {
    given(...toElected())
      .when(poll.approve())
      .refused('out-of-step');
    given(...toApproval())
      .when(poll.approve('2026-03-25', { papers: [] }))
      .refused('paper-missing', { clause: 'election.result' });
    given(...toApproval())
      .when(poll.approve('2026-03-25', { actor: who('e4') }))
      .refused('recused', { pointer: '/actor' });
    given(...toApproval())
      .when(poll.approve('2026-03-25', { recorder: who('e1'), recorderSeat: 'committee-officer' }))
      .refused('recused', { pointer: '/recorder' });
    given(...toApproval())
      .when(poll.approve('2026-03-25', { actor: who('branch-secretary') }))
      .refused('already-signed');
    given(...toApproval())
      .when(poll.approve())
      .gives({ steps: ['E7'], book: { approvedOn: '2026-03-25' } });
  });

  it('refused with a reason, it goes back to the candidates', () => {
    const no = poll.approve('2026-03-25', { body: { result: 'refused' }, papers: ['reason'] });
    given(...toApproval())
      .when({ ...no, papers: [] })
      .refused('paper-missing');
    given(...toApproval())
      .when(no)
      .gives({ steps: ['E2'], book: { refusedResultOn: '2026-03-25', elected: [], tellers: [] } });
    expect(book(...toApproval(), no)).not.toHaveProperty('electedOn');
  });

  it('is filed by the committee above', () => {
    given(...toApproval(), poll.approve())
      .when(poll.file('2026-03-27', { seat: 'committee-officer' }))
      .refused('higher-files', { pointer: '/actor' });
    given(...toApproval(), poll.approve())
      .when({ kind: 'returnTo', on: '2026-03-26', body: { step: 'E2' }, papers: ['reason'] })
      .refused('already-approved');
    const top = lawful({ procedure: 'election', higher: null });
    top
      .given(...toApproval(), poll.approve())
      .when(poll.file('2026-03-27', { seat: 'committee-officer' }))
      .gives({ ended: 'completed' });
  });

  it('reminds and escalates while it waits for the approval', () => {
    const state = given(...toApproval(), { event: 'deadlineLapsed', on: '2026-04-14', body: { step: 'E6', due: '2026-04-13' } }).state();
    expect(tasksOf(procedure, state, statute)).toMatchObject([{ seat: 'committee-approver' }, { seat: 'higher-officer', escalated: true }]);
  });
});
