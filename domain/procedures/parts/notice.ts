import { z } from 'zod';
import { addDays, Day } from '../../calendar/day';
import { addWorkdays, unknownYear } from '../../calendar/workdays';
import { ofTheNotice } from '../../case/common/redo';
import { askInvestigation } from '../../case/common/shared';
import { closeStep, end, hold, sendBack, unhold } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { isOpen, type MachineState } from '../../case/state';
import { clauseOf, numberOf, type Statute, stepOf } from '../../law/statute';

/** What a case on a notice keeps of it. */
export interface NoticeBook {
  notice?: {
    occasion: string;
    step: string;
    postedOn: string;
    completedOn?: string;
    /** The sheet hears what becomes of the case. Absent for sheets of earlier releases. */
    answers?: true;
    /** Since when the name is down: the consent to be named was taken back. */
    downOn?: string;
  };
  approvedOn?: string;
}

/** Which figures a procedure's notice rests on, and where an upheld objection leads when the step does not say. */
export interface NoticeLaw<Book> {
  readonly least: string;
  readonly countPostingDay: string;
  readonly back: string;
  /** A body has decided already: an objection that is upheld goes back to it, it cannot end what was decided. */
  readonly decided?: true;
  /** Clause of the decision after which a notice sends nothing back. */
  readonly approval: string;
  /** Sent back or ended by an objection: what the case held is given back. */
  release?(state: MachineState<Book>, why: string): void;
}

/** End of the notice by a case's own law: full working days after the posting day. */
export const endOfNotice = (
  statute: Statute,
  postedOn: Day,
  { least, countPostingDay }: Pick<NoticeLaw<unknown>, 'least' | 'countPostingDay'>,
): { end: Day; provisional: boolean } =>
  addWorkdays(statute.calendar, postedOn, numberOf(statute, least), {
    countPostingDay: statute.figures[countPostingDay]?.value === true,
  });

/** Until when the case waits for its notice, and for the calendar of which year: while that is unknown, nothing ends. */
export const waitsForNotice = (
  statute: Statute,
  { postedOn, answers }: NonNullable<NoticeBook['notice']>,
  law: Pick<NoticeLaw<unknown>, 'least' | 'countPostingDay'>,
): { earliest: Day; unknownYear?: string } => {
  const { end: last } = endOfNotice(statute, postedOn, law);
  const year = answers ? unknownYear(statute.calendar, postedOn, last) : undefined;
  return { earliest: addDays(last, 1), ...(year ? { unknownYear: year } : {}) };
};

/** Why the notice of the step counts for nothing, so that it hangs anew: the name came down, or the case was suspended when its days were over. */
export const noticeLost = (
  state: MachineState<NoticeBook>,
  statute: Statute,
  step: string,
  law: Pick<NoticeLaw<unknown>, 'least' | 'countPostingDay'>,
): Refusal | undefined => {
  const { notice } = state.book;
  if (!notice || notice.completedOn || notice.step !== step) return undefined;
  if (notice.downOn) return NAME_TAKEN_DOWN;
  const { end: last } = endOfNotice(statute, notice.postedOn, law);
  return state.rests?.some(({ since, until }) => since <= last && until > last)
    ? refuse(
        'notice-missed',
        `公示于 ${last} 期满时案件正在中止, 这次公示不再计算`,
        `When the notice’s days were over on ${last} the case was suspended: that notice counts no more`,
        ['重新张贴, 公示满全部工作日', 'Post it anew, for its full days'],
        { clause: clauseOf(statute, law.least) },
      )
    : undefined;
};

/** The open notice step of the table (A8, C7), or one that an overlay inserted (A3N). */
const noticeStep = (state: MachineState, statute: Statute): string | undefined =>
  statute.steps.find((step) => step.acts.includes('postNotice') && isOpen(state, step.id))?.id;

const ours = (state: MachineState<NoticeBook>, occasion: string | undefined) =>
  state.book.notice && state.book.notice.occasion === occasion
    ? undefined
    : refuse('other-notice', '本案不在这次公示中', 'The case is not on this notice', ['刷新后再看', 'Refresh'], {});

/** Why a notice that did not hang throughout counts for nothing. */
export const NAME_TAKEN_DOWN = refuse(
  'taken-down',
  '公示期内撤回了公示同意, 或已转往其他支部, 姓名已撤下, 这次公示不再计算',
  'The consent to be named was withdrawn, or the person moved to another branch, while the notice hung: the name came down, and this notice no longer counts',
  ['本人再次同意公示后, 重新张贴并公示满全部工作日', 'Once the person consents again, post a new notice for its full days'],
  { clause: 'admission.publicity' },
);

const takenDown = (state: MachineState<NoticeBook>): Refusal | undefined => (state.book.notice?.downOn ? NAME_TAKEN_DOWN : undefined);

/** What a notice (公示) tells a case. Nobody can end it early: the case counts the days itself. */
export const noticeActsOf = <Book extends NoticeBook>(law: NoticeLaw<Book>) => ({
  postNotice: act<Book, { workingDays?: number; answers?: true }>({
    kind: 'postNotice',
    undo: { beyond: ofTheNotice },
    fact: 'noticePosted',
    title: { zh: '公示', en: 'Public notice' },
    body: z.strictObject({ workingDays: z.number().int().min(1).max(60).optional(), answers: z.literal(true).optional() }),
    seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
    via: ['occasion'],
    judge: ({ state, body, statute, command }) => {
      // A school may ask for more days than the sheet was posted for.
      const least = numberOf(statute, law.least);
      if (body.workingDays !== undefined && body.workingDays < least)
        return refuse(
          'too-short',
          `公示不少于 ${least} 个工作日`,
          `A notice runs for at least ${least} working days`,
          [`填写 ${least} 或更多`, `Use ${least} or more`],
          { pointer: '/body/workingDays', clause: clauseOf(statute, law.least) },
        );
      const running = state.book.notice;
      // A notice whose days are over without completing (the case was suspended then) does not block the next.
      if (
        running &&
        !running.completedOn &&
        !running.downOn &&
        running.occasion !== command.occasion?.id &&
        command.on <= endOfNotice(statute, running.postedOn, law).end
      )
        return refuse('notice-running', '本案已在公示', 'A notice is already running', ['等待公示结束', 'Wait for its end'], {
          clause: clauseOf(statute, law.least),
        });
      return undefined;
    },
    apply: (state, fact, statute) => {
      state.book.notice = {
        occasion: fact.occasion?.id ?? '',
        step: noticeStep(state, statute) ?? '',
        postedOn: fact.on,
        ...(fact.body.answers ? { answers: true } : {}),
      };
    },
  }),
  restartNotice: act<Book, Record<string, never>>({
    kind: 'restartNotice',
    undo: { beyond: ofTheNotice },
    fact: 'noticeRestarted',
    title: { zh: '更正后重新公示', en: 'Notice restarted after a correction' },
    body: z.strictObject({}),
    seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
    via: ['occasion'],
    phases: ['open', 'held', 'suspended'],
    needsNoConsent: true,
    judge: ({ state, command }) => ours(state, command.occasion?.id) ?? takenDown(state),
    apply: (state, fact) => {
      const { notice } = state.book;
      if (!notice) return;
      const { occasion, step, answers } = notice;
      state.book.notice = { occasion, step, postedOn: fact.on, ...(answers ? { answers } : {}) };
    },
  }),
  holdForObjection: act<Book, Record<string, never>>({
    kind: 'holdForObjection',
    undo: { beyond: ofTheNotice },
    rightless: true,
    fact: 'heldForObjection',
    title: { zh: '有异议, 核查中', en: 'Held: an objection is examined' },
    body: z.strictObject({}),
    seats: ['inspector', 'committee-officer', 'committee-approver'],
    via: ['occasion'],
    unordered: true,
    needsNoConsent: true,
    // An objection is never lost: a case that pauses for another reason is held by it as well.
    phases: ['open', 'held', 'suspended'],
    judge: ({ state, command }) => ours(state, command.occasion?.id),
    apply: (state, fact, statute) => {
      const notice = fact.occasion?.id ?? '';
      hold(state, statute, notice, fact.on);
      // Whoever is to be appointed is examined by a pair; a member's admission is ruled on by one inspector.
      if (law.decided) askInvestigation(state, fact, { cause: 'objection', notice });
    },
  }),
  settleObjection: act<Book, { ruling: 'go-on' | 'go-back' | 'end' }>({
    kind: 'settleObjection',
    undo: { beyond: ofTheNotice },
    fact: 'objectionSettled',
    title: { zh: '异议处理结论', en: 'The objection is settled' },
    body: z.strictObject({ ruling: z.enum(['go-on', 'go-back', 'end']) }),
    seats: ['inspector', 'committee-officer', 'committee-approver'],
    via: ['occasion'],
    unordered: true,
    needsNoConsent: true,
    phases: ['open', 'held', 'suspended'],
    judge: ({ state, body, command }) => {
      if (body.ruling !== 'go-on' && state.book.approvedOn)
        return refuse(
          'already-approved',
          '审批通过后不能因公示退回或终止, 应当走复核程序',
          'After approval a notice sends nothing back and ends nothing',
          ['结论为继续, 由批准的团委另行复核', 'Rule that it goes on; the approving committee re-examines'],
          { pointer: '/body/ruling', clause: law.approval },
        );
      return ours(state, command.occasion?.id);
    },
    apply: (state, fact, statute) => {
      unhold(state, (by) => by === fact.occasion?.id, fact.on);
      if (fact.body.ruling === 'end' && !law.decided) {
        end(state, 'objection-upheld', fact.on);
        law.release?.(state, 'objection-upheld');
      } else if (fact.body.ruling !== 'go-on') {
        const step = noticeStep(state, statute);
        law.release?.(state, 'objection');
        sendBack(state, statute, (step && stepOf(statute, step)?.back) || law.back, fact);
      }
    },
  }),
  completeNotice: act<Book, { postedOn: Day; end: Day }>({
    kind: 'completeNotice',
    undo: { beyond: ofTheNotice },
    rightless: true,
    fact: 'noticeCompleted',
    title: { zh: '公示期满无异议', en: 'Notice completed' },
    body: z.strictObject({ postedOn: Day, end: Day }),
    seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
    via: ['occasion'],
    judge: ({ state, body, statute, command }) => {
      const wrong = ours(state, command.occasion?.id) ?? takenDown(state);
      if (wrong) return wrong;
      const lawful = endOfNotice(statute, state.book.notice?.postedOn ?? body.postedOn, law).end;
      return command.on <= lawful
        ? refuse(
            'too-early',
            `公示到 ${lawful} 24:00 才期满`,
            `The notice runs until ${lawful} 24:00`,
            [`等到 ${addDays(lawful, 1)}`, `Wait until ${addDays(lawful, 1)}`],
            { earliest: addDays(lawful, 1), clause: clauseOf(statute, law.least), pointer: '/on' },
          )
        : undefined;
    },
    apply: (state, fact, statute) => {
      if (state.book.notice) state.book.notice.completedOn = fact.on;
      const step = noticeStep(state, statute);
      if (step) closeStep(state, statute, step, fact);
    },
  }),
});
