import { type Statute, stepOf } from '../../law/statute';
import type { Command } from '../command';
import { type Refusal, refuse } from '../refusal';
import type { MachineState } from '../state';
import { bookOf, markedStep } from './shared';

/** What happened to the person, or what the register found: it ends a case whatever the branch has resolved. */
const ENDS_BY_LAW: readonly string[] = ['over-age', 'deceased', 'enlisted', 'illness', 'already-member', 'duplicate'];

export const endsByLaw = (why: string): boolean => ENDS_BY_LAW.includes(why);

/** The clause of the decision that is still to come on what the branch resolved; undefined where it resolved nothing, or nobody decides after it. */
const awaited = (state: MachineState, statute: Statute): string | undefined =>
  bookOf(state).resolvedOn === undefined ? undefined : stepOf(statute, markedStep(statute, 'decision') ?? '')?.clause;

/**
 * Once the branch meeting has resolved, the committee decides on it collectively and by vote: no officer undoes a resolution alone. Formal breaches are
 * rejected by the committee, so a return comes with the minutes of its decision.
 */
export const undoesResolution = (state: MachineState, statute: Statute, { actor, papers }: Command): Refusal | undefined => {
  const clause = awaited(state, statute);
  if (clause === undefined || (actor.seat !== 'administrator' && papers.some(({ kind }) => kind === 'minutes'))) return undefined;
  return refuse(
    'branch-resolved',
    '支部大会已作出决议: 退回须由团委集体决定, 个人不能退回',
    'The branch meeting has resolved: only the committee sends it back, by a collective decision, no officer alone',
    [
      '由团委集体研究, 组织干事附会议记录 (minutes) 和书面理由退回; 或提交审批会表决',
      'The committee decides together, and its officer returns the case with the minutes (minutes) and a written reason; or put it to the approval meeting',
    ],
    { pointer: '/papers', clause },
  );
};

/** Nor is it ended for a reason that somebody gives: not to approve is the approval meeting's decision, with its written reason and a second look. */
export const endsResolution = (state: MachineState, statute: Statute, why: string): Refusal | undefined => {
  const clause = awaited(state, statute);
  return clause === undefined || endsByLaw(why)
    ? undefined
    : refuse(
        'branch-resolved',
        '支部大会已作出决议, 不能以其他理由终止',
        'The branch meeting has resolved: the case does not end for another reason',
        [
          '提交审批会表决; 不予批准的书面说明理由, 本人可以申请复核',
          'Put it to the approval meeting: if it does not approve, it says why in writing, and the applicant may ask for a second look',
        ],
        { pointer: '/body/why', clause },
      );
};
