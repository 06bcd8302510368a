import { electedFrom } from '../../ballots/election';
import { meets } from '../../ballots/quorum';
import { type Statute, shareOf } from '../../law/statute';
import type { ElectionBook, Pending } from './book';

export interface Votes {
  readonly votes: readonly { readonly id: string; readonly for: number }[];
  readonly others: readonly { readonly id: string; readonly for: number }[];
}

/** Who is voted on now, for how many seats. */
export const ballotOf = (book: ElectionBook): { kind: 'first' | Pending['kind']; among: readonly string[]; seats: number } =>
  book.pending ?? { kind: 'first', among: book.proposal?.candidates ?? [], seats: book.method?.seats ?? 0 };

export interface Settled {
  readonly won: readonly { id: string; votes: number }[];
  readonly pending?: Pending;
  /** Seats that stay empty, once nothing is voted on any more. */
  readonly vacant: number;
  readonly again: boolean;
}

/**
 * What a valid ballot decides: by votes down to the number of seats among those with the majority of the method's base; equals on the last seat are voted
 * on again, among themselves, and there more votes decide without a majority. Empty seats are voted on again as the method says, else they stay empty.
 */
export const settle = (
  book: ElectionBook,
  { votes, others }: Votes,
  taking: { entitled: number; present: number },
  statute: Statute,
): Settled => {
  const { kind, seats } = ballotOf(book);
  const all = [...new Map([...votes, ...others].map((one) => [one.id, one])).values()].filter(
    ({ id }) => !book.elected.some((winner) => winner.id === id),
  );
  const base = book.method?.base === 'eligible' ? taking.entitled : taking.present;
  const majority = shareOf(statute, 'election.majority');
  const eligible = kind === 'tie' ? all : all.filter((one) => meets(one.for, base, majority));
  const { elected, tied, open, vacant } = electedFrom(
    eligible.map((one) => ({ id: one.id, votesFor: one.for })),
    seats,
  );
  const won = elected.map((id) => ({ id, votes: all.find((one) => one.id === id)?.for ?? 0 }));
  if (tied.length > 0) return { won, pending: { kind: 'tie', among: tied, seats: open }, vacant: 0, again: false };
  const taken = new Set([...book.elected, ...won].map(({ id }) => id));
  const left = (book.proposal?.candidates ?? []).filter((id) => !taken.has(id));
  const again = vacant > 0 && left.length > 0 && book.method?.vacancies === 'revote' && book.revotes < book.method.revotes;
  return again ? { won, pending: { kind: 'vacancy', among: left, seats: vacant }, vacant: 0, again } : { won, vacant, again: false };
};
