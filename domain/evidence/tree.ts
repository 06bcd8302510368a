import { bytesOf, type Hash, joined, type Sha256 } from './bytes';

/*
 * The Merkle tree of RFC 6962 (2.1): leaf = H(0x00 || entry), node = H(0x01 || left || right), the tree of n leaves split at the largest power of two
 * below n. Leaves are numbered from 0. Nothing here reads or keeps a hash: who stores them is asked for perfect subtrees, whose hashes never change.
 */

/** A perfect subtree: leaves [position * 2^level, (position + 1) * 2^level). */
export interface Node {
  readonly level: number;
  readonly position: number;
}

/** The leaves [from, to); its hash is MTH(D[from:to]). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const leafHash = (sha256: Sha256, entry: Uint8Array): Hash => sha256(joined(Uint8Array.of(0), entry));

export const nodeHash = (sha256: Sha256, left: Hash, right: Hash): Hash => sha256(joined(Uint8Array.of(1), left, right));

/** k of the standard: the largest power of two smaller than n. */
export const splitOf = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** The perfect subtrees that make up a span, left to right: at most two for each level. */
export const nodesOf = ({ from, to }: Span): Node[] => {
  const nodes: Node[] = [];
  for (let at = from; at < to; ) {
    let [level, width] = [0, 1];
    while (width * 2 <= to - at && at % (width * 2) === 0) [level, width] = [level + 1, width * 2];
    nodes.push({ level, position: at / width });
    at += width;
  }
  return nodes;
};

/** Hash of a span from those of its perfect subtrees; of no leaves it is H(). */
export const spanHash = (sha256: Sha256, parts: readonly Hash[]): Hash =>
  parts.length === 0 ? sha256(bytesOf('')) : parts.reduceRight((right, left) => nodeHash(sha256, left, right));

/** Hash of a perfect subtree from its 2^n equal parts. */
export const perfectHash = (sha256: Sha256, parts: readonly Hash[]): Hash => {
  let row = [...parts];
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let index = 0; index < row.length; index += 2) above.push(nodeHash(sha256, row[index] as Hash, row[index + 1] as Hash));
    row = above;
  }
  return row[0] as Hash;
};
