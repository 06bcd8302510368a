import { z } from 'zod';
import { Day } from '../../calendar/day';
import { deadline } from '../../calendar/workdays';
import { clauseOf, spanOf } from '../../law/statute';
import { hold, isHeldBy, unhold } from '../moves';
import { act } from '../procedure';
import { refuse } from '../refusal';
import { isOpen } from '../state';
import { goBack, noWayBack, reasonMissing } from './shared';

const isContest = (by: string): boolean => by.startsWith('contest:');

/** An act that was recorded in somebody’s name may be contested by that person. */
export const contestActs = {
  contestAct: act({
    kind: 'contestAct',
    fact: 'actContested',
    title: { zh: '对代录提出异议', en: 'Contest an act recorded in one’s name' },
    body: z.strictObject({ seq: z.number().int().positive() }),
    evidence: z.object({ contestable: z.boolean(), recordedOn: Day }),
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
    judge: ({ body, evidence, state, statute, today }) => {
      if (!evidence.contestable || body.seq > state.seq)
        return refuse(
          'not-contestable',
          '只能对别人以你的名义代录的行为提出异议',
          'Only an act that somebody else recorded in your name can be contested',
          ['查看时间线上的代录标记', 'Look for the "recorded by" mark in the timeline'],
          { pointer: '/body/seq' },
        );
      return today > deadline(statute.calendar, evidence.recordedOn, spanOf(statute, 'record.contestDays')).end
        ? refuse(
            'too-late',
            '代录异议期已过',
            'The time to contest has passed',
            ['向上一级团委反映', 'Turn to the next higher committee'],
            { clause: clauseOf(statute, 'record.contestDays') },
          )
        : undefined;
    },
    apply: (state, fact, statute) => {
      hold(state, statute, `contest:${fact.body.seq}`, fact.on);
    },
  }),
  settleContest: act({
    kind: 'settleContest',
    fact: 'contestSettled',
    title: { zh: '处理代录异议', en: 'Settle a contested act' },
    body: z.strictObject({ stands: z.boolean(), backTo: z.string().max(16).optional() }),
    seats: ['committee-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['held'],
    judge: ({ state, body, statute, command }) => {
      if (!isHeldBy(state, isContest))
        return refuse('nothing-contested', '没有待处理的代录异议', 'Nothing is contested', ['刷新后再看', 'Refresh'], {});
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
      return reasonMissing(command.papers, '处理结论须附书面理由', 'The finding needs a written reason');
    },
    apply: (state, fact, statute) => {
      unhold(state, isContest, fact.on);
      if (!fact.body.stands && fact.body.backTo) goBack(state, statute, fact.body.backTo, fact);
    },
  }),
};
