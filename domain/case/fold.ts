import type { Statute } from '../law/statute';
import { actMaking, actOf } from './acts';
import { clockHappenings } from './clock-facts';
import type { Command } from './command';
import { commonHappenings } from './common';
import { copy } from './copy';
import type { Fact } from './fact';
import { type Act, type Happening, levelOf, type Procedure } from './procedure';
import { isOpen, type MachineState, RING } from './state';

const happeningOf = (procedure: Procedure, kind: string): Happening<unknown> | undefined =>
  procedure.happenings[kind] ?? clockHappenings[kind] ?? commonHappenings[kind];

/** A machine before its first fact: its table's first step is open. */
export const newState = (
  procedure: Procedure,
  opening: Pick<MachineState, 'id' | 'unit' | 'committee' | 'higher' | 'subject' | 'parent'>,
  statute: Statute,
  on: string,
): MachineState => ({
  v: 1,
  ...opening,
  statute: statute.hash,
  procedure: procedure.name,
  seq: 0,
  phase: 'open',
  openedOn: on,
  lastOn: on,
  steps: { [statute.steps[0]?.id ?? '']: { openedOn: on, openedSeq: 0 } },
  round: 1,
  consents: {},
  signed: {},
  asks: [],
  ring: [],
  book: procedure.newBook(),
});

/** Could the act change anything here? Judge asks more; this is what old and imported facts must meet too. */
const hasPlace = (act: Act<unknown, never, never>, state: MachineState, statute: Statute): boolean =>
  state.phase !== 'ended' &&
  (act.anywhere === true || statute.steps.some((step) => step.acts.includes(act.kind) && isOpen(state, step.id)));

/** The next state's draft. The ring goes along as it is: nothing changes one, `remember` makes another; copied twice an Update it cost more than all the rest. */
const moved = ({ ring, ...before }: MachineState, fact: Fact): MachineState => ({ ...copy(before), ring, seq: fact.seq });

/** Applies an act's fact. One whose body no schema ever let through is passed over; a well-formed one that fails is our error, and loud. */
const applyAct = (
  procedure: Procedure,
  act: Act<unknown, never, never>,
  before: MachineState,
  fact: Fact,
  statute: Statute,
): MachineState => {
  const state = moved(before, fact);
  try {
    const level = fact.actor && levelOf(act, fact.actor.seat);
    if (level && fact.actor) {
      state.signed[fact.actor.id] ??= level;
      if (fact.recorder && !fact.imported) state.signed[fact.recorder.id] ??= level;
    }
    act.apply?.(state, fact as never, statute, (made) => actMaking(procedure, made));
    return state;
  } catch (error) {
    if (act.body.safeParse(fact.body).success) throw error;
    return moved(before, fact);
  }
};

/**
 * The next state. Total: an unknown, malformed or misplaced fact changes nothing but `seq`; it never refuses, so any stored list of facts folds on any
 * release. Throws only when facts come out of order, which is a broken ledger and must be loud.
 */
export const fold = (procedure: Procedure, before: MachineState, fact: Fact, statute: Statute): MachineState => {
  if (fact.seq !== before.seq + 1) throw new Error(`fact ${fact.seq} cannot follow ${before.seq}`);
  let state: MachineState;
  const act = actMaking(procedure, fact.kind);
  if (act) {
    if (!hasPlace(act, before, statute)) return moved(before, fact);
    state = applyAct(procedure, act, before, fact, statute);
  } else {
    state = moved(before, fact);
    happeningOf(procedure, fact.kind)?.apply(state, fact, statute);
  }
  procedure.settle?.(state, fact, statute);
  if (fact.actor && fact.on > state.lastOn && !act?.unordered) state.lastOn = fact.on;
  return state;
};

/** Hash of the law that a fact is folded under: an adoption takes effect with its own fact. */
export const lawOf = (fact: Fact, current: string): string =>
  fact.kind === 'packAdopted' || fact.kind === 'calendarAdopted' ? String(fact.body.to) : current;

/**
 * Remembers a command, so that it is known when it comes again after continue-as-new. Of those that are forgotten the newest time of issue stays: what is
 * not younger may be one of them. A command of the time before commands were dated counts as the oldest.
 */
export const remember = (state: MachineState, command: Pick<Command, 'id' | 'bodyHash' | 'issuedAt'>): void => {
  const at = command.issuedAt === undefined ? {} : { at: command.issuedAt };
  const ring = [...state.ring, { id: command.id, hash: command.bodyHash, seq: state.seq, ...at }];
  for (const gone of ring.slice(0, -RING)) state.forgottenAt = Math.max(state.forgottenAt ?? 0, gone.at ?? 0);
  state.ring = ring.slice(-RING);
};

/** Could it be one that was forgotten? Asked of a command that is not remembered. */
export const isForgotten = (state: MachineState, command: Pick<Command, 'issuedAt'>): boolean =>
  state.forgottenAt !== undefined && (command.issuedAt ?? 0) <= state.forgottenAt;

/** The fact that an accepted command becomes. */
export const factOf = (procedure: Procedure, state: MachineState, command: Command, at: number): Fact => {
  const act = actOf(procedure, command.kind);
  if (!act) throw new Error(`no act ${command.kind} in ${procedure.name}`);
  const parsed = act.body.safeParse(command.body);
  return {
    v: 1,
    seq: state.seq + 1,
    kind: act.fact,
    on: command.on,
    at,
    actor: command.actor,
    recorder: command.recorder,
    commandId: command.id,
    ...(command.occasion ? { occasion: command.occasion } : {}),
    body: {
      ...((parsed.success ? parsed.data : command.body) as Record<string, unknown>),
      ...Object.fromEntries((act.keeps ?? []).map((key) => [key, command.evidence[key]])),
    },
    papers: command.papers,
    ...(command.lateReason ? { late: true } : {}),
  };
};
