import { addDays, type Day, diffDays, maxDay, weekday } from '../calendar/day';
import { deadline, isWorkday } from '../calendar/workdays';
import { dueOf } from '../case/moments';
import type { Procedure } from '../case/procedure';
import type { MachineState } from '../case/state';
import type { OpenTask } from '../case/tasks';
import { clauseOf, type Statute, spanOf, stepOf } from '../law/statute';
import { orderedTasks, waitsByRule } from './holder';

/** Why a case stands still; the first that applies leads. */
export const REASONS = ['system-fault', 'held', 'calendar-missing', 'vacant', 'inspector-silent', 'overdue', 'idle'] as const;
export type ReasonCode = (typeof REASONS)[number];

export interface Reason {
  readonly code: ReasonCode;
  /** First day on which it was so. */
  readonly since: Day;
  /** Of the law that is passed by, or of the convention that calls it standing still. */
  readonly clause: string;
  readonly figure?: string;
  readonly due?: Day;
  readonly step?: string;
  readonly task?: OpenTask;
  /** Of a system fault: what is wrong, by code. It names no desk and no person. */
  readonly fault?: string;
}

/** Days on which a unit is closed (school holidays, pasture season), both included. */
export interface ClosedPeriod {
  readonly from: Day;
  readonly until: Day;
}

export interface Standing {
  readonly procedure: Procedure;
  readonly state: MachineState;
  readonly statute: Statute;
  readonly today: Day;
  /** Day of the newest thing that anybody did in the case. */
  readonly doneOn: Day;
  /** Whether anybody could do the task today. */
  readonly isVacant: (task: OpenTask) => boolean;
  /** Of the unit whose desk holds the case. */
  readonly closed?: readonly ClosedPeriod[];
  readonly faults?: readonly { readonly kind: string; readonly since: Day }[];
}

/** Every reason for which the case stands still today, the leading one first; none: it does not. */
export const reasonsOf = (standing: Standing): Reason[] => {
  if (standing.state.phase === 'ended') return [];
  const tasks = orderedTasks(standing.procedure, standing.state, standing.statute);
  const mine = tasks.filter((task) => !task.escalated && !waitsByRule(task, standing.today));
  return [
    fault(standing),
    held(standing, mine),
    calendar(standing, tasks),
    vacant(standing, mine),
    silent(standing, mine),
    overdue(standing, tasks),
    idle(standing, mine),
  ].filter((reason) => reason !== undefined);
};

const fault = ({ faults = [] }: Standing): Reason | undefined => {
  const [first] = [...faults].sort((a, b) => (a.since < b.since ? -1 : 1));
  return first && { code: 'system-fault', since: first.since, clause: 'project.record', fault: first.kind };
};

/** The oldest of the holds that lie on one another. */
const heldSince = (state: MachineState): Day | undefined => {
  let since: Day | undefined;
  for (let next = state.hold; next; next = next.under) if (!since || next.since < since) since = next.since;
  return since;
};

const held = ({ state, statute, today }: Standing, [task]: readonly OpenTask[]): Reason | undefined => {
  const since = state.phase === 'held' ? heldSince(state) : undefined;
  if (!since) return undefined;
  const figure = 'stall.heldDays';
  const { end } = deadline(statute.calendar, since, spanOf(statute, figure));
  if (today <= end) return undefined;
  return { code: 'held', since: addDays(end, 1), due: end, clause: clauseOf(statute, figure), figure, ...at(task) };
};

/** A notice whose days would be over, if the year that they run into were known. */
const calendar = ({ statute, today }: Standing, tasks: readonly OpenTask[]): Reason | undefined => {
  const task = tasks.find(({ unknownYear, earliest }) => unknownYear !== undefined && earliest !== undefined && earliest <= today);
  return task?.earliest ? { code: 'calendar-missing', since: task.earliest, clause: clauseOfStep(statute, task), ...at(task) } : undefined;
};

const vacant = ({ isVacant, statute }: Standing, mine: readonly OpenTask[]): Reason | undefined => {
  const task = mine.find(isVacant);
  return (
    task && { code: 'vacant', since: maxDay(task.since, task.earliest ?? task.since), clause: clauseOfStep(statute, task), ...at(task) }
  );
};

const isVerdict = (task: OpenTask): boolean => task.awaits === 'verdict';

const earliestDue = (tasks: readonly OpenTask[], today: Day): (OpenTask & { due: Day }) | undefined =>
  tasks
    .flatMap((task) => (task.due && task.due < today && !task.escalated ? [{ ...task, due: task.due }] : []))
    .sort((a, b) => (a.due < b.due ? -1 : 1))[0];

const silent = ({ statute, today }: Standing, mine: readonly OpenTask[]): Reason | undefined => {
  const task = earliestDue(mine.filter(isVerdict), today);
  const figure = task && stepOf(statute, task.step)?.signOff?.due;
  if (!task || !figure) return undefined;
  return { code: 'inspector-silent', since: addDays(task.due, 1), due: task.due, clause: clauseOf(statute, figure), figure, ...at(task) };
};

/** Figures of what is due without a step of the table, or beside its figure. */
const OWN_DAYS: Readonly<Record<string, string>> = { ending: 'record.contestDays', 'second-look': 'secondLook.answerDays' };

const overdue = ({ state, statute, today }: Standing, tasks: readonly OpenTask[]): Reason | undefined => {
  const others = tasks.filter((task) => !isVerdict(task));
  const task = earliestDue(others, today);
  if (!task) return undefined;
  const lawful = task.step === 'second-look' ? undefined : dueOf(state, statute, task.step);
  const figure = lawful?.figure ?? OWN_DAYS[task.step] ?? 'secondLook.askDays';
  return {
    code: 'overdue',
    since: addDays(task.due, 1),
    due: task.due,
    clause: lawful?.clause ?? clauseOf(statute, figure),
    figure,
    ...at(task),
  };
};

/** Nothing lawful to wait for, and nothing done for the pack's days. Closed periods of the unit do not count; a clause's deadline knows none. */
const idle = ({ state, statute, today, doneOn, closed = [] }: Standing, mine: readonly OpenTask[]): Reason | undefined => {
  if (state.phase !== 'open') return undefined;
  const could = mine.map((task) => ({ task, from: maxDay(task.since, task.earliest ? addDays(task.earliest, -1) : task.since) }));
  const [first] = could.sort((a, b) => (a.from < b.from ? -1 : 1));
  if (!first) return undefined;
  const figure = 'stall.idleDays';
  const end = idleEnd(statute, maxDay(doneOn, first.from), today, figure, closed);
  if (end === undefined) return undefined;
  return { code: 'idle', since: addDays(end, 1), clause: clauseOf(statute, figure), figure, ...at(first.task) };
};

/** The last day of the pack's patience, once it is over; closed days stretch it. */
const idleEnd = (statute: Statute, from: Day, today: Day, figure: string, closed: readonly ClosedPeriod[]): Day | undefined => {
  const span = spanOf(statute, figure);
  if ('months' in span) throw new Error(`${figure} counts days`);
  let left = 'workingDays' in span ? span.workingDays : span.days;
  const counts = (day: Day): boolean => {
    if (closed.some((period) => period.from <= day && day <= period.until)) return false;
    if ('days' in span) return true;
    const known = isWorkday(statute.calendar, day);
    return known === 'unknown' ? weekday(day) <= 5 : known;
  };
  for (let day = from; day < today; ) {
    if (left === 0) return day;
    day = addDays(day, 1);
    if (counts(day)) left -= 1;
    if (left === 0 && day < today) return day;
  }
  return undefined;
};

const clauseOfStep = (statute: Statute, task: OpenTask): string => stepOf(statute, task.step)?.clause ?? 'project.record';

const at = (task: OpenTask | undefined): Pick<Reason, 'step' | 'task'> => (task ? { step: task.step, task } : {});

/** Calendar days for which it has been so, today included. */
export const daysOf = (reason: Pick<Reason, 'since'>, today: Day): number => diffDays(reason.since, today) + 1;
