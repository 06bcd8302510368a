import type { Statute } from '../law/statute';
import { stepOf } from '../law/statute';
import type { Fact } from './fact';
import { startClock, stopClock } from './pauses';
import { type Ask, type Hold, isOpen, type MachineState, openSteps, type StepState } from './state';
import type { Step } from './step';
import type { Declined } from './undo';

/** The moves of a token through the table. They change the draft that `fold` made; nothing here refuses. */

export const openStep = (state: MachineState, id: string, fact: Fact): void => {
  state.steps[id] = { openedOn: fact.on, openedSeq: fact.seq };
};

/** Closes a step on the fact's day; one that the table gives to the inspector only waits for his verdict from then on. */
export const closeStep = (state: MachineState, statute: Statute, id: string, fact: Fact): void => {
  const step = state.steps[id];
  if (!step || step.closedOn || step.awaiting) return;
  if (signOffOf(state, statute, id)) state.steps[id] = { ...step, awaiting: { since: fact.on, seq: fact.seq } };
  else finishStep(state, statute, id, fact);
};

/** The inspector's pass: the one thing that closes a step of his. */
export const passStep = (state: MachineState, statute: Statute, id: string, fact: Fact): void => {
  const step = state.steps[id];
  if (!step?.awaiting || step.closedOn) return;
  const { awaiting: _, ...rest } = step;
  state.steps[id] = { ...rest, passedOn: fact.on };
  finishStep(state, statute, id, fact);
};

/** Opens what follows; the last open step that closes completes the case. */
const finishStep = (state: MachineState, statute: Statute, id: string, fact: Fact): void => {
  state.steps[id] = { ...(state.steps[id] as StepState), closedOn: fact.on, closedSeq: fact.seq };
  for (const next of stepOf(statute, id)?.then ?? [])
    if (!isOpen(state, next) && isChosen(state, statute, next)) openStep(state, next, fact);
  if (openSteps(state).length === 0) end(state, 'completed', fact.on);
};

const isSo = (state: MachineState, when: Step['when']): boolean => !when || (state.book as Record<string, unknown>)[when.book] === when.is;

const isChosen = (state: MachineState, statute: Statute, id: string): boolean => isSo(state, stepOf(statute, id)?.when);

/** The inspector's verdict that closes the step in this case; undefined where nobody's does. */
export const signOffOf = (state: MachineState, statute: Statute, id: string): Step['signOff'] => {
  const signOff = stepOf(statute, id)?.signOff;
  return signOff && isSo(state, signOff.when) ? signOff : undefined;
};

/** Sends the case back to a step that it has reached: the step reopens, every later one of the table is forgotten (its facts stay in the ledger). */
export const sendBack = (state: MachineState, statute: Statute, id: string, fact: Fact): void => {
  const order = statute.steps.map((step) => step.id);
  const from = order.indexOf(id);
  if (from < 0 || !state.steps[id] || state.phase === 'ended') return;
  for (const later of order.slice(from)) delete state.steps[later];
  reopenStep(state, id, fact);
  state.round += 1;
};

/**
 * A step that was refused, and so sent the case back, is decided anew: it opens once more, those before it stand as they stood. Only while the case still
 * stands where the refusal had sent it.
 */
export const standAgain = (state: MachineState, declined: Declined, fact: Fact): boolean => {
  if (!standsSentBack(state, declined)) return false;
  for (const id of openSteps(state)) delete state.steps[id];
  for (const [id, step] of Object.entries(declined.steps)) state.steps[id] = step;
  reopenStep(state, declined.step, fact);
  return true;
};

/** Nothing has been done since that would be thrown back: every open step is one that the refusal itself had opened. */
export const standsSentBack = (state: MachineState, { seq }: Pick<Declined, 'seq'>): boolean =>
  state.phase !== 'ended' && openSteps(state).every((id) => state.steps[id]?.openedSeq === seq);

export const reopenStep = (state: MachineState, id: string, fact: Fact): void => {
  state.steps[id] = { openedOn: fact.on, openedSeq: fact.seq, again: true };
};

/** Pauses the case. A suspended one stays suspended, and is held when it is resumed. */
export const hold = (state: MachineState, statute: Statute, by: string, since: string): void => {
  stopClock(state, statute, since);
  state.hold = { by, since, ...(state.hold ? { under: state.hold } : {}) };
  if (state.phase === 'open') state.phase = 'held';
};

/** Takes one reason away; the case goes on when none is left. */
export const unhold = (state: MachineState, is: (by: string) => boolean, on: string): void => {
  const kept: Hold[] = [];
  for (let next = state.hold; next; next = next.under) if (!is(next.by)) kept.push({ by: next.by, since: next.since });
  const top = kept.reduceRight<Hold | undefined>((under, next) => ({ ...next, ...(under ? { under } : {}) }), undefined);
  if (top) state.hold = top;
  else delete state.hold;
  if (state.phase === 'held' && !top) state.phase = 'open';
  startClock(state, on);
};

export const isHeldBy = (state: MachineState, is: (by: string) => boolean): boolean => {
  for (let next = state.hold; next; next = next.under) if (is(next.by)) return true;
  return false;
};

/** Ended is final. */
export const end = (state: MachineState, how: string, on: string): void => {
  if (state.phase === 'ended') return;
  state.phase = 'ended';
  state.ended = { how, on };
  delete state.hold;
  delete state.ending;
  delete state.stoppedOn;
  delete state.transfer;
};

export const ask = (state: MachineState, kind: string, args: Ask['args'] = {}, key = `${kind}:${state.round}:${state.seq}`): void => {
  if (!state.asks.some((other) => other.key === key)) state.asks.push({ key, kind, args: { round: state.round, ...args } });
};

export const answered = (state: MachineState, key: unknown): void => {
  state.asks = state.asks.filter((other) => other.key !== key);
};
