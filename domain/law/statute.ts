import type { Calendar } from '../calendar/calendar';
import type { Step } from '../case/step';
import { type Clause, cite } from './clause';
import { type Figure, Share } from './figure';

/**
 * The law of one case: pack and overlays resolved, with the calendar's exception days. It is the workflow's input, so a running case keeps
 * the law it began with until it adopts another (`adoptPack`, `adoptCalendar`).
 */
export interface Statute {
  readonly procedure: string;
  readonly edition: string;
  /** sha256 of the canonical JSON of everything else; the ledger names it, so an old fact list can always be folded again. */
  readonly hash: string;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly clauses: Readonly<Record<string, Clause>>;
  readonly steps: readonly Step[];
  readonly calendar: Calendar;
}

/** The figure's value; a missing key is a broken pack, not a person's mistake, so it fails loudly. */
const figureOf = (statute: Statute, key: string): Figure => {
  const figure = statute.figures[key];
  if (!figure) throw new Error(`figure ${key} is missing in edition ${statute.edition}`);
  return figure;
};

export const numberOf = (statute: Statute, key: string): number => {
  const { value } = figureOf(statute, key);
  if (typeof value !== 'number') throw new Error(`figure ${key} is not a number`);
  return value;
};

export const shareOf = (statute: Statute, key: string): Share => Share.parse(figureOf(statute, key).value);

export const choiceOf = (statute: Statute, key: string): string => {
  const { value } = figureOf(statute, key);
  if (typeof value !== 'string') throw new Error(`figure ${key} is not a choice`);
  return value;
};

export const isOn = (statute: Statute, key: string): boolean => figureOf(statute, key).value === true;

export const clauseOf = (statute: Statute, key: string): string => statute.figures[key]?.clause ?? key;

/** A citation a person can read; an article that is not known is said to be "待核实". */
export const citation = (statute: Statute, clauseId: string): string => {
  const clause = statute.clauses[clauseId];
  return clause ? cite(clause) : clauseId;
};

/** The same for a figure: the number itself is marked "数字待核实" unless the project is certain of it. */
export const figureCitation = (statute: Statute, key: string): string => {
  const { clause, certainty } = figureOf(statute, key);
  const own = statute.clauses[clause]?.own === true;
  return `${citation(statute, clause)}${certainty === 'certain' || own ? '' : ' (数字待核实)'}`;
};

/** The span that a figure in days, working days or months stands for; `more` of the same unit added. */
export const spanOf = (statute: Statute, key: string, more = 0): { days: number } | { workingDays: number } | { months: number } => {
  const { unit } = figureOf(statute, key);
  const value = numberOf(statute, key) + more;
  if (unit === 'months') return { months: value };
  if (unit === 'workingDays') return { workingDays: value };
  if (unit === 'days') return { days: value };
  throw new Error(`figure ${key} is in ${unit}, which is not a span of time`);
};

export const stepOf = (statute: Statute, id: string): Step | undefined => statute.steps.find((step) => step.id === id);
