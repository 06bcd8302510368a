import { dayOf, maxDay } from '../calendar/day';
import type { Fact } from './fact';
import { isHeldBy } from './moves';
import type { MachineState } from './state';
import { tellFromCase } from './telling';

/** What the book of a case keeps of the notice that it is on, as far as every procedure knows of it. */
interface Hanging {
  readonly notice?: { readonly occasion: string; readonly completedOn?: string; readonly answers?: true; downOn?: string };
}

/** The notice that runs for the case, if its sheet hears what becomes of it; sheets of earlier releases do not. */
const hanging = (state: MachineState): NonNullable<Hanging['notice']> | undefined => {
  const { notice } = state.book as Hanging;
  return notice?.answers && !notice.completedOn && !notice.downOn ? notice : undefined;
};

export const isOnNotice = (state: MachineState): boolean => hanging(state) !== undefined;

/** The name comes down: this notice counts no more. */
export const takeDownName = (state: MachineState, fact: Fact): void => {
  const notice = hanging(state);
  if (!notice) return;
  notice.downOn = fact.on;
  tellFromCase(state, fact, 'takeDownEntry', [{ case: notice.occasion, body: { case: state.id } }]);
};

/** Nothing holds the case any more, or it has ended: a notice whose days were over meanwhile hears it, on the day on which it became known. */
export const tellNoticeOfGoingOn = (before: MachineState, state: MachineState, fact: Fact): void => {
  const notice = before.hold && !state.hold ? hanging(before) : undefined;
  // An objection's hold is the sheet's own: it has ruled on it.
  if (!notice || !isHeldBy(before, (by) => by !== notice.occasion)) return;
  const on = maxDay(fact.on, dayOf(fact.at));
  tellFromCase(state, { on, seq: fact.seq }, 'resumeEntry', [{ case: notice.occasion, body: { case: state.id } }]);
};
