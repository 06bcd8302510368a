import { dayOf } from '../../../domain/calendar/day';
import { momentsOf } from '../../../domain/case/moments';
import { tasksOf } from '../../../domain/case/tasks';
import type { PartyRecommendationBook } from '../../../domain/procedures/party-recommendation/book';
import { type Deed, type Event, lawful, rehashed, statuteOf, who } from '../../harness/given';
import { ANOTHER, advice, MEMBER, PAPERS, SHARE, theObjection, toNotice, toParty } from '../../harness/given-recommendation';

const { given, procedure, statute } = lawful({ procedure: 'party-recommendation' });
const book = (...deeds: readonly (Deed | Event)[]): PartyRecommendationBook =>
  given(...deeds).state().book as unknown as PartyRecommendationBook;
const withFigure = (key: string, value: unknown) => {
  const base = statuteOf({ procedure: 'party-recommendation' });
  return lawful({ statute: rehashed({ ...base, figures: { ...base.figures, [key]: { ...base.figures[key], value } as never } }) });
};

describe('the whole way of a recommendation', () => {
  it('goes from the list to the Party’s reply', () => {
    given(...toParty(), advice.send())
      .when(advice.reply())
      .gives({ phase: 'ended', ended: 'completed', book: { resolvedOn: '2026-03-09', validFrom: '2026-03-18', validUntil: '2028-03-18' } });
    given(...toParty(), advice.send())
      .when(advice.reply('2026-06-01', 'declined'))
      .gives({ phase: 'ended', ended: 'party-declined' });
  });

  it('holds two years; then it has expired, unless the Party has replied', () => {
    const sent = given(...toParty(), advice.send()).state();
    const [expiry] = momentsOf(procedure, sent, statute);
    expect(expiry).toMatchObject({ kind: 'recommendationExpired', body: { validUntil: '2028-03-18' } });
    expect(dayOf((expiry?.at ?? 0) - 1)).toBe('2028-03-18');
    expect(dayOf(expiry?.at ?? 0)).toBe('2028-03-19');
    const expired: Event = { event: 'recommendationExpired', on: '2028-03-19' };
    given(...toParty(), advice.send(), expired)
      .when(advice.reply('2028-03-20'))
      .refused('case-ended');
    expect(given(...toParty(), expired).state().ended).toEqual({ how: 'expired', on: '2028-03-19' });
    expect(momentsOf(procedure, given(...toNotice()).state(), statute)).toEqual([]);
    expect(momentsOf(procedure, given(...toParty(), advice.send(), advice.reply()).state(), statute)).toEqual([]);
  });

  it('is the member’s own: withdrawn at any time; nobody moves it to another branch', () => {
    given(...toParty())
      .when({ kind: 'withdraw', on: '2026-04-01' })
      .gives({ phase: 'ended', ended: 'withdrawn' });
    given(...toNotice())
      .when({
        kind: 'requestTransfer',
        on: '2026-04-01',
        body: { toUnit: who('other') },
        evidence: { toCommittee: who('x'), isBranch: true },
      })
      .refused('unknown-act');
  });
});

describe('R1 eligibility', () => {
  const found = (more: Record<string, unknown>): Deed => advice.propose('2026-03-02', { evidence: { ...MEMBER, ...more } });
  const clause = 'party-recommendation.eligibility';

  it('a member, of age, a year in the League, unpunished, once', () => {
    given()
      .when(found({ isMember: false }))
      .refused('not-member', { pointer: '/subject', clause });
    given()
      .when(found({ ageYears: 17 }))
      .refused('not-adult', { clause });
    given()
      .when(found({ ageYears: 18, leagueYears: 1 }))
      .gives({ steps: ['R2'] });
    given()
      .when(found({ leagueYears: 0 }))
      .refused('league-age', { clause });
    given()
      .when(found({ leagueYears: undefined }))
      .refused('league-age');
    given()
      .when(found({ rightsLost: true }))
      .refused('punished', { clause });
    given()
      .when(advice.propose('2026-03-02', { body: { appliedOn: '2025-03-01', punishedUntil: '2026-03-02' } }))
      .refused('punished');
    given()
      .when(advice.propose('2026-03-02', { body: { appliedOn: '2025-03-01', punishedUntil: '2026-03-01' } }))
      .gives({ steps: ['R2'] });
    given()
      .when(found({ otherValid: true }))
      .refused('duplicate', { pointer: '/subject' });
  });

  it('over 28 only whoever holds a League post, if the pack says so', () => {
    given()
      .when(found({ ageYears: 28 }))
      .refused('over-28', { clause: 'party-recommendation.over28' });
    given()
      .when(found({ ageYears: 28, holdsPost: true }))
      .gives({ steps: ['R2'] });
    withFigure('party-recommendation.cadresOver28', false)
      .given()
      .when(found({ ageYears: 28, holdsPost: true }))
      .refused('over-28');
  });

  it('an application half a year old, or a reason that is filed with the Party committee', () => {
    const young = (appliedOn: string, papers: readonly string[] = []): Deed =>
      advice.propose('2026-03-02', { body: { appliedOn }, papers: ['party-application', 'branch-opinion', ...papers] });
    given()
      .when(young('2025-09-02'))
      .gives({ steps: ['R2'] });
    given().when(young('2025-09-03')).refused('applied-recently', { earliest: '2026-03-03', pointer: '/body/appliedOn', clause });
    given().when(young('2026-03-03')).refused('date-order', { pointer: '/body/appliedOn' });
    given()
      .when(young('2025-09-03', ['reason']))
      .gives({ steps: ['R2'], book: { recentlyApplied: true } });
    given(young('2025-09-03', ['reason']))
      .when(advice.agree())
      .refused('paper-missing', { pointer: '/papers', clause });
    given(young('2025-09-03', ['reason']))
      .when(advice.agree('2026-03-04', { papers: ['party-filing'] }))
      .gives({ steps: ['R3'] });
  });

  it('dual-post service is asked for only where the pack asks for it, and refused while nothing records it', () => {
    given()
      .when(advice.propose())
      .gives({ steps: ['R2'] });
    const strict = withFigure('party-recommendation.dualPost', true);
    strict.given().when(advice.propose()).refused('dual-post', { clause });
    strict
      .given()
      .when(found({ dualPost: true }))
      .gives({ steps: ['R2'] });
  });
});

describe('R2 the list', () => {
  it('is agreed to by the committee, within its time', () => {
    expect(tasksOf(procedure, given(advice.propose()).state(), statute)).toMatchObject([{ seat: 'committee-officer', due: '2026-03-23' }]);
    given(advice.propose())
      .when(advice.agree('2026-03-04', { body: { result: 'declined' } }))
      .refused('paper-missing', { pointer: '/papers' });
    given(advice.propose())
      .when(advice.agree('2026-03-04', { body: { result: 'declined' }, papers: ['reason'] }))
      .gives({ ended: 'not-agreed' });
    given(advice.propose())
      .when(advice.agree('2026-03-04', { actor: who('branch-committee') }))
      .refused('already-signed');
  });

  it('a fifth of the branch in a year; more with the committee’s reason, which holds for the vote too', () => {
    const full = { members: 20, recommended: 4 };
    given(advice.propose())
      .when(advice.agree('2026-03-04', { evidence: { members: 20, recommended: 3 } }))
      .gives({ steps: ['R3'] });
    given(advice.propose())
      .when(advice.agree('2026-03-04', { evidence: full }))
      .refused('share-limit', { clause: 'party-recommendation.share' });
    const more = advice.agree('2026-03-04', { evidence: full, papers: ['reason'] });
    given(advice.propose())
      .when(more)
      .gives({ steps: ['R3'], book: { overShare: true } });
    const late = advice.vote('2026-03-09', PAPERS, { evidence: { ...MEMBER, ...full } });
    given(advice.propose(), advice.agree()).when(late).refused('share-limit');
    given(advice.propose(), more)
      .when(late)
      .gives({ steps: ['R4'] });
    expect(book(advice.propose(), advice.agree('2026-03-04', { papers: ['reason'] }))).not.toHaveProperty('overShare');
  });
});

describe('R3 the meeting', () => {
  const listed = [advice.propose(), advice.agree()];
  const counts = (more: Record<string, unknown>): Deed => advice.vote('2026-03-09', { ...PAPERS, ...more });
  const clause = 'party-recommendation.meeting';

  it('votes by papers only', () => {
    given(...listed)
      .when(counts({ issued: undefined }))
      .refused('not-secret', { pointer: '/body/issued', clause });
    given(...listed)
      .when(counts({ returned: undefined }))
      .refused('not-secret');
    given(...listed)
      .when(advice.vote('2026-03-09', PAPERS, { via: 'person' }))
      .refused('wrong-way');
  });

  it('half of those entitled present is enough; more than half of all of them must be for', () => {
    given(...listed)
      .when(counts({ present: 9, issued: 9, returned: 9, for: 9, against: 0, invalid: 0 }))
      .refused('no-quorum', { clause });
    given(...listed)
      .when(counts({ present: 10, issued: 10, returned: 10, for: 10, against: 0, invalid: 0 }))
      .gives({ ended: 'not-recommended' });
    given(...listed)
      .when(counts({ for: 11, against: 4 }))
      .gives({ steps: ['R4'], book: { vote: { result: 'passed' } } });
    given(...listed)
      .when(counts({ for: 10, against: 5 }))
      .gives({ ended: 'not-recommended', book: { vote: { result: 'not-passed' } } });
    given(...listed)
      .when(counts({ returned: 17 }))
      .refused('more-returned-than-issued');
    given(...listed)
      .when(counts({ invalid: 0 }))
      .refused('counts-do-not-add-up');
  });

  it('asks again whether the member still may be recommended', () => {
    given(...listed)
      .when(advice.vote('2026-03-09', PAPERS, { evidence: { ...MEMBER, ...SHARE, rightsLost: true } }))
      .refused('punished');
    given(...listed)
      .when(advice.vote('2026-03-09', PAPERS, { evidence: { ...MEMBER, ...SHARE, isMember: false } }))
      .refused('not-member');
  });
});

describe('R4 the notice', () => {
  const clause = 'party-recommendation.publicity';

  it('needs the consent and five full working days', () => {
    const silent = [advice.propose(), advice.agree(), advice.vote()];
    given(...silent)
      .when(advice.post())
      .refused('consent-missing', { clause });
    expect(procedure.blockers?.(given(...silent).state(), statute, 'R4', '2026-03-10')).toMatchObject([{ code: 'consent-missing' }]);
    given(...toNotice())
      .when(advice.post('2026-03-10', { body: { workingDays: 4 } }))
      .refused('too-short', { clause });
    given(...toNotice(), advice.post())
      .when(advice.complete('2026-03-17'))
      .refused('too-early', { earliest: '2026-03-18', clause });
    given(...toNotice(), advice.post())
      .when(advice.post('2026-03-12', { occasion: ANOTHER }))
      .refused('notice-running', { clause });
    expect(tasksOf(procedure, given(...toNotice(), advice.post()).state(), statute)).toMatchObject([
      { step: 'R4', earliest: '2026-03-18' },
    ]);
  });

  it('an objection holds it; founded it goes back to the list, or ends', () => {
    const held = [...toNotice(), advice.post(), theObjection];
    const settle = (ruling: string): Deed => ({ kind: 'settleObjection', on: '2026-03-16', body: { ruling } });
    given(...held)
      .when(advice.complete())
      .refused('held');
    given(...held, settle('go-on'))
      .when(advice.complete())
      .gives({ steps: ['R5'] });
    given(...held)
      .when(settle('end'))
      .gives({ ended: 'objection-upheld', asks: [] });
    given(...held)
      .when(settle('go-back'))
      .gives({ steps: ['R2'], phase: 'open' });
    const back = book(...held, settle('go-back'));
    for (const forgotten of ['notice', 'vote', 'resolvedOn', 'agreedOn']) expect(back).not.toHaveProperty(forgotten);
    expect(back.appliedOn).toBe('2025-03-01');
  });
});

it('a return forgets how long the recommendation holds', () => {
  const returned = book(...toParty(), advice.send(), { kind: 'returnTo', on: '2026-03-23', body: { step: 'R3' }, papers: ['reason'] });
  for (const forgotten of ['validFrom', 'validUntil', 'sentOn', 'notice', 'vote']) expect(returned).not.toHaveProperty(forgotten);
  expect(returned.agreedOn).toBe('2026-03-04');
});
