import type { Procedure } from '../case/procedure';
import type { MachineState } from '../case/state';
import { type OpenTask, tasksOf } from '../case/tasks';
import type { Statute } from '../law/statute';

/** With whom the time of a case is spent. `rule`: nothing may be done yet, or other cases bring it on; `held`: `investigation`, as whoever is no inspector reads it. */
export const HOLDERS = [
  'applicant',
  'contact',
  'branch',
  'committee',
  'higher',
  'inspector',
  'investigation',
  'held',
  'rule',
  'suspended',
  'system',
] as const;
export type Holder = (typeof HOLDERS)[number];

/** The case's tasks in the table's order. A state that was read from Postgres has its steps in any order. */
export const orderedTasks = (procedure: Procedure, state: MachineState, statute: Statute): OpenTask[] => {
  const place = new Map(statute.steps.map(({ id }, index) => [id, index]));
  // What stands in no table (a second look, a transfer, a finding) is asked for before the steps go on; side duties hold nothing up.
  const side = new Set((procedure.sideTasks?.(state) ?? []).map(({ step }) => step));
  return tasksOf(procedure, state, statute)
    .filter(({ step }) => !side.has(step))
    .sort((a, b) => (place.get(a.step) ?? -1) - (place.get(b.step) ?? -1));
};

export const waitsByRule = (task: Pick<OpenTask, 'earliest' | 'unknownYear'>, day: string): boolean =>
  task.unknownYear !== undefined || (task.earliest !== undefined && day < task.earliest);

/** Who holds the case on a day, and by which task. One holder at a time, so that the parts of a case's age add up. */
export const holderOn = (
  state: MachineState,
  tasks: readonly OpenTask[],
  day: string,
): { readonly holder: Holder; readonly task?: OpenTask } => {
  if (state.phase === 'suspended') return { holder: 'suspended' };
  if (state.asks.length > 0) return { holder: 'system' };
  const task = tasks.find((one) => !waitsByRule(one, day));
  if (!task) return { holder: 'rule', ...(tasks[0] ? { task: tasks[0] } : {}) };
  return { holder: task.step === 'held' && task.desk === 'inspector' ? 'investigation' : task.desk, task };
};

/** That there is an investigation is for inspectors alone (design: to everybody else the case is just held). */
export const shownHolder = (holder: Holder, inspects: boolean): Holder => (holder === 'investigation' && !inspects ? 'held' : holder);
