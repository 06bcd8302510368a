import type { Party } from './command';
import type { Fact } from './fact';
import { ask } from './moves';
import type { MachineState } from './state';

/** The system's own watch; it stands in the record as itself, never as a person. */
export const SYSTEM: Party = { id: '00000000-0000-4000-8000-000000000001', seat: 'administrator' };

/** What an occasion, or a case, says to other cases: one command, a body for each. */
export interface Telling {
  readonly command: string;
  readonly on: string;
  readonly actor: Fact['actor'];
  readonly recorder: Fact['recorder'];
  readonly papers: Fact['papers'];
  readonly late?: boolean;
  /** `on`: a row's own day, where it is another than that of the telling. */
  readonly rows: readonly { readonly case: string; readonly body: Readonly<Record<string, unknown>>; readonly on?: string }[];
}

/** Cases told in one activity: small enough to retry, large enough to keep the history short. */
export const BATCH = 20;

/** Asks the worker to speak to cases, by Update, one after the other. `part`: one fact says the same to some of them with other papers. */
export const askTelling = (state: MachineState, seq: number, telling: Telling, part = ''): void => {
  for (let start = 0; start < telling.rows.length; start += BATCH)
    ask(
      state,
      'tellCases',
      { ...telling, rows: telling.rows.slice(start, start + BATCH) },
      `tell:${seq}:${telling.command}:${part}${start}`,
    );
};

/** One case speaks to others, as the system: what it says follows from its own facts, nobody decides anything by it. */
export const tellFromCase = (state: MachineState, fact: Pick<Fact, 'on' | 'seq'>, command: string, rows: Telling['rows']): void =>
  askTelling(state, fact.seq, { command, on: fact.on, actor: SYSTEM, recorder: SYSTEM, papers: [], rows });

/** What a case asks to be opened: children of its own procedure's making, one a row. */
export interface ChildAsk {
  readonly procedure: string;
  readonly act: string;
  readonly on: string;
  readonly rows: readonly { readonly subject?: string; readonly body: Readonly<Record<string, unknown>> }[];
}

export const askChildren = (state: MachineState, seq: number, children: ChildAsk): void =>
  ask(state, 'openChildren', { ...children }, `open:${seq}:${children.procedure}`);
