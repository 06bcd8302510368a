/** What a tallied booth publishes, and the recount that anybody entitled can make of it. The format is docs/ballots.md. */
import { canonical } from '../case/canonical';
import type { BallotForm } from './form';
import { type Hash, merkleRoot } from './merkle';
import { addByHand, type ByHand, type Counted, countPapers } from './papers';

/** The part of a tally that goes to the log: ids, counts, roots and digests, no names. */
export interface BoothProof {
  readonly v: 1;
  readonly booth: string;
  readonly occasion: string;
  readonly item: string;
  readonly level: 'room' | 'remote';
  /** sha256 of the canonical form. */
  readonly form: string;
  /** sha256 of each public key that papers were sealed to, by role. */
  readonly keys: Readonly<Record<string, string>>;
  readonly voters: number;
  /** Rights handed out, and paper ballots with them. */
  readonly issued: number;
  readonly returned: number;
  readonly invalid: number;
  readonly lines: Counted['lines'];
  /** Roots over: rights spent; papers as sealed; papers as opened. Leaves in order of their bytes. */
  readonly spentRoot: string;
  readonly sealedRoot: string;
  readonly papersRoot: string;
  /** sha256 of the canonical count by hand, where there was one. */
  readonly byHand?: string;
  /** Ballots that the booth turned away, by reason. */
  readonly turnedAway: Readonly<Record<string, number>>;
}

export interface Publication {
  readonly form: BallotForm;
  readonly proof: BoothProof;
  readonly digest: string;
  /** Opened papers, shuffled; a paper that does not open is an empty text. */
  readonly papers: readonly string[];
  /** Rights spent, as hex. */
  readonly spent: readonly string[];
  readonly byHand?: ByHand;
}

export const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
export const unhex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const byBytes = (a: Uint8Array, b: Uint8Array): number => (hex(a) < hex(b) ? -1 : 1);

/** Order of bytes, whatever order they came in: the tree says what is in the box and nothing of when. */
export const sortedLeaves = (leaves: readonly Uint8Array[]): Uint8Array[] => [...leaves].sort(byBytes);
export const rootOfSpent = (spent: readonly string[], hash: Hash): string => hex(merkleRoot(sortedLeaves(spent.map(unhex)), hash));
export const rootOfPapers = (papers: readonly string[], hash: Hash): string => hex(merkleRoot(sortedLeaves(papers.map(utf8)), hash));
export const digestOf = (value: unknown, hash: Hash): string => hex(hash(utf8(canonical(value))));

export type Discrepancy =
  | 'digest'
  | 'form'
  | 'papers'
  | 'spent'
  | 'counts'
  | 'by-hand'
  | 'more-returned-than-issued'
  | 'more-issued-than-voters';

/** What is wrong with a publication; nothing, if it can be believed as far as the log's entry of its digest can. */
export const recount = ({ form, proof, digest, papers, spent, byHand }: Publication, hash: Hash): Discrepancy[] => {
  const counted = addByHand(countPapers(form, papers), byHand);
  const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
  const checks: readonly (readonly [Discrepancy, boolean])[] = [
    ['digest', digestOf(proof, hash) === digest],
    ['form', digestOf(form, hash) === proof.form],
    ['papers', rootOfPapers(papers, hash) === proof.papersRoot],
    ['spent', rootOfSpent(spent, hash) === proof.spentRoot && spent.length === papers.length && new Set(spent).size === spent.length],
    ['by-hand', (byHand === undefined ? undefined : digestOf(byHand, hash)) === proof.byHand],
    ['counts', same([counted.returned, counted.invalid, counted.lines], [proof.returned, proof.invalid, proof.lines])],
    ['more-returned-than-issued', proof.returned <= proof.issued],
    ['more-issued-than-voters', proof.issued <= proof.voters],
  ];
  return checks.flatMap(([name, holds]) => (holds ? [] : [name]));
};
