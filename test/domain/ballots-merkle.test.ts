import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { inclusionProof, leafHash, merkleRoot, verifyInclusion } from '../../domain/ballots/merkle';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The vectors that implementations of certificate transparency share. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The tree grown leaf by leaf (complete subtrees on a stack), as logs do it: another way to the same root. */
const grown = (leaves: readonly Uint8Array[]): string => {
  const stack: { size: number; hash: Uint8Array }[] = [];
  const join = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.concat([Buffer.from([1]), left, right]));
  for (const leaf of leaves) {
    let next = { size: 1, hash: leafHash(leaf, sha256) };
    for (let top = stack.at(-1); top?.size === next.size; top = stack.at(-1)) {
      stack.pop();
      next = { size: next.size * 2, hash: join(top.hash, next.hash) };
    }
    stack.push(next);
  }
  return hex(stack.map(({ hash }) => hash).reduceRight((right, left) => join(left, right)));
};

const leavesOf = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => Buffer.from(`leaf ${index}`));

describe('the hash tree of RFC 6962', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('%i leaves give the shared root', (size, root) => {
    const leaves = LEAVES.slice(0, size).map((leaf) => Buffer.from(leaf, 'hex'));
    expect(hex(merkleRoot(leaves, sha256))).toBe(root);
  });

  it('agrees with a tree grown leaf by leaf, at every size to 300', () => {
    for (let size = 1; size <= 300; size += 1)
      expect([size, hex(merkleRoot(leavesOf(size), sha256))]).toEqual([size, grown(leavesOf(size))]);
  });

  it('proves every leaf at its place, and no other leaf, place, size or root', () => {
    for (let size = 1; size <= 40; size += 1) {
      const leaves = leavesOf(size);
      const root = merkleRoot(leaves, sha256);
      for (const [index, leaf] of leaves.entries()) {
        const claim = { leaf, index, size, root, proof: inclusionProof(leaves, index, sha256) };
        expect([size, index, verifyInclusion(claim, sha256)]).toEqual([size, index, true]);
        for (const lie of [
          { ...claim, leaf: Buffer.from('another') },
          { ...claim, index: (index + 1) % (size + 1) },
          { ...claim, root: sha256(root) },
          { ...claim, proof: [...claim.proof, sha256(root)] },
          { ...claim, index: -1 },
          { ...claim, index: 0.5 },
        ])
          expect([size, index, verifyInclusion(lie, sha256)]).toEqual([size, index, false]);
      }
    }
  });

  it('does not take a node for a leaf, and refuses an index that is none', () => {
    const leaves = leavesOf(2);
    const inner = Buffer.concat(leaves.map((leaf) => leafHash(leaf, sha256)));
    expect(hex(merkleRoot([inner], sha256))).not.toBe(hex(merkleRoot(leaves, sha256)));
    for (const index of [-1, 2, 0.5]) expect(() => inclusionProof(leaves, index, sha256)).toThrow(RangeError);
  });

  it('changes with every leaf', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 9 }), { minLength: 1, maxLength: 60 }), fc.nat(), (leaves, at) => {
        const other = leaves.map((leaf, index) => (index === at % leaves.length ? Uint8Array.of(...leaf, 1) : leaf));
        return hex(merkleRoot(leaves, sha256)) !== hex(merkleRoot(other, sha256));
      }),
    );
  });
});
