import type { Pool } from 'pg';
import { transaction } from '../database';
import { appendLog, sha256 } from '../log';
import { no } from './refusals';
import { keysOf, lockBooth } from './rows';
import { isPublicKey, newBoothKey } from './unseal';

/**
 * Gives a holder his key, once. Only the public half is kept. A holder who makes the pair himself hands in `publicKey`, and the private half
 * never comes near the server before the box is opened.
 */
export const takeKey = (
  pool: Pool,
  { booth, holder, publicKey, at }: { booth: string; holder: string; publicKey?: Buffer; at: number },
): Promise<{ role: string; publicKey: Buffer; privateKey?: Buffer }> =>
  transaction(pool, async (tx) => {
    const mine = (await keysOf(tx, booth)).find((key) => key.holder_id === holder);
    if (!mine) throw no.notFound();
    const row = await lockBooth(tx, booth, 'drafted');
    if (publicKey && !isPublicKey(publicKey)) throw no.badKey({ pointer: '/publicKey' });
    const made = publicKey ? { publicKey } : newBoothKey();
    const { rowCount } = await tx.query('UPDATE booth_key SET public_key = $3 WHERE booth_id = $1 AND role = $2 AND public_key IS NULL', [
      booth,
      mine.role,
      made.publicKey,
    ]);
    if (rowCount !== 1) throw no.keyTaken();
    const body = { booth, role: mine.role, key: sha256(made.publicKey).toString('hex') };
    await appendLog(tx, { at, kind: 'ballot.key-taken', personId: holder, caseId: row.occasion_id, body });
    return { role: mine.role, ...made };
  });
