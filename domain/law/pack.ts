import type { Step } from '../case/step';
import type { Clause } from './clause';
import type { Figure, FigureValue } from './figure';

/** A rule pack (规则包): the national base for one procedure. */
export interface Pack {
  readonly id: string;
  readonly edition: string;
  readonly procedure: string;
  readonly clauses: readonly Clause[];
  readonly figures: Readonly<Record<string, Figure>>;
  readonly steps: readonly Step[];
  /** What the stages of its steps are called, in their order. */
  readonly stages?: Readonly<Record<string, Step['title']>>;
}

/**
 * A local rule (细则) laid over a pack by a province, county or school. It may tighten a figure, ask for more papers and insert steps;
 * it can never loosen or remove: `resolve` refuses one that tries.
 */
export interface Overlay {
  readonly id: string;
  readonly edition: string;
  /** The procedure whose pack it is laid over; default admission. */
  readonly procedure?: string;
  readonly name: string;
  readonly clauses: readonly Clause[];
  readonly figures: Readonly<Record<string, { value: FigureValue; since: string; clause: string; certainty: Figure['certainty'] }>>;
  readonly papers: Readonly<Record<string, readonly string[]>>;
  readonly insert: readonly { readonly after: string; readonly step: Step }[];
}
