import { z } from 'zod';
import { end } from '../../case/moves';
import { act } from '../../case/procedure';

/**
 * What an annulment tells the case whose approval or appointment it took back, where that is still open (an appointee on trial, a ceremony to come): it is
 * over. One that has ended hears nothing: ended is final.
 */
export const annulledActs = {
  endAnnulled: act<unknown, Record<string, never>>({
    kind: 'endAnnulled',
    fact: 'caseAnnulled',
    title: { zh: '因撤销而结束', en: 'Ended by an annulment' },
    body: z.strictObject({}),
    seats: ['administrator'],
    via: ['occasion'],
    anywhere: true,
    rightless: true,
    unordered: true,
    phases: ['open', 'held', 'suspended'],
    apply: (state, fact) => end(state, 'annulled', fact.on),
  }),
};
