import type { Fact } from './fact';
import type { Happening } from './procedure';
import type { MachineState } from './state';

/** Marks the step, or, where a verdict is awaited, the inspector's own time. */
const mark = (state: MachineState, fact: Fact, with_: { reminded: true } | { lapsedOn: string }): void => {
  const id = String(fact.body.step);
  const step = state.steps[id];
  if (!step) return;
  if (!fact.body.verdict) state.steps[id] = { ...step, ...with_ };
  else if (step.awaiting) state.steps[id] = { ...step, awaiting: { ...step.awaiting, ...with_ } };
};

/** Facts of the clock. They remind and mark; they never decide. */
export const clockHappenings: Record<string, Happening<unknown>> = {
  deadlineReminded: {
    kind: 'deadlineReminded',
    title: { zh: '到期提醒', en: 'Reminder of a deadline' },
    apply: (state, fact) => mark(state, fact, { reminded: true }),
  },
  deadlineLapsed: {
    kind: 'deadlineLapsed',
    title: { zh: '逾期, 报上一级', en: 'Deadline lapsed, passed up' },
    // An inspector's silence is told to the office above his, never to a committee.
    mark: ({ body }) =>
      body.verdict ? { zh: '纪检机构', en: ' to the inspection office above' } : { zh: '团委', en: ' to the committee above' },
    apply: (state, fact) => mark(state, fact, { lapsedOn: String(fact.body.due) }),
  },
};
