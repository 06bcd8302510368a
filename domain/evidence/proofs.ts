import { type Span, splitOf } from './tree';

/*
 * Which subtrees a proof is made of, in the standard's order, as spans: whoever keeps the tree turns each span into its hash.
 */

/** PATH(m, D[n]) of RFC 6962 2.1.1: that leaf `index` is in the tree of `size`. */
export const inclusionSpans = (index: number, size: number): Span[] => path(index, 0, size);

const path = (m: number, from: number, to: number): Span[] => {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return m < middle ? [...path(m, from, middle), { from: middle, to }] : [...path(m, middle, to), { from, to: middle }];
};

/** PROOF(m, D[n]) of RFC 6962 2.1.2: that the tree of `size` begins with the tree of `older`. Of the empty tree and of itself there is nothing to prove. */
export const consistencySpans = (older: number, size: number): Span[] =>
  older === 0 || older === size ? [] : subproof(older, 0, size, true);

/** `whole`: the verifier holds the hash of D[0:m] itself. `m` counts from the beginning of the log. */
const subproof = (m: number, from: number, to: number, whole: boolean): Span[] => {
  if (m === to) return whole ? [] : [{ from, to }];
  const middle = from + splitOf(to - from);
  return m <= middle
    ? [...subproof(m, from, middle, whole), { from: middle, to }]
    : [...subproof(m, middle, to, false), { from, to: middle }];
};
