import { z } from 'zod';
import { addMonths } from '../../calendar/day';
import { notUndoable } from '../../case/common/redo';
import { reasonMissing } from '../../case/common/shared';
import { closeStep, sendBack } from '../../case/moves';
import { act } from '../../case/procedure';
import { refuse } from '../../case/refusal';
import { numberOf } from '../../law/statute';
import type { ElectionBook } from './book';

/** The result goes up; with the approval the term begins, on the day of the election. */
export const resultActs = {
  reportResult: act<ElectionBook, Record<string, never>>({
    kind: 'reportResult',
    fact: 'resultReported',
    title: { zh: '报告选举结果', en: 'Report the result' },
    body: z.strictObject({}),
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    signs: 'branch',
    apply: (state, fact, statute) => {
      state.book.reportedOn = fact.on;
      closeStep(state, statute, 'E5', fact);
    },
    undo: {},
  }),
  approveResult: act<ElectionBook, { result: 'approved' | 'refused' }>({
    kind: 'approveResult',
    fact: 'resultApproved',
    title: { zh: '审批选举结果', en: 'Approve the result' },
    body: z.strictObject({ result: z.enum(['approved', 'refused']) }),
    seats: ['committee-approver', 'committee-officer'],
    via: ['person'],
    signs: 'committee',
    clause: 'election.result',
    judge: ({ state, body, command }) => {
      const own = [...(state.book.proposal?.candidates ?? []), ...state.book.elected.map(({ id }) => id)];
      const side = own.includes(command.actor.id) ? '/actor' : own.includes(command.recorder.id) ? '/recorder' : undefined;
      if (side)
        return refuse(
          'recused',
          '候选人和当选人不得审批本次选举',
          'A candidate does not approve the election',
          ['换一位有权的人办理', 'Let another entitled person act'],
          { pointer: side, clause: 'project.four-eyes' },
        );
      if (body.result === 'refused') return reasonMissing(command.papers, '不予批准须附书面理由', 'A refusal needs a written reason');
      return command.papers.some((paper) => paper.kind === 'party-approval')
        ? undefined
        : refuse(
            'paper-missing',
            '须有同级党组织的批准: party-approval',
            'The approval of the Party organisation is missing: party-approval',
            ['上传 party-approval 后再提交', 'Upload a paper of kind "party-approval" first'],
            { pointer: '/papers', clause: 'election.result' },
          );
    },
    apply: (state, fact, statute) => {
      const { book } = state;
      if (fact.body.result === 'refused') {
        book.refusedResultOn = fact.on;
        sendBack(state, statute, 'E2', fact);
        return;
      }
      book.approvedOn = fact.on;
      const since = book.electedOn ?? fact.on;
      const years = numberOf(statute, book.student ? 'election.term.student-branch' : 'election.term.branch');
      book.term = { since, ends: addMonths(since, years * 12) };
      closeStep(state, statute, 'E6', fact);
    },
    undo: {
      beyond: (_, { body }) =>
        body.result === 'refused'
          ? notUndoable(
              '不予批准的选举已退回重新进行, 不能通过代录异议撤销',
              'A result that was refused has sent the election back: a contest does not undo it',
              [
                '由团委更正并通知支部重新选举, 或向上一级团委反映',
                'Let the committee correct it and the branch elect again, or turn to the committee above',
              ],
            )
          : undefined,
    },
  }),
  fileResult: act<ElectionBook, Record<string, never>>({
    kind: 'fileResult',
    fact: 'resultFiled',
    title: { zh: '选举结果备案', en: 'File the result' },
    body: z.strictObject({}),
    seats: ['higher-officer', 'committee-officer'],
    via: ['person'],
    // The highest committee of the system files with itself; everybody else with the committee above.
    signs: { 'higher-officer': 'higher' },
    judge: ({ state, command }) =>
      state.higher && command.actor.seat !== 'higher-officer'
        ? refuse(
            'higher-files',
            '备案由上一级团委办理',
            'The committee above files it',
            ['请上一级团委组织干事办理', 'Ask the officer of the committee above'],
            { pointer: '/actor', clause: 'election.result' },
          )
        : undefined,
    apply: (state, fact, statute) => {
      state.book.filedOn = fact.on;
      closeStep(state, statute, 'E7', fact);
    },
  }),
};
