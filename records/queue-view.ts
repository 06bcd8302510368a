import type { MachineState } from '../domain/case/state';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import { isOutOfTurn } from '../domain/procedures/admission/place-queue';
import { type Ranked, rankOf } from './place-queue';
import type { Client } from './quota-tree';

/** It is this case's turn: a place is free, and nobody before it could take one, or there are places for all of them too. */
export const isItsTurn = (ranked: Ranked): boolean => ranked.waiter.able && ranked.free > 0 && !isOutOfTurn(ranked);

/** What a case that waits for a place is told of the queue; nothing of a case that does not wait. */
export const queueView = async (client: Client, state: MachineState, today: string) => {
  const book = state.book as Partial<AdmissionBook>;
  if (state.procedure !== 'admission' || state.phase === 'ended' || !book.waitingSince || book.place) return undefined;
  const found = await rankOf(client, state, { year: Number(today.slice(0, 4)), on: today });
  return found && { rank: found.rank, of: found.of, since: found.waiter.since, before: found.before, free: found.free };
};
