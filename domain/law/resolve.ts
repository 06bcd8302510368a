import type { Calendar } from '../calendar/calendar';
import type { Step } from '../case/step';
import type { Figure, FigureValue } from './figure';
import type { Overlay, Pack } from './pack';
import type { Statute } from './statute';

/** What is wrong with an overlay; each line names figure or step and why. Thrown as one error: a pack is configuration, not a person's typing. */
export class PackError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('; '));
    this.name = 'PackError';
  }
}

/** May a lower level move the figure there? Equal is always lawful. */
export const tightens = (figure: Figure, value: FigureValue): boolean => {
  if (JSON.stringify(value) === JSON.stringify(figure.value)) return true;
  if (typeof value !== typeof figure.value) return false;
  if (figure.tightens === 'any') return true;
  if (figure.tightens === 'on') return value === true;
  if (typeof value !== 'number' || typeof figure.value !== 'number') return false;
  if (figure.tightens === 'up') return value > figure.value;
  return figure.tightens === 'down' && value < figure.value;
};

const insertAfter = (steps: Step[], after: string, inserted: Step, faults: string[]): Step[] => {
  const index = steps.findIndex((step) => step.id === after);
  const before = steps[index];
  if (!before) {
    faults.push(`insert ${inserted.id}: there is no step ${after}`);
    return steps;
  }
  if (steps.some((step) => step.id === inserted.id)) faults.push(`insert ${inserted.id}: the id is taken`);
  const next = { ...inserted, then: before.then };
  return [...steps.slice(0, index), { ...before, then: [inserted.id] }, next, ...steps.slice(index + 1)];
};

/**
 * Base and overlays, from the province down to the school, as one law without its hash. An overlay that loosens a figure, removes a paper or cites a
 * clause that nobody gives is refused as a whole.
 *
 * @throws PackError with every fault
 */
export const resolve = (pack: Pack, overlays: readonly Overlay[], calendar: Calendar): Omit<Statute, 'hash'> => {
  const faults: string[] = [];
  const given = new Set(pack.clauses.map((clause) => clause.id));
  for (const overlay of overlays)
    for (const { id } of overlay.clauses) {
      if (given.has(id)) faults.push(`${overlay.id}: the clause ${id} is given already`);
      given.add(id);
    }
  const figures: Record<string, Figure> = { ...pack.figures };
  const clauses = Object.fromEntries(
    [...pack.clauses, ...overlays.flatMap((overlay) => overlay.clauses)].map((clause) => [clause.id, clause]),
  );
  let steps: Step[] = [...pack.steps];
  for (const overlay of overlays) {
    for (const [key, change] of Object.entries(overlay.figures)) {
      const base = figures[key];
      if (!base) faults.push(`${overlay.id}: there is no figure ${key}`);
      else if (!tightens(base, change.value))
        faults.push(
          `${overlay.id}: ${key} may not go from ${JSON.stringify(base.value)} to ${JSON.stringify(change.value)}, an overlay only tightens`,
        );
      else figures[key] = { ...base, ...change };
    }
    for (const [place, kinds] of Object.entries(overlay.papers)) {
      const [id, act] = place.split('/');
      const step = steps.find((one) => one.id === id);
      if (!step || !act || !step.acts.includes(act)) faults.push(`${overlay.id}: there is no act ${place}`);
      else
        steps = steps.map((one) =>
          one === step ? { ...one, papers: { ...one.papers, [act]: [...new Set([...(one.papers[act] ?? []), ...kinds])] } } : one,
        );
    }
    for (const { after, step } of overlay.insert) steps = insertAfter(steps, after, step, faults);
  }
  for (const [key, figure] of Object.entries(figures))
    for (const { clause } of [figure, ...(figure.extend ? [figure.extend] : [])])
      if (!clauses[clause]) faults.push(`${key} cites ${clause}, which nobody gives`);
  for (const step of steps) {
    if (!clauses[step.clause]) faults.push(`step ${step.id} cites ${step.clause}, which nobody gives`);
    for (const next of step.then)
      if (!steps.some((one) => one.id === next)) faults.push(`step ${step.id} leads to ${next}, which is missing`);
  }
  if (faults.length > 0) throw new PackError(faults);
  const edition = [`${pack.id}@${pack.edition}`, ...overlays.map((overlay) => `${overlay.id}@${overlay.edition}`)].join('+');
  return { procedure: pack.procedure, edition, figures, clauses, steps, calendar };
};
