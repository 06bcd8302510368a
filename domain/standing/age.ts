import { dayOf, startOf } from '../calendar/day';
import type { Fact } from '../case/fact';
import { fold, lawOf } from '../case/fold';
import type { Procedure } from '../case/procedure';
import type { MachineState } from '../case/state';
import type { Statute } from '../law/statute';
import { type Holder, holderOn, orderedTasks } from './holder';

/** A stretch of a case's life with one holder; seconds since the epoch, `until` not included. */
export interface Span {
  readonly holder: Holder;
  readonly from: number;
  readonly until: number;
  readonly step?: string;
  readonly org?: string;
}

export interface Age {
  readonly from: number;
  readonly until: number;
  readonly seconds: number;
  /** Seconds with each holder; they add up to `seconds`. */
  readonly parts: Readonly<Partial<Record<Holder, number>>>;
  readonly spans: readonly Span[];
}

/** When a fact changed hands: at its recording; what was brought in from paper, on the day that the paper has. */
export const momentOf = (fact: Fact): number => Math.floor((fact.imported ? startOf(fact.on) : fact.at) / 1000);

/**
 * A case's age, split by who held it. An act that was done and not yet recorded is still with whoever should record it; a lawful wait ends at 00:00 of
 * the first lawful day, also when no fact falls on it. The facts are the whole ledger of the case, in order; `law` gives the statute of a hash.
 */
export const ageOf = (
  procedure: Procedure,
  origin: MachineState,
  facts: readonly Fact[],
  law: (hash: string) => Statute,
  now: number,
): Age => {
  let statute = law(origin.statute);
  let state = origin;
  const spans: Span[] = [];
  const upTo = Math.floor(now / 1000);
  let at = Math.min(upTo, facts[0] ? momentOf(facts[0]) : startOf(origin.openedOn) / 1000);
  const from = at;
  facts.forEach((fact, index) => {
    statute = law(lawOf(fact, statute.hash));
    state = fold(procedure, state, fact, statute);
    if (state.phase === 'ended') return;
    const next = facts[index + 1];
    const until = next ? Math.min(upTo, Math.max(at, momentOf(next))) : upTo;
    for (const span of stretch(procedure, state, statute, at, until)) push(spans, span);
    at = until;
  });
  const parts: Partial<Record<Holder, number>> = {};
  for (const span of spans) parts[span.holder] = (parts[span.holder] ?? 0) + span.until - span.from;
  return { from, until: at, seconds: at - from, parts, spans };
};

/** Between two facts the holder changes only where a lawful wait runs out. */
const stretch = (procedure: Procedure, state: MachineState, statute: Statute, from: number, until: number): Span[] => {
  if (until <= from) return [];
  const tasks = orderedTasks(procedure, state, statute);
  const turns = tasks
    .flatMap(({ earliest }) => (earliest ? [startOf(earliest) / 1000] : []))
    .filter((turn) => turn > from && turn < until)
    .sort((a, b) => a - b);
  const edges = [from, ...new Set(turns), until];
  return edges.slice(0, -1).map((edge, index) => {
    const { holder, task } = holderOn(state, tasks, dayOf(edge * 1000));
    const where = { ...(task ? { step: task.step } : {}), ...(task?.org ? { org: task.org } : {}) };
    return { holder, from: edge, until: edges[index + 1] ?? until, ...where };
  });
};

/** Neighbours with one holder are one span. */
const push = (spans: Span[], span: Span): void => {
  const last = spans.at(-1);
  if (last && last.holder === span.holder && last.step === span.step && last.org === span.org)
    spans[spans.length - 1] = { ...last, until: span.until };
  else spans.push(span);
};
