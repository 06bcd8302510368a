import type { Statute } from '../law/statute';
import type { Fact } from './fact';
import type { Refusal } from './refusal';
import type { MachineState, StepState } from './state';

/**
 * How an act that was recorded in somebody’s name is taken back when its contest succeeds. The ledger keeps it: the finding’s own fact carries what taking
 * it back needs, and is the compensating entry.
 */

/** A fact of the ledger, as far as taking one back needs it. */
export interface Told {
  readonly fact: string;
  readonly seq: number;
  readonly on: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A step whose refusal sent the case back: how it and those before it stood until then. */
export interface Declined {
  /** The fact that sent it back. */
  readonly seq: number;
  readonly step: string;
  readonly steps: Readonly<Record<string, StepState>>;
}

export interface Undone extends Told {
  /** What the rest of the ledger says of the same thing; absent where nothing does. */
  readonly instead?: Told;
  readonly declined?: Declined;
}

/** An act that closed its step needs no more than to say that it can be undone (`{}`): the finding names the step from which it is done anew. */
export interface Undo<Book = unknown> {
  /** The step that the act decides, where a later fact closes it. */
  readonly step?: string;
  /** It opened the case: without it there is none. */
  readonly opening?: true;
  /** Which of the ledger’s other facts holds without it. */
  instead?(others: readonly Told[], undone: Told): Told | undefined;
  /** Whether what it says sends the case back: then the refused step opens again as it stood. */
  declines?(body: Readonly<Record<string, unknown>>): boolean;
  take?(state: MachineState<Book>, undone: Undone, fact: Fact, statute: Statute): void;
  /** Where it can no longer be taken back here: the refusal of the contest, with the way that is left. */
  beyond?(state: MachineState<Book>, undone: Told): Refusal | undefined;
}

/** How the maker of a fact says that it is undone; undefined where nobody says. */
export type Making = (fact: string) => { readonly undo?: Undo<never> } | undefined;

/** The newest of the facts that meets a condition. */
export const newest = (facts: readonly Told[], is: (told: Told) => boolean): Told | undefined =>
  facts.reduce<Told | undefined>((found, told) => (is(told) && (!found || told.seq > found.seq) ? told : found), undefined);
