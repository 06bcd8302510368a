import type { PoolClient } from 'pg';
import { destroyFrom } from '../../domain/ballots/booth';
import { appendLog } from '../log';
import { emptyBox } from './closing';
import type { By } from './opening';
import { no } from './refusals';
import { lockBooth } from './rows';

/** Voids a ballot that has no result, with the reason; whatever is in the box is destroyed unopened, and the item may be put to the vote again. */
export const voidBooth = async (tx: PoolClient, act: By & { readonly reason: string }): Promise<void> => {
  const row = await lockBooth(tx, act.booth, 'drafted', 'drawing', 'open', 'closed');
  await emptyBox(tx, act.booth);
  await tx.query('DELETE FROM ballot_sealed WHERE booth_id = $1', [act.booth]);
  await tx.query(`UPDATE booth SET status = 'void', void_reason = $2, draw_private = NULL WHERE id = $1`, [act.booth, act.reason]);
  const body = { booth: act.booth, reason: 'abandoned' };
  await appendLog(tx, { at: act.at, kind: 'ballot.void', personId: act.by, caseId: row.occasion_id, body });
};

/** When the objection period is over the sealed papers go, and the holders destroy their keys: from then on nothing can be opened again. */
export const destroySealed = async (tx: PoolClient, act: By & { readonly on: string }): Promise<void> => {
  const row = await lockBooth(tx, act.booth, 'tallied', 'void');
  if (row.destroyed_on !== null) throw no.wrongState('destroyed');
  const earliest = row.closed_on === null ? act.on : destroyFrom(row.closed_on, row.objection_days);
  if (act.on < earliest) throw no.tooEarly({ earliest });
  await tx.query('DELETE FROM ballot_sealed WHERE booth_id = $1', [act.booth]);
  await tx.query('UPDATE booth SET destroyed_on = $2 WHERE id = $1', [act.booth, act.on]);
  await appendLog(tx, { at: act.at, kind: 'ballot.destroyed', personId: act.by, caseId: row.occasion_id, body: { booth: act.booth } });
};
