import type { Pool } from 'pg';
import { transaction } from '../database';
import { appendLog, sha256 } from '../log';
import type { Vault } from '../sealed';
import { signBlinded } from './blind';
import { drawKeyPlace } from './opening';
import { no } from './refusals';
import { findBooth, votesIn } from './rows';

/**
 * Signs one right for a voter, without seeing it. Asked again with the same blinded message (the answer was lost), the answer is the same;
 * with another one it is refused: one each. Every refusal is in the log, with the voter's id: he is signed in.
 */
export const drawRight = async (
  pool: Pool,
  vault: Vault,
  { booth, voter, blinded, at }: { booth: string; voter: string; blinded: Buffer; at: number },
): Promise<Buffer> => {
  const row = await findBooth(pool, booth);
  if (!row) throw no.notFound();
  const refused = async (answer: ReturnType<typeof no.drawClosed>): Promise<never> => {
    const body = { booth, code: answer.refusal.code };
    await appendLog(pool, { at, kind: 'ballot.draw-refused', personId: voter, caseId: row.occasion_id, body });
    throw answer;
  };
  const way = await votesIn(pool, booth, voter);
  if (way !== 'draws') return refused(way === 'code' ? no.votesInRoom() : no.notOnRoll());
  const outcome = await transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ draw_private: Buffer }>(
      `SELECT draw_private FROM booth WHERE id = $1 AND status = 'drawing' AND draw_private IS NOT NULL FOR SHARE`,
      [booth],
    );
    if (!rows[0]) return no.drawClosed();
    const signature = signBlinded(vault.open(drawKeyPlace(booth), rows[0].draw_private), blinded);
    if (!signature) return no.badBlinded({ pointer: '/blinded' });
    await tx.query('INSERT INTO ballot_draw (booth_id, person_id, blinded_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      booth,
      voter,
      sha256(blinded),
    ]);
    const { rows: drawn } = await tx.query<{ blinded_hash: Buffer }>(
      'SELECT blinded_hash FROM ballot_draw WHERE booth_id = $1 AND person_id = $2',
      [booth, voter],
    );
    return drawn[0]?.blinded_hash.equals(sha256(blinded)) ? signature : no.drawnAlready();
  });
  return Buffer.isBuffer(outcome) ? outcome : refused(outcome);
};
