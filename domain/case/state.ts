import type { Trust } from './signers';

/**
 * The state of any machine (a case or an occasion): small, bounded, a pure fold of its facts. `book` is what its procedure keeps.
 */
/** What was done waits for the inspector's verdict (待纪检把关). */
export interface Awaiting {
  readonly since: string;
  readonly seq: number;
  /** Days during which a supplement was waited for, or the case was suspended or held: his clock rested. */
  readonly pausedDays?: number;
  /** Asked for by the inspector, not yet given: the asked desk holds the case. */
  readonly supplement?: { readonly askedOn: string };
  readonly reminded?: boolean;
  readonly lapsedOn?: string;
}

export interface StepState {
  /** Day the step opened: deadlines count from the closing of the step they name, this is for "since when". */
  readonly openedOn: string;
  readonly openedSeq: number;
  readonly closedOn?: string;
  readonly closedSeq?: number;
  /** Calendar days for which the case was suspended or held while the step was open; deadlines move by them. */
  readonly pausedDays?: number;
  readonly reminded?: boolean;
  readonly lapsedOn?: string;
  /** Calendar days by which its deadline was extended (延期). */
  readonly extendedDays?: number;
  /** The desk on which it was laid (转办), as long as it waits for that seat: a holder of the role, or the unit above that does the branch's work. */
  readonly assigned?: { readonly seat: string; readonly person?: string; readonly unit?: string; readonly on: string };
  /** The committee to which it was passed up (提级); the lower desk keeps its own task. */
  readonly escalatedTo?: string;
  /** Opened once more after a return: its deadline counts from then, whatever closed before. */
  readonly again?: boolean;
  readonly awaiting?: Awaiting;
  /** Day of the inspector's pass; a step that asks for one is closed by it alone. */
  readonly passedOn?: string;
  /** Reopened by a veto against what a body had decided: it decides again, and its decision stands. */
  readonly vetoed?: { readonly on: string; readonly step: string };
}

/** What the workflow asks the world for and waits on: a place, a number, an answer of cases. Removed by the fact that answers it. */
export interface Ask {
  readonly key: string;
  readonly kind: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export type Phase = 'open' | 'suspended' | 'held' | 'ended';

/** An ending that somebody recorded in another’s name: until when it may be contested, and how the case ends then. */
export interface Ending {
  readonly seq: number;
  readonly how: string;
  readonly on: string;
  /** Last day to contest it. */
  readonly until: string;
  /** In whose name. */
  readonly person: string;
  readonly seat: string;
}

/** Why the case pauses: an objection on a notice, `contest:seq` or `ending:seq`. One on top of the other; each is lifted by its own finding. */
export interface Hold {
  by: string;
  since: string;
  under?: Hold;
}

export interface MachineState<Book = unknown> {
  readonly v: 1;
  readonly id: string;
  readonly procedure: string;
  seq: number;
  phase: Phase;
  /** Branch and committee (团支部, 批准的团委) that answer for it. */
  unit: string;
  committee: string;
  /** Committee above, to which deadlines escalate and approvals are filed. */
  higher?: string;
  subject?: string;
  /** The case that opened this one (a candidacy's selection). */
  parent?: { readonly id: string; readonly procedure: string };
  openedOn: string;
  /** Day of the newest act: an act may not lie before the step it belongs to. */
  lastOn: string;
  steps: Record<string, StepState>;
  round: number;
  ended?: { how: string; on: string };
  /** `byInspector`: nobody else resumes it. */
  suspended?: { since: string; byInspector?: true };
  /** Day of the newest urging (催办): once a day. */
  urgedOn?: string;
  hold?: Hold;
  ending?: Ending;
  /** Day on which the case left `open`, while it is suspended or held: no deadline runs. By laws without `pause.holds`, absent. */
  stoppedOn?: string;
  transfer?: { to: string; toCommittee: string; toHigher?: string; since: string };
  consents: Record<string, { version: string; on: string; withdrawn?: boolean }>;
  /** Who signed at which level: the same person may not sign twice in one case. */
  signed: Record<string, string>;
  secondLook?: { askedOn: string; about: string; openedSeq: number };
  asks: Ask[];
  /** The newest commands, so that one repeated after continue-as-new is known. */
  ring: { id: string; hash: string; seq: number; at?: number }[];
  /** Newest time of issue, in milliseconds, among the commands that the ring has let go. */
  forgottenAt?: number;
  /** Signers added or closed since the run began. */
  trust?: Trust;
  statute: string;
  book: Book;
}

export const RING = 128;

export const openSteps = (state: MachineState): string[] =>
  Object.keys(state.steps).filter((id) => state.steps[id] && !state.steps[id]?.closedOn);

export const isOpen = (state: MachineState, step: string): boolean => {
  // Own steps only: `constructor` is no step, though every object has it.
  const found = Object.hasOwn(state.steps, step) ? state.steps[step] : undefined;
  return found !== undefined && found.closedOn === undefined;
};

/** Open, but done by whoever acts: only the inspector's verdict is missing. */
export const isAwaiting = (state: MachineState, step: string): boolean => isOpen(state, step) && state.steps[step]?.awaiting !== undefined;

export const closedOn = (state: MachineState, step: string): string | undefined => state.steps[step]?.closedOn;
