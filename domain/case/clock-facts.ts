import type { Happening } from './procedure';

/** Facts of the clock. They remind and mark; they never decide. */
export const clockHappenings: Record<string, Happening<unknown>> = {
  deadlineReminded: {
    kind: 'deadlineReminded',
    title: { zh: '到期提醒', en: 'Reminder of a deadline' },
    apply: (state, fact) => {
      const step = state.steps[String(fact.body.step)];
      if (step) state.steps[String(fact.body.step)] = { ...step, reminded: true };
    },
  },
  deadlineLapsed: {
    kind: 'deadlineLapsed',
    title: { zh: '逾期, 报上一级团委', en: 'Deadline lapsed, passed to the next higher committee' },
    apply: (state, fact) => {
      const step = state.steps[String(fact.body.step)];
      if (step) state.steps[String(fact.body.step)] = { ...step, lapsedOn: String(fact.body.due) };
    },
  },
};
