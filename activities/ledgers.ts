import type { FactDraft } from '../domain/case/fact';
import { transaction } from '../records/database';
import { issueCertificate, replaceNumber } from '../records/numbers';
import { releasePlace, reservePlace, usePlace } from '../records/quota';
import type { ActivityDeps, Performance } from './index';

interface Args {
  readonly round: number;
  readonly year: number;
  readonly withNumber: boolean;
  readonly why: string;
  readonly number?: string;
}

const ANSWERS = { reservePlace, releasePlace, usePlace, replaceNumber, issueCertificate } as const;

/** Places and numbers: one transaction, answered once for each (case, key), so a second run answers the same and changes nothing. */
export const askLedgers = async ({ database }: ActivityDeps, { id, unit, on, ask }: Performance): Promise<FactDraft[]> => {
  const answer = ANSWERS[ask.kind as keyof typeof ANSWERS];
  if (!answer) throw new Error(`nobody answers ${ask.kind}`);
  const asked = { ...(ask.args as unknown as Args), caseId: id, unitId: unit, on, key: ask.key };
  return transaction(database.pool, async (client) => [await answer(client, asked)]);
};
