import { z } from 'zod';
import { Fraction } from '../../ballots/quorum';

/**
 * The method of election (选举办法) as the meeting adopted it. Quorum and base of the majority are its own: the texts disagree about
 * both, so the pack holds only a floor.
 */
export const Method = z.strictObject({
  seats: z.number().int().min(1).max(60),
  quorum: Fraction,
  /** Whose majority elects: of all entitled (应到会) or of those taking part (到会). */
  base: z.enum(['eligible', 'present']),
  /** What becomes of seats for which nobody reached the majority. */
  vacancies: z.enum(['revote', 'vacant']),
  /** How often seats may be voted on again in this election. */
  revotes: z.number().int().min(0).max(5),
  /** Whether who cannot come may vote in a suitable form. Never by proxy. */
  remote: z.boolean(),
});
export type Method = z.infer<typeof Method>;

/** Who may vote, and who is there; frozen for the day. */
export interface ElectionRoll {
  on: string;
  entitled: string[];
  present: string[];
  /** Something was voted on with it. */
  used?: boolean;
}

/** What a further ballot is about: a tie on the last seats, or seats that nobody won. */
export interface Pending {
  kind: 'tie' | 'vacancy';
  among: string[];
  seats: number;
}

/** One ballot as it was counted. `booth` and `proof`: from a voting booth instead of paper. */
export interface BallotRecord {
  on: string;
  kind: 'first' | Pending['kind'];
  seats: number;
  result: 'counted' | 'void';
  entitled: number;
  present: number;
  issued: number;
  returned: number;
  invalid: number;
  votes: { id: string; for: number; against: number; abstain: number }[];
  others: { id: string; for: number }[];
  booth?: string;
  proof?: string;
}

/** Ballots that the state keeps; the ledger keeps all. */
export const BALLOTS_KEPT = 12;

export interface ElectionBook {
  what?: 'committee' | 'secretary';
  plannedOn?: string;
  /** Last day of the term that runs out; absent for a first election. */
  termEnds?: string;
  /** Approved by the Party organisation and the higher League organisation. */
  shift?: 'early' | 'late';
  /** Ordered by the League organisation above, after even the time of a late election had passed. */
  ordered?: boolean;
  student?: boolean;
  proposal?: { seats: number; candidates: string[]; on: string };
  agreedOn?: string;
  roll?: ElectionRoll;
  method?: Method & { on: string; for: number; against: number; abstain: number };
  tellers: string[];
  ballots: BallotRecord[];
  elected: { id: string; votes: number }[];
  pending?: Pending;
  revotes: number;
  vacant?: number;
  electedOn?: string;
  /** The whole election failed that day: nobody reached the majority. */
  failedOn?: string;
  reportedOn?: string;
  approvedOn?: string;
  refusedResultOn?: string;
  term?: { since: string; ends: string };
  filedOn?: string;
}

export const newElectionBook = (): ElectionBook => ({ tellers: [], ballots: [], elected: [], revotes: 0 });
