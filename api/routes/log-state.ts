import type { z } from 'zod';
import { watchedPaths } from '../../domain/authority/reach';
import type { Who } from '../../domain/authority/who';
import { logStateRoutes, type Reconciliation } from '../../domain/contract/log-state';
import { DIFFERENCES } from '../../domain/evidence/differences';
import { FAULTS } from '../../domain/standing/sentence';
import { latestCheckpoint } from '../../records/evidence/checkpoints';
import { appendLog } from '../../records/log';
import { type Difference, reconcile } from '../../records/reconcile';
import { faultCounts, keepRun, latestRun, logLength, type ReconcileRun, seenCases } from '../../records/reconcile-runs';
import type { ApiDeps, Casework } from '../deps';
import { checkpointView } from '../evidence';
import { moduleOf } from '../module';
import { forbidden } from '../problem';
import { logSightOf, sightOf } from '../sight';

const SHOWN = 200;

export const logState = ({ database: { pool } }: ApiDeps, { statutes }: Casework) => {
  const watcher = (who: Who): readonly string[] => {
    const paths = watchedPaths(who);
    if (paths.length > 0) return paths;
    throw forbidden('日志由审计员、管理员和纪检监察人员核查', 'The log is watched by auditors, administrators and inspectors');
  };

  const watched = (who: Who) => {
    const paths = watcher(who);
    return { ...sightOf(who), paths };
  };

  const view = async (who: Who, run: ReconcileRun): Promise<z.input<typeof Reconciliation>> => {
    const [{ all }, seen] = await Promise.all([
      logSightOf(pool, who),
      seenCases(
        pool,
        watched(who),
        run.differences.flatMap((one) => one.case ?? []),
      ),
    ]);
    const differences = run.differences.filter((one) => (one.case ? seen.has(one.case) : all));
    return {
      at: run.at.toISOString(),
      deep: run.deep,
      total: differences.length,
      kinds: kindsOf(differences),
      differences: differences.slice(0, SHOWN).map((one) => ({ ...one })),
    };
  };

  return moduleOf(logStateRoutes, {
    readLogState: async ({ who }) => {
      const sight = watched(who);
      const [length, newest, faults, run] = await Promise.all([
        logLength(pool),
        latestCheckpoint(pool),
        faultCounts(pool, sight),
        latestRun(pool),
      ]);
      return {
        ...length,
        ...(newest ? { checkpoint: checkpointView(newest) } : {}),
        faults: faults.map(({ kind, count, since }) => ({ kind, text: textOf(FAULTS, kind), count, since: since.toISOString() })),
        ...(run ? { reconciliation: await view(who, run) } : {}),
      };
    },

    reconcileNow: async ({ who, now }) => {
      watcher(who);
      const differences = await reconcile({ pool, statutes }, now);
      await keepRun(pool, { at: now, deep: false, by: who.personId, differences });
      await appendLog(pool, { at: now, kind: 'reconciled', personId: who.personId, body: { differences: differences.length } });
      return view(who, { at: new Date(now), deep: false, differences });
    },
  });
};

const textOf = (texts: Readonly<Record<string, { readonly zh: string; readonly en: string }>>, kind: string) =>
  texts[kind] ?? { zh: kind, en: kind };

const kindsOf = (differences: readonly Difference[]) =>
  [...new Set(differences.map(({ kind }) => kind))].map((kind) => ({
    kind,
    text: textOf(DIFFERENCES, kind),
    count: differences.filter((one) => one.kind === kind).length,
  }));
