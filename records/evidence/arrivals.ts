import type { Client, EntryRow } from './log-rows';

/*
 * Which entries have no number yet. Entries arrive numbered by a Postgres sequence, but transactions commit in another order: a number that is missing may
 * still come. So the reader remembers the gaps behind it and looks into them until the transaction that left them must have ended.
 */

const BATCH = 2_000;
/** Far longer than any transaction of ours; what comes later still is found by the next start, or by `reconcile`. */
const GAP_MS = 15 * 60_000;
/** A process that starts looks this far back for gaps of its predecessor. */
const BACK = 10_000;

export type Arrived = EntryRow & { readonly arrival: string; readonly numbered: boolean };

const COLUMNS = 'e.id, e.arrival, e.at, e.kind, e.person_id, e.case_id, e.body';

export class Arrivals {
  /** Everything up to here was looked at; undefined before the first full look. */
  private seen: number | undefined;
  /** Missing numbers, and until when they are waited for. */
  private readonly gaps = new Map<number, number>();

  /** Whether there is anything to look at: one index look-up. `tick` is machine time that only grows. */
  async any(client: Client, tick: number): Promise<boolean> {
    for (const [gap, until] of this.gaps) if (until < tick) this.gaps.delete(gap);
    if (this.seen === undefined) return true;
    const { rows } = await client.query<{ any: boolean }>(
      `SELECT coalesce(max(arrival), 0) > $1 OR EXISTS (SELECT 1 FROM log_entry WHERE arrival = ANY($2::bigint[])) AS any FROM log_entry`,
      [this.seen, [...this.gaps.keys()]],
    );
    return rows[0]?.any ?? false;
  }

  /** The next entries without a number, in the order of their arrival; `more` when the batch was full. Call `passed` when they have been numbered. */
  async next(client: Client): Promise<{ rows: Arrived[]; more: boolean }> {
    if (this.seen === undefined) {
      const { rows } = await client.query<Arrived>(
        `SELECT ${COLUMNS}, false AS numbered FROM log_entry e WHERE NOT EXISTS (SELECT 1 FROM log_leaf l WHERE l.entry_id = e.id) ORDER BY e.arrival LIMIT ${BATCH}`,
      );
      return { rows, more: rows.length === BATCH };
    }
    const { rows } = await client.query<Arrived>(
      `SELECT ${COLUMNS}, EXISTS (SELECT 1 FROM log_leaf l WHERE l.entry_id = e.id) AS numbered FROM (
         SELECT * FROM log_entry WHERE arrival = ANY($2::bigint[]) UNION ALL (SELECT * FROM log_entry WHERE arrival > $1 ORDER BY arrival LIMIT ${BATCH})) AS e
       ORDER BY e.arrival`,
      [this.seen, [...this.gaps.keys()]],
    );
    return { rows, more: rows.length >= BATCH };
  }

  /** After the commit: what was read has its number, or had it. */
  async passed(client: Client, { rows, more }: { rows: readonly Arrived[]; more: boolean }, tick: number): Promise<void> {
    if (this.seen === undefined) {
      if (more) return;
      const top = await client.query<{ top: string }>('SELECT coalesce(max(arrival), 0) AS top FROM log_entry');
      this.seen = Math.max(0, Number(top.rows[0]?.top ?? 0) - BACK);
      return;
    }
    for (const { arrival } of rows) {
      const number = Number(arrival);
      this.gaps.delete(number);
      if (number <= this.seen) continue;
      for (let gap = Math.max(this.seen + 1, number - BACK); gap < number; gap += 1) this.gaps.set(gap, tick + GAP_MS);
      this.seen = number;
    }
  }
}
