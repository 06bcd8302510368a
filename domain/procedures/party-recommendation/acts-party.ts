import { z } from 'zod';
import { confirmsOnly, dropEnding, endInName, endingWaits, heldOtherwise } from '../../case/common/endings';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import type { PartyRecommendationBook } from './book';

/** What becomes of it with the Party organisation, which decides for itself. */
export const partyActs = {
  sendToParty: act<PartyRecommendationBook, Record<string, never>>({
    kind: 'sendToParty',
    fact: 'sentToParty',
    title: { zh: '报送党组织', en: 'Send it to the Party organisation' },
    body: z.strictObject({}),
    seats: ['committee-officer', 'committee-approver'],
    via: ['person'],
    signs: 'committee',
    clause: 'party-recommendation.reply',
    apply: (state, fact, statute) => {
      state.book.sentOn = fact.on;
      closeStep(state, statute, 'R5', fact);
    },
    undo: {},
  }),
  recordPartyReply: act<PartyRecommendationBook, { result: 'activist' | 'declined' }>({
    kind: 'recordPartyReply',
    fact: 'partyReplied',
    title: { zh: '登记党组织答复', en: 'Record the Party organisation’s reply' },
    body: z.strictObject({ result: z.enum(['activist', 'declined']) }),
    seats: ['committee-officer', 'committee-approver'],
    via: ['person'],
    clause: 'party-recommendation.reply',
    phases: ['open', 'held'],
    judge: ({ state, body, command, statute }) =>
      heldOtherwise(state) ?? confirmsOnly(state, body.result === 'declined') ?? endingWaits(state, command, statute),
    apply: (state, fact, statute) => {
      state.book.repliedOn = fact.on;
      if (fact.body.result === 'activist') closeStep(state, statute, 'R6', fact);
      else endInName(state, fact, statute, 'party-declined');
    },
    undo: { take: (state, { seq }, { on }) => dropEnding(state, seq, on) },
  }),
};
