import { fromBase64, hexOf, type Sha256 } from '../../../../domain/evidence/bytes';
import { isConsistent } from '../../../../domain/evidence/check';
import { parseCheckpoint } from '../../../../domain/evidence/checkpoint';
import { call } from '../../api/client';
import type { Answer } from '../../api/contract';

export type LogVerdict = 'first' | 'same' | 'consistent' | 'shorter' | 'other' | 'another' | 'not-here';
export interface LogState {
  readonly verdict: LogVerdict;
  readonly newest: Answer<'latestCheckpoint'>;
  readonly heldSize?: number;
}

const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));

/**
 * Runs the domain's own check, which wants its hashes at once, over the browser's, which come later: each hash that is missing is made and the check
 * begins anew. A proof has some dozens of them.
 */
const withHashes = async (check: (hash: Sha256) => boolean): Promise<boolean> => {
  const known = new Map<string, Uint8Array>();
  for (;;) {
    const wanted: Uint8Array[] = [];
    const stop = new Error('a hash is missing');
    try {
      return check((bytes) => {
        const found = known.get(hexOf(bytes));
        if (found) return found;
        wanted.push(bytes);
        throw stop;
      });
    } catch (error) {
      const next = wanted[0];
      if (error !== stop || !next) throw error;
      known.set(hexOf(next), await sha256(next));
    }
  }
};

/** Whether the log of today begins with the log that this browser saw last; proven here, not believed. */
export const verifyLog = async (heldNote: string | undefined): Promise<LogState> => {
  const newest = await call('latestCheckpoint', {}, { quiet: true });
  const held = heldNote === undefined ? undefined : parseCheckpoint(heldNote);
  if (!held) return { verdict: 'first', newest };
  const told = { newest, heldSize: held.size };
  const root = fromBase64(newest.root);
  // Each log has a name of its own; one that was begun anew has another.
  if (held.origin !== newest.origin) return { ...told, verdict: 'another' };
  if (!root) return { ...told, verdict: 'other' };
  if (held.size > newest.size) return { ...told, verdict: 'shorter' };
  if (held.size === newest.size) return { ...told, verdict: hexOf(held.root) === hexOf(root) ? 'same' : 'other' };
  if (!globalThis.crypto?.subtle) return { ...told, verdict: 'not-here' };
  const { proof } = await call('consistencyProof', { query: { from: held.size, to: newest.size } }, { quiet: true });
  const hashes = proof.map(fromBase64);
  if (!hashes.every((one) => one !== undefined)) return { ...told, verdict: 'other' };
  const holds = await withHashes((hash) =>
    isConsistent(hash, { older: { size: held.size, root: held.root }, newer: { size: newest.size, root }, proof: hashes }),
  );
  return { ...told, verdict: holds ? 'consistent' : 'other' };
};
