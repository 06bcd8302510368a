import type { Refusal } from '../domain/case/refusal';

/** Carries a refusal out of a transaction; the API turns it into problem+json. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
  }
}
