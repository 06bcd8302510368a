import type { Pool } from 'pg';
import type { Command } from '../domain/case/command';
import { type Courier, Unavailable } from './courier';

export interface Swept {
  readonly started: number;
  readonly delivered: number;
  readonly failed: number;
}

/**
 * Finishes what a crash left open: rows without a workflow are started, commands registered more than `olderThanMs` ago are sent again under their own id.
 * `machineNow` is machine time: in a rehearsal the domain clock may stand still. Rows are taken with SKIP LOCKED semantics by id order; two sweeps
 * at once do no harm, every part is idempotent.
 */
export const sweep = async (pool: Pool, courier: Courier, before: number, limit = 200): Promise<Swept> => {
  let [started, delivered, failed] = [0, 0, 0];
  const { rows: unstarted } = await pool.query<{ id: string }>('SELECT id FROM case_row WHERE NOT started AND opened_at <= to_timestamp($1::double precision / 1000) ORDER BY opened_at LIMIT $2', [before, limit]);
  for (const { id } of unstarted) {
    try {
      await courier.start(id);
      started += 1;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      failed += 1;
    }
  }
  const { rows: open } = await pool.query<{ command: Command; procedure: string }>(
    `SELECT c.command, r.procedure FROM command c JOIN case_row r ON r.id = c.case_id WHERE c.status = 'registered' AND c.registered_at <= to_timestamp($1::double precision / 1000) ORDER BY c.registered_at LIMIT $2`,
    [before, limit],
  );
  for (const { command, procedure } of open) {
    try {
      await courier.deliver(command, procedure);
      delivered += 1;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      failed += 1;
    }
  }
  return { started, delivered, failed };
};

/** Drafts that no fact named within a day are dropped. */
export const sweepDrafts = async (pool: Pool, now: number): Promise<number> => {
  const { rowCount } = await pool.query(`DELETE FROM paper WHERE status = 'draft' AND uploaded_at < to_timestamp($1::double precision / 1000) - interval '24 hours'`, [now]);
  return rowCount ?? 0;
};
