import type { FactDraft } from '../domain/case/fact';
import { transaction } from '../records/database';
import { answerLedger } from '../records/ledgers';
import type { ActivityDeps, Performance } from './index';

/** Places and numbers: one transaction, answered once, so a second run answers the same and changes nothing. */
export const askLedgers = async ({ database, now }: ActivityDeps, performance: Performance): Promise<FactDraft[]> => {
  const at = await now();
  return transaction(database.pool, async (client) => [await answerLedger(client, performance, at)]);
};
