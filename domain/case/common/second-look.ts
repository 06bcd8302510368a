import { z } from 'zod';
import { clauseOf } from '../../law/statute';
import { dueOf } from '../moments';
import { end, reopenStep, standAgain, standsSentBack } from '../moves';
import { act } from '../procedure';
import { refuse } from '../refusal';
import { type MachineState, openSteps } from '../state';
import type { Declined } from '../undo';
import { notUndoable } from './redo';
import { bookOf, markedStep, reasonMissing, releaseAll } from './shared';

/** The step that was declined, found in the ledger; absent where none sent the case back, and in commands of earlier releases. */
const Found = z.object({
  declined: z.object({ seq: z.number().int(), step: z.string(), steps: z.record(z.string(), z.unknown()) }).optional(),
});

/** About a decision that sent the case back; not about a committee's refusal, nor about silence. */
const isOfDecline = (state: MachineState): boolean => state.secondLook?.about === 'refused' && !bookOf(state).refusedOn;

/** Refused or ignored, the applicant may ask the next higher committee. */
export const secondLookActs = {
  requestSecondLook: act({
    kind: 'requestSecondLook',
    fact: 'secondLookRequested',
    title: { zh: '请上一级团委复核', en: 'Ask the next higher committee for a second look' },
    body: z.strictObject({ about: z.enum(['refused', 'ignored']) }),
    seats: ['applicant'],
    via: ['person'],
    anywhere: true,
    judge: ({ state, body, statute, today }) => {
      // A refusal that came while the silence before it was being looked at may be asked about as well.
      if (state.secondLook && !(state.secondLook.about === 'ignored' && body.about === 'refused'))
        return refuse('already-asked', '复核申请已在办理', 'A second look is already under way', ['等待答复', 'Wait for the answer'], {});
      if (!state.higher)
        return refuse(
          'no-higher',
          '本系统中没有上一级团委',
          'There is no committee above in this system',
          ['向系统外的上一级团委书面提出', 'Write to the committee above, outside this system'],
          { clause: clauseOf(statute, 'secondLook.answerDays') },
        );
      const late = openSteps(state).some((id) => {
        const due = dueOf(state, statute, id);
        return due !== undefined && today > due.day;
      });
      const refused = bookOf(state).refusedOn !== undefined || bookOf(state).declinedOn !== undefined;
      if (body.about === 'ignored' ? late : refused) return undefined;
      return refuse(
        'nothing-to-look-at',
        '只有被拒绝或逾期未办时可以请上一级复核',
        'A second look is for a refusal or an overdue step',
        ['在到期日之后再提出', 'Ask after the due day'],
        { pointer: '/body/about', clause: clauseOf(statute, 'secondLook.answerDays') },
      );
    },
    apply: (state, fact) => {
      state.secondLook = { askedOn: fact.on, about: fact.body.about, openedSeq: fact.seq };
    },
    undo: {
      take: (state, { seq }) => {
        if (state.secondLook?.openedSeq === seq) delete state.secondLook;
      },
      beyond: (state, { seq }) =>
        state.secondLook?.openedSeq === seq
          ? undefined
          : notUndoable('复核已经答复, 这项申请不能再撤销', 'The second look was answered: asking for it is not taken back any more', [
              '对答复有意见的, 向作出答复的团委书面反映',
              'Against the answer, write to the committee that gave it',
            ]),
    },
  }),
  answerSecondLook: act({
    kind: 'answerSecondLook',
    fact: 'secondLookAnswered',
    title: { zh: '答复复核', en: 'Answer the second look' },
    body: z.strictObject({ answer: z.enum(['upheld', 'reconsider']) }),
    evidence: Found,
    keeps: ['declined'],
    seats: ['higher-officer'],
    via: ['person'],
    anywhere: true,
    signs: 'higher',
    phases: ['open', 'held', 'suspended'],
    judge: ({ state, body, command, statute, evidence: { declined } }) => {
      if (!state.secondLook)
        return refuse('nothing-asked', '没有待答复的复核申请', 'No second look was asked for', ['刷新后再看', 'Refresh'], {});
      if (body.answer === 'reconsider' && isOfDecline(state) && declined && !standsSentBack(state, declined))
        return refuse(
          'nothing-to-reconsider',
          `未通过的决定之后本案已继续办理 (现为 ${openSteps(state).join('、')}), 没有可以重新考虑的决定`,
          `The case has gone on since it was declined (it stands at ${openSteps(state).join(', ')}): nothing is left to reconsider`,
          [
            '答复 upheld, 并在理由中说明; 本案由现在的步骤继续办理',
            'Answer "upheld" and say so in the reason; the case goes on from where it stands',
          ],
          { pointer: '/body/answer', clause: clauseOf(statute, 'secondLook.answerDays') },
        );
      return reasonMissing(command.papers, '答复须附书面理由', 'The answer needs a written reason');
    },
    apply: (state, fact, statute) => {
      const about = state.secondLook?.about;
      const ofDecline = isOfDecline(state);
      delete state.secondLook;
      const book = bookOf(state);
      if (about === 'refused') delete book.declinedOn;
      // Declined at its recommendation or its pre-review: decided anew there. What was done before stands, and its deadline counts from the answer.
      const { declined } = fact.body as { declined?: Declined };
      if (ofDecline && declined && fact.body.answer === 'reconsider') standAgain(state, declined, fact);
      if (about === 'refused' && book.refusedOn) {
        if (fact.body.answer === 'upheld') {
          end(state, 'refused', fact.on);
          releaseAll(state);
        } else {
          delete book.refusedOn;
          for (const id of openSteps(state)) delete state.steps[id];
          const decision = markedStep(statute, 'decision');
          if (decision) reopenStep(state, decision, fact);
        }
      }
    },
  }),
};
