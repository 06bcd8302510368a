import { seedCalendar } from '../../domain/calendar/seed';
import { serviceRoutes } from '../../domain/contract/service';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { unavailable } from '../problem';
import { release } from '../version';
import { offersDemo } from './demo';

export const service = (deps: ApiDeps) =>
  moduleOf(serviceRoutes, {
    health: async () => ({ status: 'ok' as const }),

    ready: async () => {
      const schema = await schemaOf(deps);
      if (schema === undefined) throw unavailable('数据库尚未就绪', 'The database is not ready', 5);
      try {
        await deps.temporalReady?.();
      } catch {
        throw unavailable('Temporal 无法连接', 'Temporal cannot be reached', 5);
      }
      return {
        status: 'ready' as const,
        postgres: 'ok' as const,
        schema,
        temporal: deps.temporalReady ? ('ok' as const) : ('not used' as const),
      };
    },

    version: async () => ({
      ...release,
      mode: deps.config.mode,
      node: process.versions.node,
      calendar: seedCalendar('CN').version,
      demo: offersDemo(deps.config),
    }),
  });

/** The newest migration that the database has; undefined when it cannot be reached or has none. */
async function schemaOf({ database }: ApiDeps): Promise<string | undefined> {
  try {
    const { rows } = await database.pool.query<{ name: string | null }>(
      'SELECT max(migration_name) AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    return rows[0]?.name ?? undefined;
  } catch {
    return undefined;
  }
}
