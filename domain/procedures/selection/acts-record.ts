import { z } from 'zod';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { isOpen } from '../../case/state';
import { TOLD_BY_A_CASE } from '../parts/told';
import type { SelectionBook } from './book';

/** What the candidacies report, and the record of the whole (全程纪实). */
export const recordActs = {
  noteCandidacy: act<SelectionBook, { person: string; outcome: string }>({
    ...TOLD_BY_A_CASE,
    kind: 'noteCandidacy',
    fact: 'candidacyEnded',
    title: { zh: '人选程序结束', en: 'A candidacy has ended' },
    body: z.strictObject({ person: z.uuid(), outcome: z.string().min(1).max(40) }),
    apply: (state, fact, statute) => {
      const { person, outcome } = fact.body;
      const one = state.book.candidates[person];
      if (!one || one.outcome || (one.case && fact.occasion && one.case !== fact.occasion.id)) return;
      state.book.candidates[person] = { ...one, case: one.case ?? fact.occasion?.id, outcome };
      if (outcome === 'completed') state.book.filled += 1;
      if (isOpen(state, 'KC') && Object.values(state.book.candidates).every((each) => each.outcome)) closeStep(state, statute, 'KC', fact);
    },
  }),
  fileRecord: act<SelectionBook, Record<string, never>>({
    kind: 'fileRecord',
    fact: 'recordFiled',
    title: { zh: '全程纪实归档', en: 'File the whole-process record' },
    body: z.strictObject({}),
    seats: ['committee-officer'],
    via: ['person'],
    signs: 'committee',
    apply: (state, fact, statute) => closeStep(state, statute, 'K10', fact),
  }),
};
