import { addDays, diffDays, endOf, maxDay } from '../calendar/day';
import { deadline, minimum, nextWorkday } from '../calendar/workdays';
import { isOn, numberOf, type Statute, spanOf, stepOf } from '../law/statute';
import { endingMoments } from './common/endings';
import type { Moment, Procedure } from './procedure';
import { closedOn, isAwaiting, type MachineState, openSteps } from './state';

export interface Lawful {
  readonly day: string;
  readonly provisional: boolean;
  /** Clause and figure it comes from. */
  readonly clause: string;
  readonly figure: string;
}

/** `book.x`: a day that the procedure keeps (cultivation counts on after a transfer); else the closing of a step, or the step's own opening. */
const startOf = (state: MachineState, id: string, from: string): string | undefined => {
  if (from.startsWith('book.')) return (state.book as Record<string, string | undefined>)[from.slice(5)];
  return from === id ? state.steps[id]?.openedOn : closedOn(state, from);
};

/**
 * Last lawful day of an open step, or undefined where no clause sets one. It counts from the closing of the step that the table names; for a step that
 * was opened once more, from that day. Days on which the case was suspended or held, and those of an extension, are added, and the end again moves to a working day.
 */
export const dueOf = (state: MachineState, statute: Statute, id: string): Lawful | undefined => dueExtended(state, statute, id, 0);

/** The same, were it extended by so many days more. */
export const dueExtended = (state: MachineState, statute: Statute, id: string, days: number): Lawful | undefined =>
  dueWith(state, statute, id, 0, (state.steps[id]?.extendedDays ?? 0) + days);

/** The latest day to which the pack lets the step's deadline be extended; undefined where it is not extendable. */
export const extensionLimit = (state: MachineState, statute: Statute, id: string): Lawful | undefined => {
  const extend = statute.figures[stepOf(statute, id)?.due?.figure ?? '']?.extend;
  const limit = extend && dueWith(state, statute, id, extend.most, 0);
  return limit && { ...limit, clause: extend.clause };
};

const dueWith = (state: MachineState, statute: Statute, id: string, more: number, days: number): Lawful | undefined => {
  const step = stepOf(statute, id);
  const here = state.steps[id];
  if (!step?.due || !here) return undefined;
  const from = step.due.from === id || here.again ? here.openedOn : startOf(state, id, step.due.from);
  const figure = statute.figures[step.due.figure];
  if (!from || !figure) return undefined;
  const { end, provisional } = deadline(statute.calendar, from, spanOf(statute, step.due.figure, more));
  const later = (here.pausedDays ?? 0) + days;
  const moved = later ? nextWorkday(statute.calendar, addDays(end, later)) : undefined;
  return {
    day: moved?.end ?? end,
    provisional: provisional || (moved?.provisional ?? false),
    clause: figure.clause,
    figure: step.due.figure,
  };
};

/** First lawful day on which the step may close: the latest of its minimums. A minimum ends at 24:00 of its last day, so the day after. */
export const earliestOf = (state: MachineState, statute: Statute, id: string): Lawful | undefined => {
  let latest: Lawful | undefined;
  for (const span of stepOf(statute, id)?.notBefore ?? []) {
    const from = startOf(state, id, span.from);
    const figure = statute.figures[span.figure];
    if (!from || !figure) continue;
    const { end, provisional } = minimum(statute.calendar, from, spanOf(statute, span.figure));
    const day = addDays(end, 1);
    if (!latest || maxDay(day, latest.day) !== latest.day) latest = { day, provisional, clause: figure.clause, figure: span.figure };
  }
  return latest;
};

/** Until when the inspector's verdict is due; undefined while none is awaited, or while he himself waits for a supplement. */
export const verdictDueOf = (state: MachineState, statute: Statute, id: string): Lawful | undefined => {
  const signOff = stepOf(statute, id)?.signOff;
  const awaiting = state.steps[id]?.awaiting;
  const figure = signOff && statute.figures[signOff.due];
  if (!signOff || !figure || !awaiting || awaiting.supplement) return undefined;
  const { end, provisional } = deadline(statute.calendar, awaiting.since, spanOf(statute, signOff.due));
  const moved = awaiting.pausedDays ? nextWorkday(statute.calendar, addDays(end, awaiting.pausedDays)) : undefined;
  return { day: moved?.end ?? end, provisional: provisional || (moved?.provisional ?? false), clause: figure.clause, figure: signOff.due };
};

/** All moments at which the clock has something to say, in order. Nothing while suspended or held, but the end of the time to contest an ending. */
export const momentsOf = (procedure: Procedure, state: MachineState, statute: Statute): Moment[] => {
  if (state.phase === 'ended') return [];
  const moments: Moment[] = endingMoments(state);
  if (state.phase === 'open') {
    moments.push(...(procedure.moments?.(state, statute) ?? []));
    for (const id of openSteps(state)) {
      const step = state.steps[id];
      const verdict = isAwaiting(state, id);
      const due = verdict ? verdictDueOf(state, statute, id) : dueOf(state, statute, id);
      const here = verdict && step?.awaiting ? { ...step.awaiting, openedOn: step.awaiting.since } : step;
      if (!due || !here) continue;
      const facts = { step: id, due: due.day, clause: due.clause, ...(verdict ? { verdict } : {}) };
      if (!here.lapsedOn) moments.push({ at: endOf(due.day), kind: 'deadlineLapsed', body: facts });
      const lead = addDays(due.day, -numberOf(statute, 'ladder.leadDays'));
      if (!here.reminded && !here.lapsedOn && isOn(statute, 'ladder.reminds') && diffDays(here.openedOn, lead) > 0) {
        moments.push({ at: endOf(addDays(lead, -1)), kind: 'deadlineReminded', body: facts });
      }
    }
  }
  return moments.sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1));
};
