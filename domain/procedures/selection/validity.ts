import type { Day } from '../../calendar/day';
import { minimum } from '../../calendar/workdays';
import type { MachineState } from '../../case/state';
import { type Statute, spanOf } from '../../law/statute';
import type { SelectionBook } from './book';

/** Last day on which the recommendation is valid: one year for the post it was made for; undefined while there is none, or once objects were fixed in time. */
export const validUntil = (state: MachineState<SelectionBook>, statute: Statute): Day | undefined =>
  state.book.recommendedOn && !state.book.objectsFixedOn
    ? minimum(statute.calendar, state.book.recommendedOn, spanOf(statute, 'cadre.recommendValidity')).end
    : undefined;

export const isStale = (state: MachineState<SelectionBook>, statute: Statute, on: Day): boolean => {
  const until = validUntil(state, statute);
  return until !== undefined && on > until;
};
