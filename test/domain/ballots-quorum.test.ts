import fc from 'fast-check';
import { fewest, HALF_OR_MORE, hasQuorum, MORE_THAN_HALF, meets, TWO_THIRDS } from '../../domain/ballots/quorum';

describe('meets', () => {
  it.each([
    [5, 10, MORE_THAN_HALF, false],
    [6, 10, MORE_THAN_HALF, true],
    [5, 9, MORE_THAN_HALF, true],
    [4, 9, MORE_THAN_HALF, false],
    [5, 10, HALF_OR_MORE, true],
    [4, 9, HALF_OR_MORE, false],
    [6, 9, TWO_THIRDS, true],
    [6, 10, TWO_THIRDS, false],
    [7, 10, TWO_THIRDS, true],
    [66, 100, TWO_THIRDS, false],
    [67, 100, TWO_THIRDS, true],
    [6, 9, { num: 2, den: 3, strict: true }, false],
    [8, 10, { num: 4, den: 5, strict: false }, true],
    [0, 0, HALF_OR_MORE, false],
    [1, 0, HALF_OR_MORE, false],
  ])('%i of %i, share %j: %p', (count, base, share, expected) => expect(meets(count, base, share)).toBe(expected));
});

it('those entitled and present make a quorum', () => {
  expect(hasQuorum({ entitled: 9, present: 6 }, TWO_THIRDS)).toBe(true);
  expect(hasQuorum({ entitled: 10, present: 5 }, MORE_THAN_HALF)).toBe(false);
});

it('fewest is the first number that meets the share', () => {
  const share = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.boolean())
    .map(([num, more, strict]) => ({ num, den: num + more, strict }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), share, (base, s) => {
      const n = fewest(base, s);
      expect(meets(n, base, s)).toBe(true);
      expect(meets(n - 1, base, s)).toBe(false);
    }),
  );
});
