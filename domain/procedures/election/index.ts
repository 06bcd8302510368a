import { commonActs } from '../../case/common';
import { end } from '../../case/moves';
import { type Act, act, type Procedure } from '../../case/procedure';
import { OF_APPLICANTS, OF_SIGN_OFF } from '../parts/applicants';
import { ballotActs } from './acts-ballot';
import { meetingActs } from './acts-meeting';
import { preparationActs } from './acts-preparation';
import { resultActs } from './acts-result';
import { type ElectionBook, newElectionBook } from './book';

type Succession = { unit: string; committee: string; higher?: string };
const succeed = commonActs.succeed as unknown as Act<ElectionBook, Succession>;

/** How a branch elects its committee or its secretary (换届选举). It is about the branch: nobody is its applicant, nobody consents or moves. */
export const election: Procedure<ElectionBook> = {
  name: 'election',
  subject: 'case',
  about: 'unit',
  title: { zh: '换届选举', en: 'Election' },
  openings: ['requestElection'],
  without: [...OF_APPLICANTS, ...OF_SIGN_OFF],
  acts: {
    ...preparationActs,
    ...meetingActs,
    ...ballotActs,
    ...resultActs,
    /** A branch that is no more elects nobody; its successor begins anew. What was approved is still filed. */
    succeed: act<ElectionBook, Succession>({
      ...succeed,
      apply: (state, fact, statute) => {
        const gone = fact.body.unit !== state.unit && !state.book.approvedOn;
        succeed.apply?.(state, fact, statute);
        if (gone) end(state, 'unit-closed', fact.on);
      },
    }),
  },
  happenings: {},
  newBook: newElectionBook,
  waitsFor: (state, step) => (step === 'E2' && state.book.proposal ? { seat: 'committee-officer', desk: 'committee' } : undefined),
  /** What a step decided is forgotten when the case was sent back before it. */
  settle: (state) => {
    const { book, steps, seq } = state;
    const fresh = (id: string): boolean => steps[id] === undefined || steps[id]?.openedSeq === seq;
    if (fresh('E2')) {
      delete book.proposal;
      delete book.agreedOn;
    }
    if (fresh('E3')) {
      delete book.method;
      delete book.roll;
    }
    if (fresh('E4')) {
      Object.assign(book, { tellers: [], ballots: [], elected: [], revotes: 0 });
      delete book.pending;
      delete book.electedOn;
      delete book.vacant;
    }
    if (!steps.E6) delete book.reportedOn;
    if (!steps.E7) delete book.approvedOn;
  },
};
