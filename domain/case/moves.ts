import type { Statute } from '../law/statute';
import { stepOf } from '../law/statute';
import type { Fact } from './fact';
import { type Ask, isOpen, type MachineState, openSteps } from './state';

/** The moves of a token through the table. They change the draft that `fold` made; nothing here refuses. */

export const openStep = (state: MachineState, id: string, fact: Fact): void => {
  state.steps[id] = { openedOn: fact.on, openedSeq: fact.seq };
};

/** Closes a step on the fact's day and opens what follows; the last open step that closes completes the case. */
export const closeStep = (state: MachineState, statute: Statute, id: string, fact: Fact): void => {
  const step = state.steps[id];
  if (!step || step.closedOn) return;
  state.steps[id] = { ...step, closedOn: fact.on, closedSeq: fact.seq };
  for (const next of stepOf(statute, id)?.then ?? []) if (!isOpen(state, next)) openStep(state, next, fact);
  if (openSteps(state).length === 0) end(state, 'completed', fact.on);
};

/** Sends the case back: the step reopens, every later step of the table is forgotten (its facts stay in the ledger). */
export const sendBack = (state: MachineState, statute: Statute, id: string, fact: Fact): void => {
  const order = statute.steps.map((step) => step.id);
  const from = order.indexOf(id);
  if (from < 0) return;
  for (const later of order.slice(from)) delete state.steps[later];
  openStep(state, id, fact);
  state.round += 1;
  delete state.hold;
  if (state.phase === 'held') state.phase = 'open';
};

export const end = (state: MachineState, how: string, on: string): void => {
  state.phase = 'ended';
  state.ended = { how, on };
  delete state.hold;
  delete state.transfer;
};

export const ask = (state: MachineState, kind: string, args: Ask['args'] = {}, key = `${kind}:${state.round}:${state.seq}`): void => {
  if (!state.asks.some((other) => other.key === key)) state.asks.push({ key, kind, args: { round: state.round, ...args } });
};

export const answered = (state: MachineState, key: unknown): void => {
  state.asks = state.asks.filter((other) => other.key !== key);
};
