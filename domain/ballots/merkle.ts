/** The hash tree of RFC 6962, section 2.1, over leaves in a given order. The hash function is handed in: SHA-256 wherever this project uses it. */

export type Hash = (bytes: Uint8Array) => Uint8Array;

const prefixed = (prefix: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(1 + parts.reduce((total, part) => total + part.length, 0));
  all[0] = prefix;
  let at = 1;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
export const leafHash = (leaf: Uint8Array, hash: Hash): Uint8Array => hash(prefixed(0, leaf));
const nodeHash = (left: Uint8Array, right: Uint8Array, hash: Hash): Uint8Array => hash(prefixed(1, left, right));

/** The largest power of two smaller than n. */
const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

const rootOf = (hashes: readonly Uint8Array[], hash: Hash): Uint8Array => {
  const [only] = hashes;
  if (only === undefined) return hash(new Uint8Array(0));
  if (hashes.length === 1) return only;
  const k = split(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, k), hash), rootOf(hashes.slice(k), hash), hash);
};

export const merkleRoot = (leaves: readonly Uint8Array[], hash: Hash): Uint8Array =>
  rootOf(
    leaves.map((leaf) => leafHash(leaf, hash)),
    hash,
  );

/** The siblings from the leaf up to the root. RangeError for an index that is no leaf's. */
export const inclusionProof = (leaves: readonly Uint8Array[], index: number, hash: Hash): Uint8Array[] => {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  const path = (hashes: readonly Uint8Array[], at: number): Uint8Array[] => {
    if (hashes.length === 1) return [];
    const k = split(hashes.length);
    return at < k
      ? [...path(hashes.slice(0, k), at), rootOf(hashes.slice(k), hash)]
      : [...path(hashes.slice(k), at - k), rootOf(hashes.slice(0, k), hash)];
  };
  return path(
    leaves.map((leaf) => leafHash(leaf, hash)),
    index,
  );
};

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Whether the leaf stands at `index` of a tree of `size` leaves with that root (RFC 9162, section 2.1.3.2). */
export const verifyInclusion = (
  { leaf, index, size, proof, root }: { leaf: Uint8Array; index: number; size: number; proof: readonly Uint8Array[]; root: Uint8Array },
  hash: Hash,
): boolean => {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let [at, last, seen] = [index, size - 1, leafHash(leaf, hash)];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      seen = nodeHash(sibling, seen, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else seen = nodeHash(seen, sibling, hash);
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 && equal(seen, root);
};
