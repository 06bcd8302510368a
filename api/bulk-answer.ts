import type { Pool } from 'pg';
import type { BulkRow } from '../domain/contract/bulk';
import { transaction } from '../records/database';
import { appendLog } from '../records/log';
import { keepReply, replied, type Write } from '../records/replies';
import { reused } from './lawful';

/**
 * The answer to an act in bulk is kept under its key, so that whoever repeats it reads the same rows though the cases have moved on. It is not kept while a
 * row is registered and undecided; until then the register of commands sees to it that no case is acted on twice, and so it does for two who send the same at
 * once. No connection is held meanwhile: the acts need their own. That it was done in bulk is an entry of the log beside those of the cases.
 */
export const keptOnce = async (
  pool: Pool,
  write: Write & { readonly body: { readonly act: string } },
  work: () => Promise<BulkRow[]>,
): Promise<BulkRow[]> => {
  const before = await answerOf(pool, write);
  if (before) return before;
  const rows = await work();
  if (rows.some(({ result }) => result === 'registered')) return rows;
  const done = rows.filter(({ result }) => result === 'done').length;
  const first = await transaction(pool, async (tx) => {
    const kept = await keepReply(tx, write, { status: 200, response: rows });
    const body = { act: write.body.act, cases: rows.length, done };
    if (kept) await appendLog(tx, { at: write.at, kind: 'bulk-acted', personId: write.senderId, body });
    return kept;
  });
  return first ? rows : ((await answerOf(pool, write)) ?? rows);
};

const answerOf = async (pool: Pool, write: Write): Promise<BulkRow[] | undefined> => {
  const kept = await replied(pool, write);
  if (kept?.kind === 'other-body') throw reused();
  return kept?.reply.response as BulkRow[] | undefined;
};
