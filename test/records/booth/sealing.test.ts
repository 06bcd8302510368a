import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { drawRight } from '../../../ballot-client/remote';
import { paperBytes, sealPaper } from '../../../ballot-client/seal';
import { padPaper, paperText } from '../../../domain/ballots/paper';
import { isRight, newDrawKey, signBlinded } from '../../../records/booth/blind';
import { fitsKey, isPublicKey, newBoothKey, opener, sealedSize } from '../../../records/booth/unseal';

const SIZE = 256;
const booth = randomUUID();
const keys = [newBoothKey(), newBoothKey(), newBoothKey()];
const publics = keys.map(({ publicKey }) => publicKey);
const with2 = (i: number, j: number, of = booth, open = keys) =>
  opener({
    booth: of,
    keys: publics,
    held: [
      { index: i, key: open[i]?.privateKey ?? Buffer.alloc(32) },
      { index: j, key: open[j]?.privateKey ?? Buffer.alloc(32) },
    ],
  });
const text = paperText({ marks: { c1: 'for' }, names: ['王一'] });
const sealed = () => sealPaper(booth, publics, paperBytes({ c1: 'for' }, ['王一'], SIZE));

describe('a sealed paper', () => {
  it('has the bytes that the domain gives it', () => {
    const marks = fc.dictionary(fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/), fc.constantFrom('for', 'against'), { maxKeys: 6 });
    fc.assert(
      fc.property(marks, fc.array(fc.constantFrom('王一', '阿依努尔·艾力'), { maxLength: 3 }), (given, names) =>
        Buffer.from(paperBytes(given, names, SIZE * 2)).equals(padPaper(paperText({ marks: given, names }), SIZE * 2)),
      ),
    );
    expect(() => paperBytes({}, ['王'.repeat(99)], SIZE)).toThrow(RangeError);
  });

  it('opens with any two of three keys, is of one length, and never the same twice', async () => {
    const [one, two] = [await sealed(), await sealed()];
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      expect([i, j, with2(i, j)(one)]).toEqual([i, j, text]);
    expect([one.length, two.length]).toEqual([sealedSize(SIZE), sealedSize(SIZE)]);
    expect(Buffer.from(one).equals(two)).toBe(false);
  });

  it('does not open with one key used twice, a stranger’s key, or for another booth', async () => {
    const paper = await sealed();
    const stranger = [...keys];
    stranger[1] = { ...newBoothKey(), publicKey: publics[1] as Buffer };
    const twice = opener({
      booth,
      keys: publics,
      held: [
        { index: 0, key: keys[0]?.privateKey as Buffer },
        { index: 1, key: keys[0]?.privateKey as Buffer },
      ],
    });
    const opened: (string | undefined)[] = [];
    for (const open of [() => twice(paper), () => with2(0, 1, booth, stranger)(paper), () => with2(0, 1, randomUUID())(paper)]) {
      try {
        opened.push(open());
      } catch {
        opened.push(undefined);
      }
    }
    expect(opened).toEqual([undefined, undefined, undefined]);
  });

  it('is worthless when a single bit is changed, and never an error', async () => {
    const paper = await sealed();
    const open = with2(0, 2);
    for (let at = 0; at < paper.length; at += 7) {
      const other = Uint8Array.from(paper);
      other[at] = (other[at] ?? 0) ^ 1;
      const inOtherPairs = at >= 66 && at < 66 + 48 * 3 && !(at >= 66 + 48 && at < 66 + 96);
      expect([at, open(other)]).toEqual([at, inOtherPairs ? text : undefined]);
    }
    for (const junk of [new Uint8Array(0), new Uint8Array(300), paper.subarray(0, 100)]) expect(open(junk)).toBeUndefined();
  });

  it('keys are what they say', () => {
    const [first, second] = keys as [(typeof keys)[0], (typeof keys)[0]];
    expect([isPublicKey(first.publicKey), isPublicKey(Buffer.alloc(65, 4)), isPublicKey(Buffer.alloc(0))]).toEqual([true, false, false]);
    expect(fitsKey(first.privateKey, first.publicKey)).toBe(true);
    for (const wrong of [second.privateKey, Buffer.alloc(32), Buffer.alloc(32, 255), Buffer.alloc(5)])
      expect(fitsKey(wrong, first.publicKey)).toBe(false);
  });
});

describe('a blindly signed right', () => {
  it('is signed without being seen, and holds for its booth alone', async () => {
    const [key, other] = [await newDrawKey(), await newDrawKey()];
    const drawing = await drawRight(booth, key.publicKey);
    const signature = signBlinded(key.privateKey, drawing.blinded) as Buffer;
    const right = await drawing.finish(signature);
    expect(isRight(key.publicKey, booth, right.message, right.signature)).toBe(true);
    expect(Buffer.from(drawing.blinded).includes(Buffer.from(right.message.subarray(0, 32)))).toBe(false);
    const forged = Uint8Array.from(right.message);
    forged[0] = (forged[0] ?? 0) ^ 1;
    expect(isRight(key.publicKey, booth, forged, right.signature)).toBe(false);
    expect(isRight(key.publicKey, randomUUID(), right.message, right.signature)).toBe(false);
    expect(isRight(other.publicKey, booth, right.message, right.signature)).toBe(false);
    expect(isRight(key.publicKey, booth, right.message, Buffer.alloc(3))).toBe(false);
    // Signed by another key: the voter's own library finds out before the right is used.
    await expect(drawing.finish(signBlinded(other.privateKey, drawing.blinded) ?? Buffer.alloc(384))).rejects.toThrow();
    expect(signBlinded(key.privateKey, Buffer.alloc(384, 255))).toBeUndefined();
    expect(signBlinded(key.privateKey, Buffer.alloc(5))).toBeUndefined();
  });
});
