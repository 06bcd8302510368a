import { actOf } from '../case/acts';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { procedureOf } from '../procedures';
import { wrongMeeting } from '../procedures/annulment/acts-decision';
import type { AnnulmentBook } from '../procedures/annulment/book';
import { DECISION_TELLS } from './decision';
import { tellingOf } from './meeting';

/** What a meeting will tell its cases, by the act that convenes it; other occasions are no meetings. */
const toldBy = (convening: string, kind: string): string | undefined => {
  if (convening === 'conveneMeeting') return tellingOf(kind);
  return convening === 'conveneDecision' ? DECISION_TELLS : undefined;
};

/**
 * The refusal of a case that no vote of this meeting could ever reach: of a procedure that knows no such vote, or an annulment of what another meeting
 * decides. That a case is not yet ready for it is no refusal here: it may be when the meeting is held.
 */
export const misplaced = (convening: string, kind: string, state: MachineState): Refusal | undefined => {
  const told = toldBy(convening, kind);
  if (told === undefined) return undefined;
  const procedure = procedureOf(state.procedure);
  if (state.procedure === 'annulment' && ['decideApproval', DECISION_TELLS].includes(told))
    return wrongMeeting(state as MachineState<AnnulmentBook>, told === DECISION_TELLS ? 'candidacy' : 'admission');
  return actOf(procedure, told)
    ? undefined
    : refuse(
        'wrong-meeting',
        `“${procedure.title.zh}”不由这种会议表决`,
        `"${procedure.title.en}" is not voted on at this kind of meeting`,
        ['列入对它表决的会议', 'Put it on the meeting that votes on it'],
      );
};
