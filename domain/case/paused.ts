import type { Day } from '../calendar/day';
import type { Command } from './command';
import { type Refusal, refuse } from './refusal';
import type { MachineState } from './state';

type Under = Pick<Refusal, 'clause'>;

/** Said of whatever waits until the case goes on. */
export const suspendedNow = (under: Under = {}): Refusal =>
  refuse('suspended', '本案已中止', 'The case is suspended', ['等待恢复', 'Wait until it is resumed'], under);
export const heldNow = (under: Under = {}): Refusal =>
  refuse('held', '本案暂停办理', 'The case is held', ['等待恢复办理', 'Wait until it goes on'], under);

/** The day from which the case stands still; undefined while it is open. */
const pausedSince = (state: MachineState): Day | undefined => {
  const days = state.phase === 'suspended' && state.suspended ? [state.suspended.since] : [];
  for (let hold = state.hold; hold; hold = hold.under) days.push(hold.since);
  return days.sort()[0];
};

/**
 * Of a vote that an occasion tells: taken while the case stood open it stands, though the case was suspended or held before the minutes were closed. The
 * step closes; the case stands still as before, and so does whatever opens. A vote of a later day was none.
 */
export const votedWhilePaused = (
  state: MachineState,
  { on, occasion }: Pick<Command, 'on' | 'occasion'>,
  under: Under,
): Refusal | undefined => {
  if (state.phase === 'open') return undefined;
  const since = pausedSince(state);
  if (occasion && since !== undefined && on <= since) return undefined;
  return state.phase === 'suspended' ? suspendedNow(under) : heldNow(under);
};

/** What an inspector has stopped: by a suspension, a verdict or an investigation. */
export const stoppedByInspector = (state: MachineState, under: Under): Refusal | undefined => {
  if (state.suspended?.byInspector) return suspendedNow(under);
  for (let hold = state.hold; hold; hold = hold.under) if (hold.by.startsWith('investigation')) return heldNow(under);
  return undefined;
};
