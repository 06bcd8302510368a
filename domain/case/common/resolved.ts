import { type Statute, stepOf } from '../../law/statute';
import type { Command } from '../command';
import { type Refusal, refuse } from '../refusal';
import type { MachineState } from '../state';
import { endsExamined } from './keeping';
import { bookOf, isApproved, markedStep } from './shared';

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

/** A body has decided for the person: what ends his candidacy before the appointment is the body's to say, or what happened to him. */
export const endsDecision = (state: MachineState, { actor, papers }: Command, why: string): Refusal | undefined =>
  bookOf(state).decidedOn === undefined ||
  isApproved(state) ||
  ENDS_BY_LAW.includes(why) ||
  (actor.seat === 'committee-officer' && papers.some(({ kind }) => kind === 'minutes'))
    ? undefined
    : refuse(
        'already-resolved',
        '该人选已经讨论决定, 个人不能以其他理由终止',
        'A body has decided for this person: nobody ends the candidacy for another reason alone',
        [
          '由决定机关集体研究, 组织干事附会议记录 (minutes) 和书面理由终止; 或按程序继续办理',
          'The body decides together, and its officer ends it with the minutes (minutes) and a written reason; otherwise it goes on',
        ],
        { pointer: '/papers', clause: 'cadre.decision' },
      );

/** What inspection supervises in every stage, and examines now, ends for what happened to the person, not for a reason that somebody gives. */
export const endsUnderExamination = (state: MachineState, statute: Statute, why: string): Refusal | undefined =>
  statute.steps.some(({ signOff }) => signOff) && !ENDS_BY_LAW.includes(why) ? endsExamined(state) : undefined;

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
