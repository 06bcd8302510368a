import type { PaperRef, Party } from './command';

/**
 * Something that happened, past tense. Facts are the truth of a case: its state is their fold. `v` is the fact format; a later release keeps
 * folding every old one. Facts of the clock and of the system (a lapse, a number) have no actor.
 */
export interface Fact {
  readonly v: 1;
  readonly seq: number;
  readonly kind: string;
  /** Day of the act (Asia/Shanghai). */
  readonly on: string;
  /** When it became durable, milliseconds since the epoch, by the domain clock. */
  readonly at: number;
  readonly actor?: Party;
  readonly recorder?: Party;
  readonly commandId?: string;
  readonly occasion?: { readonly id: string; readonly machine: string };
  readonly body: Readonly<Record<string, unknown>>;
  readonly papers: readonly PaperRef[];
  /** Recorded later than the pack's limit, with an officer's reason (补录). */
  readonly late?: boolean;
  /** Brought in from paper: the recorder only typed it, and it counts for no signature of his. */
  readonly imported?: boolean;
  /** Imported from paper: what the rules would have refused on its day. A finding (问题线索), not an error. */
  readonly finding?: { readonly code: string; readonly clause?: string; readonly note?: boolean };
  /** Imported from paper: it did a step after the step's last lawful day. Nothing refuses that, then or now; it is a finding beside the other. */
  readonly overdue?: Overdue;
}

export interface Overdue {
  readonly step: string;
  /** The last lawful day. */
  readonly due: string;
  readonly clause: string;
  /** A year whose holiday notice is not loaded mattered: the last day may be a later one. */
  readonly provisional?: boolean;
  /** The figure is younger than the fact. */
  readonly note?: boolean;
}

export type FactDraft = Pick<Fact, 'kind' | 'body'> & { readonly on?: string };
