import { z } from 'zod';
import { Day } from '../../calendar/day';
import { act } from '../procedure';
import { refuse } from '../refusal';
import { isAwaiting, isOpen } from '../state';
import { notToday } from './keeping';

/** What the desk holds: its first lawful day, looked up with the act. Absent: it may act today. */
const Desk = z.object({ waitsUntil: Day.optional() });
const Body = z.strictObject({ step: z.string().min(1).max(16) });

/** Urging (催办) reminds whoever holds a step. It decides nothing, moves no deadline, and is no act of the case's own: an idle case stays idle. */
export const urgingActs = {
  urge: act<unknown, z.infer<typeof Body>, z.infer<typeof Desk>>({
    kind: 'urge',
    fact: 'urged',
    title: { zh: '催办', en: 'Urge' },
    body: Body,
    evidence: Desk,
    seats: ['administrator', 'committee-officer', 'higher-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    needsNoConsent: true,
    judge: ({ state, body, command, today, evidence }) => {
      if (!isOpen(state, body.step))
        return refuse('step-not-open', '该步骤没有在办', 'That step is not open', ['从待办事项中选择步骤', 'Choose a step that waits'], {
          pointer: '/body/step',
        });
      // Whoever could hurry the inspector could lean on him.
      if (isAwaiting(state, body.step) && !state.steps[body.step]?.awaiting?.supplement)
        return refuse(
          'inspectors-task',
          '纪检把关事项不由管理员催办',
          'Nobody urges the inspector',
          ['逾期的由上级纪检机构处理', 'When he is overdue, the inspection office above sees to it'],
          { pointer: '/body/step', clause: 'project.inspection' },
        );
      const backdated = notToday(command, today);
      if (backdated) return backdated;
      if (evidence.waitsUntil && today < evidence.waitsUntil)
        return refuse(
          'waits-by-rule',
          `依规等待中, ${evidence.waitsUntil} 前不能催办`,
          `It waits by rule until ${evidence.waitsUntil}`,
          [`等到 ${evidence.waitsUntil}`, `Wait until ${evidence.waitsUntil}`],
          { pointer: '/body/step', earliest: evidence.waitsUntil },
        );
      return state.urgedOn === today
        ? refuse('urged-today', '今天已经催办过', 'It has been urged today', ['明天再催办', 'Urge again tomorrow'], {})
        : undefined;
    },
    apply: (state, fact) => {
      state.urgedOn = fact.on;
    },
  }),
};
