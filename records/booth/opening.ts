import type { PoolClient } from 'pg';
import { tooFewDraw } from '../../domain/ballots/booth';
import { appendLog, sha256 } from '../log';
import type { Vault } from '../sealed';
import { newDrawKey } from './blind';
import { no } from './refusals';
import { type BoothRow, drawnIn, keysOf, lockBooth } from './rows';

export interface By {
  readonly booth: string;
  readonly by: string;
  readonly at: number;
}

export const drawKeyPlace = (booth: string) => ({ table: 'booth', column: 'draw_private', row: booth });

const log = (tx: PoolClient, { by, at }: By, row: BoothRow, kind: string, body: Record<string, unknown>): Promise<unknown> =>
  appendLog(tx, { at, kind, personId: by, caseId: row.occasion_id, body: { booth: row.id, ...body } });

const readyKeys = async (tx: PoolClient, booth: string): Promise<Record<string, string>> => {
  const keys = await keysOf(tx, booth);
  if (keys.some((key) => key.public_key === null)) throw no.keysMissing();
  return Object.fromEntries(keys.map(({ role, public_key }) => [role, sha256(public_key ?? '').toString('hex')]));
};

/** Level 2: from now on voters draw their rights, signed in. Nothing is cast until the draw is over. */
export const openDraw = async (tx: PoolClient, vault: Vault, act: By): Promise<void> => {
  const row = await lockBooth(tx, act.booth, 'drafted');
  if (row.level !== 'remote') throw no.wrongState(row.level);
  const keys = await readyKeys(tx, act.booth);
  const { publicKey, privateKey } = await newDrawKey();
  await tx.query(`UPDATE booth SET status = 'drawing', draw_public = $2, draw_private = $3 WHERE id = $1`, [
    act.booth,
    publicKey,
    vault.seal(drawKeyPlace(act.booth), privateKey),
  ]);
  await log(tx, act, row, 'ballot.draw-opened', { keys, drawKey: sha256(publicKey).toString('hex') });
};

/** As many blank rights as were drawn; the key that signed them is gone, so no further one can be made. */
const endDraw = async (tx: PoolClient, booth: string): Promise<number> => {
  const { rowCount } = await tx.query(
    `INSERT INTO ballot_right (booth_id, id) SELECT $1, uuid_send(gen_random_uuid()) FROM ballot_draw WHERE booth_id = $1`,
    [booth],
  );
  await tx.query('UPDATE booth SET draw_private = NULL, handed = $2 WHERE id = $1', [booth, rowCount ?? 0]);
  return rowCount ?? 0;
};

const rightsIn = async (tx: PoolClient, booth: string): Promise<number> => {
  const { rows } = await tx.query<{ rights: number }>('SELECT count(*)::int AS rights FROM ballot_right WHERE booth_id = $1', [booth]);
  return rows[0]?.rights ?? 0;
};

/** Opens the box: in the room once the codes are printed, at level 2 once the draw is over. */
export const openBooth = async (tx: PoolClient, act: By): Promise<void> => {
  const row = await lockBooth(tx, act.booth, 'drafted', 'drawing');
  if (row.level === 'remote' && row.status === 'drafted') throw no.wrongState(row.status);
  const keys = await readyKeys(tx, act.booth);
  const codes = await rightsIn(tx, act.booth);
  if (row.in_room > 0 && codes === 0) throw no.sheetMissing();
  const drawn = await drawnIn(tx, act.booth);
  if (tooFewDraw(drawn, row.least_drawing)) throw no.tooFewDrawn(drawn, row.least_drawing);
  const rights = codes + (row.level === 'remote' ? await endDraw(tx, act.booth) : 0);
  await tx.query(`UPDATE booth SET status = 'open' WHERE id = $1`, [act.booth]);
  await log(tx, act, row, 'ballot.opened', { keys, rights });
};

/** How many codes have been handed out, by the sign-in list: a number, never to whom. Rights that were drawn are counted beside them. */
export const handOut = async (tx: PoolClient, act: By & { readonly handed: number }): Promise<void> => {
  const row = await lockBooth(tx, act.booth, 'drafted', 'open');
  if (row.in_room === 0 || (row.level === 'remote' && row.status === 'drafted')) throw no.wrongState(row.level);
  const drawn = await drawnIn(tx, act.booth);
  if (act.handed + drawn < row.handed || act.handed > row.in_room) throw no.handedFewer({ pointer: '/handed' });
  await tx.query('UPDATE booth SET handed = $2 WHERE id = $1', [act.booth, act.handed + drawn]);
  await log(tx, act, row, 'ballot.handed-out', { handed: act.handed });
};
