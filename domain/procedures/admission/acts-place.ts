import { z } from 'zod';
import { ask } from '../../case/moves';
import { act } from '../../case/procedure';
import { refuse } from '../../case/refusal';
import type { Statute } from '../../law/statute';
import type { AdmissionBook } from './book';
import { isDecided, isOutOfTurn, notFirst, ORDER_DECISION, QUEUED, Queued } from './place-queue';

/** By this law the number is given with the place, at the pre-review. */
export const withNumberAtReview = (statute: Statute): boolean => statute.figures['admission.numberAt']?.value === 'pre-review';

/** Who passed the pre-review while no place was left, or while others waited before him. */
export const placeActs = {
  requestPlace: act<AdmissionBook, Queued, Queued>({
    kind: 'requestPlace',
    fact: 'placeRequested',
    asks: true,
    title: { zh: '申请发展指标', en: 'Ask for a place' },
    body: z.strictObject({}) as z.ZodType<Queued>,
    evidence: Queued,
    keeps: QUEUED,
    seats: ['committee-officer'],
    via: ['person'],
    judge: ({ state, evidence, command, today }) => {
      if (!state.book.preReviewedOn || !state.book.waitingSince)
        return refuse('not-waiting', '本案没有在等待指标', 'The case does not wait for a place', ['先完成预审', 'Pre-review comes first'], {
          clause: 'admission.quota',
        });
      // Dated back it would take one of those that are free no more; of a paper past each act is of its own day.
      const year = command.on.slice(0, 4);
      if (year < today.slice(0, 4))
        return refuse(
          'places-lapsed',
          `${year} 年没有用掉的指标已于年底作废, 不能倒填日期申请`,
          `The places of ${year} that were free at its end have lapsed: none is asked for under a day of that year`,
          [`日期填写 ${today} 或不填, 申请今年的指标`, `Give ${today}, or no day, and ask for a place of this year`],
          { pointer: '/on', clause: 'admission.quota' },
        );
      const { queue } = evidence;
      return queue && isOutOfTurn(queue) && !isDecided(command.papers) ? notFirst(queue) : undefined;
    },
    apply: (state, fact, statute) => {
      delete state.book.shortage;
      const ahead = fact.body.queue !== undefined && isDecided(fact.papers);
      ask(state, 'reservePlace', {
        year: Number(fact.on.slice(0, 4)),
        withNumber: withNumberAtReview(statute),
        ...(ahead ? { ahead } : {}),
      });
    },
    mark: ({ papers }) =>
      papers.some(({ kind }) => kind === ORDER_DECISION)
        ? { zh: ' [附团委关于先后的书面决定]', en: ' [with the committee’s written decision on the order]' }
        : undefined,
  }),
  /** A number that could not be given (the ranges were empty) is asked for again once new ones have been received. */
  requestNumber: act<AdmissionBook, Record<string, never>>({
    kind: 'requestNumber',
    fact: 'numberRequested',
    asks: true,
    title: { zh: '重新申请编号', en: 'Ask for a number again' },
    body: z.strictObject({}),
    seats: ['committee-officer'],
    via: ['person'],
    anywhere: true,
    judge: ({ state }) =>
      state.book.place && !state.book.number && state.asks.length === 0
        ? undefined
        : refuse('not-waiting', '本案没有在等待编号', 'The case does not wait for a number', ['无需办理', 'Nothing to do'], {
            clause: 'admission.quota',
          }),
    apply: (state) => {
      ask(state, 'replaceNumber', { why: 'shortage', year: state.book.place?.year });
    },
  }),
};
