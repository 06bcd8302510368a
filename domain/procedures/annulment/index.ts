import type { Procedure } from '../../case/procedure';
import { tellFromCase } from '../../case/telling';
import { decisionActs } from './acts-decision';
import { effectActs, forget } from './acts-effect';
import { examinationActs } from './acts-examination';
import { openingActs } from './acts-opening';
import { type AnnulmentBook, newAnnulmentBook } from './book';

/**
 * Taking back what was wrongly approved (撤销): by the body that approved it, on a finding, after hearing the person. The case that it is about keeps every fact;
 * what changes beside it (membership, numbers) changes when this one is completed, and never by the clock.
 */
export const annulment: Procedure<AnnulmentBook> = {
  name: 'annulment',
  subject: 'case',
  at: ['committee', 'work-committee', 'general-branch', 'branch'],
  follows: 'target',
  neverImported: true,
  // Nobody withdraws it, moves it, sends it back or ends it by himself: once opened, the body decides.
  without: [
    'giveConsent',
    'withdrawConsent',
    'informGuardian',
    'withdraw',
    'endCase',
    'returnTo',
    'requestTransfer',
    'acceptTransfer',
    'rejectTransfer',
    'cancelTransfer',
  ],
  title: { zh: '撤销发展或任用', en: 'Annulment' },
  openings: ['openAnnulment'],
  acts: { ...openingActs, ...examinationActs, ...decisionActs, ...effectActs },
  happenings: {},
  newBook: newAnnulmentBook,
  /** What still waits for the committee above is at its desk. */
  waitsFor: ({ book, higher }, step) =>
    step === 'N4' && higher && book.toldOn && !book.filedOn ? { seat: 'higher-officer', desk: 'higher' } : undefined,
  settle: (state, fact) => {
    forget(state);
    // An appointee on trial, or a member before the ceremony: the case that is still open ends with it.
    if (state.ended?.how !== 'completed' || !state.book.target || state.book.targetTold) return;
    state.book.targetTold = true;
    tellFromCase(state, fact, 'endAnnulled', [{ case: state.book.target, body: {} }]);
  },
};
