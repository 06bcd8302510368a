import { z } from 'zod';
import { addDays, Day } from '../../calendar/day';
import { Above, notAbove, VOTE_SPEAKERS } from '../../case/common/above';
import { dropEnding, endInName, endingWaits, heldOtherwise } from '../../case/common/endings';
import { ofTheMeeting } from '../../case/common/redo';
import { ask, closeStep, openStep, sendBack } from '../../case/moves';
import { ownHandMissing, paperMissing } from '../../case/papers';
import { votedWhilePaused } from '../../case/paused';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { closedOn } from '../../case/state';
import { newest } from '../../case/undo';
import { Standing, voteUntold } from '../../case/untold';
import { choiceOf, clauseOf, numberOf, type Statute, stepOf } from '../../law/statute';
import { ACTED_BY, BranchFound, MOST_JOINED, notABranch, votedByTooFew } from '../parts/branch-size';
import { Counts, outcome, votable } from '../parts/vote';
import type { AdmissionBook } from './book';
import { stillAdmissible } from './gates';
import { IRREGULAR } from './irregular';

const introducersFit = (statute: Statute, introducers: string[], eligible: string[], subject?: string): Refusal | undefined => {
  const needed = numberOf(statute, 'admission.introducers');
  const clause = clauseOf(statute, 'admission.introducers');
  if (introducers.length !== needed || new Set(introducers).size !== introducers.length)
    return refuse(
      'introducers-count',
      `入团介绍人须恰好 ${needed} 名, 不重复`,
      `Exactly ${needed} different introducers`,
      ['调整人选', 'Change the list'],
      { pointer: '/body/introducers', clause },
    );
  const bad = introducers.findIndex((id) => !eligible.includes(id) || id === subject);
  return bad < 0
    ? undefined
    : refuse(
        'introducer-not-eligible',
        '介绍人须是权利完整的团员 (留团察看期间不能)',
        'An introducer must be a member with full rights (not on probation in the League)',
        ['换一位团员', 'Choose another member'],
        { pointer: `/body/introducers/${bad}`, clause },
      );
};

/** Nobody gives an opinion as introducer before he is one: not before all were confirmed, nor before the last of them took another's place. */
const beforeIntroduced = (opinionOn: Day, confirmedOn?: string, introducedOn?: string): Refusal | undefined => {
  const since = [confirmedOn, introducedOn]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  return since === undefined || opinionOn >= since
    ? undefined
    : refuse(
        'date-order',
        `介绍人意见 (${opinionOn}) 不得早于确定或更换入团介绍人的日期 (${since})`,
        `The introducers’ opinion (${opinionOn}) lies before the day on which they were confirmed or one of them was replaced (${since})`,
        [`改为 ${since} 或以后, 由现任介绍人填写意见`, `Use ${since} or later: the introducers of today write their opinion`],
        { pointer: '/body/introducersOn', clause: 'admission.form', earliest: since },
      );
};

/** Members of which branches voted together, and which unit above had convened them: the branch of the applicant has too few members to be one. */
const Joint = z.strictObject({ unit: z.uuid(), branches: z.array(z.uuid()).min(1).max(MOST_JOINED) });
export type Joint = z.infer<typeof Joint>;

/** A vote is told when the minutes are closed, whatever has stopped the case since. */
const VOTED = ['open', 'suspended', 'held'] as const;

export const receptionActs = {
  confirmIntroducers: act<AdmissionBook, { introducers: string[] }, BranchFound & { eligible: string[] }>({
    kind: 'confirmIntroducers',
    fact: 'introducersConfirmed',
    title: { zh: '确定入团介绍人', en: 'Confirm the introducers' },
    body: z.strictObject({ introducers: z.array(z.uuid()).min(1).max(8) }),
    evidence: BranchFound.extend({ eligible: z.array(z.string()) }),
    keeps: [ACTED_BY],
    seats: ['applicant', 'branch-secretary', 'branch-committee'],
    via: ['person'],
    judge: ({ state, body, evidence, statute, imported }) =>
      notABranch(statute, evidence, imported) ?? introducersFit(statute, body.introducers, evidence.eligible, state.subject),
    apply: (state, fact, statute) => {
      state.book.introducers = fact.body.introducers;
      closeStep(state, statute, 'A9', fact);
    },
    undo: {},
  }),
  /** Before the vote an introducer who leaves or loses rights is replaced; the new opinion is entered in the form again. */
  replaceIntroducer: act<AdmissionBook, { introducers: string[] }, BranchFound & { eligible: string[] } & z.infer<typeof Standing>>({
    kind: 'replaceIntroducer',
    fact: 'introducerReplaced',
    title: { zh: '更换入团介绍人', en: 'Replace an introducer' },
    body: z.strictObject({ introducers: z.array(z.uuid()).min(1).max(8) }),
    evidence: BranchFound.extend({ eligible: z.array(z.string()), ...Standing.shape }),
    keeps: [ACTED_BY],
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    needsNoConsent: true,
    judge: ({ state, body, evidence, statute, imported }) =>
      notABranch(statute, evidence, imported) ??
      voteUntold(evidence, 'admission.introducers') ??
      introducersFit(statute, body.introducers, evidence.eligible, state.subject),
    apply: (state, fact, statute) => {
      state.book.introducers = fact.body.introducers;
      if (state.steps.A11) sendBack(state, statute, 'A10', fact);
    },
    undo: {
      instead: (others) => newest(others, ({ fact }) => ['introducersConfirmed', 'introducerReplaced'].includes(fact)),
      take: (state, { instead }, fact, statute) => {
        if (!instead || !state.steps.A9?.closedOn || state.book.resolvedOn) return;
        state.book.introducers = [...(instead.body.introducers as string[])];
        // Their opinion is theirs alone: the form is filled in again.
        if (state.steps.A11) sendBack(state, statute, 'A10', fact);
      },
    },
  }),
  /** A10. Dates in the form run strictly: last class hour, applicant's wish, introducers' opinions, then the branch's resolution. */
  fillForm: act<AdmissionBook, { number: string; wishOn: Day; introducersOn: Day }, { introducedOn?: Day; numberedOn?: Day }>({
    kind: 'fillForm',
    fact: 'formFilled',
    title: { zh: '填写入团志愿书', en: 'Fill in the form (入团志愿书)' },
    body: z.strictObject({ number: z.string().min(1).max(40), wishOn: Day, introducersOn: Day }),
    // Looked up in the ledger, or among the acts of the same paper past; absent in commands of earlier releases.
    evidence: z.object({ introducedOn: Day.optional(), numberedOn: Day.optional() }),
    seats: ['applicant'],
    via: ['person'],
    judge: ({ state, body, statute, command, evidence }) => {
      const clause = 'admission.form';
      if (!state.book.number && choiceOf(statute, 'admission.numberAt') === 'pre-review')
        return refuse(
          'number-pending',
          '发展团员编号还没有核发',
          'The development number has not been issued yet',
          ['等待核发, 或由团委 requestNumber', 'Wait for it, or the committee gives requestNumber'],
          { pointer: '/body/number', clause },
        );
      if (state.book.number && body.number !== state.book.number)
        return refuse(
          'number-mismatch',
          '志愿书编号与核发的发展团员编号不一致',
          'The form’s number is not the one that was issued',
          ['核对封面编号', 'Check the number on the cover'],
          { pointer: '/body/number', clause },
        );
      const lastHour = state.book.hours
        .map((hour) => hour.on)
        .sort()
        .at(-1);
      const order: [string, Day | undefined, string][] = [
        ['', lastHour, ''],
        ['/body/wishOn', body.wishOn, '本人志愿'],
        ['/body/introducersOn', body.introducersOn, '介绍人意见'],
      ];
      for (let index = 1; index < order.length; index += 1) {
        const [pointer, day, name] = order[index] ?? ['', undefined, ''];
        const before = order[index - 1]?.[1];
        if (before && day && day <= before)
          return refuse(
            'date-order',
            `志愿书日期顺序不对: ${name} ${day} 须晚于 ${before}`,
            `The form’s dates are out of order: ${day} must come after ${before}`,
            [`改为 ${addDays(before, 1)} 或以后`, `Use ${addDays(before, 1)} or later`],
            { pointer, clause, earliest: addDays(before, 1) },
          );
      }
      const posted = state.book.notice?.completedOn;
      if (posted && body.wishOn < posted)
        return refuse(
          'date-order',
          `本人志愿须在公示结束 (${posted}) 之后填写`,
          `The wish is written after the notice ended (${posted})`,
          [`改为 ${posted} 或以后`, `Use ${posted} or later`],
          { pointer: '/body/wishOn', clause, earliest: posted },
        );
      const given = evidence.numberedOn;
      if (given && body.wishOn < given)
        return refuse(
          'date-order',
          `本人志愿 (${body.wishOn}) 早于这份志愿书编号的核发日期 (${given}): 换发的志愿书须重新填写`,
          `The wish (${body.wishOn}) lies before the day on which the number of this form was given out (${given}): one that takes the place of a void one is written anew`,
          [`改为 ${given} 或以后`, `Use ${given} or later`],
          { pointer: '/body/wishOn', clause, earliest: given },
        );
      if (body.introducersOn > command.on)
        return refuse(
          'future-day',
          '介绍人意见日期晚于本次提交日期',
          'The introducers’ day lies after the day of this act',
          ['改正日期', 'Correct the day'],
          { pointer: '/body/introducersOn', clause },
        );
      return beforeIntroduced(body.introducersOn, closedOn(state, 'A9'), evidence.introducedOn);
    },
    apply: (state, fact, statute) => {
      const scan = fact.papers.find((paper) => paper.kind === 'form-scan')?.sha256;
      state.book.form = {
        number: fact.body.number,
        wishOn: fact.body.wishOn,
        introducersOn: fact.body.introducersOn,
        ...(scan ? { scan } : {}),
      };
      closeStep(state, statute, 'A10', fact);
    },
    undo: {},
  }),
  /** A spoiled form: its number is void with the reason, another is drawn. */
  voidForm: act<AdmissionBook, { why: 'spoiled' | 'lost' | 'misprint' }, z.infer<typeof Standing>>({
    kind: 'voidForm',
    fact: 'formVoided',
    asks: true,
    title: { zh: '志愿书作废换发', en: 'Void the form and issue another' },
    body: z.strictObject({ why: z.enum(['spoiled', 'lost', 'misprint']) }),
    seats: ['committee-officer'],
    via: ['person'],
    needsNoConsent: true,
    // Absent in commands of earlier releases.
    evidence: Standing,
    judge: ({ state, evidence }) =>
      state.book.number
        ? voteUntold(evidence, 'admission.form')
        : refuse('no-number', '还没有核发编号', 'No number was issued', ['无需作废', 'Nothing to void'], {}),
    apply: (state, fact, statute) => {
      state.book.voidNumbers += 1;
      const old = state.book.number;
      delete state.book.number;
      ask(state, 'replaceNumber', { number: old, why: fact.body.why, year: state.book.place?.year });
      if (state.steps.A10?.closedOn) sendBack(state, statute, 'A10', fact);
    },
  }),
  recordVote: act<
    AdmissionBook,
    Counts & { recused?: string[]; joint?: Joint },
    { ageYears: number; eligible: string[]; isMember?: boolean; members?: number }
  >({
    kind: 'recordVote',
    keepsDay: true,
    keeps: IRREGULAR,
    fact: 'voteHeld',
    title: { zh: '支部大会表决', en: 'Vote of the branch meeting' },
    body: Counts.extend({ recused: z.array(z.uuid()).max(50).optional(), joint: Joint.optional() }),
    evidence: z.object({
      ageYears: z.number().int(),
      eligible: z.array(z.string()),
      isMember: z.boolean().optional(),
      members: z.int().optional(),
    }),
    seats: ['branch-secretary', 'branch-committee'],
    via: ['occasion'],
    signs: 'branch',
    phases: VOTED,
    judge: ({ state, body, evidence, statute, command, imported }) => {
      const paused = votedWhilePaused(state, command, { clause: 'admission.meeting' });
      if (paused) return paused;
      // A meeting here has judged it when the roll was taken, as of that day.
      const gone = stillAdmissible(statute, evidence) ?? (imported ? votedByTooFew(statute, evidence.members, body.entitled) : undefined);
      if (gone) return gone;
      const form = state.book.form;
      if (form && command.on <= form.introducersOn)
        return refuse(
          'date-order',
          `支部大会须在介绍人意见 (${form.introducersOn}) 之后`,
          `The meeting comes after the introducers’ opinions (${form.introducersOn})`,
          [`改为 ${addDays(form.introducersOn, 1)} 或以后`, `Use ${addDays(form.introducersOn, 1)} or later`],
          { pointer: '/on', clause: 'admission.form', earliest: addDays(form.introducersOn, 1) },
        );
      const { recused: _, joint: __, ...counts } = body;
      return (
        introducersFit(statute, state.book.introducers, evidence.eligible, state.subject) ?? votable(statute, counts, 'admission.branch')
      );
    },
    apply: (state, fact, statute) => {
      const { recused: _, irregular: __, joint, ...counts } = fact.body as typeof fact.body & { irregular?: boolean };
      const { result } = outcome(statute, counts, 'admission.branch');
      state.book.vote = { on: fact.on, ...counts, result, ...(joint ? { joint } : {}) };
      if (result === 'passed') {
        state.book.resolvedOn = fact.on;
        closeStep(state, statute, 'A11', fact);
      } else if (result === 'not-passed') {
        state.book.failedVoteOn = fact.on;
        if (state.book.place) ask(state, 'releasePlace', { why: 'vote-failed', round: state.book.place.round });
        sendBack(state, statute, 'A5', fact);
      }
    },
    undo: { beyond: ({ book }, { on }) => (book.failedVoteOn === on ? ofTheMeeting() : undefined) },
  }),
  decideApproval: act<AdmissionBook, Counts, Above>({
    kind: 'decideApproval',
    keepsDay: true,
    evidence: Above,
    keeps: [...IRREGULAR, 'above'],
    fact: 'approvalDecided',
    title: { zh: '团委集体审批', en: 'Collective approval by the committee' },
    body: Counts,
    ...VOTE_SPEAKERS,
    via: ['occasion'],
    above: true,
    phases: VOTED,
    judge: ({ state, body, statute, command, evidence, imported }) => {
      const paused = votedWhilePaused(state, command, { clause: 'admission.approval' });
      if (paused) return paused;
      // Of the paper past the form says who approved.
      const elsewhere = imported ? undefined : notAbove(state, statute, 'admission.approvalQuorum', evidence, command);
      if (elsewhere) return elsewhere;
      if (state.book.resolvedOn && command.on <= state.book.resolvedOn)
        return refuse(
          'date-order',
          `审批须在支部大会 (${state.book.resolvedOn}) 之后`,
          `Approval comes after the branch meeting (${state.book.resolvedOn})`,
          [`改为 ${addDays(state.book.resolvedOn, 1)} 或以后`, `Use ${addDays(state.book.resolvedOn, 1)} or later`],
          { pointer: '/on', clause: 'admission.form', earliest: addDays(state.book.resolvedOn, 1) },
        );
      // A meeting here has asked for it when its minutes closed.
      const refused = imported && outcome(statute, body, 'admission.approval').result === 'not-passed';
      return (
        votable(statute, body, 'admission.approval') ??
        (refused ? paperMissing(command.papers, 'reason', { clause: 'admission.approval' }) : undefined)
      );
    },
    apply: (state, fact, statute) => {
      const { irregular: _, above, ...counts } = fact.body as typeof fact.body & { irregular?: boolean } & Above;
      const { result } = outcome(statute, counts, 'admission.approval');
      if (above) state.book.approvedBy = above.body;
      else delete state.book.approvedBy;
      if (result === 'passed') {
        state.book.approvedOn = fact.on;
        ask(state, 'usePlace', {
          withNumber: statute.figures['admission.numberAt']?.value === 'approval' && !state.book.number,
          year: state.book.place?.year ?? Number(fact.on.slice(0, 4)),
        });
        closeStep(state, statute, 'A12', fact);
      } else if (result === 'not-passed') {
        // Written reasons go to branch and candidate; the case ends when the time for a second look is over. By laws without A12T it runs from the decision.
        state.book.refusedOn = fact.on;
        delete state.steps.A12;
        openStep(state, stepOf(statute, 'A12T') ? 'A12T' : 'A12R', fact);
      }
    },
    undo: { beyond: ({ book }) => (book.refusedOn ? ofTheMeeting() : undefined) },
  }),
  /** A13 of a refusal: the branch hands the written decision and its reason to the applicant. From that day he may ask for a second look. */
  deliverRefusal: act<AdmissionBook, Record<string, never>>({
    kind: 'deliverRefusal',
    fact: 'refusalDelivered',
    title: { zh: '告知本人不予批准及理由', en: 'Tell the applicant of the refusal and why' },
    body: z.strictObject({}),
    seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
    via: ['person'],
    apply: (state, fact, statute) => closeStep(state, statute, 'A12T', fact),
    undo: {},
  }),
  acceptRefusal: act<AdmissionBook, Record<string, never>>({
    kind: 'acceptRefusal',
    fact: 'refusalAccepted',
    title: { zh: '接受不予批准的决定', en: 'Accept the refusal' },
    body: z.strictObject({}),
    seats: ['applicant'],
    via: ['person'],
    anywhere: true,
    phases: ['open', 'held'],
    judge: ({ state, command, imported, statute }) => {
      if (!state.book.refusedOn)
        return refuse('not-refused', '没有不予批准的决定', 'Nothing was refused', ['无需办理', 'Nothing to do'], {
          pointer: '/kind',
          clause: 'admission.approval',
        });
      if (state.secondLook)
        return refuse(
          'already-asked',
          '已申请复核, 上一级团委答复前不能接受原决定',
          'A second look was asked for: until it is answered the decision is not accepted',
          ['等待上一级团委答复; 不再申请入团的, 可以撤回申请 (withdraw)', 'Wait for the answer; or withdraw the application (withdraw)'],
          { pointer: '/kind', clause: clauseOf(statute, 'secondLook.answerDays') },
        );
      return heldOtherwise(state) ?? ownHandMissing({ command, imported }, 'admission.approval') ?? endingWaits(state, command, statute);
    },
    apply: (state, fact, statute) => endInName(state, fact, statute, 'refused'),
    undo: { take: (state, { seq }, { on }) => dropEnding(state, seq, on) },
  }),
};
