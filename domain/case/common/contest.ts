import { z } from 'zod';
import { Day } from '../../calendar/day';
import { hold, unhold } from '../moves';
import { act } from '../procedure';
import type { Told as ToldFact } from '../undo';
import { Standing, voteUntold } from '../untold';
import { contestOf, isContest, notContestable, notToSettle } from './contesting';
import { confirmEnding } from './endings';
import { Id, reasonMissing } from './shared';
import { beyondUndoing, takeBack, wrongWayBack } from './undoing';

/** What the ledger says of the contested act; absent in commands of earlier releases. */
const Told = z.object({
  fact: z.string(),
  seq: z.number().int(),
  on: Day,
  body: z.record(z.string(), z.unknown()),
});
const Undone = Told.extend({
  instead: Told.optional(),
  declined: z.object({ seq: z.number().int(), step: z.string(), steps: z.record(z.string(), z.unknown()) }).optional(),
});

/** An act that was recorded in somebody’s name may be contested by that person. */
export const contestActs = {
  contestAct: act({
    kind: 'contestAct',
    ofOneself: true,
    fact: 'actContested',
    title: { zh: '对代录提出异议', en: 'Contest an act recorded in one’s name' },
    body: z.strictObject({ seq: z.number().int().positive() }),
    evidence: z.object({ contestable: z.boolean(), recordedOn: Day, settled: z.boolean().optional(), contested: Told.optional() }),
    seats: [
      'applicant',
      'guardian',
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
    judge: (asked) =>
      notContestable(asked) ?? (asked.evidence.contested ? beyondUndoing(asked.state, asked.evidence.contested, asked.making) : undefined),
    apply: (state, fact, statute) => {
      hold(state, statute, contestOf(fact.body.seq), fact.on);
    },
    undo: { take: (state, { body }, { on }) => unhold(state, (by) => by === contestOf(Number(body.seq)), on) },
  }),
  settleContest: act({
    kind: 'settleContest',
    fact: 'contestSettled',
    title: { zh: '处理代录异议', en: 'Settle a contested act' },
    body: z.strictObject({ stands: z.boolean(), backTo: z.string().max(16).optional(), seq: z.number().int().positive().optional() }),
    // Absent in commands of earlier releases.
    evidence: z.object({ hands: z.record(z.string(), z.array(Id)).optional(), contested: Undone.optional(), ...Standing.shape }),
    keeps: ['contested'],
    seats: ['committee-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['held'],
    judge: ({ state, body, statute, command, evidence, making }) => {
      const notYours = notToSettle({ state, body, command, evidence });
      if (notYours) return notYours;
      const wrong = body.stands
        ? undefined
        : wrongWayBack({ state, statute, backTo: body.backTo, undone: evidence.contested as ToldFact | undefined, making });
      if (wrong) return wrong;
      const untold = body.stands ? undefined : voteUntold(evidence, 'project.four-eyes');
      if (untold) return untold;
      return reasonMissing(command.papers, '处理结论须附书面理由', 'The finding needs a written reason');
    },
    apply: (state, fact, statute, making) => {
      const { seq, contested } = fact.body as { seq?: number; contested?: ToldFact };
      // Facts of earlier releases name none: they settled whatever waited.
      unhold(state, seq === undefined ? isContest : (by) => by === contestOf(seq), fact.on);
      if (!fact.body.stands) takeBack(state, statute, fact, making);
      else if (contested) confirmEnding(state, contested.seq, fact.on);
    },
  }),
};
