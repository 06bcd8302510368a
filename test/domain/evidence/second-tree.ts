import { createHash } from 'node:crypto';

/*
 * The tree once more, by other means: rows of hashes built upwards, the odd one carried up as it is, proofs read off the rows; consistency by the
 * standard's recursion over the entries themselves. Nothing of domain/evidence is used.
 */

const h = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const leaf = (entry: Uint8Array) => h(Buffer.from([0]), entry);
const pair = (left: Buffer, right: Buffer) => h(Buffer.from([1]), left, right);

const rowsOf = (entries: readonly Uint8Array[]): Buffer[][] => {
  const rows = [entries.map(leaf)];
  for (let row = rows[0] as Buffer[]; row.length > 1; row = rows.at(-1) as Buffer[]) {
    const above: Buffer[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const [left, right] = [row[i] as Buffer, row[i + 1]];
      above.push(right ? pair(left, right) : left);
    }
    rows.push(above);
  }
  return rows;
};

export const secondRoot = (entries: readonly Uint8Array[]): Buffer => rowsOf(entries).at(-1)?.[0] ?? h(Buffer.alloc(0));

export const secondInclusion = (entries: readonly Uint8Array[], index: number): Buffer[] => {
  let at = index;
  return rowsOf(entries)
    .slice(0, -1)
    .flatMap((row) => {
      const sibling = row[at % 2 ? at - 1 : at + 1];
      at = Math.floor(at / 2);
      return sibling ? [sibling] : [];
    });
};

const split = (n: number) => 2 ** Math.floor(Math.log2(n - 1));

export const secondConsistency = (older: number, entries: readonly Uint8Array[]): Buffer[] => {
  const sub = (m: number, d: readonly Uint8Array[], whole: boolean): Buffer[] => {
    if (m === d.length) return whole ? [] : [secondRoot(d)];
    const k = split(d.length);
    return m <= k
      ? [...sub(m, d.slice(0, k), whole), secondRoot(d.slice(k))]
      : [...sub(m - k, d.slice(k), false), secondRoot(d.slice(0, k))];
  };
  return older === 0 || older === entries.length ? [] : sub(older, entries, true);
};
