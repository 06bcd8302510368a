import { dayOf } from '../../../domain/calendar/day';
import { momentsOf } from '../../../domain/case/moments';
import { openSteps } from '../../../domain/case/state';
import type { Entry, OccasionBook } from '../../../domain/occasions/tell';
import { type Deed, type Event, lawful, rehashed, statuteOf, who } from '../../harness/given';

const [one, two] = [who('case one'), who('case two')];

/** The cases' answer to the oldest telling. */
const told = (command: string, results: Record<string, string | true>, on = '2026-04-30'): Event => ({
  event: 'casesTold',
  on,
  body: {
    command,
    results: Object.entries(results).map(([id, answer]) => ({
      case: id,
      ok: answer === true,
      ...(answer === true ? {} : { code: answer }),
    })),
  },
});

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

describe('a meeting', () => {
  const { given } = lawful({ procedure: 'meeting' });
  const convene = (kind: 'branch' | 'approval' = 'branch', rest: Partial<Deed> = {}): Deed => ({
    kind: 'conveneMeeting',
    on: '2026-05-06',
    seat: kind === 'branch' ? 'branch-secretary' : 'committee-approver',
    body: { kind, cases: [one, two] },
    ...rest,
  });
  const names = (count: number) => Array.from({ length: count }, (_, index) => who(`member ${index}`));
  const roll = (entitled: number, present: number, rest: Partial<Deed> = {}): Deed => ({
    kind: 'takeRoll',
    on: '2026-05-06',
    body: { present: names(present), chair: who('member 0') },
    evidence: { entitled: names(entitled) },
    ...rest,
  });
  const item = (votes: Record<string, unknown>, about = one): Deed => ({
    kind: 'recordItem',
    on: '2026-05-06',
    body: { case: about, for: 0, against: 0, abstain: 0, ...votes },
  });
  const close = (papers: string[]): Deed => ({ kind: 'closeMeeting', on: '2026-05-06', papers });

  it('without quorum is adjourned, with no result', () => {
    given(convene()).when(roll(10, 5)).gives({ phase: 'ended', ended: 'adjourned', asks: [] });
    given(convene()).when(roll(10, 6)).gives({ phase: 'open' });
  });

  it('only who may vote is on the roll, once, with a chair who is there', () => {
    given(convene()).when(roll(3, 4)).refused('not-on-roll', { pointer: '/body/present/3', clause: 'admission.meeting' });
    given(convene())
      .when(roll(3, 3, { body: { present: [...names(2), who('member 0')], chair: who('member 0') } }))
      .refused('duplicate');
    given(convene())
      .when(roll(3, 3, { body: { present: names(2), chair: who('member 2') } }))
      .refused('no-chair', { pointer: '/body/chair' });
    given(convene(), roll(3, 3)).when(roll(3, 2)).refused('roll-taken');
  });

  it('votes on each candidate alone, once', () => {
    given(convene())
      .when(item({ for: 3 }))
      .refused('roll-missing', { clause: 'admission.meeting' });
    given(convene(), roll(5, 5))
      .when(item({ for: 5 }, who('stranger')))
      .refused('not-on-it');
    given(convene(), roll(5, 5), item({ for: 5 }))
      .when(item({ for: 5 }))
      .refused('voted-already', { pointer: '/body/case' });
    given(convene(), roll(5, 5))
      .when(item({ for: 6 }))
      .refused('counts-do-not-add-up');
    given(convene(), roll(5, 5))
      .when(item({ for: 5, recused: [who('stranger')] }))
      .refused('not-on-roll', { pointer: '/body/recused/0' });
  });

  it('counts the quorum again at every vote: recusal and leaving can break it, E does not shrink', () => {
    given(convene(), roll(10, 6))
      .when(item({ for: 5, recused: [who('member 1')] }))
      .refused('no-quorum', { clause: 'admission.meeting' });
    given(convene(), roll(10, 7))
      .when(item({ for: 5, left: names(2) }))
      .refused('no-quorum');
    const state = given(convene(), roll(10, 7), item({ for: 6, recused: [who('member 1')] })).state();
    expect((state.book as unknown as OccasionBook).entries[one]?.counts).toMatchObject({ entitled: 10, present: 6, for: 6 });
  });

  it('takes the counts of a secret ballot from its tallied booth alone', () => {
    const tally = {
      for: 4,
      against: 0,
      abstain: 1,
      issued: 6,
      returned: 6,
      invalid: 1,
      recused: [who('member 6')],
      left: [],
      proof: 'ab'.repeat(32),
    };
    const byBooth = (body: Record<string, unknown> = {}, evidence: Record<string, unknown> = { tally }): Deed => ({
      kind: 'recordItem',
      on: '2026-05-06',
      body: { case: one, booth: who('booth'), ...body },
      evidence,
    });
    const taken = given(convene(), roll(7, 7));
    for (const typed of ['for', 'against', 'abstain', 'issued', 'returned'])
      taken.when(byBooth({ [typed]: 4 })).refused('typed-counts', { pointer: `/body/${typed}`, clause: 'ballot.secret' });
    taken.when(byBooth({ recused: names(1) })).refused('typed-counts', { pointer: '/body/recused' });
    taken.when(byBooth({ left: names(1) })).refused('typed-counts', { pointer: '/body/left' });
    taken.when(byBooth({}, {})).refused('booth-not-tallied', { pointer: '/body/booth' });
    taken.when({ ...byBooth(), body: { case: one } }).refused('bad-field', { pointer: '/body/for' });
    given(convene(), roll(10, 6), item({ for: 6 }, two))
      .when(byBooth({}, { tally: { ...tally, recused: [who('member 1')], issued: 5, returned: 5, invalid: 0 } }))
      .refused('no-quorum');
    const state = given(convene(), roll(7, 7), byBooth()).state();
    expect((state.book as unknown as OccasionBook).entries[one]).toEqual({
      status: 'voted',
      counts: { entitled: 7, present: 6, for: 4, against: 0, abstain: 1, issued: 6, returned: 6, invalid: 1 },
      booth: who('booth'),
      proof: tally.proof,
    });
    given(convene(), roll(7, 7), byBooth())
      .when(close(['minutes']))
      .gives({ asks: [{ kind: 'tellCases', args: { rows: [{ case: one, body: { invalid: 1, returned: 6 } }] } }] });
  });

  it('carries each result to its case when the minutes are there; who was not voted on stays', () => {
    const voted = [convene(), roll(5, 5), item({ for: 5 })];
    given(convene())
      .when(close(['minutes']))
      .refused('roll-missing');
    given(...voted)
      .when(close([]))
      .refused('paper-missing', { pointer: '/papers' });
    given(...voted)
      .when(close(['minutes']))
      .gives({
        asks: [{ kind: 'tellCases', args: { command: 'recordVote', rows: [{ case: one, body: { entitled: 5, present: 5, for: 5 } }] } }],
      });
    given(convene(), roll(5, 5))
      .when(close(['minutes']))
      .gives({ ended: 'completed', asks: [] });
  });

  it('of the committee decides approvals, and only the committee convenes it', () => {
    given()
      .when(convene('approval', { seat: 'branch-secretary' }))
      .refused('wrong-seat', { clause: 'admission.approval' });
    given()
      .when(convene('branch', { seat: 'committee-approver' }))
      .refused('wrong-seat', { clause: 'admission.meeting' });
    given()
      .when(convene('branch', { body: { kind: 'branch', cases: [one, one] } }))
      .refused('duplicate');
    const seat = { seat: 'committee-approver' } as const;
    const voted = [convene('approval'), roll(3, 2, seat), { ...item({ for: 2 }), ...seat }];
    given(...voted)
      .when({ ...close(['minutes']), ...seat })
      .refused('paper-missing');
    given(...voted)
      .when({ ...close(['approval-opinion']), ...seat })
      .gives({ asks: [{ args: { command: 'decideApproval' } }] });
  });
});

describe('an approval meeting that refuses somebody', () => {
  const meeting = lawful({ procedure: 'meeting' });
  const on = '2026-05-06';
  const seat = 'committee-approver';
  const names = [0, 1, 2].map((index) => who(`member ${index}`));
  const voted: Deed[] = [
    { kind: 'conveneMeeting', on, seat, body: { kind: 'approval', cases: [one, two] } },
    { kind: 'takeRoll', on, seat, body: { present: names, chair: names[0] }, evidence: { entitled: names } },
    { kind: 'recordItem', on, seat, body: { case: one, for: 3, against: 0, abstain: 0 } },
    { kind: 'recordItem', on, seat, body: { case: two, for: 0, against: 3, abstain: 0 } },
  ];
  const close: Deed = { kind: 'closeMeeting', on, seat, papers: ['approval-opinion', 'reason'] };
  const told = ({ asks }: { asks: readonly { args: Readonly<Record<string, unknown>> }[] }) =>
    asks.map(({ args }) => [
      (args.rows as { case: string }[]).map((row) => row.case),
      (args.papers as { kind: string }[]).map(({ kind }) => kind),
    ]);

  it('closes only with the written reason, which goes into no other file', () => {
    meeting
      .given(...voted)
      .when({ ...close, papers: ['approval-opinion'] })
      .refused('paper-missing', { pointer: '/papers', clause: 'admission.approval' });
    const { state } = meeting.given(...voted, close);
    expect(told(state())).toEqual([
      [[one], ['approval-opinion']],
      [[two], ['approval-opinion', 'reason']],
    ]);
    const answers = state().asks.map(({ key }) => ({ event: 'casesTold', on, body: { key, command: 'decideApproval', results: [] } }));
    expect(meeting.given(...voted, close, ...answers.slice(0, 1)).state().phase).toBe('open');
    expect(meeting.given(...voted, close, ...answers).state().ended?.how).toBe('completed');
  });

  it('one that approves everybody needs none, nor does a branch meeting', () => {
    meeting
      .given(...voted.slice(0, 3))
      .when({ ...close, papers: ['approval-opinion'] })
      .gives({ asks: [{ args: { command: 'decideApproval' } }] });
    const [convene, ...rest] = voted.map((deed): Deed => ({ ...deed, seat: 'branch-secretary' }));
    meeting
      .given({ ...convene, kind: 'conveneMeeting', on, body: { kind: 'branch', cases: [one, two] } }, ...rest)
      .when({ ...close, seat: 'branch-secretary', papers: ['minutes'] })
      .gives({ asks: [{ args: { command: 'recordVote' } }] });
  });

  it('convened under a law of the time before, it tells all its cases alike', () => {
    const { 'admission.refusalReason': _, ...figures } = meeting.statute.figures;
    const before = lawful({ statute: rehashed({ ...meeting.statute, figures }) });
    expect(told(before.given(...voted, close).state())).toEqual([
      [
        [one, two],
        ['approval-opinion', 'reason'],
      ],
    ]);
  });
});

describe('a session and a ceremony', () => {
  const session = lawful({ procedure: 'session' });
  const hold = (body: Record<string, unknown>): Deed => ({
    kind: 'holdSession',
    on: '2026-03-02',
    body: { rows: [{ case: one }, { case: two }], ...body },
  });

  it('a League class is one row per hour and person, with topic and witness', () => {
    session
      .given()
      .when(hold({ kind: 'leagueClass', hours: 2 }))
      .refused('field-missing', { clause: 'admission.cultivation' });
    session
      .given()
      .when(hold({ kind: 'leagueClass', hours: 2, topic: '团章', witness: who('teacher') }))
      .gives({
        asks: [
          {
            args: {
              command: 'recordHours',
              rows: [
                { case: one, body: { hours: [{ on: '2026-03-02', units: 1, topic: '团章', witness: who('teacher') }, { units: 1 }] } },
                { case: two },
              ],
            },
          },
        ],
      });
    session
      .given()
      .when(hold({ kind: 'talk', rows: [{ case: one }, { case: one }] }))
      .refused('duplicate');
  });

  it('a row says what its kind knows, and a class lists those who were there alone', () => {
    const taught = { kind: 'leagueClass', hours: 2, topic: '团章', witness: who('teacher') };
    session
      .given()
      .when(hold({ ...taught, rows: [{ case: one }, { case: two, result: 'absent' }] }))
      .refused('bad-field', { pointer: '/body/rows/1/result', clause: 'admission.cultivation' });
    session
      .given()
      .when(hold({ kind: 'talk', rows: [{ case: one, result: 'maybe' }] }))
      .refused('bad-field', { pointer: '/body/rows/0/result', clause: 'admission.talk' });
    session
      .given()
      .when(hold({ kind: 'talk', rows: [{ case: one, result: 'continue-guidance' }] }))
      .gives({ asks: [{ args: { command: 'recordTalk' } }] });
  });

  it('a League class whose witness is nobody, or one of those who are taught, is refused whole, at the field', () => {
    const taught = (evidence: Record<string, unknown>): Deed => ({
      ...hold({ kind: 'leagueClass', hours: 2, topic: '团章', witness: who('teacher') }),
      evidence,
    });
    const clause = 'admission.cultivation';
    session
      .given()
      .when(taught({ witnesses: [] }))
      .refused('unknown-witness', { pointer: '/body/witness', clause });
    session
      .given()
      .when(taught({ witnesses: [who('teacher')], aboutWitness: [two] }))
      .refused('own-witness', { pointer: '/body/rows/1/case', clause });
    session
      .given()
      .when(taught({ witnesses: [who('teacher')], aboutWitness: [] }))
      .gives({ asks: [{ args: { command: 'recordHours' } }] });
  });

  it('that its holder may tell to none of its cases is refused whole, and names who may', () => {
    const refusal = session
      .given()
      .refusal({ ...hold({ kind: 'filing' }), evidence: { seatless: ['higher-officer', 'committee-officer'] } }).refusal;
    expect(refusal).toMatchObject({
      code: 'forbidden',
      pointer: '/body/kind',
      text: { zh: expect.stringContaining('上一级团委、团委组织干事') },
    });
  });

  it('keeps the refusal of one row beside the success of the other', () => {
    const state = session.given(hold({ kind: 'talk' }), told('recordTalk', { [one]: true, [two]: 'step-closed' }, '2026-03-02')).state();
    expect(state.ended?.how).toBe('completed');
    expect((state.book as unknown as OccasionBook).entries).toEqual({
      [one]: { status: 'completed' },
      [two]: { status: 'refused', refusal: 'step-closed' },
    });
  });

  it('four hundred applicants are told twenty at a time, so that the state stays small', () => {
    const rows = Array.from({ length: 400 }, (_, index) => ({ case: who(`case ${index}`), result: 'continue-guidance' }));
    const answer = (from: number) =>
      told('recordTalk', Object.fromEntries(rows.slice(from, from + 20).map((row) => [row.case, true as const])), '2026-03-02');
    const answers = Array.from({ length: 20 }, (_, index) => answer(index * 20));
    const first = session.given(hold({ kind: 'talk', rows })).state();
    expect(first.asks.map(({ args }) => (args.rows as unknown[]).length)).toEqual([20]);
    expect(JSON.stringify(first).length).toBeLessThan(64 * 1024);
    const later = session.given(hold({ kind: 'talk', rows }), ...answers.slice(0, 19)).state();
    expect(later.asks[0]?.args).toMatchObject({ on: '2026-03-02', command: 'recordTalk' });
    expect(later.asks[0]?.args.rows).toContainEqual({ case: who('case 399'), body: { conclusion: 'continue-guidance' } });
    expect(session.given(hold({ kind: 'talk', rows }), ...answers).state().ended?.how).toBe('completed');
  });

  const { given } = lawful({ procedure: 'ceremony' });
  const plan: Deed = { kind: 'planCeremony', on: '2026-05-04', body: { plannedOn: '2026-06-01', cases: [one] } };
  const held: Deed = { kind: 'holdCeremony', on: '2026-06-01', body: { attended: [one] } };

  it('a ceremony is planned any time, held once, and tells who came', () => {
    given(plan, { kind: 'addToCeremony', on: '2026-05-20', body: { cases: [two] } })
      .when(held)
      .gives({
        asks: [
          {
            args: {
              command: 'attendCeremony',
              rows: [
                { case: one, body: { attended: true } },
                { case: two, body: { attended: false } },
              ],
            },
          },
        ],
      });
    given(plan)
      .when({ ...held, body: { attended: [two] } })
      .refused('not-on-it', { pointer: '/body/attended/0' });
    given(plan, held).when(held).refused('held-already');
    given(plan, held).when({ kind: 'cancelCeremony', on: '2026-06-01' }).refused('held-already');
    const cancelled: Deed = { kind: 'cancelCeremony', on: '2026-05-20' };
    given(plan).when(cancelled).gives({ ended: 'cancelled' });
    // It is the ceremony that is over, not a case: another may be planned.
    expect(given(plan, cancelled).refusal(held).refusal).toMatchObject({
      code: 'case-ended',
      text: { en: expect.stringContaining('event is over') },
    });
    given()
      .when({ ...plan, body: { plannedOn: '2026-06-01', cases: [one, one] } })
      .refused('duplicate', { pointer: '/body/cases' });
    expect(openSteps(given(plan).state())).toEqual(['O1']);
    // One that is over is written down as of its own day.
    const over = { ...plan, body: { plannedOn: '2026-05-03', cases: [one] } };
    given().when(over).refused('date-order', { pointer: '/body/plannedOn', clause: 'charter.oath' });
    given({ ...over, on: '2026-05-03' })
      .when({ ...held, on: '2026-05-03' })
      .gives({ asks: [{ kind: 'tellCases' }] });
  });
});

it('occasions carry the base law of admission', () => {
  expect(statuteOf({ procedure: 'notice' }).figures).toEqual(statuteOf().figures);
});
