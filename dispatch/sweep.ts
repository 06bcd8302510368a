import type { Pool } from 'pg';
import type { Command } from '../domain/case/command';
import { type Courier, Unavailable, Untrusted } from './courier';

export interface Swept {
  readonly started: number;
  readonly delivered: number;
  /** Left for the next round: Temporal, or the case's own workflow, does not answer. */
  readonly failed: number;
  /** What must not happen (a broken ledger, a missing statute, a key that the case does not trust), by case. One of them keeps nothing else from being done. */
  readonly faults: readonly { readonly case: string; readonly error: Error }[];
}

interface Lost {
  readonly case: string;
  readonly what: 'started' | 'delivered';
  finish(): Promise<unknown>;
}

const PAGE = 200;
/** Cases at once: one that does not answer holds a lane for the courier's whole patience. */
const LANES = 8;

/**
 * Finishes what a crash left open: rows without a workflow are started, commands registered before `before` are sent again under their own id. Each page is
 * read anew and behind the last, so that cases that do not answer never keep the others waiting; within a case the order of registration is kept, and a
 * case that does not answer is left for the next round. Two sweeps at once do no harm, every part is idempotent.
 *
 * @param goesOn asked before each case: a worker that stops leaves the rest
 */
export const sweep = async (pool: Pool, courier: Courier, before: number, goesOn: () => boolean = () => true): Promise<Swept> => {
  const counts = { started: 0, delivered: 0, failed: 0 };
  const faults: { case: string; error: Error }[] = [];
  const silent = new Set<string>();
  const finish = async (lost: readonly Lost[]): Promise<void> => {
    for (const one of lost) {
      if (silent.has(one.case) || !goesOn()) continue;
      try {
        await one.finish();
        counts[one.what] += 1;
      } catch (error) {
        silent.add(one.case);
        if (error instanceof Unavailable && !(error instanceof Untrusted)) counts.failed += 1;
        else faults.push({ case: one.case, error: error as Error });
      }
    }
  };
  for (const pages of [unstarted(pool, courier, before), registered(pool, courier, before)]) {
    for await (const page of pages) {
      const cases = byCase(page);
      const lane = async (): Promise<void> => {
        for (let lost = cases.shift(); lost; lost = cases.shift()) await finish(lost);
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      if (!goesOn()) break;
    }
  }
  return { ...counts, faults };
};

const byCase = (page: readonly Lost[]): Lost[][] => {
  const cases = new Map<string, Lost[]>();
  for (const lost of page) cases.set(lost.case, [...(cases.get(lost.case) ?? []), lost]);
  return [...cases.values()];
};

/** Rows of a query that takes `before` and the (time, id) behind which it goes on, page by page. */
async function* pagesOf<Row extends { id: string; at: string }>(pool: Pool, sql: string, before: number): AsyncGenerator<Row[]> {
  let last = ['-infinity', '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const { rows } = await pool.query<Row>(`${sql} LIMIT ${PAGE}`, [before, ...last]);
    yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return;
    last = [end.at, end.id];
  }
}

async function* unstarted(pool: Pool, courier: Courier, before: number): AsyncGenerator<Lost[]> {
  const sql = `SELECT id, opened_at::text AS at FROM case_row
    WHERE NOT started AND opened_at <= to_timestamp($1::double precision / 1000) AND (opened_at, id) > ($2::timestamptz, $3::uuid) ORDER BY opened_at, id`;
  for await (const rows of pagesOf<{ id: string; at: string }>(pool, sql, before))
    yield rows.map(({ id }) => ({ case: id, what: 'started', finish: () => courier.start(id) }));
}

async function* registered(pool: Pool, courier: Courier, before: number): AsyncGenerator<Lost[]> {
  const sql = `SELECT c.id, c.registered_at::text AS at, c.case_id, c.command, r.procedure FROM command c JOIN case_row r ON r.id = c.case_id
    WHERE c.status = 'registered' AND c.registered_at <= to_timestamp($1::double precision / 1000) AND (c.registered_at, c.id) > ($2::timestamptz, $3::uuid) ORDER BY c.registered_at, c.id`;
  for await (const rows of pagesOf<{ id: string; at: string; case_id: string; command: Command; procedure: string }>(pool, sql, before))
    yield rows.map(({ case_id, command, procedure }) => ({
      case: case_id,
      what: 'delivered',
      finish: () => courier.deliver(command, procedure),
    }));
}

/** A draft may be named by an act for a day after its upload. */
export const DRAFT_DAY_MS = 24 * 3_600_000;
/** It is kept an hour longer, so that none goes while the act that names it is being registered. */
const MARGIN_MS = 3_600_000;

/** Drafts that nothing named within a day are dropped; not those of a command that is still to be decided or recorded. */
export const sweepDrafts = async (pool: Pool, now: number): Promise<number> => {
  const { rowCount } = await pool.query(
    `DELETE FROM paper WHERE status = 'draft' AND uploaded_at < to_timestamp($1::double precision / 1000)
       AND NOT EXISTS (SELECT 1 FROM command c, jsonb_array_elements(c.command -> 'papers') AS named WHERE c.status = 'registered' AND named ->> 'id' = paper.id::text)`,
    [now - DRAFT_DAY_MS - MARGIN_MS],
  );
  return rowCount ?? 0;
};
