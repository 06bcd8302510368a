import { z } from 'zod';
import { Day } from '../../calendar/day';
import { hold, unhold } from '../moves';
import { act } from '../procedure';
import { refuse } from '../refusal';
import { isOpen } from '../state';
import { Standing, voteUntold } from '../untold';
import { contestOf, isContest, notContestable, notToSettle } from './contesting';
import { goBack, Id, noWayBack, reasonMissing } from './shared';

/** An act that was recorded in somebody’s name may be contested by that person. */
export const contestActs = {
  contestAct: act({
    kind: 'contestAct',
    fact: 'actContested',
    title: { zh: '对代录提出异议', en: 'Contest an act recorded in one’s name' },
    body: z.strictObject({ seq: z.number().int().positive() }),
    evidence: z.object({ contestable: z.boolean(), recordedOn: Day, settled: z.boolean().optional() }),
    seats: [
      'applicant',
      'member',
      'contact',
      'introducer',
      'branch-secretary',
      'branch-committee',
      'committee-officer',
      'committee-approver',
    ],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    judge: (asked) => notContestable(asked),
    apply: (state, fact, statute) => {
      hold(state, statute, contestOf(fact.body.seq), fact.on);
    },
  }),
  settleContest: act({
    kind: 'settleContest',
    fact: 'contestSettled',
    title: { zh: '处理代录异议', en: 'Settle a contested act' },
    body: z.strictObject({ stands: z.boolean(), backTo: z.string().max(16).optional(), seq: z.number().int().positive().optional() }),
    // Absent in commands of earlier releases.
    evidence: z.object({ hands: z.record(z.string(), z.array(Id)).optional(), ...Standing.shape }),
    seats: ['committee-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['held'],
    judge: ({ state, body, statute, command, evidence }) => {
      const notYours = notToSettle({ state, body, command, evidence });
      if (notYours) return notYours;
      if (!body.stands && !body.backTo)
        return refuse(
          'field-missing',
          '撤销代录须写明退回哪一步',
          'Say to which step the case goes back',
          ['填写 backTo', 'Fill in backTo'],
          { pointer: '/body/backTo' },
        );
      const wrong =
        !body.stands && body.backTo && !isOpen(state, body.backTo) ? noWayBack(state, statute, body.backTo, '/body/backTo') : undefined;
      if (wrong) return wrong;
      const untold = body.stands ? undefined : voteUntold(evidence, 'project.four-eyes');
      if (untold) return untold;
      return reasonMissing(command.papers, '处理结论须附书面理由', 'The finding needs a written reason');
    },
    apply: (state, fact, statute) => {
      const { seq } = fact.body;
      // Facts of earlier releases name none: they settled whatever waited.
      unhold(state, seq === undefined ? isContest : (by) => by === contestOf(seq), fact.on);
      if (!fact.body.stands && fact.body.backTo) goBack(state, statute, fact.body.backTo, fact);
    },
  }),
};
