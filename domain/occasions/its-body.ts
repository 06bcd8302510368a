import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import type { Seat } from '../case/step';
import { joinedIn } from './joint';
import type { OccasionBook } from './tell';

const COMMITTEE: readonly Seat[] = ['committee-officer', 'committee-approver'];
const BRANCH: readonly Seat[] = ['branch-secretary', 'branch-committee'];

/** Whoever holds no seat of the body that meets convenes, counts and closes nothing there. `joint`: the unit above has convened several branches. */
export const notItsBody = (kind: string, joint: boolean, seat: Seat, pointer: string): Refusal | undefined => {
  const approval = kind === 'approval';
  const seats = [...(approval || (joint && kind === 'branch') ? COMMITTEE : []), ...(approval ? [] : BRANCH)];
  return seats.includes(seat)
    ? undefined
    : refuse(
        'wrong-seat',
        approval ? '审批会由团委召集、主持和记录' : '支部大会由团支部召集、主持和记录',
        approval ? 'The approval meeting is the committee’s' : 'The branch meeting is the branch’s',
        approval
          ? ['由团委的委员或干事办理', 'Let an approver or an officer of the committee do it']
          : [
              '由该支部的书记或委员办理, 团委干事可代录 (actor)',
              'Let its secretary or a member of its committee do it; the officer may record it in their name (actor)',
            ],
        { pointer, clause: approval ? 'admission.approval' : 'admission.meeting' },
      );
};

/** The same of a meeting that has begun. */
export const notOfThisBody = (state: MachineState<OccasionBook>, seat: Seat): Refusal | undefined =>
  notItsBody(state.book.kind, joinedIn(state) !== undefined, seat, '/actor');
