import { z } from 'zod';
import { end } from '../../case/moves';
import { act } from '../../case/procedure';
import type { CandidacyBook } from './book';

export const dropActs = {
  /** The selection was sent back before its objects, or ended: the list on which this person stood no longer stands. */
  dropCandidacy: act<CandidacyBook, Record<string, never>>({
    kind: 'dropCandidacy',
    fact: 'candidacyDropped',
    title: { zh: '选拔退回或终止, 本人选程序随之结束', en: 'Dropped with the selection’s list' },
    body: z.strictObject({}),
    seats: ['administrator'],
    via: ['occasion'],
    anywhere: true,
    rightless: true,
    unordered: true,
    phases: ['open', 'held', 'suspended'],
    apply: (state, fact) => {
      if (!state.book.approvedOn) end(state, 'dropped', fact.on);
    },
  }),
};
