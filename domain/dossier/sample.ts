import { bytesOf, hexOf, type Sha256 } from '../evidence/bytes';

/*
 * A sample that whoever looks into a unit draws, not the unit: the seed comes from the team (dice, a date of its choice), and the same seed over the same
 * cases always draws the same ones. Anybody can draw it again from the exported index alone; docs/evidence.md has the method and a vector.
 */

export const SAMPLE_METHOD = 'tuanwu-sample/1';

export interface Drawn {
  readonly id: string;
  /** Hexadecimal; the cases with the smallest keys are drawn, the smallest first. */
  readonly key: string;
}

/** SHA-256 over method, seed and id of the case, a line feed between them. */
export const sampleKey = (sha256: Sha256, seed: string, id: string): string => hexOf(sha256(bytesOf(`${SAMPLE_METHOD}\n${seed}\n${id}`)));

export const drawSample = (sha256: Sha256, ids: readonly string[], seed: string, size: number): Drawn[] =>
  ids
    .map((id) => ({ id, key: sampleKey(sha256, seed, id) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, size);

/** Says which cases there were to draw from: SHA-256 over their ids in order, each with a line feed. */
export const setDigest = (sha256: Sha256, ids: readonly string[]): string =>
  hexOf(
    sha256(
      bytesOf(
        [...ids]
          .sort()
          .map((id) => `${id}\n`)
          .join(''),
      ),
    ),
  );
