import { canonical } from '../../domain/case/canonical';
import { ALGORITHM, type Checkpoint } from '../../domain/evidence/checkpoint';
import { logKeys } from './checkpoints';
import { type Client, type EntryRow, entryOf } from './log-rows';
import { VISIBLE_JOINS, visible, visibleTo, type Watch } from './visible';

/*
 * The log as lines of canonical JSON (docs/evidence.md): head, checkpoints, entries in order, end. What the reader may not see stands there as its leaf
 * hash, so that every root can still be computed.
 */

const LOG_FORMAT = 'tuanwu-log/1';
const PAGE = 1_000;

/** Everything up to a size, a page at a time: the log never lies in memory whole. */
export async function* exportLog(client: Client, upTo: Pick<Checkpoint, 'origin' | 'size'>, watch: Watch): AsyncGenerator<string> {
  const { origin, size } = upTo;
  yield line({ type: 'log', format: LOG_FORMAT, algorithm: ALGORITHM, origin, size, keys: await logKeys(client) });
  yield* checkpoints(client, size);
  for (let from = 0; from < size; from += PAGE) yield* entries(client, from, Math.min(from + PAGE, size), watch);
  yield line({ type: 'end', entries: size });
}

export const line = (value: unknown): string => `${canonical(value)}\n`;

async function* checkpoints(client: Client, size: number): AsyncGenerator<string> {
  for (let after = -1; ; ) {
    const { rows } = await client.query<{ size: string; note: string }>(
      `SELECT size, note FROM log_checkpoint WHERE size > $1 AND size <= $2 ORDER BY size LIMIT ${PAGE}`,
      [after, size],
    );
    for (const { note } of rows) yield line({ type: 'checkpoint', note });
    const last = rows.at(-1);
    if (!last) return;
    after = Number(last.size);
  }
}

async function* entries(client: Client, from: number, to: number, watch: Watch): AsyncGenerator<string> {
  const { rows } = await client.query<EntryRow & { position: string; hash: Buffer; stamp: Buffer; shown: boolean; there: boolean }>(
    `SELECT l.position, l.hash, l.stamp, e.id IS NOT NULL AS there, coalesce(${visible(3)}, false) AS shown, e.id, e.at, e.kind, e.person_id, e.case_id, e.body
     FROM log_leaf l LEFT JOIN log_entry e ON e.id = l.entry_id ${VISIBLE_JOINS}
     WHERE l.position >= $1 AND l.position < $2 ORDER BY l.position`,
    [from, to, ...visibleTo(watch)],
  );
  for (const row of rows) {
    const at = { index: Number(row.position), stamp: row.stamp.toString('base64') };
    // Whose row is gone cannot be shown; for whoever sees everything that is the finding, not a secret.
    if (row.there && row.shown) yield line({ type: 'entry', ...at, entry: entryOf(row) });
    else if (row.there || !watch.all) yield line({ type: 'leaf', ...at, leaf: row.hash.toString('base64') });
  }
}
