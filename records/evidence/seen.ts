import { appendLog } from '../log';
import { latestCheckpoint, type SignedCheckpoint } from './checkpoints';
import type { Client } from './log-rows';
import { type Comparison, compare, type HeldCheckpoint } from './proofs';

export interface Shown {
  readonly newest: SignedCheckpoint;
  /** Against what the account brought along. */
  readonly held?: Comparison;
  /** Against what this account was shown last, by our own memory. */
  readonly remembered?: Comparison & { readonly at: Date };
}

/**
 * What somebody who watches the log is told at sign-in: the newest checkpoint, and whether it goes on from what he or she holds and from what the account
 * was shown last. A log that does not is itself an entry; it keeps nobody out, because it is exactly then that somebody must look.
 */
export const showCheckpoint = async (
  client: Client,
  account: { readonly id: string; readonly personId: string },
  held: HeldCheckpoint | undefined,
  now: number,
): Promise<Shown | undefined> => {
  const newest = await latestCheckpoint(client);
  if (!newest) return undefined;
  const { rows } = await client.query<{ size: string; root: Buffer; at: Date }>(
    'SELECT size, root, at FROM checkpoint_seen WHERE account_id = $1',
    [account.id],
  );
  const last = rows[0] && { size: Number(rows[0].size), root: rows[0].root, at: rows[0].at };
  const shown: Shown = {
    newest,
    ...(held ? { held: await compare(client, held, newest) } : {}),
    ...(last ? { remembered: { ...(await compare(client, last, newest)), at: last.at } } : {}),
  };
  const broken = [shown.held, shown.remembered].filter((one) => one !== undefined && one.verdict !== 'consistent');
  for (const one of broken)
    await appendLog(client, {
      at: now,
      kind: 'checkpoint-contradicted',
      personId: account.personId,
      body: { size: one?.size, verdict: one?.verdict, newest: newest.size, by: one === shown.held ? 'held' : 'remembered' },
    });
  // What was contradicted stays remembered, until somebody has looked into it.
  if (shown.remembered === undefined || shown.remembered.verdict === 'consistent')
    await client.query(
      `INSERT INTO checkpoint_seen (account_id, size, root, at) VALUES ($1, $2, $3, to_timestamp($4::double precision / 1000))
       ON CONFLICT (account_id) DO UPDATE SET size = EXCLUDED.size, root = EXCLUDED.root, at = EXCLUDED.at`,
      [account.id, newest.size, newest.root, now],
    );
  return shown;
};
