import type { NoticeBook } from '../parts/notice';

/** What a recommendation to the Party keeps beside its steps. */
export interface PartyRecommendationBook extends NoticeBook {
  /** Day of the Party application. */
  appliedOn?: string;
  /** Applied less than six months ago: recommended with a written reason, which is filed with the Party committee. */
  recentlyApplied?: boolean;
  agreedOn?: string;
  /** More than the usual share of the branch, with the committee's reason. */
  overShare?: boolean;
  vote?: { on: string; entitled: number; present: number; for: number; against: number; abstain: number; result: string };
  /** Day of the meeting's recommendation. */
  resolvedOn?: string;
  /** From the end of the notice for two years. */
  validFrom?: string;
  validUntil?: string;
  sentOn?: string;
  repliedOn?: string;
}

export const newPartyRecommendationBook = (): PartyRecommendationBook => ({});
