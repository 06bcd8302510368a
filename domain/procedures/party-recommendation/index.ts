import { addMonths, endOf } from '../../calendar/day';
import { end } from '../../case/moves';
import { type Act, act, type Procedure } from '../../case/procedure';
import { numberOf } from '../../law/statute';
import { OF_SIGN_OFF } from '../parts/applicants';
import { consentMissing } from '../parts/consent';
import { noticeActsOf, waitsForNotice } from '../parts/notice';
import { listActs } from './acts-list';
import { meetingActs } from './acts-meeting';
import { partyActs } from './acts-party';
import { newPartyRecommendationBook, type PartyRecommendationBook } from './book';

const FIGURES = { least: 'party-recommendation.publicityMin', countPostingDay: 'party-recommendation.countPostingDay' } as const;
const notice = noticeActsOf<PartyRecommendationBook>({ ...FIGURES, back: 'R2', approval: 'party-recommendation.reply' });
const complete = notice.completeNotice as unknown as Act<PartyRecommendationBook>;

/** How a member is recommended to the Party as an activist candidate (推优入党). The Party organisation decides; the recommendation holds two years. */
export const partyRecommendation: Procedure<PartyRecommendationBook> = {
  name: 'party-recommendation',
  subject: 'case',
  title: { zh: '推优入党', en: 'Recommendation to the Party' },
  noticeLeast: FIGURES.least,
  openings: ['proposeMember'],
  // An adult of this branch: another branch recommends anew, nobody's guardian is told.
  without: ['requestTransfer', 'acceptTransfer', 'rejectTransfer', 'cancelTransfer', 'informGuardian', ...OF_SIGN_OFF],
  acts: {
    ...listActs,
    ...meetingActs,
    ...notice,
    completeNotice: act<PartyRecommendationBook, unknown>({
      ...complete,
      apply: (state, fact, statute) => {
        complete.apply?.(state, fact, statute);
        state.book.validFrom = fact.on;
        state.book.validUntil = addMonths(fact.on, numberOf(statute, 'party-recommendation.validity'));
      },
    }),
    ...partyActs,
  },
  happenings: {
    recommendationExpired: {
      kind: 'recommendationExpired',
      title: { zh: '推荐有效期满', en: 'The recommendation has expired' },
      apply: (state, fact) => end(state, 'expired', fact.on),
    },
  },
  newBook: newPartyRecommendationBook,
  waitsFor: (state, step, statute) => {
    const { notice: running } = state.book;
    // While a notice hangs nobody can do anything but wait for the day after its last.
    return running && !running.completedOn && running.step === step ? waitsForNotice(statute, running, FIGURES) : undefined;
  },
  blockers: consentMissing,
  /** Only the Party's reply, which ends the case, keeps it from running out. */
  moments: ({ book: { validUntil } }) =>
    validUntil ? [{ at: endOf(validUntil), kind: 'recommendationExpired', body: { validUntil } }] : [],
  /** What a step decided is forgotten when the case was sent back before it. */
  settle: (state) => {
    const { book, steps, seq } = state;
    const fresh = (id: string): boolean => steps[id] === undefined || steps[id]?.openedSeq === seq;
    if (fresh('R2')) {
      delete book.agreedOn;
      delete book.overShare;
    }
    if (fresh('R3')) {
      delete book.vote;
      delete book.resolvedOn;
    }
    if (book.notice && fresh(book.notice.step)) delete book.notice;
    if (!steps.R5) {
      delete book.validFrom;
      delete book.validUntil;
    }
    if (!steps.R6) delete book.sentOn;
  },
};
