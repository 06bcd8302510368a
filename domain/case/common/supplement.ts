import { diffDays } from '../../calendar/day';
import { paperMissing } from '../papers';
import { answerPending } from '../pauses';
import { act } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import { isAwaiting, type MachineState } from '../state';
import { newest } from '../undo';
import { notUndoable } from './redo';
import { Impartiality, Named, notAwaiting, notInspector, recusal, SEAT } from './sign-off';

const nothingAsked = (state: MachineState, step: string): Refusal | undefined =>
  state.steps[step]?.awaiting?.supplement
    ? undefined
    : refuse('nothing-asked', '没有要求补充说明', 'No supplement was asked for', ['刷新后再看', 'Refresh'], { pointer: '/body/step' });

/**
 * What the inspector wants to know before his verdict (补充说明). The stage stays his while he waits: nobody ends or moves it meanwhile, and he may give his
 * verdict, or take the request back, without the answer.
 */
export const supplementActs = {
  /** His clock rests until the asked desk answers. */
  askSupplement: act<unknown, { step: string }, Impartiality>({
    ...SEAT,
    kind: 'askSupplement',
    fact: 'supplementAsked',
    title: { zh: '要求补充说明', en: 'Ask for a supplement' },
    body: Named,
    evidence: Impartiality,
    judge: ({ state, statute, body, evidence, command }) =>
      notInspector(command) ??
      notAwaiting(state, statute, body.step) ??
      recusal(evidence) ??
      (state.steps[body.step]?.awaiting?.supplement
        ? refuse(
            'already-asked',
            '已要求补充说明',
            'A supplement was asked for',
            [
              '等待补充说明, 或撤回要求 (withdrawSupplement), 或直接作出意见',
              'Wait for it, take the request back (withdrawSupplement), or give the verdict',
            ],
            { pointer: '/body/step', clause: 'project.inspection' },
          )
        : paperMissing(command.papers, 'supplement-request', { clause: 'project.inspection' })),
    apply: (state, fact) => {
      const step = state.steps[fact.body.step];
      if (step?.awaiting) state.steps[fact.body.step] = { ...step, awaiting: { ...step.awaiting, supplement: { askedOn: fact.on } } };
    },
  }),
  answerSupplement: act<unknown, { step: string }>({
    kind: 'answerSupplement',
    fact: 'supplementGiven',
    title: { zh: '提交补充说明', en: 'Give the supplement' },
    body: Named,
    seats: ['committee-officer', 'branch-secretary'],
    via: ['person'],
    anywhere: true,
    judge: ({ state, body, command }) =>
      nothingAsked(state, body.step) ?? paperMissing(command.papers, 'supplement', { clause: 'project.inspection' }),
    apply: (state, fact) => answerPending(state, fact.body.step, fact.on),
    undo: {
      instead: (others, { body }) => newest(others, (other) => other.fact === 'supplementAsked' && other.body.step === body.step),
      take: (state, { body, on, instead }) => {
        const step = state.steps[String(body.step)];
        if (!step?.awaiting || step.awaiting.supplement || !instead) return;
        const pausedDays = Math.max(0, (step.awaiting.pausedDays ?? 0) - Math.max(0, diffDays(instead.on, on)));
        state.steps[String(body.step)] = { ...step, awaiting: { ...step.awaiting, pausedDays, supplement: { askedOn: instead.on } } };
      },
      beyond: (state, { body }) =>
        isAwaiting(state, String(body.step))
          ? undefined
          : notUndoable('该环节已经把关, 补充说明不能再撤回', 'The stage was passed or returned: its supplement is not taken back', [
              '向纪检人员书面说明',
              'Write to the inspector',
            ]),
    },
  }),
  /** What he asked for has come to him in another way, or is not needed: his time goes on. */
  withdrawSupplement: act<unknown, { step: string }, Impartiality>({
    ...SEAT,
    kind: 'withdrawSupplement',
    fact: 'supplementWithdrawn',
    title: { zh: '撤回补充说明的要求', en: 'Take back the request for a supplement' },
    body: Named,
    evidence: Impartiality,
    judge: ({ state, body, evidence, command }) => notInspector(command) ?? recusal(evidence) ?? nothingAsked(state, body.step),
    apply: (state, fact) => answerPending(state, fact.body.step, fact.on),
  }),
};
