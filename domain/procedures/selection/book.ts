import type { Plan } from './plan';
import type { CompetitionLaw } from './ranking';

export interface Tally {
  readonly on: string;
  /** How many were asked, or were entitled to come. */
  readonly asked: number;
  readonly votes: Readonly<Record<string, number>>;
}

export interface Candidate {
  case?: string;
  /** How the candidacy ended; `refused` with a code when it could not be opened. */
  outcome?: string;
  code?: string;
}

/** What the selection for one post keeps. Bounded: tallies and candidates are capped by their acts. */
export interface SelectionBook {
  post?: { title: string; approved: number; incumbents: number; openings: number };
  plan?: Plan;
  /** Chosen by the motion; decides which steps open. */
  route?: Plan['route'];
  talks?: Tally;
  meeting?: Tally & { present: number; issued: number; returned: number };
  meetingSkipped?: boolean;
  recommendedOn?: string;
  competition?: CompetitionLaw & {
    noticedOn: string;
    /** Entered, and whether qualified. */
    entries: Record<string, boolean>;
    examiners: string[];
    ranked?: { entry: string; rank: number; paper: number; interview: number }[];
  };
  /** Recommended, or qualified by competition: whoever may become an inspection object. Votes are a reference only. */
  nominees: string[];
  objectsFixedOn?: string;
  candidates: Record<string, Candidate>;
  filled: number;
  /** Whoever is proposed for the post does not read its file. */
  recused: string[];
}

/** Everybody who was named for the post so far: by a tally, an entry, or the list. */
export const proposedIn = ({ recused, talks, meeting, competition, candidates }: SelectionBook): string[] => [
  ...new Set([
    ...recused,
    ...[talks?.votes, meeting?.votes, competition?.entries, candidates].flatMap((named) => Object.keys(named ?? {})),
  ]),
];

export const newSelectionBook = (): SelectionBook => ({ nominees: [], candidates: {}, filled: 0, recused: [] });
