import { type Day, diffDays, maxDay } from '../calendar/day';
import type { Statute } from '../law/statute';
import { type MachineState, openSteps, type StepState } from './state';

/** A law that was resolved before this figure was given does not say; by it only the days of a suspension count. */
const countsHolds = (statute: Statute): boolean => statute.figures['pause.holds']?.value === true;

/** Before the case is suspended or held: from that day on no deadline of an open step runs. */
export const stopClock = (state: MachineState, statute: Statute, on: Day): void => {
  if (state.phase === 'open' && countsHolds(statute)) state.stoppedOn = on;
};

/**
 * After a reason to pause is gone: once none is left, the days on which the case stood move every deadline that was running. A step that opened, or a
 * verdict that came to be awaited, meanwhile counts from its own day; while a supplement is asked for, its answer counts them.
 */
export const startClock = (state: MachineState, on: Day): void => {
  const since = state.stoppedOn;
  if (!since || state.phase !== 'open') return;
  delete state.stoppedOn;
  for (const step of openOf(state)) {
    const { awaiting } = step.state;
    if (!awaiting?.supplement) move(state, step, diffDays(maxDay(since, awaiting?.since ?? step.state.openedOn), on));
  }
};

/** By a law without the figure: every open step alike, by the days of the suspension. */
export const startClockAfterSuspension = (state: MachineState, since: Day, on: Day): void => {
  if (!state.stoppedOn) for (const step of openOf(state)) move(state, step, diffDays(since, on));
};

const openOf = (state: MachineState): { id: string; state: StepState }[] =>
  openSteps(state).flatMap((id) => {
    const step = state.steps[id];
    return step ? [{ id, state: step }] : [];
  });

const move = (state: MachineState, { id, state: step }: { id: string; state: StepState }, days: number): void => {
  const { awaiting } = step;
  const moved = (before = 0): number => before + Math.max(0, days);
  state.steps[id] = awaiting
    ? { ...step, awaiting: { ...awaiting, pausedDays: moved(awaiting.pausedDays) } }
    : { ...step, pausedDays: moved(step.pausedDays) };
};

/** A supplement that is waited for no longer: the days of waiting are none of the inspector's. */
export const answerPending = (state: MachineState, id: string, on: Day): void => {
  const step = state.steps[id];
  if (!step?.awaiting?.supplement) return;
  const { supplement, ...rest } = step.awaiting;
  const pausedDays = (rest.pausedDays ?? 0) + Math.max(0, diffDays(supplement.askedOn, on));
  state.steps[id] = { ...step, awaiting: { ...rest, pausedDays } };
};
