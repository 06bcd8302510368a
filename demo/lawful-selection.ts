import { NEGATIVE } from '../domain/procedures/selection/negative-list';
import type { Plan } from '../domain/procedures/selection/plan';

/* What an office enters on the plain way of a selection, act by act: acted out by the demo, told by its story, and the ground of the tests. */

/** A single promotion by democratic recommendation, with a year of probation. */
export const PLAN: Plan = {
  occasion: 'single',
  posts: 1,
  order: 'talks-first',
  route: 'recommendation',
  exceptional: false,
  skipsRank: false,
  leaguePost: 'none',
  dualManaged: 'none',
  probation: true,
};

type Tally = readonly { readonly person: string; readonly votes: number }[];

/** The more votes the earlier in the list. */
export const tallyOf = (people: readonly string[]): Tally => people.map((person, index) => ({ person, votes: 9 - index }));
export const talksOf = (tally: Tally) => ({ talked: 12, tally });
export const meetingOf = (tally: Tally) => ({ entitled: 12, present: 11, issued: 11, returned: 11, tally });

export const CONTEST = { paperWeight: 60, passMark: 6000, tieRule: 'interview-first', shortlist: 2 } as const;

/** Nothing of the negative list applies. */
export const clear = (person: string) => ({
  person,
  negative: Object.fromEntries(Object.keys(NEGATIVE).map((line) => [line, false])),
  measures: [],
});

export const APPRAISAL = { present: 10, excellent: 7, competent: 3, basic: 0, incompetent: 0 };
export const SIGNED = { partySecretary: true, disciplineSecretary: true };
