import { addDays, endOf, maxDay } from '../../calendar/day';
import { minimum } from '../../calendar/workdays';
import type { Moment, Procedure } from '../../case/procedure';
import { isOpen, type MachineState } from '../../case/state';
import { tellFromCase } from '../../case/telling';
import { isOn, type Statute, spanOf } from '../../law/statute';
import { annulledActs } from '../parts/annulled';
import { OF_APPLICANTS } from '../parts/applicants';
import { waitsForNotice } from '../parts/notice';
import { appointmentActs, CADRE_NOTICE, publicityActs } from './acts-appointment';
import { consultationActs, consultationHappenings } from './acts-consultation';
import { decisionActs } from './acts-decision';
import { dropActs } from './acts-drop';
import { inspectionActs } from './acts-inspection';
import { type CandidacyBook, newCandidacyBook } from './book';
import { changedInLaw } from './reconsideration';

/** Until when somebody may be silent, and what the clock then says. */
const silences = ({ book }: MachineState<CandidacyBook>, statute: Statute): Moment[] => {
  const until = (askedOn: string, figure: string): string => minimum(statute.calendar, askedOn, spanOf(statute, figure)).end;
  const moments: Moment[] = [];
  if (book.coManager && !book.coManager.answer)
    moments.push({ at: endOf(until(book.coManager.askedOn, 'cadre.coManagerSilence')), kind: 'coManagerSilent', body: { step: 'C5' } });
  if (book.league && !book.league.answer && isOn(statute, 'cadre.leagueSilenceConsents'))
    moments.push({ at: endOf(until(book.league.askedOn, 'cadre.leagueSilence')), kind: 'leagueCommitteeSilent', body: { step: 'C5' } });
  return moments;
};

const probationEnd = ({ book }: MachineState<CandidacyBook>, statute: Statute): string | undefined => {
  if (!book.probationFrom) return undefined;
  const { end } = minimum(statute.calendar, book.probationFrom, spanOf(statute, 'cadre.probation'));
  return book.probationUntil ? maxDay(end, book.probationUntil) : end;
};

/** One person's way to a post, from the inspection object to the end of the probation: each stage is passed by the inspector for this person. */
export const candidacy: Procedure<CandidacyBook> = {
  name: 'candidacy',
  subject: 'case',
  at: ['committee', 'work-committee', 'general-branch'],
  child: true,
  readers: 'offices',
  proposed: ({ subject }) => (subject ? [subject] : []),
  neverImported: true,
  without: OF_APPLICANTS,
  title: { zh: '人选考察任用', en: 'Candidacy' },
  noticeLeast: CADRE_NOTICE.least,
  openings: ['openCandidacy'],
  acts: { ...inspectionActs, ...consultationActs, ...decisionActs, ...publicityActs, ...appointmentActs, ...dropActs, ...annulledActs },
  happenings: {
    ...consultationHappenings,
    probationOver: {
      kind: 'probationOver',
      title: { zh: '试用期满', en: 'The probation is over' },
      apply: (state, fact) => {
        state.book.probationOver = fact.on;
      },
    },
  },
  newBook: newCandidacyBook,
  waitsFor: (state, step, statute) => {
    const { notice } = state.book;
    if (notice && !notice.completedOn && notice.step === step) return waitsForNotice(statute, notice, CADRE_NOTICE);
    if (step === 'C9') {
      const last = probationEnd(state, statute);
      return last ? { earliest: addDays(last, 1) } : undefined;
    }
    return undefined;
  },
  moments: (state, statute) => {
    const moments = isOpen(state, 'C5') && !state.steps.C5?.awaiting ? silences(state, statute) : [];
    const last = isOpen(state, 'C9') && !state.book.probationOver ? probationEnd(state, statute) : undefined;
    return last ? [...moments, { at: endOf(last), kind: 'probationOver', body: { step: 'C9', until: last } }] : moments;
  },
  /** What a step decided is forgotten when the candidacy was sent back before it, but that a body has decided; how it ended is reported to the post, once. */
  settle: (state, fact) => {
    const { book, steps, seq } = state;
    const fresh = (id: string): boolean => steps[id] === undefined || steps[id]?.openedSeq === seq;
    if (fresh('C4')) {
      Object.assign(book, { group: [], musts: {}, signatures: [] });
      for (const key of ['previewOn', 'talks', 'appraisal', 'integrityOn', 'inspectedOn'] as const) delete book[key];
    }
    if (fresh('C5')) {
      book.consultations = [];
      for (const key of ['coManager', 'league', 'mediated'] as const) delete book[key];
    }
    if (fresh('C6')) {
      delete book.decision;
      delete book.decidedOn;
      if (changedInLaw(fact, book)) delete book.taken;
    }
    if (book.notice && fresh(book.notice.step)) delete book.notice;
    if (fresh('C8')) {
      if (book.lateral) book.probation = true;
      for (const key of ['talkedOn', 'approvedOn', 'probationFrom', 'probationOver', 'lateral', 'leaves'] as const) delete book[key];
    }
    if (book.leaves && steps.C8?.closedSeq === seq)
      tellFromCase(
        state,
        fact,
        'leaveTrial',
        book.leaves.map((id) => ({ case: id, body: {} })),
      );
    if (state.phase === 'ended' && state.parent && !book.reported) {
      book.reported = true;
      if (state.ended?.how !== 'dropped' && state.subject)
        tellFromCase(state, fact, 'noteCandidacy', [
          { case: state.parent.id, body: { person: state.subject, outcome: state.ended?.how ?? 'ended' } },
        ]);
    }
  },
};
