import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { bytesOf, type Hash, hexOf } from '../../../domain/evidence/bytes';
import { includes, isConsistent } from '../../../domain/evidence/check';
import { consistencySpans, inclusionSpans } from '../../../domain/evidence/proofs';
import { leafHash, nodesOf, perfectHash, type Span, spanHash } from '../../../domain/evidence/tree';
import { secondConsistency, secondInclusion, secondRoot } from './second-tree';

const sha = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const MOST = 300;
const entries = Array.from({ length: MOST }, (_, index) => bytesOf(`entry ${index}`));
const leaves = entries.map((entry) => leafHash(sha, entry));

/** Hashes of spans over given leaves, each perfect subtree computed once. */
const treeOf = (of: readonly Hash[]) => {
  const known = new Map<string, Hash>();
  const hashOf = (span: Span): Hash =>
    spanHash(
      sha,
      nodesOf(span).map(({ level, position }) => {
        const name = `${level}/${position}`;
        const made = known.get(name) ?? perfectHash(sha, of.slice(position * 2 ** level, (position + 1) * 2 ** level));
        known.set(name, made);
        return made;
      }),
    );
  return { hashOf, root: (size: number) => hashOf({ from: 0, to: size }) };
};
const tree = treeOf(leaves);
const roots = Array.from({ length: MOST + 1 }, (_, size) => tree.root(size));

describe('the tree', () => {
  /** The leaves and roots that the tests of Certificate Transparency's own libraries have used since 2012. */
  it('has the roots of the published vectors', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const published = [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    const { root } = treeOf(inputs.map((hex) => leafHash(sha, Buffer.from(hex, 'hex'))));
    expect(published.map((_, index) => hexOf(root(index + 1)))).toEqual(published);
    expect(hexOf(root(0))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('agrees with a second implementation on every root to 300', () => {
    expect(roots.map(hexOf)).toEqual(roots.map((_, size) => secondRoot(entries.slice(0, size)).toString('hex')));
  });

  it('proves every leaf in every tree to 300, with the proofs of the second implementation', () => {
    for (let size = 1; size <= MOST; size += 1) {
      const root = roots[size] as Hash;
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionSpans(index, size).map(tree.hashOf);
        if (!includes(sha, { index, size, leaf: leaves[index] as Hash, root, proof })) throw new Error(`leaf ${index} of ${size}`);
      }
    }
    for (const size of [1, 2, 3, 7, 8, 9, 64, 65, 127, 200, 255, 256, 257, 300])
      for (let index = 0; index < size; index += 1)
        expect([size, index, inclusionSpans(index, size).map((span) => hexOf(tree.hashOf(span)))]).toEqual([
          size,
          index,
          secondInclusion(entries.slice(0, size), index).map((hash) => hash.toString('hex')),
        ]);
  });

  it('proves for all pairs of sizes to 300 that one begins with the other', () => {
    for (let size = 0; size <= MOST; size += 1)
      for (let older = 0; older <= size; older += 1) {
        const proof = consistencySpans(older, size).map(tree.hashOf);
        const given = { older: { size: older, root: roots[older] as Hash }, newer: { size, root: roots[size] as Hash }, proof };
        if (!isConsistent(sha, given)) throw new Error(`${older} of ${size}`);
      }
    for (const size of [2, 3, 8, 9, 33, 64, 100, 257])
      for (let older = 1; older < size; older += 1)
        expect([size, older, consistencySpans(older, size).map((span) => hexOf(tree.hashOf(span)))]).toEqual([
          size,
          older,
          secondConsistency(older, entries.slice(0, size)).map((hash) => hash.toString('hex')),
        ]);
  }, 120_000);

  it('a proof that is changed anywhere proves nothing', () => {
    const size = fc.integer({ min: 2, max: MOST });
    const flip = (hash: Hash, at: number): Hash => hash.map((byte, index) => (index === at % hash.length ? byte ^ 1 : byte));
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), fc.nat({ max: 5 }), (n, seed, at, how) => {
        const index = seed % n;
        const proof = inclusionSpans(index, n).map(tree.hashOf);
        const right = { index, size: n, leaf: leaves[index] as Hash, root: roots[n] as Hash, proof };
        const wrong = [
          { ...right, proof: proof.map((hash, place) => (place === at % proof.length ? flip(hash, at) : hash)) },
          { ...right, proof: proof.slice(1) },
          { ...right, proof: [...proof, roots[1] as Hash] },
          { ...right, leaf: flip(right.leaf, at) },
          { ...right, index: (index + 1 + (at % (n - 1))) % n },
          { ...right, root: flip(right.root, at) },
        ][how] as typeof right;
        expect(includes(sha, right)).toBe(true);
        expect(includes(sha, wrong)).toBe(false);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), fc.nat({ max: 5 }), (n, seed, at, how) => {
        const m = 1 + (seed % (n - 1));
        const proof = consistencySpans(m, n).map(tree.hashOf);
        const right = { older: { size: m, root: roots[m] as Hash }, newer: { size: n, root: roots[n] as Hash }, proof };
        const wrong = [
          { ...right, proof: proof.map((hash, place) => (place === at % proof.length ? flip(hash, at) : hash)) },
          { ...right, proof: proof.slice(1) },
          { ...right, proof: [...proof, roots[1] as Hash] },
          { ...right, older: { size: m, root: flip(right.older.root, at) } },
          { ...right, newer: { size: n, root: flip(right.newer.root, at) } },
          { ...right, older: right.newer, newer: right.older },
        ][how] as typeof right;
        expect(isConsistent(sha, right)).toBe(true);
        expect(isConsistent(sha, wrong)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
