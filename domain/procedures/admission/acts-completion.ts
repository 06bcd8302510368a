import { z } from 'zod';
import { Day } from '../../calendar/day';
import { notUndoable } from '../../case/common/redo';
import { ask, closeStep } from '../../case/moves';
import { paperMissing } from '../../case/papers';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { AdmissionBook } from './book';
import { unconfirmed } from './irregular';

/**
 * Said only where it is so: nobody in the tree is above the committee, whatever the case remembers of a unit that it was transferred from; and, of a return,
 * that it lays the case on the committee's desk. Filings of earlier releases that were returned went on waiting at the desk above.
 */
const Filing = z.object({ topmost: z.literal(true).optional(), asksBack: z.literal(true).optional() });

/** Said only where it is so: the number typed from the certificate cannot be this person's. */
const Typed = z.object({ certificate: z.enum(['taken', 'other-range']).optional() });

const notHis = ({ certificate }: z.infer<typeof Typed>): Refusal | undefined =>
  certificate &&
  refuse(
    'certificate-taken',
    certificate === 'taken' ? '这个团员证编号已经核发给别人或已作废' : '这个团员证编号在别的单位领到的号段中',
    certificate === 'taken'
      ? 'This certificate number is another person’s, or void'
      : 'This certificate number lies in a range of another unit',
    ['核对证上的编号; 不填写时从本单位号段核发', 'Check the number on the certificate; left out, the next one of your range is given'],
    { pointer: '/body/certificate', clause: 'admission.quota' },
  );

const afterApproval = () =>
  notUndoable(
    '批准之后的办理不影响团员身份, 不能通过代录异议退回',
    'What follows the approval changes no membership: a contest does not undo it',
    [
      '由批准的团委核查更正, 或向上一级团委反映',
      'Let the approving committee look into it and correct its records, or turn to the committee above',
    ],
  );

/** After the approval: filing above, feedback, ceremony, archive. */
export const completionActs = {
  fileApproval: act<AdmissionBook, { result: 'filed' | 'returned' }, z.infer<typeof Filing>>({
    kind: 'fileApproval',
    fact: 'approvalFiled',
    title: { zh: '县级以上团委备案', en: 'File with the county committee' },
    body: z.strictObject({ result: z.enum(['filed', 'returned']) }),
    evidence: Filing,
    keeps: ['asksBack'],
    seats: ['higher-officer', 'committee-officer'],
    via: ['person', 'occasion'],
    // The county that approves by itself files with itself, by whoever is its officer; everybody else files with the committee above.
    signs: { 'higher-officer': 'higher' },
    judge: ({ state, body, command, evidence }) =>
      state.higher && !evidence.topmost && command.actor.seat !== 'higher-officer'
        ? refuse(
            'higher-files',
            '备案由上一级团委办理',
            'The committee above files it',
            ['请上一级团委组织干事办理', 'Ask the officer of the committee above'],
            { pointer: '/actor', clause: 'admission.approval' },
          )
        : body.result === 'returned'
          ? paperMissing(command.papers, 'reason', { clause: 'admission.approval' })
          : undefined,
    apply: (state, fact, statute) => {
      if (fact.body.result === 'filed') {
        state.book.filedOn = fact.on;
        delete state.book.filingReturnedOn;
        closeStep(state, statute, 'A12F', fact);
      } else if ((fact.body as { asksBack?: true }).asksBack) state.book.filingReturnedOn = fact.on;
    },
    mark: ({ body }) => (body.result === 'returned' ? { zh: ' [退回]', en: ' [returned]' } : undefined),
  }),
  /** What the committee above found wrong with the filing is put right, and lies with it again. The approval stands meanwhile. */
  resubmitFiling: act<AdmissionBook, Record<string, never>>({
    kind: 'resubmitFiling',
    fact: 'filingResubmitted',
    title: { zh: '补正后重新报备', en: 'File again, put right' },
    body: z.strictObject({}),
    seats: ['committee-officer'],
    via: ['person'],
    anywhere: true,
    clause: 'admission.approval',
    judge: ({ state, command }) =>
      state.book.filingReturnedOn
        ? paperMissing(command.papers, 'supplement', { clause: 'admission.approval' })
        : refuse(
            'filing-not-returned',
            '上一级团委没有退回本案的备案',
            'The committee above has not returned this filing',
            ['等待上一级团委备案 (fileApproval)', 'Wait until the committee above files it (fileApproval)'],
            { pointer: '/kind', clause: 'admission.approval' },
          ),
    apply: (state) => {
      delete state.book.filingReturnedOn;
    },
    undo: { beyond: afterApproval },
  }),
  deliverResult: act<AdmissionBook, Record<string, never>>({
    kind: 'deliverResult',
    fact: 'resultDelivered',
    title: { zh: '反馈审批结果', en: 'Tell the result' },
    body: z.strictObject({}),
    seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
    via: ['person'],
    apply: (state, fact, statute) => {
      state.book.informedOn = fact.on;
      closeStep(state, statute, 'A13', fact);
    },
    undo: { beyond: afterApproval },
  }),
  attendCeremony: act<AdmissionBook, { attended: boolean }>({
    kind: 'attendCeremony',
    fact: 'ceremonyHeld',
    title: { zh: '入团仪式', en: 'Induction ceremony' },
    body: z.strictObject({ attended: z.boolean() }),
    seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
    via: ['occasion'],
    apply: (state, fact, statute) => {
      if (fact.body.attended) {
        state.book.ceremonyOn = fact.on;
        closeStep(state, statute, 'A14', fact);
      } else state.book.absences += 1;
    },
    undo: { beyond: afterApproval },
  }),
  archive: act<AdmissionBook, { registeredOn: Day; certificate?: string }, z.infer<typeof Typed>>({
    kind: 'archive',
    fact: 'archived',
    asks: true,
    title: { zh: '归档与系统登记', en: 'Archive and register' },
    body: z.strictObject({
      registeredOn: Day,
      certificate: z
        .string()
        .regex(/^[0-9A-Za-z-]{4,24}$/, '团员证编号为 4 至 24 位字母、数字或连字符')
        .optional(),
    }),
    evidence: Typed,
    seats: ['branch-secretary', 'committee-officer'],
    via: ['person'],
    judge: ({ state, body, command, evidence }) => {
      const waits = unconfirmed(state) ?? notHis(evidence);
      if (waits) return waits;
      if (body.registeredOn > command.on || (state.book.approvedOn && body.registeredOn < state.book.approvedOn))
        return refuse(
          'date-order',
          '登记日期须在审批之后、不晚于本次办理',
          'The registration lies between the approval and this act',
          ['改正登记日期', 'Correct the day'],
          { pointer: '/body/registeredOn', clause: 'admission.archive' },
        );
      return state.asks.some((one) => one.kind === 'issueCertificate')
        ? refuse(
            'number-pending',
            '正在核发团员证编号',
            'The certificate’s number is being issued',
            ['稍后刷新', 'Refresh in a moment'],
            {},
          )
        : undefined;
    },
    apply: (state, fact) => {
      state.book.registeredOn = fact.body.registeredOn;
      ask(state, 'issueCertificate', { number: fact.body.certificate, year: Number((state.book.approvedOn ?? fact.on).slice(0, 4)) });
    },
    undo: { beyond: afterApproval },
  }),
};
