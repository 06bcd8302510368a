import fc from 'fast-check';
import { electedFrom, minCandidates } from '../../domain/ballots/election';

describe('minCandidates', () => {
  it.each([
    [0, 0],
    [1, 2],
    [3, 4],
    [5, 6],
    [6, 8],
    [7, 9],
    [10, 12],
    [11, 14],
  ])('%i seats need %i candidates', (seats, candidates) => {
    expect(minCandidates(seats)).toBe(candidates);
  });
  it('takes another margin from the pack', () => expect(minCandidates(7, 30)).toBe(10));
  it.each([-1, 2.5])('fails loudly for %p seats', (seats) => expect(() => minCandidates(seats)).toThrow(RangeError));
});

describe('electedFrom', () => {
  const votes = (table: Record<string, number>) => Object.entries(table).map(([id, votesFor]) => ({ id, votesFor }));
  it.each([
    ['by votes down to the seats', { a: 5, b: 9, c: 7 }, 2, { elected: ['b', 'c'], tied: [], open: 0, vacant: 0 }],
    ['tie on the last seat', { a: 9, b: 7, c: 7, d: 3 }, 2, { elected: ['a'], tied: ['b', 'c'], open: 1, vacant: 0 }],
    ['three tied for two seats', { a: 9, b: 7, c: 7, d: 7 }, 3, { elected: ['a'], tied: ['b', 'c', 'd'], open: 2, vacant: 0 }],
    ['all tied', { a: 4, b: 4 }, 1, { elected: [], tied: ['a', 'b'], open: 1, vacant: 0 }],
    ['a tie above the last seat decides nothing', { a: 8, b: 8, c: 2 }, 2, { elected: ['a', 'b'], tied: [], open: 0, vacant: 0 }],
    ['a tie below the last seat decides nothing', { a: 8, b: 2, c: 2 }, 1, { elected: ['a'], tied: [], open: 0, vacant: 0 }],
    ['fewer than seats', { a: 8 }, 3, { elected: ['a'], tied: [], open: 0, vacant: 2 }],
    ['nobody', {}, 2, { elected: [], tied: [], open: 0, vacant: 2 }],
    ['no seats', { a: 8 }, 0, { elected: [], tied: [], open: 0, vacant: 0 }],
  ])('%s', (_, table, seats, outcome) => expect(electedFrom(votes(table), seats)).toEqual(outcome));
  it('fails loudly on votes that are no counts and on names twice', () => {
    expect(() => electedFrom([{ id: 'a', votesFor: -1 }], 1)).toThrow(RangeError);
    expect(() => electedFrom([{ id: 'a', votesFor: 1 }], 0.5)).toThrow(RangeError);
    expect(() =>
      electedFrom(
        [
          { id: 'a', votesFor: 1 },
          { id: 'a', votesFor: 2 },
        ],
        1,
      ),
    ).toThrow(RangeError);
  });
  it('fills every seat by one elected, one to be re-voted, or one vacant, and nobody left out has more votes than one who is in', () => {
    const field = fc.array(fc.nat(6), { maxLength: 12 }).map((all) => all.map((votesFor, i) => ({ id: `c${i}`, votesFor })));
    fc.assert(
      fc.property(field, fc.nat(12), (all, seats) => {
        const { elected, tied, open, vacant } = electedFrom(all, seats);
        expect(elected.length + open + vacant).toBe(seats);
        if (tied.length > 0) expect(tied.length).toBeGreaterThan(open);
        const of = (id: string) => all.find((one) => one.id === id)?.votesFor ?? Number.NaN;
        const left = all.filter((one) => !elected.includes(one.id));
        for (const winner of elected) for (const one of left) expect(of(winner)).toBeGreaterThanOrEqual(one.votesFor);
        for (const winner of elected) for (const one of tied) expect(of(winner)).toBeGreaterThan(of(one));
      }),
    );
  });
});
