import { veiled, veiledBook } from '../../../domain/case/confidential';
import type { Fact } from '../../../domain/case/fact';
import { dueOf, momentsOf } from '../../../domain/case/moments';
import { openSteps } from '../../../domain/case/state';
import { tasksOf } from '../../../domain/case/tasks';
import { investigation } from '../../../domain/procedures/investigation';
import { type Deed, type Event, lawful, who } from '../../harness/given';

const parent = { id: who('the candidacy'), procedure: 'candidacy' };
const { given, statute } = lawful({ procedure: 'investigation', parent });
const alone = lawful({ procedure: 'investigation' });

const free = { conflicts: [], substitute: true };
const PAIR = ['first', 'second'].map(who);
const open = (body: Record<string, unknown> = {}): Deed => ({
  kind: 'openInvestigation',
  on: '2026-03-02',
  body: { cause: 'complaint', receivedOn: '2026-02-27', recused: [who('candidate')], ...body },
});
const assign = (body: Record<string, unknown> = {}, evidence: Record<string, unknown> = {}, rest: Partial<Deed> = {}): Deed => ({
  kind: 'assignPair',
  on: '2026-03-03',
  actor: who('head inspector'),
  body: { inspectors: PAIR, reference: '纪查〔2026〕3号', ...body },
  evidence: { ...free, eligible: [...PAIR, who('third')], of: Object.fromEntries(PAIR.map((id) => [id, []])), ...evidence },
  ...rest,
});
const by = (kind: string, rest: Partial<Deed> = {}): Deed => ({ kind, on: '2026-03-05', actor: PAIR[0], evidence: free, ...rest });
const hold = (rest: Partial<Deed> = {}) => by('hold', rest);
const conclude = (result: string, body: Record<string, unknown> = {}, rest: Partial<Deed> = {}): Deed =>
  by('concludeInvestigation', {
    on: '2026-03-09',
    body: { result, letter: '纪函〔2026〕12号', ...body },
    evidence: { ...free, target: 'held' },
    papers: ['finding'],
    ...rest,
  });
const told = (command: string, ok = true, code?: string): Event => ({
  event: 'casesTold',
  on: '2026-03-09',
  body: { command, results: [{ case: parent.id, ok, ...(code ? { code } : {}) }] },
});
const heldUp = [open(), assign(), hold(), told('holdForInvestigation')];

const OTHER = who('the other investigation');
const wrote = (name: string, more: Record<string, unknown> = {}) => ({ id: who(name), receivedOn: '2026-03-01', named: false, ...more });
const join = (complaints: readonly object[], evidence: Record<string, unknown> = {}, rest: Partial<Deed> = {}): Deed =>
  by('joinInvestigation', {
    body: { investigation: OTHER },
    evidence: { ...free, other: { open: true, sameMatter: true }, barred: [], complaints, ...evidence },
    ...rest,
  });
const gave = (ok = true, code?: string): Event => ({
  event: 'casesTold',
  on: '2026-03-05',
  body: { command: 'giveWay', results: [{ case: OTHER, ok, ...(code ? { code } : {}) }] },
});
const answer = (complaint?: string, rest: Partial<Deed> = {}): Deed =>
  by('answerComplainant', { body: complaint ? { complaint: who(complaint) } : {}, ...rest });

describe('several complaints about one matter', () => {
  const one = wrote('one');
  const named = wrote('named', { named: true, receivedOn: '2026-02-20' });

  it('are joined into a running investigation; the other one gives way, and until it has nothing is concluded', () => {
    given(open(), assign())
      .when(join([one]))
      .gives({
        book: { joining: { investigation: OTHER, complaints: [one] } },
        asks: [
          {
            kind: 'tellCases',
            args: { command: 'giveWay', actor: { id: PAIR[0], seat: 'inspector' }, rows: [{ case: OTHER, body: { complaints: 1 } }] },
          },
        ],
      });
    given(open(), assign(), join([one]))
      .when(conclude('unfounded'))
      .refused('joining-pending');
    given(open(), assign(), join([one]))
      .when(join([named]))
      .refused('joining-pending');
    const { book } = given(open(), assign(), join([one]), gave()).state();
    expect(book).toMatchObject({ joined: [one] });
    expect(book).not.toHaveProperty('joining');
    const kept = given(open(), assign(), join([one]), gave(false, 'under-investigation')).state();
    expect(kept.book).toMatchObject({ told: { command: 'giveWay', ok: false, code: 'under-investigation' } });
    expect(kept.book).not.toHaveProperty('joined');
  });

  it('only by the pair, of the same matter, free of an interest, and before it is begun on', () => {
    const refused = (evidence: Record<string, unknown>, rest: Partial<Deed> = {}) =>
      given(open(), assign()).when(join([one], evidence, rest));
    refused({ other: undefined }).refused('unknown-investigation', { pointer: '/body/investigation', clause: 'petition.acceptance' });
    refused({ complaints: [] }).refused('unknown-investigation');
    refused({ other: { open: false, sameMatter: true } }).refused('case-ended');
    refused({ other: { open: true, sameMatter: false } }).refused('other-matter', { pointer: '/body/investigation' });
    refused({ barred: [PAIR[1]] }).refused('recused', { pointer: '/body/investigation', clause: 'petition.recusal' });
    refused({ barred: [PAIR[0]] }).refused('recused', { pointer: '/actor' });
    refused({}, { actor: who('third') }).refused('not-of-the-pair');
    refused({ complaints: Array.from({ length: 101 }, (_, index) => wrote(`many ${index}`)) }).refused('too-many');
    given(open())
      .when(join([one], {}, { actor: who('third') }))
      .gives({ book: { joining: { investigation: OTHER } } });

    const way = (complaints = 1): Deed => ({ kind: 'giveWay', on: '2026-03-05', via: 'occasion', actor: PAIR[0], body: { complaints } });
    given(open())
      .when(way())
      .gives({ phase: 'ended', ended: 'joined', book: { joinedInto: who('occasion') } });
    given(open(), assign()).when(way()).refused('under-investigation', { clause: 'petition.acceptance' });
    given(open({ cause: 'verdict' }))
      .when(way())
      .refused('under-investigation');
    // One more complaint came to it meanwhile: none is lost between the two.
    given(open(), join([one]), gave())
      .when(way())
      .refused('joining-pending');
    given(open(), join([one]), gave())
      .when(way(2))
      .gives({ ended: 'joined' });
    given(open())
      .when({ ...way(), via: 'person' })
      .refused('wrong-way');
  });

  it('so is whoever objects with a name to a candidate on notice, each within the days of the own objection', () => {
    const notice = who('a notice');
    const [one, two, three] = ['one', 'two', 'three'].map((name) => who(`objection ${name}`)) as [string, string, string];
    const on = (day: string, objections: readonly string[] = []): Deed => ({
      ...conclude('unfounded'),
      on: day,
      evidence: { ...free, target: 'open', objections },
    });
    const note = (objection: string, receivedOn: string): Deed => ({
      kind: 'noteObjector',
      on: receivedOn,
      via: 'system',
      seat: 'administrator',
      body: { objection, receivedOn },
    });
    const first = [open({ cause: 'objection', notice, named: true, objection: one }), assign()];
    expect(openSteps(given(...first).state()).sort()).toEqual(['I3', 'IA']);
    given(...first)
      .when(conclude('unfounded'))
      .refused('answer-owed', { clause: 'petition.acceptance' });
    const answered = [...first, answer()];
    given(...answered)
      .when(on('2026-03-06', [one]))
      .gives({ asks: [{ args: { command: 'settleObjections' } }] });
    // Another came, and the investigation was not told yet; then it is, and has days of its own for him.
    given(...answered)
      .when(on('2026-03-06', [one, two]))
      .refused('answer-owed');
    const later = given(...answered, note(two, '2026-03-05'), note(three, '2026-03-06'));
    expect(openSteps(later.state()).sort()).toEqual(['I3', 'IA']);
    expect(tasksOf(investigation as never, later.state(), later.statute()).find(({ step }) => step === 'IA')?.due).toBe('2026-03-20');
    later.when(note(two, '2026-03-05')).refused('duplicate', { pointer: '/body/objection' });
    later.when(answer()).refused('complaint-missing', { clause: 'petition.acceptance' });
    const heard = (objection: string): Deed => ({ ...answer(), on: '2026-03-06', body: { complaint: objection } });
    given(...answered, note(two, '2026-03-05'), note(three, '2026-03-06'), heard(two))
      .when(on('2026-03-06', [one, two, three]))
      .refused('answer-owed');
    given(...answered, note(two, '2026-03-05'), note(three, '2026-03-06'), heard(two), heard(three))
      .when(on('2026-03-06', [one, two, three]))
      .gives({ steps: ['I3'], asks: [{ args: { command: 'settleObjections' } }] });
    // An investigation of an earlier release does not say with which of them it began.
    given(open({ cause: 'objection', notice, named: true }), assign(), answer())
      .when(on('2026-03-06', [one]))
      .gives({ asks: [{ args: { command: 'settleObjections' } }] });
    const crowd = Array.from({ length: 100 }, (_, index) => note(who(`objector ${index}`), '2026-03-05'));
    given(...first, ...crowd)
      .when(note(two, '2026-03-05'))
      .refused('too-many');
  });

  it('each who gave a name is answered within the days of the own complaint, the oldest first; nothing is concluded or set aside before', () => {
    const later = wrote('later', { named: true, receivedOn: '2026-03-04' });
    const both = [open(), assign(), join([named, one, later]), gave()];
    const { state, due } = {
      state: given(...both).state(),
      due: (...events: (Deed | Event)[]) => dueOf(given(...events).state(), statute, 'IA')?.day,
    };
    expect(openSteps(state).sort()).toEqual(['I3', 'IA']);
    expect([due(...both), due(...both, answer('named'))]).toEqual(['2026-03-09', '2026-03-19']);
    given(...both)
      .when(by('setAside'))
      .refused('must-be-examined');
    given(...both)
      .when(conclude('unfounded'))
      .refused('answer-owed');
    given(...both)
      .when(answer())
      .refused('complaint-missing', { pointer: '/body/complaint' });
    given(...both)
      .when(answer('one'))
      .refused('nothing-owed', { pointer: '/body/complaint' });
    given(...both, answer('named'))
      .when(answer('named'))
      .refused('nothing-owed');
    given(...both, answer('named'))
      .when(conclude('unfounded'))
      .refused('answer-owed');
    given(...both, answer('named'), answer())
      .when(conclude('unfounded', {}, { papers: [], evidence: { ...free, target: 'open' } }))
      .gives({ phase: 'ended', ended: 'completed' });
    // The first complainant, named too, is the one that an answer without an id is for.
    const first = given(open({ named: true }), assign(), join([named]), gave(), answer());
    expect(first.state().book).toMatchObject({ answeredOn: '2026-03-05', receivedOn: '2026-02-20', firstReceivedOn: '2026-02-27' });
    expect(openSteps(first.state())).toContain('IA');
    // An answer that was given before stays given.
    expect(openSteps(given(open(), assign(), join([{ ...named, answeredOn: '2026-03-01' }]), gave()).state())).toEqual(['I3']);
  });
});

describe('an investigation', () => {
  it('is received, given to a pair, examined and concluded; without a hold the case never hears of it', () => {
    given(open())
      .when(assign())
      .gives({ steps: ['I3'], book: { pair: PAIR, reference: '纪查〔2026〕3号', holds: false } });
    given(open(), assign())
      .when(conclude('unfounded', {}, { papers: [], evidence: { ...free, target: 'open' } }))
      .gives({ phase: 'ended', ended: 'completed', asks: [], book: { conclusion: { result: 'unfounded', letter: '纪函〔2026〕12号' } } });
  });

  it('keeps no name, no text and no paper but the finding: reference, pair, dates, conclusion and letter number', () => {
    const { book } = given(...heldUp, conclude('founded'), told('settleInvestigation')).state();
    expect(Object.keys(book).sort()).toEqual([
      'cause',
      'conclusion',
      'holds',
      'named',
      'pair',
      'receivedOn',
      'recused',
      'reference',
      'told',
    ]);
    given(open())
      .when(assign({ reference: '关于张三的问题' }))
      .refused('bad-field', { pointer: '/body/reference' });
  });

  it('holds the case by its own decision, and says so in the inspector’s name', () => {
    given(open(), assign())
      .when(hold())
      .gives({ asks: [{ kind: 'tellCases', args: { command: 'holdForInvestigation', actor: { id: PAIR[0], seat: 'inspector' } } }] });
    given(open())
      .when(hold())
      .gives({ book: { holds: true } });
    given(...heldUp)
      .when(hold())
      .refused('already-held');
    given(open({ cause: 'verdict' }))
      .when(hold())
      .refused('already-held');
    given(open(), assign(), hold(), told('holdForInvestigation', false, 'case-ended'))
      .when(hold())
      .gives({ book: { holds: true } });
    alone.given(open(), assign()).when(hold()).refused('no-target');
  });

  it.each([
    ['unfounded', {}, { result: 'cleared' }],
    ['minor', { backTo: 'C4' }, { result: 'cleared', backTo: 'C4' }],
    ['founded', {}, { result: 'founded' }],
  ])('%s settles the held case as the pair has concluded, with the finding', (result, more, body) => {
    given(...heldUp)
      .when(conclude(result, more))
      .gives({
        steps: ['I3'],
        asks: [
          {
            args: {
              command: 'settleInvestigation',
              actor: { id: PAIR[0], seat: 'inspector' },
              papers: [{ kind: 'finding' }],
              rows: [{ case: parent.id, body }],
            },
          },
        ],
      });
    expect(given(...heldUp, conclude(result, more), told('settleInvestigation')).state()).toMatchObject({
      phase: 'ended',
      ended: { how: 'completed' },
      book: { holds: false },
    });
  });

  it('lifts the verdict’s hold where a verdict opened it, and settles an objection on its notice', () => {
    given(open({ cause: 'verdict' }), assign())
      .when(conclude('unfounded'))
      .gives({ asks: [{ args: { rows: [{ body: { result: 'cleared', ofVerdict: true } }] } }] });
    const notice = who('notice');
    for (const [result, more, ruling] of [
      ['unfounded', {}, 'go-on'],
      ['minor', { backTo: 'C6' }, 'go-back'],
      ['founded', {}, 'end'],
    ] as const)
      given(open({ cause: 'objection', notice }), assign())
        .when(conclude(result, more))
        .gives({ asks: [{ args: { command: 'settleObjections', rows: [{ case: notice, body: { case: parent.id, ruling } }] } }] });
  });

  it('a conclusion that the case cannot follow is taken back; after the appointment it only lets go, and the approving body annuls', () => {
    const stuck = [...heldUp, conclude('minor', { backTo: 'C9' }), told('settleInvestigation', false, 'no-way-back')];
    given(...stuck)
      .when(conclude('unfounded'))
      .gives({ steps: ['I3'], book: { told: { ok: false, code: 'no-way-back' } } });
    const late = given(...heldUp, conclude('founded'), told('settleInvestigation', false, 'already-approved'));
    expect(late.state()).toMatchObject({
      phase: 'open',
      book: { annulment: true, conclusion: { result: 'founded' } },
      asks: [{ args: { rows: [{ body: { result: 'cleared' } }] } }],
    });
    for (const code of ['case-ended', 'nothing-held'])
      expect(given(...heldUp, conclude('founded'), told('settleInvestigation', false, code)).state().phase).toBe('ended');
    given(...heldUp, conclude('unfounded'))
      .when(conclude('founded'))
      .refused('conclusion-pending');
  });

  it('asks for two impartial inspectors of the place', () => {
    given(open())
      .when(assign({ inspectors: [PAIR[0]] }))
      .refused('too-few-inspectors', { clause: 'project.inspection' });
    given(open())
      .when(assign({ inspectors: [PAIR[0], PAIR[0]] }))
      .refused('too-few-inspectors');
    given(open())
      .when(assign({ inspectors: [PAIR[0], who('stranger')] }))
      .refused('not-an-inspector', { pointer: '/body/inspectors/1' });
    given(open())
      .when(assign({}, { of: { [PAIR[1] as string]: ['acted'] } }))
      .refused('recused', { pointer: '/body/inspectors/1', clause: 'petition.recusal' });
    given(open())
      .when(assign({}, { conflicts: ['subject'] }))
      .refused('recused', { pointer: '/actor' });
    given(open(), assign())
      .when(assign({ inspectors: [PAIR[1], who('third')] }))
      .gives({ book: { pair: [PAIR[1], who('third')] } });
  });

  it('is the pair’s alone once it is assigned', () => {
    for (const deed of [hold, (rest: Partial<Deed>) => conclude('unfounded', {}, rest), (rest: Partial<Deed>) => by('setAside', rest)])
      given(open(), assign())
        .when(deed({ actor: who('head inspector') }))
        .refused('not-of-the-pair', { pointer: '/actor' });
    given(open(), assign())
      .when(hold({ evidence: { conflicts: ['acted'], substitute: false } }))
      .refused('recused');
    given(open()).when(conclude('unfounded')).refused('out-of-step');
  });

  it('refuses a conclusion without the finding, the hold or the answer that it needs', () => {
    given(...heldUp)
      .when(conclude('unfounded', {}, { papers: [] }))
      .refused('paper-missing', { pointer: '/papers' });
    given(open(), assign())
      .when(conclude('founded', {}, { evidence: { ...free, target: 'open' } }))
      .refused('hold-first');
    given(open(), assign())
      .when(conclude('founded', {}, { evidence: { ...free, target: 'ended' } }))
      .gives({ phase: 'ended' });
    given(...heldUp)
      .when(conclude('founded', { backTo: 'C4' }))
      .refused('bad-field', { pointer: '/body/backTo' });
    given(open({ named: true }), assign())
      .when(conclude('unfounded'))
      .refused('answer-owed', { clause: 'petition.acceptance' });
  });

  it('answers a named complainant within fifteen days of receipt, and is reminded of it', () => {
    const named = given(open({ named: true }));
    const [answer] = tasksOf(investigation as never, named.state(), named.statute()).filter(({ step }) => step === 'IA');
    expect(answer).toMatchObject({ seat: 'inspector', due: '2026-03-16', org: who('committee') });
    expect(momentsOf(investigation as never, named.state(), named.statute()).map(({ kind, body }) => [kind, body.step])).toEqual(
      expect.arrayContaining([
        ['deadlineReminded', 'IA'],
        ['deadlineLapsed', 'IA'],
      ]),
    );
    given(open({ named: true }), assign())
      .when(by('answerComplainant'))
      .gives({ steps: ['I3'], book: { answeredOn: '2026-03-05' } });
    given(open({ named: true }))
      .when(by('answerComplainant', { evidence: { conflicts: ['acted'], substitute: true } }))
      .refused('recused');
    given(open()).when(by('answerComplainant')).refused('nothing-owed');
  });

  it('what lapses goes to the higher inspection office, never to a League committee', () => {
    const late = given(open(), { event: 'deadlineLapsed', on: '2026-03-06', body: { step: 'I2', due: '2026-03-05' } });
    expect(tasksOf(investigation as never, late.state(), late.statute()).map(({ seat, escalated }) => [seat, escalated])).toEqual([
      ['inspector', undefined],
      ['inspector', true],
    ]);
  });

  it('an unnamed complaint with nothing to check is set aside, anything else is examined', () => {
    given(open()).when(by('setAside')).gives({ ended: 'not-checkable', asks: [] });
    for (const body of [{ named: true }, { cause: 'verdict' }, { cause: 'objection' }])
      given(open(body)).when(by('setAside')).refused('must-be-examined', { clause: 'petition.secrecy' });
    given(open(), hold(), told('holdForInvestigation')).when(by('setAside')).refused('must-be-examined');
  });

  it('nobody of the League moves it', () => {
    for (const kind of ['suspend', 'returnTo', 'endCase', 'giveVerdict', 'settleInvestigation', 'adoptPack'])
      given(open()).when({ kind, on: '2026-03-05' }).refused('unknown-act');
  });
});

describe('what others read of it', () => {
  const fact = (kind: string, body: Record<string, unknown> = {}): Fact => ({
    v: 1,
    seq: 4,
    kind,
    on: '2026-03-05',
    at: 0,
    actor: { id: PAIR[0] as string, seat: 'inspector' },
    recorder: { id: PAIR[0] as string, seat: 'inspector' },
    commandId: who('command'),
    occasion: { id: who('investigation'), machine: 'investigation' },
    body,
    papers: [{ id: who('paper'), kind: 'finding', sha256: 'a'.repeat(64) }],
  });

  it.each([
    ['heldForInvestigation', {}, 'held'],
    ['heldForObjection', {}, 'held'],
    ['objectionReceived', { case: parent.id, objection: who('objection') }, 'held'],
    ['verdictGiven', { step: 'C4', verdict: 'suspend' }, 'held'],
    ['childrenOpened', { key: 'open:4:investigation', procedure: 'investigation', rows: [] }, 'held'],
    ['casesTold', { command: 'holdForObjection', results: [] }, 'held'],
    ['investigationSettled', { result: 'founded', ofVerdict: true }, 'settled'],
    ['objectionSettled', { ruling: 'go-on' }, 'settled'],
    ['objectionRuled', { case: parent.id, objection: who('objection'), ruling: 'go-on' }, 'settled'],
    ['objectionsSettled', { case: parent.id, ruling: 'end' }, 'settled'],
    ['casesTold', { command: 'settleObjection', results: [] }, 'settled'],
  ])('%s %j is no more than %s', (kind, body, seen) => {
    const line = veiled(fact(kind, body));
    expect(line).toEqual({
      v: 1,
      seq: 4,
      on: '2026-03-05',
      at: 0,
      kind: seen,
      body: 'case' in body ? { case: parent.id } : {},
      papers: [],
    });
  });

  it('everything else is read as it is', () => {
    for (const one of [
      fact('verdictGiven', { step: 'C4', verdict: 'pass' }),
      fact('childrenOpened', { procedure: 'candidacy' }),
      fact('appointed'),
    ])
      expect(veiled(one)).toBe(one);
    expect(veiledBook({ kind: 'public', entries: { a: { status: 'held', objections: { waiting: ['x'], more: 0 } } } })).toEqual({
      kind: 'public',
      entries: { a: { status: 'held' } },
    });
  });
});
