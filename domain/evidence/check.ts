import { type Hash, type Sha256, sameBytes } from './bytes';
import { nodeHash } from './tree';

/*
 * Proofs checked step by step as RFC 9162 2.1.3.2 and 2.1.4.2 write it. `fn` and `sn` are the standard's names.
 */

const odd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}

/** Whether the leaf is at its place in the tree that has this root. */
export const includes = (sha256: Sha256, { index, size, leaf, root, proof }: Inclusion): boolean => {
  if (index < 0 || index >= size) return false;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      hash = nodeHash(sha256, sibling, hash);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = nodeHash(sha256, hash, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(hash, root);
};

export interface Consistency {
  readonly older: { readonly size: number; readonly root: Hash };
  readonly newer: { readonly size: number; readonly root: Hash };
  readonly proof: readonly Hash[];
}

/** Whether the newer tree begins with all leaves of the older one, unchanged and in order. */
export const isConsistent = (sha256: Sha256, { older, newer, proof }: Consistency): boolean => {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root);
  if (older.size === 0) return proof.length === 0;
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof];
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let [fn, sn] = [older.size - 1, newer.size - 1];
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [oldRoot, newRoot] = [first, first];
  for (const hash of rest) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      [oldRoot, newRoot] = [nodeHash(sha256, hash, oldRoot), nodeHash(sha256, hash, newRoot)];
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else newRoot = nodeHash(sha256, newRoot, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(oldRoot, older.root) && sameBytes(newRoot, newer.root);
};

const isPowerOfTwo = (n: number): boolean => 2 ** Math.round(Math.log2(n)) === n;
