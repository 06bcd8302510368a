import { z } from 'zod';
import type { Statute } from '../../law/statute';
import type { Command } from '../command';
import { ownHandMissing } from '../papers';
import { rememberRest, startClock, startClockAfterSuspension, stopClock } from '../pauses';
import { act } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import { closedOn, type MachineState } from '../state';
import { Standing, voteUntold } from '../untold';
import { dropEnding, endInName, endingWaits, endNow } from './endings';
import { Below, droppedBelow, inspectorsTask } from './keeping';
import { endsByLaw, endsDecision, endsResolution, endsUnderExamination, undoesResolution } from './resolved';
import { bookOf, Empty, goBack, isApproved, markedStep, noWayBack, reasonMissing } from './shared';
import { recusal } from './sign-off';

/** Reasons for which a case may be ended without fault of the applicant. */
export const ENDINGS = ['over-age', 'deceased', 'enlisted', 'illness', 'already-member', 'duplicate', 'other'] as const;

/** Of an inspector alone: what he has to do with the case. */
const Interests = { conflicts: z.array(z.string()).optional(), substitute: z.boolean().optional() };
const recusedHere = ({ conflicts = [], substitute = false }: { conflicts?: string[] | undefined; substitute?: boolean | undefined }) =>
  recusal({ conflicts, substitute });

const othersTask = (state: MachineState, statute: Statute, { actor }: Command): Refusal | undefined =>
  actor.seat === 'administrator' ? inspectorsTask(state, statute) : undefined;

/** Once the branch has resolved, or a body has decided, the case goes its way to the end; no administrator ends it in their place. */
const decidedAlready = (state: MachineState, statute: Statute, { actor }: Command): Refusal | undefined => {
  const decision = markedStep(statute, 'decision');
  const decided = bookOf(state).resolvedOn !== undefined || isApproved(state) || (decision !== undefined && closedOn(state, decision));
  return actor.seat === 'administrator' && decided
    ? refuse(
        'already-resolved',
        '支部大会已表决或机关已决定, 管理员不能终止',
        'The branch has resolved, or a body has decided: an administrator does not end the case',
        [
          '由有权机关继续办理; 批准有误的走撤销程序',
          'Let the body go on; what was wrongly approved is taken back by the annulment procedure',
        ],
        { pointer: '/kind', clause: 'project.administrator' },
      )
    : undefined;
};

/** What was approved ends by what happened to the person; what was wrongly approved is annulled by the body that did it. */
const inOffice = (state: MachineState, why: string): Refusal | undefined =>
  isApproved(state) && !['deceased', 'enlisted', 'illness'].includes(why)
    ? refuse(
        'already-approved',
        '已经批准, 不能以此理由终止',
        'Already approved: it does not end for this reason',
        ['批准有误的走撤销程序', 'What was wrongly approved is taken back by the annulment procedure'],
        { pointer: '/body/why', clause: 'project.administrator' },
      )
    : undefined;

/** Whether a case goes on: withdrawn, ended, suspended, sent back. */
export const standingActs = {
  withdraw: act({
    kind: 'withdraw',
    fact: 'withdrawn',
    title: { zh: '撤回申请', en: 'Withdraw' },
    body: Empty,
    seats: ['applicant'],
    via: ['person'],
    anywhere: true,
    phases: ['open', 'suspended', 'held'],
    clause: 'charter.voluntary',
    judge: ({ state, command, imported, statute }) =>
      isApproved(state)
        ? refuse(
            'already-approved',
            '已经批准接收, 不能再撤回申请',
            'Already approved, the application can no longer be withdrawn',
            ['如要退团, 另行书面提出', 'To leave the League, ask in writing; that is another procedure'],
            { clause: 'charter.voluntary' },
          )
        : (ownHandMissing({ command, imported }, 'charter.voluntary') ?? endingWaits(state, command, statute)),
    apply: (state, fact, statute) => endInName(state, fact, statute, 'withdrawn'),
    undo: { take: (state, { seq }, { on }) => dropEnding(state, seq, on) },
  }),
  endCase: act({
    kind: 'endCase',
    fact: 'caseEnded',
    title: { zh: '终止', en: 'End the case' },
    body: z.strictObject({ why: z.enum(ENDINGS) }),
    seats: ['committee-officer', 'administrator'],
    via: ['person', 'system'],
    anywhere: true,
    phases: ['open', 'suspended', 'held'],
    evidence: Below.extend(Standing.shape),
    judge: ({ state, body, command, statute, evidence }) => {
      const bySystem = command.signer.startsWith('worker');
      const others = bySystem
        ? undefined
        : (othersTask(state, statute, command) ??
          decidedAlready(state, statute, command) ??
          droppedBelow(evidence) ??
          inOffice(state, body.why) ??
          endsResolution(state, statute, body.why) ??
          endsUnderExamination(state, statute, body.why) ??
          endsDecision(state, command, body.why) ??
          // Nor is what a meeting has voted evaded while its minutes are open.
          (endsByLaw(body.why) ? undefined : voteUntold(evidence, 'project.record')));
      if (others) return others;
      const resolved = bookOf(state).resolvedOn;
      if (body.why === 'over-age' && resolved)
        return refuse(
          'resolved-in-time',
          '支部大会已在满 28 周岁前通过, 审批应当继续',
          'The branch resolved in time, approval goes on',
          ['继续审批', 'Go on with the approval'],
          { clause: 'charter.age' },
        );
      return bySystem && body.why === 'over-age'
        ? undefined
        : reasonMissing(command.papers, '终止须附书面理由', 'Ending a case needs a written reason');
    },
    apply: (state, fact) => {
      endNow(state, fact.body.why, fact.on);
    },
  }),
  suspend: act({
    kind: 'suspend',
    fact: 'suspended',
    title: { zh: '中止', en: 'Suspend' },
    body: z.strictObject({ why: z.enum(['investigation', 'illness', 'absence', 'other']) }),
    evidence: Below.extend({ byInspector: z.literal(true).optional(), ...Interests }),
    keeps: ['byInspector'],
    seats: ['committee-officer', 'inspector', 'administrator'],
    via: ['person'],
    anywhere: true,
    phases: ['open', 'held'],
    judge: ({ state, command, statute, evidence }) =>
      othersTask(state, statute, command) ??
      (command.actor.seat === 'inspector' ? undefined : droppedBelow(evidence)) ??
      recusedHere(evidence),
    apply: (state, fact, statute) => {
      stopClock(state, statute, fact.on);
      state.phase = 'suspended';
      state.suspended = { since: fact.on, ...((fact.body as { byInspector?: true }).byInspector ? { byInspector: true } : {}) };
    },
  }),
  resume: act({
    kind: 'resume',
    fact: 'resumed',
    title: { zh: '恢复', en: 'Resume' },
    body: Empty,
    seats: ['committee-officer', 'inspector', 'administrator'],
    via: ['person'],
    anywhere: true,
    phases: ['suspended'],
    evidence: z.object(Interests),
    judge: ({ state, command, evidence }) =>
      state.suspended?.byInspector && command.actor.seat !== 'inspector'
        ? refuse(
            'inspectors-task',
            '由纪检人员中止的, 由纪检人员恢复',
            'What an inspector suspended, an inspector resumes',
            ['请纪检人员恢复办理', 'Ask the inspector to resume it'],
            { pointer: '/kind', clause: 'project.inspection' },
          )
        : recusedHere(evidence),
    apply: (state, fact, statute) => {
      if (!state.suspended) return;
      startClockAfterSuspension(state, state.suspended.since, fact.on);
      rememberRest(state, statute, state.suspended.since, fact.on);
      delete state.suspended;
      state.phase = state.hold ? 'held' : 'open';
      startClock(state, fact.on);
    },
  }),
  returnTo: act({
    kind: 'returnTo',
    fact: 'returned',
    title: { zh: '退回', en: 'Return to a step' },
    body: z.strictObject({ step: z.string().max(16) }),
    seats: ['committee-officer', 'administrator'],
    via: ['person'],
    anywhere: true,
    evidence: Below.extend(Standing.shape),
    judge: ({ state, body, statute, command, evidence }) => {
      const wrong =
        othersTask(state, statute, command) ??
        droppedBelow(evidence) ??
        noWayBack(state, statute, body.step, '/body/step') ??
        undoesResolution(state, statute, command) ??
        voteUntold(evidence, 'project.record');
      if (wrong) return wrong;
      return reasonMissing(command.papers, '退回须附书面理由', 'A return needs a written reason');
    },
    apply: (state, fact, statute) => {
      goBack(state, statute, fact.body.step, fact);
    },
  }),
};
