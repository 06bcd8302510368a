import { base64Of, type Hash } from '../../domain/evidence/bytes';
import { isConsistent } from '../../domain/evidence/check';
import type { LogEntry } from '../../domain/evidence/entry';
import { consistencySpans, inclusionSpans } from '../../domain/evidence/proofs';
import { type Client, type EntryRow, entryOf } from './log-rows';
import { sha } from './sha';
import { rootAt, spanHashes } from './tree-store';

export interface EntryAt {
  readonly index: number;
  readonly entry: LogEntry;
  readonly leaf: Hash;
  readonly stamp: Hash;
}

/** An entry with its number; undefined while it has none. */
export const entryAt = async (client: Client, id: string): Promise<EntryAt | undefined> => {
  const { rows } = await client.query<EntryRow & { position: string; hash: Buffer; stamp: Buffer }>(
    `SELECT e.id, e.at, e.kind, e.person_id, e.case_id, e.body, l.position, l.hash, l.stamp FROM log_entry e JOIN log_leaf l ON l.entry_id = e.id WHERE e.id = $1`,
    [id],
  );
  const [row] = rows;
  return row && { index: Number(row.position), entry: entryOf(row), leaf: row.hash, stamp: row.stamp };
};

export const inclusionProof = (client: Client, index: number, size: number): Promise<Hash[]> =>
  spanHashes(client, inclusionSpans(index, size));

export const consistencyProof = (client: Client, older: number, size: number): Promise<Hash[]> =>
  spanHashes(client, consistencySpans(older, size));

export interface HeldCheckpoint {
  readonly size: number;
  readonly root: Hash;
}

export interface Comparison {
  readonly size: number;
  /** `shorter`: the log has lost entries; `other`: it does not begin with what was seen. */
  readonly verdict: 'consistent' | 'shorter' | 'other';
  readonly proof: readonly string[];
}

/** Whether the log still begins with what somebody has seen of it. The proof goes along: the asker checks it, and need not believe the verdict. */
export const compare = async (client: Client, held: HeldCheckpoint, newest: HeldCheckpoint): Promise<Comparison> => {
  if (held.size > newest.size) return { size: held.size, verdict: 'shorter', proof: [] };
  const proof = await consistencyProof(client, held.size, newest.size);
  const holds =
    isConsistent(sha, { older: held, newer: newest, proof }) &&
    (held.size > 0 || base64Of(held.root) === base64Of(await rootAt(client, 0)));
  return { size: held.size, verdict: holds ? 'consistent' : 'other', proof: proof.map(base64Of) };
};
