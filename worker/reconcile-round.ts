import { reconcile } from '../records/reconcile';
import { keepRun, latestRun } from '../records/reconcile-runs';
import type { RoundDeps } from './rounds';

const DAY_MS = 86_400_000;

/** Once a day everything that can be compared without reading papers and folding ledgers is; what it found is there for whoever looks. */
export const reconcileDaily = async ({ database, statutes }: Pick<RoundDeps, 'database' | 'statutes'>, now: number): Promise<void> => {
  const last = await latestRun(database.pool);
  if (last && now - last.at.getTime() < DAY_MS) return;
  const differences = await reconcile({ pool: database.pool, statutes }, now);
  await keepRun(database.pool, { at: now, deep: false, differences });
};
