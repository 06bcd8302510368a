import { z } from 'zod';
import { figureCitation, type Statute, stepOf } from '../../law/statute';
import { dueExtended, dueOf, extensionLimit, type Lawful } from '../moments';
import { act } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import type { MachineState } from '../state';
import { inspectorsTask, notToday, stepNotOpen } from './keeping';
import { reasonMissing } from './shared';

const Body = z.strictObject({ step: z.string().min(1).max(16), days: z.int().min(1).max(366) });

const notExtendable = (statute: Statute, due: Lawful | undefined): Refusal =>
  due
    ? refuse(
        'not-extendable',
        `这项期限不能延长: ${figureCitation(statute, due.figure)}`,
        'The law of the case does not let this deadline be extended',
        ['催办或提级办理', 'Urge the desk, or escalate'],
        { pointer: '/body/step', clause: due.clause },
      )
    : refuse('no-deadline', '该步骤没有办理期限', 'The step has no deadline', ['无需延期', 'Nothing to extend'], { pointer: '/body/step' });

/** In time, and within what the pack lets it be extended by. */
const beyond = (state: MachineState, statute: Statute, { step, days }: z.infer<typeof Body>, today: string): Refusal | undefined => {
  const [due, limit] = [dueOf(state, statute, step), extensionLimit(state, statute, step)];
  if (!due || !limit) return notExtendable(statute, due);
  if (today > due.day)
    return refuse(
      'deadline-lapsed',
      `期限已于 ${due.day} 届满, 延期须在届满前决定`,
      `The deadline ended on ${due.day}; an extension is decided before that`,
      ['催办或提级办理', 'Urge the desk, or escalate'],
      { pointer: '/body/step', clause: limit.clause },
    );
  if ((dueExtended(state, statute, step, days)?.day ?? '') > limit.day)
    return refuse(
      'too-long',
      `最迟只能延长到 ${limit.day}`,
      `It can be extended until ${limit.day} at the latest`,
      ['减少延长天数', 'Extend by fewer days'],
      { pointer: '/body/days', clause: limit.clause },
    );
  return undefined;
};

/** A deadline is extended (延期) where the pack says that it may be, before it ends, with a written reason, by somebody above whoever has to keep it. */
export const extensionActs = {
  extendDeadline: act({
    kind: 'extendDeadline',
    fact: 'deadlineExtended',
    title: { zh: '延期', en: 'Extend a deadline' },
    body: Body,
    seats: ['administrator', 'higher-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    judge: ({ state, body, statute, command, today }) =>
      stepNotOpen(state, body.step) ??
      inspectorsTask(state, statute, body.step) ??
      notToday(command, today) ??
      beyond(state, statute, body, today) ??
      reasonMissing(command.papers, '延期须附书面理由', 'An extension needs a written reason'),
    apply: (state, fact, statute) => {
      const step = state.steps[fact.body.step];
      if (!step || !stepOf(statute, fact.body.step)) return;
      // The new day is reminded of like the first one.
      const { reminded: _, ...rest } = step;
      state.steps[fact.body.step] = { ...rest, extendedDays: (step.extendedDays ?? 0) + fact.body.days };
    },
  }),
};
