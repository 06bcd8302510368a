import { z } from 'zod';
import { end } from '../../case/moves';
import { act } from '../../case/procedure';
import { TOLD_BY_A_CASE } from '../parts/told';
import type { CandidacyBook } from './book';

export const dropActs = {
  /** The selection was sent back before its objects, or ended: the list on which this person stood no longer stands. */
  dropCandidacy: act<CandidacyBook, Record<string, never>>({
    ...TOLD_BY_A_CASE,
    kind: 'dropCandidacy',
    fact: 'candidacyDropped',
    title: { zh: '选拔退回或终止, 本人选程序随之结束', en: 'Dropped with the selection’s list' },
    body: z.strictObject({}),
    apply: (state, fact) => {
      if (!state.book.approvedOn) end(state, 'dropped', fact.on);
    },
  }),
  /** The appointment of the same person to another post was passed: he has left this one, in which he was on probation. */
  leaveTrial: act<CandidacyBook, Record<string, never>>({
    ...TOLD_BY_A_CASE,
    kind: 'leaveTrial',
    fact: 'trialLeft',
    title: { zh: '试用期内转任其他职位, 试用结束', en: 'Appointed to another post within the probation, which ends' },
    body: z.strictObject({}),
    clause: 'cadre.probation',
    apply: (state, fact) => {
      if (state.book.approvedOn) end(state, 'transferred', fact.on);
    },
  }),
};
