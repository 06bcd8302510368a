import type { Pool, PoolClient } from 'pg';
import { merkleRoot } from '../../domain/ballots/merkle';
import { sortedLeaves } from '../../domain/ballots/proof';
import { appendLog, sha256 } from '../log';
import type { By } from './opening';
import { no } from './refusals';
import { type Client, drawnIn, lockBooth } from './rows';

const CODE = 32;

/** What was turned away so far, by reason. */
export const turnedAway = async (client: Client, booth: string): Promise<Record<string, number>> => {
  const { rows } = await client.query<{ code: string; count: number }>(
    'SELECT code, count FROM ballot_turned_away WHERE booth_id = $1 ORDER BY code',
    [booth],
  );
  return Object.fromEntries(rows.map(({ code, count }) => [code, count]));
};

/** Rights spent and sealed papers, each written anew in an order of its own (bytes; random), and the box with all rights emptied. */
const rewriteBox = async (tx: PoolClient, booth: string): Promise<void> => {
  await tx.query('INSERT INTO ballot_spent (booth_id, token) SELECT booth_id, token FROM ballot_cast WHERE booth_id = $1 ORDER BY token', [
    booth,
  ]);
  await tx.query(
    'INSERT INTO ballot_sealed (id, booth_id, sealed) SELECT gen_random_uuid(), booth_id, sealed FROM ballot_cast WHERE booth_id = $1 ORDER BY gen_random_uuid()',
    [booth],
  );
  await emptyBox(tx, booth);
};

export const emptyBox = async (tx: PoolClient, booth: string): Promise<void> => {
  await tx.query('DELETE FROM ballot_cast WHERE booth_id = $1', [booth]);
  await tx.query('DELETE FROM ballot_right WHERE booth_id = $1', [booth]);
};

/** Closes the box. The root over the sealed papers goes to the log before anybody can open one. */
export const closeBooth = async (tx: PoolClient, act: By & { readonly on: string }): Promise<void> => {
  const row = await lockBooth(tx, act.booth, 'open');
  const { rows } = await tx.query<{ sealed: Buffer; right_id: Buffer }>('SELECT sealed, right_id FROM ballot_cast WHERE booth_id = $1', [
    act.booth,
  ]);
  // Papers that came by a code, though none was handed out. Codes are 32 bytes long, the blank places of drawn rights 16.
  const byCode = rows.some(({ right_id }) => right_id.length === CODE);
  if (byCode && row.handed <= (await drawnIn(tx, act.booth))) throw no.handedMissing();
  const root = Buffer.from(merkleRoot(sortedLeaves(rows.map(({ sealed }) => sealed)), sha256));
  await rewriteBox(tx, act.booth);
  await tx.query(`UPDATE booth SET status = 'closed', box = $2, sealed_root = $3, closed_on = $4 WHERE id = $1`, [
    act.booth,
    rows.length,
    root,
    act.on,
  ]);
  await appendLog(tx, {
    at: act.at,
    kind: 'ballot.closed',
    personId: act.by,
    caseId: row.occasion_id,
    body: {
      booth: act.booth,
      handed: row.handed,
      box: rows.length,
      sealedRoot: root.toString('hex'),
      turnedAway: await turnedAway(tx, act.booth),
    },
  });
};

/**
 * Takes the emptied rows out of the files: the box is written to a new file and the old one goes. Where somebody is at the box for longer than
 * a moment it is swept in place instead. After the commit: VACUUM runs in no transaction.
 */
export const sweepBox = async (pool: Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query(`SET lock_timeout = '1s'`);
    for (const table of ['ballot_cast', 'ballot_right'])
      await client.query(`VACUUM (FULL) ${table}`).catch(() => client.query(`VACUUM ${table}`));
  } finally {
    await client.query('RESET lock_timeout').catch(() => undefined);
    client.release();
  }
};
