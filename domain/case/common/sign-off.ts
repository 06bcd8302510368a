import { z } from 'zod';
import { diffDays } from '../../calendar/day';
import { type Statute, stepOf } from '../../law/statute';
import type { Command } from '../command';
import { end, hold, passStep, reopenStep, sendBack, signOffOf } from '../moves';
import { paperMissing } from '../papers';
import { act, type Context } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import { closedOn, isAwaiting, isOpen, type MachineState } from '../state';
import { newest } from '../undo';
import { notUndoable } from './redo';
import { askInvestigation, isApproved } from './shared';

/**
 * The inspector's conflicts in the case, looked up on the day of the act: acted in it, kin of whom it is about, that person's direct superior, complained
 * about it, or is that person. `substitute`: whether somebody else of the office, or of the one above it, is free of them.
 */
export const Impartiality = z.object({ conflicts: z.array(z.string()), substitute: z.boolean() });
export type Impartiality = z.infer<typeof Impartiality>;

const Named = z.strictObject({ step: z.string().min(1).max(16) });
const Verdict = Named.extend({
  verdict: z.enum(['pass', 'return', 'suspend', 'veto']),
  backTo: z.string().min(1).max(16).optional(),
});
type Verdict = z.infer<typeof Verdict>;

/**
 * The API gives the seat, and asks who may. The office that nobody can stand in for is looked at here once more: whatever way a command came to the case,
 * signed or not, only an inspector's is one.
 */
export const notInspector = ({ actor }: Pick<Command, 'actor'>): Refusal | undefined =>
  actor.seat === 'inspector'
    ? undefined
    : refuse(
        'forbidden',
        '此项须由纪检人员本人办理',
        'This is for an inspector',
        ['请纪检人员办理 (见 GET /api/cases/{id}/inspectors)', 'Ask an inspector (GET /api/cases/{id}/inspectors)'],
        { pointer: '/actor', clause: 'project.inspection' },
      );

export const recusal = ({ conflicts, substitute }: Impartiality): Refusal | undefined => {
  if (conflicts.length === 0) return undefined;
  return refuse(
    'recused',
    '与本案有利害关系的纪检人员应当回避',
    'An inspector with an interest in the case is recused',
    substitute
      ? ['由候补纪检人员办理 (见 GET /api/cases/{id}/inspectors)', 'Let the next substitute act (GET /api/cases/{id}/inspectors)']
      : [
          '本机构和上级机构已无可以办理的纪检人员, 请纪检机构负责人增派',
          'Nobody of this office or the one above is left; its head appoints another inspector',
        ],
    { pointer: '/actor', clause: 'project.inspection' },
  );
};

/** Only a step whose acts are done waits for a verdict; one that is still being worked on, or closed, does not. */
const notAwaiting = (state: MachineState, statute: Statute, id: string): Refusal | undefined => {
  if (stepOf(statute, id)?.signOff && isAwaiting(state, id)) return undefined;
  const waiting = statute.steps.filter((step) => isAwaiting(state, step.id)).map((step) => step.id);
  return refuse(
    'not-awaiting',
    '该环节没有在等待把关意见',
    'No verdict is awaited for this stage',
    waiting.length > 0
      ? [`现在等待把关的环节: ${waiting.join(', ')}`, `These wait for a verdict: ${waiting.join(', ')}`]
      : ['等经办单位办结该环节', 'Wait until whoever acts has finished the stage'],
    { pointer: '/body/step', clause: stepOf(statute, id)?.clause ?? 'project.inspection' },
  );
};

const wrongReturn = ({ state, statute, body }: Pick<Context<unknown, Verdict>, 'state' | 'statute' | 'body'>): Refusal | undefined => {
  if (body.verdict !== 'return')
    return body.backTo === undefined
      ? undefined
      : refuse('bad-field', '只有退回才填写 backTo', 'backTo goes with a return only', ['删去 backTo', 'Leave out backTo'], {
          pointer: '/body/backTo',
        });
  // Where a veto goes no further back than this very stage, what lies behind it is in force; only an annulment undoes that.
  if (body.backTo !== body.step && isApproved(state) && stepOf(statute, body.step)?.signOff?.vetoTo === body.step)
    return refuse(
      'already-approved',
      '任职已经生效, 只能退回本环节重新办理, 不能退回任职之前',
      'The appointment is in force: this stage is made anew, nothing before it',
      [
        `backTo 填 ${body.step}; 任职本身有误的, 由批准的机关启动撤销程序`,
        `Name ${body.step} itself; what was wrongly appointed is annulled by the body that approved`,
      ],
      { pointer: '/body/backTo', clause: 'project.inspection' },
    );
  const reached = statute.steps.map(({ id }) => id).filter((id) => id === body.step || closedOn(state, id));
  const lawful = reached.slice(0, reached.indexOf(body.step) + 1);
  return body.backTo !== undefined && lawful.includes(body.backTo)
    ? undefined
    : refuse(
        'no-way-back',
        '退回须写明退到本环节或已走过的哪一环节',
        'A return names this stage or an earlier one that was passed',
        [`backTo 可选: ${lawful.join(', ')}`, `backTo is one of ${lawful.join(', ')}`],
        { pointer: '/body/backTo', clause: 'project.inspection' },
      );
};

/** A body that has decided again after a veto has the last word on it; what is new against the person is examined. */
const overruled = (state: MachineState, statute: Statute, body: Verdict): Refusal | undefined =>
  body.verdict === 'veto' && stepOf(statute, body.step)?.signOff?.vetoTo && Object.values(state.steps).some((step) => step.vetoed)
    ? refuse(
        'body-has-decided',
        '决定机关已就否决意见重新作出决定, 不能再次否决',
        'The deciding body has decided again on the veto; its decision stands',
        ['有新问题线索的, 中止并启动核查 (suspend)', 'For new facts, suspend pending an investigation'],
        { pointer: '/body/verdict', clause: 'project.inspection' },
      )
    : undefined;

const SEAT = { seats: ['inspector'], via: ['person'], anywhere: true, signs: 'inspection', clause: 'project.inspection' } as const;

/** The discipline inspection office supervises and passes every stage (纪检监察部门对选拔的每个环节监督把关). Silence is never a pass. */
export const signOffActs = {
  giveVerdict: act<unknown, Verdict, Impartiality>({
    ...SEAT,
    kind: 'giveVerdict',
    fact: 'verdictGiven',
    title: { zh: '纪检把关意见', en: 'Give the inspector’s verdict' },
    body: Verdict,
    stepUp: true,
    evidence: Impartiality,
    judge: ({ state, statute, body, evidence, command }) =>
      notInspector(command) ??
      notAwaiting(state, statute, body.step) ??
      recusal(evidence) ??
      (state.steps[body.step]?.awaiting?.supplement
        ? refuse(
            'supplement-pending',
            '已要求补充说明, 收到后再作出意见',
            'A supplement was asked for; the verdict follows it',
            ['等待补充说明', 'Wait for the supplement'],
            { pointer: '/body/step', clause: 'project.inspection' },
          )
        : undefined) ??
      wrongReturn({ state, statute, body }) ??
      overruled(state, statute, body) ??
      paperMissing(command.papers, 'verdict-opinion', { clause: 'project.inspection' }),
    apply: (state, fact, statute) => {
      const { step, verdict, backTo } = fact.body;
      if (!isAwaiting(state, step)) return;
      if (verdict === 'pass') passStep(state, statute, step, fact);
      else if (verdict === 'return') sendBack(state, statute, backTo ?? step, fact);
      else if (verdict === 'suspend') {
        hold(state, statute, 'investigation', fact.on);
        askInvestigation(state, fact, { cause: 'verdict' });
      } else veto(state, statute, step, fact);
    },
  }),
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
        ? refuse('already-asked', '已要求补充说明', 'A supplement was asked for', ['等待补充说明', 'Wait for it'], {
            pointer: '/body/step',
          })
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
      state.steps[body.step]?.awaiting?.supplement
        ? paperMissing(command.papers, 'supplement', { clause: 'project.inspection' })
        : refuse('nothing-asked', '没有要求补充说明', 'No supplement was asked for', ['刷新后再看', 'Refresh'], { pointer: '/body/step' }),
    apply: (state, fact) => {
      const step = state.steps[fact.body.step];
      if (!step?.awaiting?.supplement) return;
      const { supplement, ...rest } = step.awaiting;
      const pausedDays = (rest.pausedDays ?? 0) + Math.max(0, diffDays(supplement.askedOn, fact.on));
      state.steps[fact.body.step] = { ...step, awaiting: { ...rest, pausedDays } };
    },
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
  /** The inspector attends a stage; the verdict may then be given on the spot, as soon as the stage is done. */
  attendStage: act<unknown, { step: string }, Impartiality>({
    ...SEAT,
    kind: 'attendStage',
    fact: 'stageAttended',
    title: { zh: '到场监督', en: 'Attend a stage' },
    body: Named,
    evidence: Impartiality,
    judge: ({ state, statute, body, evidence, command }) =>
      notInspector(command) ??
      (signOffOf(state, statute, body.step) && isOpen(state, body.step)
        ? recusal(evidence)
        : refuse('not-awaiting', '该环节现在不需要监督', 'Nothing is to be attended at this stage now', ['核对环节', 'Check the stage'], {
            pointer: '/body/step',
          })),
  }),
};

/** Before a decision a veto ends the case. After it, it stops everything and goes to the body that decided. */
export const veto = (state: MachineState, statute: Statute, step: string, fact: Parameters<typeof sendBack>[3]): void => {
  const to = stepOf(statute, step)?.signOff?.vetoTo;
  if (!to) {
    end(state, 'vetoed', fact.on);
    return;
  }
  if (to === step) {
    reopenStep(state, step, fact);
    state.round += 1;
  } else sendBack(state, statute, to, fact);
  const reopened = state.steps[to];
  if (reopened) state.steps[to] = { ...reopened, vetoed: { on: fact.on, step } };
};
