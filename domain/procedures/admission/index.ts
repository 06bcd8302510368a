import { addDays, type Day, endOf } from '../../calendar/day';
import { deadline, nextWorkday } from '../../calendar/workdays';
import type { Procedure } from '../../case/procedure';
import type { MachineState } from '../../case/state';
import { type Statute, spanOf, stepOf } from '../../law/statute';
import { annulledActs } from '../parts/annulled';
import { OF_SIGN_OFF } from '../parts/applicants';
import { noticeLost, waitsForNotice } from '../parts/notice';
import { applicationActs } from './acts-application';
import { completionActs } from './acts-completion';
import { cultivationActs } from './acts-cultivation';
import { NOTICE_FIGURES, noticeActs } from './acts-notice';
import { placeActs } from './acts-place';
import { receptionActs } from './acts-reception';
import { strikeActs } from './acts-strike';
import { blockers } from './blockers';
import { type AdmissionBook, newAdmissionBook } from './book';
import { admissionHappenings } from './happenings';
import { identityActs, identityTask } from './identity';
import { irregularActs, irregularTask, noteIrregular } from './irregular';

/** The day from which a refused applicant may ask for a second look: on which he was told; by laws without that step, on which it was decided. */
const refusalTold = ({ book, steps }: MachineState<AdmissionBook>, statute: Statute): string | undefined =>
  book.refusedOn && stepOf(statute, 'A12T') ? steps.A12R?.openedOn : book.refusedOn;

/** Until when a refused applicant may ask for a second look; undefined where nothing was refused, or he has asked. */
const refusalEnds = (state: MachineState<AdmissionBook>, statute: Statute): Day | undefined => {
  const from = refusalTold(state, statute);
  if (!from || state.secondLook) return undefined;
  // Decided anew after a second look, it is final once he was told.
  const last = state.book.reconsideredOn ? from : deadline(statute.calendar, from, spanOf(statute, 'secondLook.askDays')).end;
  const paused = state.steps.A12R?.pausedDays;
  // As of every deadline: with the days on which the case stood, and on to a working day.
  return paused ? nextWorkday(statute.calendar, addDays(last, paused)).end : last;
};

/** How a person becomes a League member (发展团员): five stages, fifteen steps. The steps themselves are the pack's data. */
export const admission: Procedure<AdmissionBook> = {
  name: 'admission',
  subject: 'case',
  // No stage of an admission waits for the inspector: he hears objections.
  without: OF_SIGN_OFF,
  title: { zh: '发展团员', en: 'Admission of a member' },
  noticeLeast: 'admission.publicityMin',
  openings: ['apply', 'nominate'],
  acts: {
    ...applicationActs,
    ...cultivationActs,
    ...strikeActs,
    ...placeActs,
    ...noticeActs,
    ...receptionActs,
    ...completionActs,
    ...irregularActs,
    ...identityActs,
    ...annulledActs,
  },
  happenings: admissionHappenings,
  newBook: newAdmissionBook,
  waitsFor: (state, step, statute) => {
    const { notice, activistDecidedOn, filingReturnedOn } = state.book;
    if ((step === 'A3' && activistDecidedOn) || (step === 'A12F' && filingReturnedOn))
      return { seat: 'committee-officer', desk: 'committee' };
    // Once he has asked, the second look is the committee's above; nothing waits for him.
    if (step === 'A12R') return state.secondLook?.about === 'refused' ? { idle: true } : { due: refusalEnds(state, statute) };
    // While a notice hangs nobody can do anything but wait for the day after its last.
    if (notice && !notice.completedOn && notice.step === step && !noticeLost(state, statute, step, NOTICE_FIGURES))
      return waitsForNotice(statute, notice, NOTICE_FIGURES);
    return undefined;
  },
  blockers,
  sideTasks: ({ book, consents, openedOn }) => [
    // A minor applies personally; that the guardian is told is the branch's duty beside the steps, it holds nothing up.
    ...(book.minor && !consents['guardian-informed'] && !book.approvedOn
      ? [{ step: 'guardian', seat: 'branch-secretary', desk: 'branch', since: openedOn } as const]
      : []),
    ...irregularTask(book),
    ...identityTask(book, openedOn),
  ],
  moments: (state, statute) => {
    const until = refusalEnds(state, statute);
    return until ? [{ at: endOf(until), kind: 'refusalFinal', body: { until } }] : [];
  },
  /** What a step decided is forgotten when the case was sent back before it. */
  settle: (state, fact) => {
    noteIrregular(state, fact);
    const { book, steps, seq } = state;
    const fresh = (id: string): boolean => steps[id] === undefined || steps[id]?.openedSeq === seq;
    if (fresh('A3')) {
      delete book.activistDecidedOn;
      delete book.cultivationFrom;
      book.hours = [];
      delete book.struckHours;
    }
    if (fresh('A7')) {
      delete book.preReviewedOn;
      delete book.waitingSince;
      delete book.shortage;
    }
    if (book.notice && fresh(book.notice.step)) delete book.notice;
    if (!steps.A9) book.introducers = [];
    if (fresh('A10')) delete book.form;
    if (!steps.A12 && !steps.A12T && !steps.A12R && !steps.A13) {
      delete book.resolvedOn;
      delete book.approvedOn;
      delete book.refusedOn;
      delete book.reconsideredOn;
    }
    // Decided anew: what was told of the decision before is over with it.
    if (!book.refusedOn) delete steps.A12T;
  },
};
