import { createHash } from 'node:crypto';
import type { Sha256 } from '../../domain/evidence/bytes';

/** The tree's digest. */
export const sha: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();
