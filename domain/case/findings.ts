import type { Statute } from '../law/statute';
import type { Fact, Overdue } from './fact';
import { dueOf } from './moments';
import { isOpen, type MachineState, openSteps } from './state';

/** What is read of a fact of the paper past: the rule that would have refused it, and the last day that it missed. */
export interface Finding {
  readonly code: string;
  readonly clause?: string;
  /** The law of its day did not ask for it yet. */
  readonly note?: boolean;
  readonly overdue?: Overdue;
}

/** Done, but after the last lawful day. */
export const DONE_LATE = 'done-late';

export const findingsOf = ({ finding, overdue }: Pick<Fact, 'finding' | 'overdue'>): Finding[] => [
  ...(finding ? [{ ...finding }] : []),
  ...(overdue ? [{ code: DONE_LATE, clause: overdue.clause, ...(overdue.note ? { note: true } : {}), overdue }] : []),
];

/** Findings that count against the case. */
export const countOf = (fact: Fact): number => findingsOf(fact).filter(({ note }) => !note).length;

/**
 * The last day that a fact missed: a maximum is judged by the day of the act. A step is done when the fact closed it, or when it is one of the step's own
 * acts and the step is open no more (an approval that is refused opens the time for a second look instead).
 */
export const overdueBy = (before: MachineState, after: MachineState, statute: Statute, on: string, kind?: string): Overdue | undefined => {
  for (const id of openSteps(before)) {
    const due = isOpen(after, id) ? undefined : dueOf(before, statute, id);
    if (!due || on <= due.day) continue;
    const own = kind !== undefined && statute.steps.some((step) => step.id === id && step.acts.includes(kind));
    if (!own && !after.steps[id]?.closedOn) continue;
    const since = statute.figures[due.figure]?.since;
    return {
      step: id,
      due: due.day,
      clause: due.clause,
      ...(due.provisional ? { provisional: true } : {}),
      ...(since && since > on ? { note: true } : {}),
    };
  }
  return undefined;
};
