import { endOf } from '../../calendar/day';
import { answered, closeStep, sendBack } from '../../case/moves';
import type { Happening, Procedure } from '../../case/procedure';
import { isOpen } from '../../case/state';
import { tellFromCase } from '../../case/telling';
import { OF_APPLICANTS } from '../parts/applicants';
import { competitionActs } from './acts-competition';
import { motionActs } from './acts-motion';
import { objectActs } from './acts-objects';
import { recommendationActs } from './acts-recommendation';
import { recordActs } from './acts-record';
import { newSelectionBook, proposedIn, type SelectionBook } from './book';
import { validUntil } from './validity';

const happenings: Record<string, Happening<SelectionBook>> = {
  childrenOpened: {
    kind: 'childrenOpened',
    title: { zh: '已为考察对象逐人立案', en: 'A candidacy was opened for each' },
    apply: (state, fact, statute) => {
      answered(state, fact.body.key);
      for (const row of (Array.isArray(fact.body.rows) ? fact.body.rows : []) as { subject?: string; case?: string; code?: string }[]) {
        const known = row?.subject ? state.book.candidates[row.subject] : undefined;
        if (!known || !row.subject) continue;
        // Somebody who is on the way to another post already: named here in vain.
        state.book.candidates[row.subject] = row.case ? { ...known, case: row.case } : { ...known, outcome: 'refused', code: row.code };
      }
      const all = Object.values(state.book.candidates);
      if (isOpen(state, 'KC') && all.length > 0 && all.every((one) => one.outcome)) closeStep(state, statute, 'KC', fact);
    },
  },
  recommendationExpired: {
    kind: 'recommendationExpired',
    title: { zh: '民主推荐超过有效期', en: 'The recommendation is no longer valid' },
    apply: (state, fact, statute) => {
      if (state.book.recommendedOn && !state.book.objectsFixedOn) sendBack(state, statute, 'K2', fact);
    },
  },
};

/** How a post is filled (选拔任用). The case is the post; from the inspection objects on each candidacy is a case of its own (`candidacy`). */
export const selection: Procedure<SelectionBook> = {
  name: 'selection',
  subject: 'case',
  about: 'unit',
  at: ['committee', 'work-committee', 'general-branch'],
  readers: 'offices',
  proposed: ({ book }) => proposedIn(book),
  neverImported: true,
  without: OF_APPLICANTS,
  title: { zh: '团干部选拔任用', en: 'Selection of a League cadre' },
  openings: ['analysePost'],
  acts: { ...motionActs, ...recommendationActs, ...competitionActs, ...objectActs, ...recordActs },
  happenings,
  newBook: newSelectionBook,
  moments: (state, statute) => {
    const until = validUntil(state, statute);
    return until ? [{ at: endOf(until), kind: 'recommendationExpired', body: { until, step: 'K2' } }] : [];
  },
  /** What a step decided is forgotten when the case was sent back before it; candidacies of a list that no longer stands are dropped. */
  settle: (state, fact) => {
    const { book, steps, seq } = state;
    const fresh = (id: string): boolean => steps[id] === undefined || steps[id]?.openedSeq === seq;
    if (fresh('K1')) delete book.plan;
    if (fresh('K1') && !steps.K2) delete book.route;
    if (fresh('K2') && book.route !== 'competition') {
      for (const key of ['talks', 'meeting', 'meetingSkipped', 'recommendedOn'] as const) delete book[key];
      book.nominees = [];
    }
    if (book.route === 'competition') {
      if (fresh('X1')) delete book.competition;
      else if (book.competition && fresh('X2')) Object.assign(book.competition, { entries: {}, examiners: [] });
      if (fresh('X3')) {
        if (book.competition) delete book.competition.ranked;
        book.nominees = [];
      }
    }
    if (fresh('K3') && !steps.KC) delete book.objectsFixedOn;
    if (!steps.KC || state.phase === 'ended') {
      const running = Object.entries(book.candidates).flatMap(([person, one]) =>
        one.case && !one.outcome ? [{ person, case: one.case }] : [],
      );
      if (running.length > 0)
        tellFromCase(
          state,
          fact,
          'dropCandidacy',
          running.map(({ case: id }) => ({ case: id, body: {} })),
        );
      for (const { person } of running) Object.assign(book.candidates[person] ?? {}, { outcome: 'dropped' });
    }
  },
};
