import type { OccasionBook } from '../../../domain/occasions/tell';
import { type Deed, lawful, rehashed, who } from '../../harness/given';
import { one, two } from '../../harness/given-occasion';

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
