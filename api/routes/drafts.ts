import { machineClock } from '../../config/clock';
import { draftRoutes } from '../../domain/contract/drafts';
import { dropDraft, keepDraft, readDraft } from '../../records/drafts';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';

export const drafts = (deps: ApiDeps) => {
  const { vault } = deps;
  const { pool } = deps.database;
  return moduleOf(draftRoutes, {
    readDraft: async ({ params, who }) => {
      const found = await readDraft(pool, vault, who.personId, params.name);
      return found ? { value: found.value, savedAt: found.savedAt.toISOString() } : {};
    },
    keepDraft: async ({ params, body, who }) => {
      const now = await (deps.machineClock ?? machineClock).now();
      await keepDraft(pool, vault, who.personId, params.name, body.value, now);
      return { savedAt: new Date(now).toISOString() };
    },
    dropDraft: async ({ params, who }) => {
      await dropDraft(pool, who.personId, params.name);
      return undefined;
    },
  });
};
