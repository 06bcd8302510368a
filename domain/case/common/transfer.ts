import { z } from 'zod';
import { Day } from '../../calendar/day';
import { takeDownName } from '../hanging';
import { act } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import { closedOn, type MachineState, openSteps, type StepState } from '../state';
import { newest } from '../undo';
import { Standing, Untold, voteUntold } from '../untold';
import { notUndoable } from './redo';
import { bookOf, Empty, goBack, Id, markedStep } from './shared';

/** Desks that an administrator had chosen were those of the unit before. */
const layAnew = (state: MachineState): void => {
  for (const id of openSteps(state)) {
    const { assigned: _, escalatedTo: __, ...step } = state.steps[id] as StepState;
    state.steps[id] = step;
  }
};

/** The file goes to another unit by the applicant's own consent, which stands until it has gone. */
const consentGone = (state: MachineState): Refusal | undefined =>
  !state.consents.transfer || state.consents.transfer.withdrawn
    ? refuse(
        'consent-missing',
        '转接会把材料交给另一单位, 须本人单独同意',
        'Handing the file to another unit needs the applicant’s own consent',
        ['本人先提交 giveConsent: transfer', 'The applicant gives consent "transfer" first'],
        { pointer: '/body', clause: 'admission.transfer' },
      )
    : undefined;

const NOTHING_WAITS = refuse('no-transfer', '没有等待接收的转接', 'No transfer is waiting', ['刷新后再看', 'Refresh'], {});

/** A change of unit in mid-way: time counts on, what the old committee had reviewed is reviewed again. */
export const transferActs = {
  requestTransfer: act({
    kind: 'requestTransfer',
    fact: 'transferRequested',
    title: { zh: '申请转出', en: 'Ask for a transfer' },
    body: z.strictObject({ toUnit: Id }),
    // "pendingClosed" is said only where it is so: the branch that a transfer waits for exists no more.
    evidence: z.object({
      toCommittee: Id,
      toHigher: Id.optional(),
      isBranch: z.boolean(),
      pendingClosed: z.literal(true).optional(),
      untold: Untold.optional(),
    }),
    keeps: ['toCommittee', 'toHigher'],
    seats: ['applicant', 'branch-secretary'],
    via: ['person'],
    anywhere: true,
    clause: 'admission.transfer',
    judge: ({ state, body, evidence }) => {
      const book = state.book as { resolvedOn?: string };
      if (state.transfer && !evidence.pendingClosed)
        return refuse(
          'transfer-pending',
          '已有转接申请在等待接收',
          'A transfer is already waiting for the other branch',
          [
            '等待接收支部答复; 不再转出或选错支部的, 由本人或原团支部取消 (cancelTransfer)',
            'Wait for the receiving branch; to take it back, or where the branch was the wrong one, the applicant or the present branch cancels it (cancelTransfer)',
          ],
          { clause: 'admission.transfer' },
        );
      if (body.toUnit === state.unit || !evidence.isBranch)
        return refuse(
          'wrong-unit',
          '转入单位须是另一个团支部',
          'The receiving unit must be another branch',
          ['选择接收的团支部', 'Choose the receiving branch'],
          { pointer: '/body/toUnit' },
        );
      if (book.resolvedOn)
        return refuse(
          'old-unit-finishes',
          '支部大会已表决, 由原支部办完接收手续后再转',
          'The branch has voted: the old unit finishes, then the membership is transferred',
          ['办结后办理组织关系转接', 'Transfer the membership after completion'],
          { clause: 'admission.transfer' },
        );
      const untold = voteUntold(evidence, 'admission.transfer');
      if (untold) return untold;
      return consentGone(state);
    },
    apply: (state, fact) => {
      const { toUnit, toCommittee, toHigher } = fact.body as { toUnit: string; toCommittee: string; toHigher?: string };
      state.transfer = { to: toUnit, toCommittee, ...(toHigher ? { toHigher } : {}), since: fact.on };
    },
    undo: {
      instead: (others, { seq }) => newest(others, (other) => other.fact === 'transferRequested' && other.seq > seq),
      take: (state, { instead }) => {
        if (!instead) delete state.transfer;
      },
      beyond: (state, { body }) =>
        state.unit === body.toUnit
          ? notUndoable('转接已经完成, 不能通过代录异议撤销', 'The transfer was accepted: a contest does not undo it', [
              '由本人或现在的团支部申请转回 (requestTransfer)',
              'Ask for a transfer back (requestTransfer), by the person or the present branch',
            ])
          : undefined,
    },
  }),
  acceptTransfer: act({
    kind: 'acceptTransfer',
    fact: 'transferred',
    title: { zh: '接收转入', en: 'Accept the transfer' },
    body: z.strictObject({ fileComplete: z.boolean(), cultivationCountsFrom: Day.optional() }),
    // Each is said only where it is so, and absent in facts of earlier releases: those kept the old unit's committee above, and its sheet went on hanging.
    evidence: Standing.extend({ topmost: z.literal(true).optional(), namesDown: z.literal(true).optional() }),
    keeps: ['topmost', 'namesDown'],
    seats: ['branch-secretary'],
    via: ['person'],
    anywhere: true,
    clause: 'admission.transfer',
    judge: ({ state, body, command, evidence }) => {
      if (!state.transfer)
        return refuse(
          'no-transfer',
          '没有等待接收的转接',
          'No transfer is waiting',
          ['由原支部先提出转接', 'The old branch asks first'],
          {},
        );
      if (bookOf(state).resolvedOn)
        return refuse(
          'old-unit-finishes',
          '支部大会已表决, 由原支部办完接收手续后再转',
          'The branch has voted: the old unit finishes, then the membership is transferred',
          [
            '先答复不接收 (rejectTransfer), 办结后办理组织关系转接',
            'Reject it now (rejectTransfer); transfer the membership after completion',
          ],
          { clause: 'admission.transfer' },
        );
      const untold = voteUntold(evidence, 'admission.transfer') ?? consentGone(state);
      if (untold) return untold;
      if (!body.fileComplete && !body.cultivationCountsFrom)
        return refuse(
          'field-missing',
          '材料不全时须写明培养时间从哪天起算',
          'With an incomplete file, say from which day cultivation counts',
          ['填写 cultivationCountsFrom', 'Fill in cultivationCountsFrom'],
          { pointer: '/body/cultivationCountsFrom', clause: 'admission.transfer' },
        );
      const [counted, from] = [body.cultivationCountsFrom, bookOf(state).cultivationFrom];
      // The three months are never made shorter by moving: it counts on, or from a later day.
      if (counted && (counted > command.on || (from && counted < from)))
        return refuse(
          'counts-from',
          from ? `培养时间只能从 ${from} 至 ${command.on} 之间的一天起算` : `起算日不能晚于 ${command.on}`,
          from ? `Cultivation counts from a day between ${from} and ${command.on}` : `It counts from ${command.on} at the latest`,
          ['填写原来的起算日, 或之后不晚于今天的日期', 'Give the day from which it counted, or a later one up to today'],
          { pointer: '/body/cultivationCountsFrom', clause: 'admission.transfer' },
        );
      return undefined;
    },
    apply: (state, fact, statute) => {
      if (!state.transfer) return;
      // The old unit's sheet names nobody of another unit, and what hung there is no notice of the new one.
      if ((fact.body as { namesDown?: true }).namesDown) takeDownName(state, fact);
      state.unit = state.transfer.to;
      state.committee = state.transfer.toCommittee;
      if (state.transfer.toHigher) state.higher = state.transfer.toHigher;
      else if ((fact.body as { topmost?: true }).topmost) delete state.higher;
      delete state.transfer;
      // Given for the old unit's notice: whether he is named in another place is for the person to say again.
      if (state.consents.publication?.unit) delete state.consents.publication;
      layAnew(state);
      const from = (fact.body as { cultivationCountsFrom?: string }).cultivationCountsFrom;
      if (from && bookOf(state).cultivationFrom) bookOf(state).cultivationFrom = from;
      // What the old committee had reviewed, the new one reviews again; a place that is still being reserved comes back by its round.
      const review = markedStep(statute, 'review');
      if (review && (closedOn(state, review) || bookOf(state).preReviewedOn)) goBack(state, statute, review, fact);
    },
    undo: {
      beyond: () =>
        notUndoable('已经接收转入, 不能通过代录异议撤销', 'The transfer was accepted: a contest does not undo it', [
          '由本人或现在的团支部申请转回 (requestTransfer)',
          'Ask for a transfer back (requestTransfer), by the person or the present branch',
        ]),
    },
  }),
  rejectTransfer: act({
    kind: 'rejectTransfer',
    fact: 'transferRejected',
    title: { zh: '不接收转入', en: 'Reject the transfer' },
    body: z.strictObject({ reason: z.enum(['incomplete-file', 'not-here', 'other']) }),
    seats: ['branch-secretary'],
    via: ['person'],
    anywhere: true,
    judge: ({ state }) => (state.transfer ? undefined : NOTHING_WAITS),
    apply: (state) => {
      delete state.transfer;
    },
    undo: {
      beyond: () =>
        notUndoable('不接收转入没有改变案件, 无须撤销', 'A transfer that was rejected changed nothing: nothing is undone', [
          '由本人或原团支部重新申请 (requestTransfer)',
          'Ask for the transfer again (requestTransfer)',
        ]),
    },
  }),
  /** Asked for by mistake, or no longer wanted: while it waits the file stays where it is. */
  cancelTransfer: act({
    kind: 'cancelTransfer',
    fact: 'transferCancelled',
    title: { zh: '取消转接申请', en: 'Cancel the transfer' },
    body: Empty,
    seats: ['applicant', 'branch-secretary'],
    via: ['person'],
    anywhere: true,
    phases: ['open', 'held', 'suspended'],
    clause: 'admission.transfer',
    judge: ({ state }) => (state.transfer ? undefined : NOTHING_WAITS),
    apply: (state) => {
      delete state.transfer;
    },
    undo: {
      beyond: () =>
        notUndoable('转接申请已取消, 案件没有变化, 无须撤销', 'The transfer was cancelled and changed nothing: nothing is undone', [
          '由本人或原团支部重新申请 (requestTransfer)',
          'Ask for the transfer again (requestTransfer)',
        ]),
    },
  }),
  /** The unit was dissolved or merged: its successor takes the case over as it stands. Votes already taken stand; a meeting still open is held again. */
  succeed: act({
    kind: 'succeed',
    fact: 'unitSucceeded',
    title: { zh: '由接续单位承接', en: 'Taken over by the successor' },
    body: z.strictObject({ unit: Id, committee: Id, higher: Id.optional() }),
    seats: ['administrator'],
    via: ['system'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    apply: (state, fact) => {
      const { unit, committee, higher } = fact.body;
      Object.assign(state, { unit, committee }, higher ? { higher } : {});
      if (!higher) delete state.higher;
      layAnew(state);
    },
  }),
};
