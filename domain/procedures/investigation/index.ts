import { commonActs } from '../../case/common';
import { answered } from '../../case/moves';
import type { Procedure } from '../../case/procedure';
import { investigationProcedureActs } from './acts';
import { joiningActs } from './acts-joining';
import { type InvestigationBook, newInvestigationBook } from './book';
import { heard } from './settle';

/**
 * The investigation (核查): a case of its own that only the inspection office reads. To everybody else the case that it examines is just held. It speaks
 * to that case in the name of the inspector who decided, and ends when the case has answered.
 */
export const investigation: Procedure<InvestigationBook> = {
  name: 'investigation',
  subject: 'case',
  about: 'unit',
  at: ['committee', 'work-committee', 'general-branch'],
  child: true,
  readers: 'inspectors',
  neverImported: true,
  // Neither the League's officers nor an inspector of another stage move it; only a new calendar and a unit's successor do.
  without: Object.keys(commonActs).filter((kind) => !['adoptCalendar', 'succeed'].includes(kind)),
  title: { zh: '核查', en: 'Investigation' },
  openings: ['openInvestigation'],
  acts: { ...investigationProcedureActs, ...joiningActs },
  happenings: {
    casesTold: {
      kind: 'casesTold',
      title: { zh: '被核查的案件已答复', en: 'The case has answered' },
      apply: (state, fact, statute) => {
        answered(state, fact.body.key);
        heard(state, statute, fact);
      },
    },
  },
  newBook: newInvestigationBook,
};
