import type { Statute } from '../../law/statute';
import type { Fact } from '../fact';
import { type Refusal, refuse } from '../refusal';
import { isOpen, type MachineState } from '../state';
import { goBack, isApproved } from './shared';

/** A step that the act moved and did not close begins anew, unless the finding has sent the case behind it already. */
export const redo = (state: MachineState, statute: Statute, step: string, fact: Fact): void => {
  if (!isApproved(state) && isOpen(state, step) && state.steps[step]?.openedSeq !== fact.seq) goBack(state, statute, step, fact);
};

/** What was done lies outside the case, or is everybody’s by now: a finding here could not take it back. */
export const notUndoable = (zh: string, en: string, remedy: readonly [zh: string, en: string]): Refusal =>
  refuse('not-undoable', zh, en, remedy, { pointer: '/body/seq', clause: 'project.record' });

/** A notice is corrected where it hangs. */
export const ofTheNotice = (): Refusal =>
  notUndoable('公示事项在公示中更正, 不作为代录异议处理', 'What a notice said is corrected on the notice, not by a contest in the case', [
    '由承办人更正公示 (correctNotice), 或由团委组织干事退回公示步骤 (returnTo)',
    'Let whoever holds the notice correct it (correctNotice), or the committee’s officer send the case back to it (returnTo)',
  ]);

/** A vote is what the meeting resolved: that it failed is undone by another vote alone. */
export const ofTheMeeting = (): Refusal =>
  notUndoable(
    '表决未通过的结果以会议记录为准, 不能通过代录异议撤销',
    'That a vote failed stands in the meeting’s minutes; a contest does not undo it',
    ['向上一级团委反映, 由其核查会议记录', 'Turn to the next higher committee, which looks into the minutes'],
  );
