/** A mistake or lack that a person can do something about: one sentence and what to do, shown without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem';
}
