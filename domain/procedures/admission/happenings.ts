import { answered, ask, closeStep, end } from '../../case/moves';
import type { Happening } from '../../case/procedure';
import type { AdmissionBook } from './book';
import { aheadMark, behindMark } from './place-queue';

/** Answers of the quota and number ledgers, and the end of the time for a second look. */
export const admissionHappenings: Record<string, Happening<AdmissionBook>> = {
  placeReserved: {
    kind: 'placeReserved',
    title: { zh: '指标已预留', en: 'A place is reserved' },
    mark: ({ body }) => aheadMark(body.passed),
    apply: (state, fact, statute) => {
      answered(state, fact.body.key);
      const place = { line: String(fact.body.line), round: Number(fact.body.round), year: Number(fact.body.year) };
      // Sent back, or moved to another committee, while the place was being reserved: it returns.
      if (state.phase === 'ended' || !state.book.preReviewedOn || place.round !== state.round) {
        ask(state, 'releasePlace', { why: state.ended?.how ?? 'returned', round: place.round });
        return;
      }
      // Past how many it went by the committee's decision: facts of earlier releases say nothing of it.
      state.book.place = { ...place, ...(typeof fact.body.passed === 'number' ? { passed: fact.body.passed } : {}) };
      if (typeof fact.body.number === 'string') state.book.number = fact.body.number;
      delete state.book.waitingSince;
      delete state.book.shortage;
      closeStep(state, statute, 'A7', fact);
    },
  },
  placeShort: {
    kind: 'placeShort',
    title: { zh: '指标或编号不足, 排队等待', en: 'No place or number left; waiting' },
    mark: ({ body }) => behindMark(body.before),
    apply: (state, fact) => {
      answered(state, fact.body.key);
      state.book.waitingSince ??= fact.on;
      state.book.shortage = String(fact.body.why);
    },
  },
  numberIssued: {
    kind: 'numberIssued',
    title: { zh: '核发发展团员编号', en: 'Development number issued' },
    apply: (state, fact) => {
      answered(state, fact.body.key);
      if (typeof fact.body.number === 'string') state.book.number = fact.body.number;
      delete state.book.shortage;
    },
  },
  numberShort: {
    kind: 'numberShort',
    title: { zh: '编号不足', en: 'No number left' },
    apply: (state, fact) => {
      answered(state, fact.body.key);
      state.book.shortage = String(fact.body.why);
    },
  },
  placeUsed: {
    kind: 'placeUsed',
    title: { zh: '指标已使用', en: 'The place is used' },
    apply: (state, fact) => {
      answered(state, fact.body.key);
      if (typeof fact.body.number === 'string') state.book.number = fact.body.number;
    },
  },
  certificateIssued: {
    kind: 'certificateIssued',
    title: { zh: '核发团员证', en: 'Certificate issued' },
    apply: (state, fact, statute) => {
      answered(state, fact.body.key);
      state.book.certificate = String(fact.body.number);
      closeStep(state, statute, 'A15', fact);
    },
  },
  certificateShort: {
    kind: 'certificateShort',
    title: { zh: '团员证编号不足或已被使用', en: 'No certificate left, or its number is taken' },
    apply: (state, fact) => {
      answered(state, fact.body.key);
      delete state.book.registeredOn;
      state.book.shortage = String(fact.body.why);
    },
  },
  refusalFinal: {
    kind: 'refusalFinal',
    title: { zh: '复核申请期满, 不予批准的决定生效', en: 'The time for a second look is over; the refusal stands' },
    apply: (state, fact) => {
      if (!state.book.refusedOn || state.secondLook) return;
      end(state, 'refused', fact.on);
      if (state.book.place) ask(state, 'releasePlace', { why: 'refused', round: state.book.place.round });
    },
  },
};
