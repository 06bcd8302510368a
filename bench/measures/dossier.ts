import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Bench } from '../bench';
import { openCase } from '../casework';
import { memoryMb } from '../processes';
import type { Figure } from '../report';
import { twinsOf } from '../twins';

const LOOK_EVERY_MS = 20;

/** The highest resident memory of a process while something is done. */
const highest = async (pid: number, work: Promise<unknown>): Promise<number> => {
  let [most, over] = [0, false];
  const done = work.finally(() => {
    over = true;
  });
  while (!over) {
    most = Math.max(most, memoryMb(pid).now);
    await sleep(LOOK_EVERY_MS);
  }
  await done;
  return most;
};

/** The measures that follow count cases. No fact is ever taken back, but these tables are the bench's own, and so is their owner. */
const taken = (pool: Pool, unit: string): Promise<unknown> =>
  pool.query(
    `BEGIN; SET LOCAL session_replication_role = replica;
     DELETE FROM fact WHERE case_id IN (SELECT id FROM case_row WHERE unit_id = '${unit}');
     DELETE FROM case_row WHERE unit_id = '${unit}'; COMMIT`,
  );

/**
 * Memory of the API while the dossier of a unit is packed: names, every case with its ledger, and as many bundles as a sample may have. The cases have
 * ended, so that the worker, which goes on, has nothing to do with them.
 */
export const dossier = async ({ county, pool, servers, sizes, log }: Bench): Promise<Figure[]> => {
  const { id } = await openCase(county, 0, 'A12');
  const administrator = await county.administrator();
  const unit = await county.emptyBranch();
  await twinsOf(pool, id, sizes.dossierCases, { unit, phase: 'ended' });
  await pool.query('ANALYZE case_row, fact, person');
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM fact WHERE case_id = $1', [id]);
  const body = { seed: 'bench', size: Math.min(200, sizes.dossierCases), names: true };
  const before = memoryMb(servers.pids.api).now;
  const began = performance.now();
  const packed = county.caller.weigh('POST', `/api/organisations/${unit}/dossier/export`, administrator.token, body);
  const most = await highest(servers.pids.api, packed);
  const seconds = (performance.now() - began) / 1000;
  const megabytes = (await packed) / 2 ** 20;
  log(`dossier: ${sizes.dossierCases} cases packed in ${seconds.toFixed(0)} s`);
  await taken(pool, unit);
  const note = `highest resident memory while ${sizes.dossierCases} cases of ${rows[0]?.n} facts, names and ${body.size} bundles were packed in ${seconds.toFixed(0)} s (${megabytes.toFixed(1)} MB); the floor is the same process before`;
  const limit = { of: 'product', most: 300 } as const;
  return [{ measure: 'dossier-memory', unit: 'MB', product: most, floor: before, ratio: most / before, limit, note }];
};
