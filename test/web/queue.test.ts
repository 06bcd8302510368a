import { knownHere } from '../../web/src/pages/branch/known-here';
import { dayHere, knownAt, nextToSend, type QueuedAct, requestOf, takenAsDone, without } from '../../web/src/queue/act';

const anAct = (order: number, more: Partial<QueuedAct> = {}): QueuedAct => ({
  id: `act-${order}`,
  key: `key-${order}`,
  place: 'meeting',
  kind: 'recordItem',
  body: { case: `case-${order}`, for: 3, against: 1, abstain: 0, recused: ['e'], left: [] },
  papers: [],
  order,
  typedAt: '2026-03-02T02:00:00.000Z',
  on: '2026-03-02',
  restsOn: 5,
  state: 'waiting',
  tried: false,
  ...more,
});
const aRoll = (order: number, more: Partial<QueuedAct> = {}) =>
  anAct(order, {
    kind: 'takeRoll',
    body: { present: ['a', 'b', 'c', 'd', 'e'], chair: 'a' },
    entitled: ['a', 'b', 'c', 'd', 'e', 'f'],
    ...more,
  });
const ids = (acts: readonly QueuedAct[]) => acts.map(({ id }) => id);

describe('acts that wait for the network', () => {
  it('go in their order; one that is undecided holds up its own place and no other', () => {
    const elsewhere = anAct(3, { place: 'class' });
    expect(nextToSend([anAct(1), anAct(2)])?.id).toBe('act-1');
    expect(nextToSend([anAct(1, { state: 'sent' }), anAct(2)])?.id).toBe('act-2');
    for (const state of ['refused', 'stale', 'open'] as const)
      expect(nextToSend([anAct(1, { state }), anAct(2), elsewhere])?.id).toBe('act-3');
    expect(nextToSend([anAct(1, { state: 'refused' }), anAct(2)])).toBeUndefined();
  });

  it('are called back with what rests on them, but never while their answer may be on its way', () => {
    expect(ids(without([aRoll(1), anAct(2), anAct(3, { place: 'other' })], 'act-1'))).toEqual(['act-3']);
    expect(ids(without([aRoll(1), anAct(2), anAct(3)], 'act-2'))).toEqual(['act-1', 'act-3']);
    expect(ids(without([anAct(1, { tried: true })], 'act-1'))).toEqual(['act-1']);
    expect(ids(without([anAct(1, { state: 'sent' })], 'act-1'))).toEqual(['act-1']);
  });

  it('rest on what their place became through the one before; what has been on its way keeps its content under its key', () => {
    const first = anAct(1);
    const acts = knownAt([first, anAct(2), anAct(3, { tried: true }), anAct(4, { place: 'other' })], first, 9);
    expect(acts.map(({ restsOn }) => restsOn)).toEqual([9, 9, 5, 5]);
    expect(requestOf(acts[1] ?? first)).toMatchObject({ kind: 'recordItem', on: '2026-03-02', expectedSeq: 9 });
    expect(requestOf(anAct(1, { opening: { procedure: 'session', unit: 'u' } }))).not.toHaveProperty('expectedSeq');
  });

  it('carry the day by the clock of cases, as far as the device can tell it', () => {
    const readAt = Date.parse('2026-11-27T15:59:00Z');
    expect(dayHere({ today: '2026-11-27', readAt }, readAt)).toBe('2026-11-27');
    expect(dayHere({ today: '2026-11-27', readAt }, readAt + 60_000)).toBe('2026-11-28');
    expect(dayHere({ today: '2027-02-28', readAt }, readAt + 60_000)).toBe('2027-03-01');
  });
});

describe('a meeting by what is known here', () => {
  const occasion = {
    id: 'meeting',
    procedure: 'meeting',
    seq: 5,
    detail: {},
    entries: [
      { case: 'case-2', status: 'pending' },
      { case: 'case-3', status: 'pending' },
    ],
  } as unknown as Parameters<typeof knownHere>[0];

  it('counts a queued roll and queued votes as the meeting will', () => {
    const known = knownHere(occasion, [aRoll(1), anAct(2), anAct(3, { place: 'other' })]);
    expect(known.detail.roll).toEqual({ entitled: ['a', 'b', 'c', 'd', 'e', 'f'], present: ['a', 'b', 'c', 'd', 'e'], chair: 'a' });
    expect(known.entries).toEqual([
      { case: 'case-2', status: 'voted', queued: true, counts: { entitled: 6, present: 4, for: 3, against: 1, abstain: 0 } },
      { case: 'case-3', status: 'pending' },
    ]);
    expect(known.seq).toBe(5);
  });

  it('counts what each member said, without whoever left the room', () => {
    const statements = ['a', 'b', 'c'].map((member, index) => ({ member, says: index < 2 ? 'agree' : 'defer' }));
    const body = { case: 'case-2', statements, recused: ['d'], left: ['e'] };
    expect(knownHere(occasion, [aRoll(1), anAct(2, { kind: 'recordStatements', body })]).entries[0]?.counts).toEqual({
      entitled: 6,
      present: 3,
      for: 2,
      against: 0,
      defer: 1,
    });
  });

  it('takes nothing as done from the first that was refused or taken back', () => {
    expect(takenAsDone([aRoll(1), anAct(2, { state: 'refused' }), anAct(3)], 'meeting', 5)).toHaveLength(1);
    expect(knownHere(occasion, [aRoll(1, { state: 'open' }), anAct(2)])).toEqual(occasion);
    expect(knownHere(occasion, [])).toBe(occasion);
  });

  it('keeps what was sent in sight until the page has read so far; what is on its way at once its form waits for', () => {
    const sent = aRoll(1, { state: 'sent', seq: 6, quiet: true });
    expect(knownHere(occasion, [sent])).toMatchObject({ detail: { roll: { chair: 'a' } } });
    expect(knownHere(occasion, [sent])).not.toHaveProperty('queued');
    expect(knownHere({ ...occasion, seq: 6 }, [sent]).detail).toEqual({});
    expect(knownHere(occasion, [aRoll(1, { quiet: true })])).toBe(occasion);
  });
});
