import { z } from 'zod';
import { end } from '../../case/moves';
import { act } from '../../case/procedure';
import { TOLD_BY_A_CASE } from './told';

/**
 * What an annulment tells the case whose approval or appointment it took back, where that is still open (an appointee on trial, a ceremony to come): it is
 * over. One that has ended hears nothing: ended is final.
 */
export const annulledActs = {
  endAnnulled: act<unknown, Record<string, never>>({
    ...TOLD_BY_A_CASE,
    kind: 'endAnnulled',
    fact: 'caseAnnulled',
    title: { zh: '因撤销而结束', en: 'Ended by an annulment' },
    body: z.strictObject({}),
    apply: (state, fact) => end(state, 'annulled', fact.on),
  }),
};
