import type { Statute } from '../law/statute';
import { stepOf } from '../law/statute';
import { canonical } from './canonical';
import { dueOf, earliestOf } from './moments';
import type { Procedure } from './procedure';
import { closedOn, isOpen, type MachineState } from './state';
import type { Span, Step } from './step';

/** What holds a step up, or lets it through. */
export const GATES = ['step', 'seat', 'acts', 'papers', 'consent', 'minimum', 'due', 'leads-to', 'blocked-by'] as const;

export interface Difference {
  readonly what: string;
  /** Of a gate: the step that it stands at. */
  readonly step?: string;
  readonly gate?: (typeof GATES)[number];
  /** The case has passed the step already: it matters only if the case is sent back. */
  readonly passed?: boolean;
  readonly from: string;
  readonly to: string;
}

const NOTHING = '-';
const list = (items: readonly string[]): string => (items.length > 0 ? [...items].sort().join(', ') : NOTHING);

/** A span in figures, so that a changed value shows at every gate that it governs. */
const inFigures = (law: Statute, { from, figure }: Span): string => {
  const found = law.figures[figure];
  return `${JSON.stringify(found?.value ?? null)} ${found?.unit ?? ''} from ${from} (${figure})`;
};

/** The gates of a step as the table has them, and for an open one the days and the obstacles that they come to. */
const gatesAt = (
  procedure: Procedure,
  state: MachineState,
  law: Statute,
  step: Step | undefined,
  today: string,
): Partial<Record<(typeof GATES)[number], string>> => {
  if (!step) return { step: NOTHING };
  const open = isOpen(state, step.id)
    ? { earliest: earliestOf(state, law, step.id)?.day, due: dueOf(state, law, step.id)?.day }
    : undefined;
  const day = (text: string, at: string | undefined): string => (at ? `${text}: ${at}` : text);
  return {
    step: step.id,
    seat: step.seat,
    acts: list(step.acts),
    papers: list(Object.entries(step.papers).flatMap(([act, kinds]) => kinds.map((kind) => `${act}: ${kind}`))),
    consent: step.consent ?? NOTHING,
    minimum: day(list(step.notBefore.map((span) => inFigures(law, span))), open?.earliest),
    due: day(step.due ? inFigures(law, step.due) : NOTHING, open?.due),
    'leads-to': list(step.then),
    ...(open ? { 'blocked-by': list((procedure.blockers?.(state, law, step.id, today) ?? []).map(({ code }) => code)) } : {}),
  };
};

/**
 * Everything that would differ if the case took the other law: figures, calendar, and at each step of either table each gate, with the days that it
 * comes to where the case stands. An empty list is a promise: whatever is lawful now stays so, and nothing else becomes so.
 */
export const differencesOf = (procedure: Procedure, state: MachineState, old: Statute, next: Statute, today: string): Difference[] => {
  const found: Difference[] = [];
  for (const key of new Set([...Object.keys(old.figures), ...Object.keys(next.figures)])) {
    const [from, to] = [JSON.stringify(old.figures[key]?.value ?? null), JSON.stringify(next.figures[key]?.value ?? null)];
    if (from !== to) found.push({ what: key, from, to });
  }
  for (const id of new Set([...old.steps, ...next.steps].map((step) => step.id))) {
    const [before, after] = [old, next].map((law) => gatesAt(procedure, state, law, stepOf(law, id), today));
    const passed = closedOn(state, id) ? { passed: true } : {};
    for (const gate of GATES) {
      const [from, to] = [before?.[gate] ?? NOTHING, after?.[gate] ?? NOTHING];
      if (from !== to) found.push({ what: `${gate} of ${id}`, step: id, gate, ...passed, from, to });
    }
  }
  const order = (law: Statute): string => law.steps.map(({ id }) => id).join(' ');
  if (order(old) !== order(next)) found.push({ what: 'steps', from: order(old), to: order(next) });
  if (canonical(old.calendar) !== canonical(next.calendar))
    found.push({ what: 'calendar', from: old.calendar.version, to: next.calendar.version });
  return found;
};
