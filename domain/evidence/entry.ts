import { canonical } from '../case/canonical';
import { base64Of, bytesOf, type Hash, type Sha256 } from './bytes';
import { leafHash } from './tree';

/** What the log keeps of anything that happened. Ids, codes, days and commitments only: no name, number or free text of a person. */
export interface LogEntry {
  readonly v: 1;
  readonly id: string;
  /** Milliseconds since the epoch, by the domain clock. */
  readonly at: number;
  readonly kind: string;
  /** Who did it. */
  readonly person?: string;
  readonly case?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The leaf of an entry: over its canonical JSON (RFC 8785), so that nobody can write the same entry in two ways. */
export const entryLeaf = (sha256: Sha256, entry: LogEntry): Hash => leafHash(sha256, bytesOf(canonical(entry)));

/**
 * What the log signs for each entry when it numbers it: this leaf at this place. A root says that something was changed, the stamps say what: the first
 * entry whose stamp does not fit. The first line keeps it apart from a checkpoint signed by the same key.
 */
export const stampText = (origin: string, index: number, leaf: Hash): string => `tuanwu-stamp/1\n${origin}\n${index}\n${base64Of(leaf)}\n`;
