import type { z } from 'zod';
import type { Statute } from '../law/statute';
import type { Command } from './command';
import type { Fact } from './fact';
import type { Refusal } from './refusal';
import type { SignerKey } from './signers';
import type { MachineState, Phase } from './state';
import type { Desk, Seat, Text } from './step';
import type { Making, Undo } from './undo';

export interface Context<Book = unknown, Body = unknown, Evidence = unknown> {
  readonly state: MachineState<Book>;
  readonly body: Body;
  readonly evidence: Evidence;
  readonly command: Command;
  readonly statute: Statute;
  /** Today by the domain clock, Asia/Shanghai. For an imported act: the act's own day. */
  readonly today: string;
  /** Brought in from paper. */
  readonly imported?: boolean;
  /** Keys that the run trusts; absent where there is no run yet. */
  readonly signers?: readonly SignerKey[];
  readonly making?: Making;
}

/**
 * One command of a procedure: who may give it, what it carries, the one real rule, and what its fact does to the state.
 * `judge` may change with any release (it runs before the decision); `apply` must fold every old fact for ever and never refuse.
 */
export interface Act<Book = unknown, Body = unknown, Evidence = unknown> {
  readonly kind: string;
  /** Kind of the fact, past tense. */
  readonly fact: string;
  readonly title: Text;
  readonly body: z.ZodType<Body>;
  readonly evidence?: z.ZodType<Evidence>;
  /** Keys of the evidence that the fact keeps, because its fold needs them. */
  readonly keeps?: readonly string[];
  readonly seats: readonly Seat[];
  /**
   * `person`: given over the API; `occasion`: spoken by a notice, a meeting, a session or a ceremony; `system`: by the sweep's watch; `recovery`: by an
   * operator who holds the recovery key.
   */
  readonly via: readonly ('person' | 'occasion' | 'system' | 'recovery')[];
  /** Lawful in any open step (withdraw, transfer); otherwise only where the Statute's table lists it. */
  readonly anywhere?: boolean;
  readonly phases?: readonly Phase[];
  /** Lawful without the consent that the step asks for: it serves a third person, or only keeps the case in order. */
  readonly needsNoConsent?: boolean;
  /** The level that signs by this act; the same person may not sign at two levels of one case. */
  readonly signs?: string | Partial<Record<Seat, string>>;
  /** Told by the public, by the clock or by another case: whoever says it needs no seat in this one. */
  readonly rightless?: boolean;
  /** Its fact asks the world for something (a place, a number); whoever sends it waits a moment for the answer. Acts of occasions always may. */
  readonly asks?: boolean;
  /** A matter of whoever is named in it: no interest in the case bars him. */
  readonly ofOneself?: boolean;
  /** Lawful while the step waits for the inspector's verdict, which otherwise rests every act of the step. */
  readonly whileAwaiting?: boolean;
  /** A decision: the session that sends it must have given its second factor within the last minutes, where one is enrolled or required. */
  readonly stepUp?: boolean;
  /** May be dated before the newest act (a class hour entered afterwards). */
  readonly unordered?: boolean;
  /** A vote: told when the minutes are closed, it keeps its day, whatever the case did since, from the day on which its step opened. */
  readonly keepsDay?: boolean;
  /** A vote that the committee above takes where recusals leave the case's own without a quorum; its judge asks `notAbove`. */
  readonly above?: boolean;
  /** Rests on what was done in the other cases of its parent: looked up and registered one after the other, so that two at a moment do not both find room. */
  readonly amongSiblings?: boolean;
  readonly clause?: string;
  /** What its fact adds to its sentence in the timeline, where it was no ordinary one. */
  mark?(fact: Fact): Text | undefined;
  /** How it is undone when somebody in whose name it was recorded contests it with success; every act that may be recorded for another says so. */
  readonly undo?: Undo<Book>;
  /** Only in some cases of the procedure: in the others it is nothing that anybody waits for. */
  serves?(state: MachineState<Book>): boolean;
  judge?(context: Context<Book, Body, Evidence>): Refusal | undefined;
  apply?(state: MachineState<Book>, fact: Fact & { readonly body: Body }, statute: Statute, making?: Making): void;
}

/** Facts that no command makes: the clock's, the system's and the answers of the world. */
export interface Happening<Book = unknown> {
  readonly kind: string;
  readonly title: Text;
  mark?(fact: Fact): Text | undefined;
  apply(state: MachineState<Book>, fact: Fact, statute: Statute): void;
}

export interface SideTask {
  readonly step: string;
  readonly seat: Seat;
  readonly desk: Desk;
  readonly since: string;
}

export interface Waits {
  readonly seat?: Seat;
  readonly desk?: Desk;
  readonly due?: string;
  readonly earliest?: string;
  readonly unknownYear?: string;
  readonly idle?: true;
}

export interface Moment {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * A procedure: a table of steps (in its pack), its acts and its happenings. A second procedure is another value of this type, run by
 * the same judge, fold and workflow.
 */
export interface Procedure<Book = unknown> {
  readonly name: string;
  readonly subject: 'case' | 'occasion';
  /** Whom a case is about: a person (default), or the unit itself (a post to be filled, a committee to be elected). */
  readonly about?: 'person' | 'unit';
  /** Kinds of organisation at which a case may be opened; default a branch. */
  readonly at?: readonly string[];
  /** Opened by another case only, never over the API. */
  readonly child?: boolean;
  /** Key of its opening's body that names an earlier case: it is opened where that lies, about the same person. */
  readonly follows?: string;
  /** Who may read it: everybody whom it concerns (default), the offices without those whom it is about or decides on, or the inspectors alone. */
  readonly readers?: 'concerned' | 'offices' | 'inspectors';
  /**
   * Persons on whom its officers decide, as far as they are known: nobody acts on himself, or on kin, here or on an occasion of theirs. Absent where rights or
   * the act's own rule see to it.
   */
  proposed?(state: MachineState<Book>): readonly string[];
  /** No act of it can be brought in from paper: each of its stages wants the inspector's own verdict. */
  readonly neverImported?: boolean;
  /** Figure of the shortest notice that its cases may hang on. */
  readonly noticeLeast?: string;
  /** Acts of every case that this procedure does not know. */
  readonly without?: readonly string[];
  readonly title: Text;
  /** Acts that open it. */
  readonly openings: readonly string[];
  readonly acts: Readonly<Record<string, Act<Book, never, never>>>;
  readonly happenings: Readonly<Record<string, Happening<Book>>>;
  newBook(): Book;
  /** Runs after every fact: keeps the book true to the steps (a case sent back forgets what later steps had decided). */
  settle?(state: MachineState<Book>, fact: Fact, statute: Statute): void;
  /**
   * Where the table is not the whole truth: a step that has been decided by the branch waits for the committee's filing, one ends on a day that no figure of
   * the table gives, or waits for nobody (idle), since what it waits for is a task of its own.
   */
  waitsFor?(state: MachineState<Book>, step: string, statute: Statute): Waits | undefined;
  /** Duties beside the steps; they hold nothing up. */
  sideTasks?(state: MachineState<Book>): SideTask[];
  /** Why a step cannot close today, in the words of the refusal: what a grey button says. */
  blockers?(state: MachineState<Book>, statute: Statute, step: string, today: string): Refusal[];
  /** Moments beside the steps' own deadlines. */
  moments?(state: MachineState<Book>, statute: Statute): Moment[];
}

/** The level at which a seat signs by an act; undefined when it signs nothing. */
export const levelOf = (act: Pick<Act, 'signs'>, seat: Seat): string | undefined =>
  typeof act.signs === 'string' ? act.signs : act.signs?.[seat];

/** Keeps the body's type inside one definition while the registry forgets it. */
export const act = <Book, Body, Evidence = unknown>(definition: Act<Book, Body, Evidence>): Act<Book, never, never> =>
  definition as unknown as Act<Book, never, never>;
