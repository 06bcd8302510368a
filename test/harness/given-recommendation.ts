import { type Deed, who } from './given';

/** The lawful way of a recommendation to the Party, dated; a branch of twenty members, nobody else recommended this year. */
export const MEMBER = { ageYears: 20, isMember: true, leagueYears: 4, rightsLost: false, holdsPost: false, otherValid: false };
export const SHARE = { members: 20, recommended: 0 };
export const PAPERS = { entitled: 20, present: 16, for: 14, against: 1, abstain: 0, issued: 16, returned: 16, invalid: 1 };

export const advice = {
  propose: (on = '2026-03-02', rest: Partial<Deed> = {}): Deed => ({
    kind: 'proposeMember',
    on,
    body: { appliedOn: '2025-03-01' },
    papers: ['party-application', 'branch-opinion'],
    evidence: MEMBER,
    ...rest,
  }),
  agree: (on = '2026-03-04', rest: Partial<Deed> = {}): Deed => ({
    kind: 'agreeToList',
    on,
    body: { result: 'agreed' },
    evidence: SHARE,
    ...rest,
  }),
  vote: (on = '2026-03-09', body: Record<string, unknown> = PAPERS, rest: Partial<Deed> = {}): Deed => ({
    kind: 'recordRecommendation',
    on,
    body,
    papers: ['minutes'],
    evidence: { ...MEMBER, ...SHARE },
    ...rest,
  }),
  consent: (on = '2026-03-09'): Deed => ({ kind: 'giveConsent', on, body: { consent: 'publication', version: '2026-01' } }),
  post: (on = '2026-03-10', rest: Partial<Deed> = {}): Deed => ({ kind: 'postNotice', on, ...rest }),
  complete: (on = '2026-03-18'): Deed => ({ kind: 'completeNotice', on, body: { postedOn: '2026-03-10', end: '2026-03-17' } }),
  send: (on = '2026-03-20'): Deed => ({ kind: 'sendToParty', on, papers: ['recommendation-form'] }),
  reply: (on = '2026-06-01', result = 'activist'): Deed => ({ kind: 'recordPartyReply', on, body: { result }, papers: ['party-reply'] }),
};

export const toNotice = (): Deed[] => [advice.propose(), advice.agree(), advice.vote(), advice.consent()];
export const toParty = (): Deed[] => [...toNotice(), advice.post(), advice.complete()];
export const theObjection = { kind: 'holdForObjection', on: '2026-03-12', seat: 'public' } as const;
export const ANOTHER = who('another notice');
