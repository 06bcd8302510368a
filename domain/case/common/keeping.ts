import { z } from 'zod';
import { type Statute, stepOf } from '../../law/statute';
import type { Command } from '../command';
import { isHeldBy } from '../moves';
import { type Refusal, refuse } from '../refusal';
import { isAwaiting, isOpen, type MachineState, openSteps } from '../state';
import { isContest } from './contesting';
import { isEnding } from './endings';

/** What the acts that keep stalled cases moving have in common (design 9): they are of today, and an inspector's task is none of theirs. */

/** A deadline must not be extended, nor a desk changed, as of a day that is over. */
export const notToday = (command: Pick<Command, 'on'>, today: string): Refusal | undefined =>
  command.on === today
    ? undefined
    : refuse(
        'not-today',
        '这项操作只能在当天进行',
        'This is done on its own day',
        [`日期填写 ${today} 或不填`, `Give ${today}, or no day`],
        {
          pointer: '/on',
        },
      );

export const stepNotOpen = (state: MachineState, step: string): Refusal | undefined =>
  isOpen(state, step)
    ? undefined
    : refuse('step-not-open', '该步骤没有在办', 'That step is not open', ['从待办事项中选择步骤', 'Choose a step that waits'], {
        pointer: '/body/step',
      });

/** The step lies with the inspector: done and waiting for his verdict, also while he waits for a supplement, or his by the table. */
const isInspectors = (state: MachineState, statute: Statute, id: string): boolean =>
  isAwaiting(state, id) || (isOpen(state, id) && stepOf(statute, id)?.seat === 'inspector');

/** Held for something that only the inspection office settles; a contested record the committee settles itself, an ending waits for whom it is about. */
const isHeldByInspection = (state: MachineState): boolean => isHeldBy(state, (by) => !isContest(by) && !isEnding(by));

/**
 * Whoever could move an inspector's task could lean on him: nobody but the inspection office touches it. Of an act about the whole case any of its open
 * steps counts, and that it is held.
 */
export const inspectorsTask = (state: MachineState, statute: Statute, step?: string): Refusal | undefined => {
  const his = step === undefined ? openSteps(state).some((id) => isInspectors(state, statute, id)) : isInspectors(state, statute, step);
  if (!his && !(step === undefined && isHeldByInspection(state))) return undefined;
  return withInspector(step === undefined ? '/kind' : '/body/step');
};

const withInspector = (pointer: string): Refusal =>
  refuse(
    'inspectors-task',
    '正在由纪检人员办理, 管理员不得介入',
    'It lies with the inspector: an administrator does not touch it',
    [
      '等待纪检人员办理; 要求补充说明的, 由经办单位提交 (answerSupplement); 逾期的由上级纪检机构处理',
      'Wait for him; a supplement that he asked for is given by the desk that acted (answerSupplement); when he is overdue, the inspection office above sees to it',
    ],
    { pointer, clause: 'project.inspection' },
  );

/** What inspection examines, nobody else ends: whoever ended it would take it from under the examination, and could name the person anew. */
export const endsExamined = (state: MachineState): Refusal | undefined => (isHeldByInspection(state) ? withInspector('/kind') : undefined);

/** What stands under a post: a candidacy that inspection holds, one that a body has decided on. Looked up for what would end them with it, or stop it over them. */
export const Below = z.object({ heldBelow: z.boolean().optional(), decidedBelow: z.boolean().optional() });

/** Sent back or ended, a post drops its candidacies, suspended it stops over them: none that is examined, none on whom a body has decided, goes that way. */
export const droppedBelow = ({ heldBelow, decidedBelow }: z.infer<typeof Below>): Refusal | undefined => {
  if (heldBelow) return withInspector('/kind');
  return decidedBelow
    ? refuse(
        'already-resolved',
        '其中有人选已经讨论决定, 不能随职位一并退回、中止或终止',
        'A candidate of this post has been decided on: nobody drops him with the post',
        ['按该人选的程序办理; 批准有误的走撤销程序', 'Let his own candidacy go on; what was wrongly decided is annulled'],
        { pointer: '/kind', clause: 'project.inspection' },
      )
    : undefined;
};
