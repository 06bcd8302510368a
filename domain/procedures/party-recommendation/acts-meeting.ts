import { z } from 'zod';
import { closeStep, end } from '../../case/moves';
import { act } from '../../case/procedure';
import { refuse } from '../../case/refusal';
import { Counts, outcome, votable } from '../parts/vote';
import { stillRecommendable } from './acts-list';
import type { PartyRecommendationBook } from './book';
import { Shared, shareAllows } from './share';

const Found = Shared.extend({
  ageYears: z.number().int(),
  isMember: z.boolean(),
  rightsLost: z.boolean(),
  holdsPost: z.boolean(),
});
type Found = z.infer<typeof Found>;

/** The members' meeting: by papers, never by hands; half of those entitled present, more than half of all of them for it. */
export const meetingActs = {
  recordRecommendation: act<PartyRecommendationBook, Counts, Found>({
    kind: 'recordRecommendation',
    keepsDay: true,
    fact: 'recommendationVoted',
    title: { zh: '团员大会投票推荐', en: 'Vote of the members’ meeting' },
    body: Counts,
    evidence: Found,
    seats: ['branch-secretary', 'branch-committee'],
    via: ['occasion'],
    signs: 'branch',
    clause: 'party-recommendation.meeting',
    judge: ({ state, body, evidence, statute }) => {
      const gone = stillRecommendable(statute, evidence) ?? (state.book.overShare ? undefined : shareAllows(statute, evidence));
      if (gone) return gone;
      if (body.issued === undefined || body.returned === undefined)
        return refuse(
          'not-secret',
          '须无记名投票, 填写发出和收回的票数',
          'The ballot is secret: give the papers issued and returned',
          ['填写 issued、returned', 'Fill in issued and returned'],
          { pointer: '/body/issued', clause: 'party-recommendation.meeting' },
        );
      return votable(statute, body, 'party-recommendation.meeting');
    },
    apply: (state, fact, statute) => {
      const { result } = outcome(statute, fact.body, 'party-recommendation.meeting');
      const { entitled, present, for: yes, against, abstain } = fact.body;
      state.book.vote = { on: fact.on, entitled, present, for: yes, against, abstain, result };
      if (result === 'passed') {
        state.book.resolvedOn = fact.on;
        closeStep(state, statute, 'R3', fact);
      } else if (result === 'not-passed') end(state, 'not-recommended', fact.on);
    },
    undo: {},
  }),
};
