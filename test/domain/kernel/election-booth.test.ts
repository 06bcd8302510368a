import { type BoothCount, countedIn, faultOfBoothCount, type Typed } from '../../../domain/procedures/election/booth-count';

const [a, b, c, d] = ['a', 'b', 'c', 'd'];
const line = (id: string, yes: number) => ({ id, for: yes, against: 0, abstain: 8 - yes, illegible: 0 });
const count: BoothCount = {
  ...{ issued: 9, returned: 9, invalid: 1, seats: 1, votes: [line(a, 6), line(b, 1)] },
  ...{ others: [{ id: c, for: 1 }], unclear: [{ ids: [d, 'e'], for: 2 }], left: ['left'], entitled: 12, voters: 9, closedOn: '2026-03-20' },
  ...{ proof: 'f'.repeat(64), used: false },
};
const ballot = { among: [a, b], seats: 1, present: 10, entitled: 12, on: '2026-03-20' };
const typed = (more: Partial<Typed> = {}): Typed => ({ booth: 'booth', others: [], left: [], absentees: [], ...more });
const fault = (body: Typed, found: BoothCount | undefined = count, due = ballot) => {
  const refusal = faultOfBoothCount(body, found, due);
  return refusal && [refusal.code, refusal.pointer, refusal.clause];
};

describe('a ballot of an election that a booth counted', () => {
  it('takes the numbers of the booth, and with them who was not there', () => {
    expect(fault(typed())).toBeUndefined();
    expect(countedIn(typed(), count)).toMatchObject({ issued: 9, returned: 9, invalid: 1, left: ['left'], others: [{ id: c, for: 1 }] });
    expect(countedIn(typed({ others: [{ id: d, for: 2 }] }), count).others).toEqual([
      { id: c, for: 1 },
      { id: d, for: 2 },
    ]);
  });

  it('allows a typed number beside it only where it is the same', () => {
    expect(fault(typed({ issued: 9, returned: 9, invalid: 1, votes: [line(b, 1), line(a, 6)], proof: count.proof }))).toBeUndefined();
    const refused: [Partial<Typed>, string][] = [
      [{ issued: 10 }, 'issued'],
      [{ returned: 8 }, 'returned'],
      [{ invalid: 0 }, 'invalid'],
      [{ votes: [line(a, 7), line(b, 1)] }, 'votes'],
      [{ votes: [line(a, 6)] }, 'votes'],
      [{ votes: [line(a, 6), line(a, 6)] }, 'votes'],
      [{ proof: '0'.repeat(64) }, 'proof'],
      [{ left: ['left'] }, 'left'],
      [{ absentees: ['x'] }, 'absentees'],
      [{ others: [{ id: c, for: 2 }] }, 'others/0'],
      [{ others: [{ id: d, for: 3 }] }, 'others/0'],
      // A name that two bear belongs to one of them.
      [
        {
          others: [
            { id: d, for: 2 },
            { id: 'e', for: 2 },
          ],
        },
        'others/0',
      ],
      [{ others: [{ id: 'nobody', for: 1 }] }, 'others/0'],
    ];
    for (const [more, key] of refused)
      expect([more, fault(typed(more))]).toEqual([more, ['typed-counts', `/body/${key}`, 'ballot.secret']]);
  });

  it('is of this ballot, this roll and this day, and counts once', () => {
    expect(faultOfBoothCount(typed(), undefined, ballot)?.code).toBe('booth-not-tallied');
    const others: [BoothCount, typeof ballot][] = [
      [{ ...count, used: true }, ballot],
      [count, { ...ballot, among: [a, c] }],
      [count, { ...ballot, among: [a, b, c] }],
      [count, { ...ballot, seats: 2 }],
      [count, { ...ballot, present: 9 }],
      [count, { ...ballot, entitled: 11 }],
      [count, { ...ballot, on: '2026-03-21' }],
    ];
    for (const [found, due] of others) expect(fault(typed(), found, due)).toEqual(['wrong-booth', '/body/booth', 'ballot.secret']);
  });
});
