/** Elections with more candidates than seats (差额选举): how many must stand, and who is in. */

/** How far candidates exceed seats, in percent; at least 20 in the texts, a figure of the pack. */
export const MARGIN_PERCENT = 20;

/** The fewest candidates for `seats`: 20 % more, rounded up (6 seats -> 8, 7 -> 9). RangeError for negatives and fractions. */
export function minCandidates(seats: number, marginPercent = MARGIN_PERCENT): number {
  if (!isCount(seats) || !isCount(marginPercent)) throw new RangeError(`not counts: ${seats} seats, ${marginPercent} %`);
  const hundredths = seats * (100 + marginPercent);
  return (hundredths - (hundredths % 100)) / 100 + (hundredths % 100 === 0 ? 0 : 1);
}

export interface CandidateVotes {
  id: string;
  votesFor: number;
}

/** `tied`: equal on the last seat, re-vote among them alone, for `open` seats. `vacant`: seats that nobody is left for. */
export interface Elected {
  elected: string[];
  tied: string[];
  open: number;
  vacant: number;
}

/**
 * Who is elected, by votes down to the number of seats, best first and equals in the order given. Hand in only candidates
 * that reached the majority (`tally`). RangeError when votes or seats are no counts, or a candidate is named twice.
 */
export function electedFrom(votes: readonly CandidateVotes[], seats: number): Elected {
  if (!isCount(seats) || votes.some((one) => !isCount(one.votesFor))) throw new RangeError('votes and seats must be counts');
  if (new Set(votes.map((one) => one.id)).size !== votes.length) throw new RangeError('a candidate is named twice');
  const ranked = [...votes].sort((a, b) => b.votesFor - a.votesFor);
  if (ranked.length <= seats) return { elected: ranked.map((one) => one.id), tied: [], open: 0, vacant: seats - ranked.length };
  if (seats === 0) return { elected: [], tied: [], open: 0, vacant: 0 };

  const lastIn = ranked[seats - 1]?.votesFor;
  const tieOnLastSeat = ranked[seats]?.votesFor === lastIn;
  const elected = ranked
    .slice(0, seats)
    .filter((one) => !tieOnLastSeat || one.votesFor !== lastIn)
    .map((one) => one.id);
  const tied = tieOnLastSeat ? ranked.filter((one) => one.votesFor === lastIn).map((one) => one.id) : [];
  return { elected, tied, open: seats - elected.length, vacant: 0 };
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
