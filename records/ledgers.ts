import { issueCertificate, replaceNumber } from './numbers';
import { releasePlace, reservePlace, usePlace } from './quota';
import type { Answer } from './quota-answers';
import type { Client } from './quota-tree';

/** What a case asks of the ledgers of places and numbers, and for which branch and day. */
export interface LedgerAsk {
  readonly id: string;
  readonly unit: string;
  readonly on: string;
  readonly ask: { readonly key: string; readonly kind: string; readonly args: Readonly<Record<string, unknown>> };
}

interface Args {
  readonly round: number;
  readonly year: number;
  readonly withNumber: boolean;
  readonly why: string;
  readonly number?: string;
  readonly booklet?: string;
}

const ANSWERS = { reservePlace, releasePlace, usePlace, replaceNumber, issueCertificate } as const;

/** Answers an ask in the caller's transaction, once for each (case, key), so a second run answers the same and changes nothing. */
export const answerLedger = (client: Client, { id, unit, on, ask }: LedgerAsk, at: number): Promise<Answer> => {
  const answer = ANSWERS[ask.kind as keyof typeof ANSWERS];
  if (!answer) throw new Error(`nobody answers ${ask.kind}`);
  return answer(client, { ...(ask.args as unknown as Args), caseId: id, unitId: unit, on, at, key: ask.key });
};
