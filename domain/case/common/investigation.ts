import { z } from 'zod';
import { stepOf } from '../../law/statute';
import { end, hold, isHeldBy, unhold } from '../moves';
import { paperMissing } from '../papers';
import { act } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import { openSteps } from '../state';
import { goBack, isApproved, noWayBack, releaseAll } from './shared';
import { Impartiality, notInspector, recusal, veto } from './sign-off';

/**
 * Held by a verdict that suspends, or by an investigation (核查) that speaks for itself. Why, only the inspection office knows. An investigation lifts its
 * own hold, and the verdict's when the verdict opened it: what a complaint brought up does not settle what the inspector saw.
 */
const heldFor = (occasion: string | undefined, ofVerdict: boolean | undefined) => (by: string) =>
  occasion === undefined ? by === 'investigation' : by === `investigation:${occasion}` || (ofVerdict === true && by === 'investigation');

const Result = z.strictObject({
  result: z.enum(['cleared', 'founded']),
  backTo: z.string().min(1).max(16).optional(),
  ofVerdict: z.literal(true).optional(),
});
type Result = z.infer<typeof Result>;

/** `running`: a pair examines what holds the case; looked up on the day, absent in commands of earlier releases. */
const Settling = Impartiality.extend({ running: z.boolean().default(false) });

/** While a pair examines a matter nobody settles it beside the pair, nor one of the pair without the conclusion and its letter. */
export const leftToThePair = (running: boolean): Refusal | undefined =>
  running
    ? refuse(
        'under-investigation',
        '已指派人员核查, 由核查结论处理, 其他人不得另行处理',
        'A pair was assigned and examines it: its conclusion settles the hold, nobody else does',
        [
          '由核查人员在核查案中作出结论 (concludeInvestigation); 需要换人的, 重新指派 (assignPair)',
          'Let the pair conclude the investigation (concludeInvestigation), or assign another pair (assignPair)',
        ],
        { pointer: '/kind', clause: 'project.inspection' },
      )
    : undefined;

/** An investigation pauses a case and lets it go on, go back, or end. To everybody else the case is just held. */
export const investigationActs = {
  holdForInvestigation: act<unknown, Record<string, never>>({
    kind: 'holdForInvestigation',
    fact: 'heldForInvestigation',
    title: { zh: '核查中', en: 'Held' },
    body: z.strictObject({}),
    seats: ['inspector'],
    via: ['occasion'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'held', 'suspended'],
    apply: (state, fact, statute) => hold(state, statute, `investigation:${fact.occasion?.id ?? ''}`, fact.on),
  }),
  settleInvestigation: act<unknown, Result, z.infer<typeof Settling>>({
    kind: 'settleInvestigation',
    fact: 'investigationSettled',
    title: { zh: '核查结论', en: 'Settle the investigation' },
    body: Result,
    stepUp: true,
    evidence: Settling,
    seats: ['inspector'],
    via: ['person', 'occasion'],
    anywhere: true,
    unordered: true,
    signs: 'inspection',
    phases: ['open', 'held', 'suspended'],
    judge: ({ state, body, statute, evidence, command }) => {
      if (!isHeldBy(state, heldFor(command.occasion?.id, body.ofVerdict)))
        return refuse('nothing-held', '本案没有因核查而暂停', 'The case is not held for an investigation', ['刷新后再看', 'Refresh'], {});
      // The investigation itself speaks as an occasion does.
      const barred = notInspector(command) ?? recusal(evidence) ?? leftToThePair(evidence.running && !command.occasion);
      if (barred) return barred;
      if (body.result === 'founded' && isApproved(state))
        return refuse(
          'already-approved',
          '已经批准或任职, 不能在本案终止; 应当走撤销程序',
          'Approved or appointed already: what was wrong is annulled',
          ['由批准的机关启动撤销程序', 'The body that approved opens an annulment'],
          { pointer: '/body/result', clause: 'project.inspection' },
        );
      const wrong = body.backTo ? noWayBack(state, statute, body.backTo, '/body/backTo') : undefined;
      if (wrong) return wrong;
      return paperMissing(command.papers, 'finding', {
        clause: 'project.inspection',
        text: ['结论须附书面核查意见', 'The conclusion needs a written finding'],
      });
    },
    apply: (state, fact, statute) => {
      unhold(state, heldFor(fact.occasion?.id, fact.body.ofVerdict), fact.on);
      const { result, backTo } = fact.body;
      if (result === 'cleared') {
        if (backTo) goBack(state, statute, backTo, fact);
        return;
      }
      const decided = openSteps(state).find((id) => stepOf(statute, id)?.signOff?.vetoTo);
      if (decided) veto(state, statute, decided, fact);
      else {
        end(state, 'investigation-founded', fact.on);
        releaseAll(state);
      }
    },
  }),
};
