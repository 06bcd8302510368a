import { type Refusal, refuse } from '../domain/case/refusal';

/** Carries a refusal out of a transaction; the API turns it into problem+json. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
  }
}

/** One code for every route that keeps keys; the field is a header. */
export const KEY_REUSED = 'idempotency-key-reused';

export const keyReused = (): Refused =>
  new Refused(
    refuse(
      KEY_REUSED,
      '这个 Idempotency-Key 已用于另一个内容',
      'This Idempotency-Key was used for another request',
      ['新的内容用新的编号', 'Use a fresh key for a new request'],
      { pointer: '/Idempotency-Key' },
    ),
  );
