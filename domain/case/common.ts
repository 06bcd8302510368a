import { z } from 'zod';
import { Day, diffDays } from '../calendar/day';
import { deadline } from '../calendar/workdays';
import { clauseOf, type Statute, spanOf, stepOf } from '../law/statute';
import { dueOf } from './moments';
import { answered, ask, end, hold, isHeldBy, reopenStep, sendBack, unhold } from './moves';
import type { Fact } from './fact';
import { type Act, act, type Happening } from './procedure';
import { type Refusal, refuse } from './refusal';
import { closedOn, isOpen, type MachineState, openSteps } from './state';

const Id = z.uuid();
const Empty = z.strictObject({});

/** Reasons for which a case may be ended without fault of the applicant. */
export const ENDINGS = ['over-age', 'deceased', 'enlisted', 'illness', 'already-member', 'duplicate', 'other'] as const;

const isApproved = (state: MachineState): boolean => (state.book as { approvedOn?: string }).approvedOn !== undefined;

/** A place that was used by an approval stays used, whatever becomes of the case. */
const releaseAll = (state: MachineState): void => {
  const { place } = state.book as { place?: { round: number } };
  if (place && !isApproved(state)) ask(state, 'releasePlace', { why: state.ended?.how ?? 'returned', round: place.round });
};

/** Acts that every case knows, whatever its procedure. */
export const commonActs: Record<string, Act<unknown, never, never>> = {
  giveConsent: act({
    kind: 'giveConsent',
    fact: 'consentGiven',
    title: { zh: '作出同意', en: 'Give consent' },
    body: z.strictObject({ consent: z.enum(['privacy', 'publication', 'faith-declaration', 'transfer']), version: z.string().min(1).max(40) }),
    seats: ['applicant', 'guardian'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    apply: (state, fact) => {
      state.consents[fact.body.consent] = { version: fact.body.version, on: fact.on };
    },
  }),
  withdrawConsent: act({
    kind: 'withdrawConsent',
    fact: 'consentWithdrawn',
    title: { zh: '撤回同意', en: 'Withdraw consent' },
    body: z.strictObject({ consent: z.enum(['privacy', 'publication', 'faith-declaration', 'transfer']) }),
    seats: ['applicant', 'guardian'],
    via: ['person'],
    anywhere: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, body }) =>
      state.consents[body.consent] && !state.consents[body.consent]?.withdrawn
        ? undefined
        : refuse('no-consent', '没有可撤回的同意', 'There is no consent to withdraw', ['先查看本案的同意记录', 'Look at the consents of this case'], { pointer: '/body/consent' }),
    apply: (state, fact) => {
      const given = state.consents[fact.body.consent];
      if (given) state.consents[fact.body.consent] = { ...given, withdrawn: true };
      // After the approval the membership stands, and its file with it.
      if (fact.body.consent === 'privacy' && !isApproved(state)) {
        end(state, 'withdrawn', fact.on);
        releaseAll(state);
      }
    },
  }),
  informGuardian: act({
    kind: 'informGuardian',
    fact: 'guardianInformed',
    title: { zh: '告知监护人', en: 'Inform the guardian' },
    body: z.strictObject({ by: z.enum(['paper', 'link', 'meeting']) }),
    seats: ['branch-secretary', 'committee-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    apply: (state, fact) => {
      state.consents['guardian-informed'] = { version: fact.body.by, on: fact.on };
    },
  }),
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
    judge: ({ state }) =>
      isApproved(state)
        ? refuse('already-approved', '已经批准接收, 不能再撤回申请', 'Already approved, the application can no longer be withdrawn', [
            '如要退团, 另行书面提出',
            'To leave the League, ask in writing; that is another procedure',
          ])
        : undefined,
    apply: (state, fact) => {
      end(state, 'withdrawn', fact.on);
      releaseAll(state);
    },
  }),
  endCase: act({
    kind: 'endCase',
    fact: 'caseEnded',
    title: { zh: '终止', en: 'End the case' },
    body: z.strictObject({ why: z.enum(ENDINGS) }),
    seats: ['committee-officer'],
    via: ['person', 'system'],
    anywhere: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, body, command }) => {
      const resolved = (state.book as { resolvedOn?: string }).resolvedOn;
      if (body.why === 'over-age' && resolved)
        return refuse('resolved-in-time', '支部大会已在满 28 周岁前通过, 审批应当继续', 'The branch resolved in time, approval goes on', ['继续审批', 'Go on with the approval'], { clause: 'charter.age' });
      const bySystem = command.signer.startsWith('worker');
      if (!command.papers.some((paper) => paper.kind === 'reason') && !(bySystem && body.why === 'over-age'))
        return refuse('paper-missing', '终止须附书面理由', 'Ending a case needs a written reason', ['上传“理由”材料后再提交', 'Upload a paper of kind "reason" first'], { pointer: '/papers' });
      return undefined;
    },
    apply: (state, fact) => {
      end(state, fact.body.why, fact.on);
      releaseAll(state);
    },
  }),
  suspend: act({
    kind: 'suspend',
    fact: 'suspended',
    title: { zh: '中止', en: 'Suspend' },
    body: z.strictObject({ why: z.enum(['investigation', 'illness', 'absence', 'other']) }),
    seats: ['committee-officer', 'inspector', 'administrator'],
    via: ['person'],
    anywhere: true,
    phases: ['open', 'held'],
    apply: (state, fact) => {
      state.phase = 'suspended';
      state.suspended = { since: fact.on };
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
    apply: (state, fact) => {
      if (!state.suspended) return;
      const days = Math.max(0, diffDays(state.suspended.since, fact.on));
      for (const id of openSteps(state)) {
        const step = state.steps[id];
        if (step) state.steps[id] = { ...step, pausedDays: (step.pausedDays ?? 0) + days };
      }
      delete state.suspended;
      state.phase = state.hold ? 'held' : 'open';
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
    judge: ({ state, body, statute, command }) => {
      const wrong = noWayBack(state, statute, body.step, '/body/step');
      if (wrong) return wrong;
      if (!command.papers.some((paper) => paper.kind === 'reason'))
        return refuse('paper-missing', '退回须附书面理由', 'A return needs a written reason', ['上传“理由”材料后再提交', 'Upload a paper of kind "reason" first'], { pointer: '/papers' });
      return undefined;
    },
    apply: (state, fact, statute) => {
      goBack(state, statute, fact.body.step, fact);
    },
  }),
  requestTransfer: act({
    kind: 'requestTransfer',
    fact: 'transferRequested',
    title: { zh: '申请转出', en: 'Ask for a transfer' },
    body: z.strictObject({ toUnit: Id }),
    evidence: z.object({ toCommittee: Id, toHigher: Id.optional(), isBranch: z.boolean() }),
    keeps: ['toCommittee', 'toHigher'],
    seats: ['applicant', 'branch-secretary'],
    via: ['person'],
    anywhere: true,
    clause: 'admission.transfer',
    judge: ({ state, body, evidence }) => {
      const book = state.book as { resolvedOn?: string };
      if (state.transfer) return refuse('transfer-pending', '已有转接申请在等待接收', 'A transfer is already waiting for the other branch', ['等待接收支部答复', 'Wait for the receiving branch'], {});
      if (body.toUnit === state.unit || !evidence.isBranch)
        return refuse('wrong-unit', '转入单位须是另一个团支部', 'The receiving unit must be another branch', ['选择接收的团支部', 'Choose the receiving branch'], { pointer: '/body/toUnit' });
      if (book.resolvedOn)
        return refuse('old-unit-finishes', '支部大会已表决, 由原支部办完接收手续后再转', 'The branch has voted: the old unit finishes, then the membership is transferred', ['办结后办理组织关系转接', 'Transfer the membership after completion'], { clause: 'admission.transfer' });
      if (!state.consents.transfer || state.consents.transfer.withdrawn)
        return refuse('consent-missing', '转接会把材料交给另一单位, 须本人单独同意', 'Handing the file to another unit needs the applicant’s own consent', ['先提交 giveConsent: transfer', 'Give consent "transfer" first'], { pointer: '/body' });
      return undefined;
    },
    apply: (state, fact) => {
      const { toUnit, toCommittee, toHigher } = fact.body as { toUnit: string; toCommittee: string; toHigher?: string };
      state.transfer = { to: toUnit, toCommittee, ...(toHigher ? { toHigher } : {}), since: fact.on };
    },
  }),
  acceptTransfer: act({
    kind: 'acceptTransfer',
    fact: 'transferred',
    title: { zh: '接收转入', en: 'Accept the transfer' },
    body: z.strictObject({ fileComplete: z.boolean(), cultivationCountsFrom: Day.optional() }),
    seats: ['branch-secretary'],
    via: ['person'],
    anywhere: true,
    clause: 'admission.transfer',
    judge: ({ state, body }) => {
      if (!state.transfer) return refuse('no-transfer', '没有等待接收的转接', 'No transfer is waiting', ['由原支部先提出转接', 'The old branch asks first'], {});
      if ((state.book as { resolvedOn?: string }).resolvedOn)
        return refuse('old-unit-finishes', '支部大会已表决, 由原支部办完接收手续后再转', 'The branch has voted: the old unit finishes, then the membership is transferred', ['先答复不接收 (rejectTransfer), 办结后办理组织关系转接', 'Reject it now (rejectTransfer); transfer the membership after completion'], { clause: 'admission.transfer' });
      if (!body.fileComplete && !body.cultivationCountsFrom)
        return refuse('field-missing', '材料不全时须写明培养时间从哪天起算', 'With an incomplete file, say from which day cultivation counts', ['填写 cultivationCountsFrom', 'Fill in cultivationCountsFrom'], { pointer: '/body/cultivationCountsFrom', clause: 'admission.transfer' });
      return undefined;
    },
    apply: (state, fact, statute) => {
      if (!state.transfer) return;
      state.unit = state.transfer.to;
      state.committee = state.transfer.toCommittee;
      if (state.transfer.toHigher) state.higher = state.transfer.toHigher;
      delete state.transfer;
      const from = (fact.body as { cultivationCountsFrom?: string }).cultivationCountsFrom;
      if (from && state.steps.A3?.closedOn) (state.book as { cultivationFrom?: string }).cultivationFrom = from;
      // What the old committee had reviewed, the new one reviews again; a place that is still being reserved comes back by its round.
      const { preReviewedOn } = state.book as { preReviewedOn?: string };
      if (closedOn(state, 'A7') || preReviewedOn) goBack(state, statute, 'A7', fact);
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
    judge: ({ state }) => (state.transfer ? undefined : refuse('no-transfer', '没有等待接收的转接', 'No transfer is waiting', ['刷新后再看', 'Refresh'], {})),
    apply: (state) => {
      delete state.transfer;
    },
  }),
  contestAct: act({
    kind: 'contestAct',
    fact: 'actContested',
    title: { zh: '对代录提出异议', en: 'Contest an act recorded in one’s name' },
    body: z.strictObject({ seq: z.number().int().positive() }),
    evidence: z.object({ contestable: z.boolean(), recordedOn: Day }),
    seats: ['applicant', 'member', 'contact', 'introducer', 'branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ body, evidence, state, statute, today }) => {
      if (!evidence.contestable || body.seq > state.seq)
        return refuse('not-contestable', '只能对别人以你的名义代录的行为提出异议', 'Only an act that somebody else recorded in your name can be contested', ['查看时间线上的代录标记', 'Look for the "recorded by" mark in the timeline'], { pointer: '/body/seq' });
      return today > deadline(statute.calendar, evidence.recordedOn, spanOf(statute, 'record.contestDays')).end
        ? refuse('too-late', '代录异议期已过', 'The time to contest has passed', ['向上一级团委反映', 'Turn to the next higher committee'], { clause: clauseOf(statute, 'record.contestDays') })
        : undefined;
    },
    apply: (state, fact) => {
      hold(state, `contest:${fact.body.seq}`, fact.on);
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
      if (!isHeldBy(state, isContest)) return refuse('nothing-contested', '没有待处理的代录异议', 'Nothing is contested', ['刷新后再看', 'Refresh'], {});
      if (!body.stands && !body.backTo) return refuse('field-missing', '撤销代录须写明退回哪一步', 'Say to which step the case goes back', ['填写 backTo', 'Fill in backTo'], { pointer: '/body/backTo' });
      const wrong = !body.stands && body.backTo && !isOpen(state, body.backTo) ? noWayBack(state, statute, body.backTo, '/body/backTo') : undefined;
      if (wrong) return wrong;
      return command.papers.some((paper) => paper.kind === 'reason')
        ? undefined
        : refuse('paper-missing', '处理结论须附书面理由', 'The finding needs a written reason', ['上传“理由”材料', 'Upload a paper of kind "reason"'], { pointer: '/papers' });
    },
    apply: (state, fact, statute) => {
      unhold(state, isContest);
      if (!fact.body.stands && fact.body.backTo) goBack(state, statute, fact.body.backTo, fact);
    },
  }),
  requestSecondLook: act({
    kind: 'requestSecondLook',
    fact: 'secondLookRequested',
    title: { zh: '请上一级团委复核', en: 'Ask the next higher committee for a second look' },
    body: z.strictObject({ about: z.enum(['refused', 'ignored']) }),
    seats: ['applicant'],
    via: ['person'],
    anywhere: true,
    judge: ({ state, body, statute, today }) => {
      // A refusal that came while the silence before it was being looked at may be asked about as well.
      if (state.secondLook && !(state.secondLook.about === 'ignored' && body.about === 'refused')) return refuse('already-asked', '复核申请已在办理', 'A second look is already under way', ['等待答复', 'Wait for the answer'], {});
      const late = openSteps(state).some((id) => {
        const due = dueOf(state, statute, id);
        return due !== undefined && today > due.day;
      });
      const refused = (state.book as { refusedOn?: string }).refusedOn !== undefined || (state.book as { declinedOn?: string }).declinedOn !== undefined;
      if (body.about === 'ignored' ? late : refused) return undefined;
      return refuse('nothing-to-look-at', '只有被拒绝或逾期未办时可以请上一级复核', 'A second look is for a refusal or an overdue step', ['在到期日之后再提出', 'Ask after the due day'], { pointer: '/body/about', clause: clauseOf(statute, 'secondLook.answerDays') });
    },
    apply: (state, fact) => {
      state.secondLook = { askedOn: fact.on, about: fact.body.about, openedSeq: fact.seq };
    },
  }),
  answerSecondLook: act({
    kind: 'answerSecondLook',
    fact: 'secondLookAnswered',
    title: { zh: '答复复核', en: 'Answer the second look' },
    body: z.strictObject({ answer: z.enum(['upheld', 'reconsider']) }),
    seats: ['higher-officer'],
    via: ['person'],
    anywhere: true,
    signs: 'higher',
    phases: ['open', 'held', 'suspended'],
    judge: ({ state, command }) => {
      if (!state.secondLook) return refuse('nothing-asked', '没有待答复的复核申请', 'No second look was asked for', ['刷新后再看', 'Refresh'], {});
      return command.papers.some((paper) => paper.kind === 'reason')
        ? undefined
        : refuse('paper-missing', '答复须附书面理由', 'The answer needs a written reason', ['上传“理由”材料', 'Upload a paper of kind "reason"'], { pointer: '/papers' });
    },
    apply: (state, fact, statute) => {
      const about = state.secondLook?.about;
      delete state.secondLook;
      const book = state.book as { refusedOn?: string; declinedOn?: string };
      if (about === 'refused') delete book.declinedOn;
      if (about === 'refused' && book.refusedOn) {
        if (fact.body.answer === 'upheld') {
          end(state, 'refused', fact.on);
          releaseAll(state);
        } else {
          delete book.refusedOn;
          for (const id of openSteps(state)) delete state.steps[id];
          if (stepOf(statute, 'A12')) reopenStep(state, 'A12', fact);
        }
      }
    },
  }),
  adoptPack: act({
    kind: 'adoptPack',
    fact: 'packAdopted',
    title: { zh: '改用新规则', en: 'Adopt a rule pack' },
    body: z.strictObject({ from: z.string(), to: z.string() }),
    seats: ['committee-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, statute, body, command }) => adoptable(state, statute, body, command.statute as Statute | undefined, false),
    apply: (state, fact) => {
      state.statute = fact.body.to;
    },
  }),
  adoptCalendar: act({
    kind: 'adoptCalendar',
    fact: 'calendarAdopted',
    title: { zh: '改用新日历', en: 'Adopt a calendar' },
    body: z.strictObject({ from: z.string(), to: z.string() }),
    seats: ['administrator'],
    via: ['system'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, statute, body, command }) => adoptable(state, statute, body, command.statute as Statute | undefined, true),
    apply: (state, fact) => {
      state.statute = fact.body.to;
    },
  }),
};

const isContest = (by: string): boolean => by.startsWith('contest:');

/** Only to a step that the case has passed, never to its opening, and never once it is approved. */
const noWayBack = (state: MachineState, statute: Statute, step: string, pointer: string): Refusal | undefined => {
  const passed = statute.steps.slice(1).map(({ id }) => id).filter((id) => closedOn(state, id));
  if (!passed.includes(step))
    return refuse('no-way-back', '只能退回到已经走过的步骤', 'A case can only go back to a step it has passed', [`可选: ${passed.join(', ')}`, `Choose one of ${passed.join(', ')}`], { pointer });
  return isApproved(state)
    ? refuse('already-approved', '审批通过后不能退回, 应当走复核程序', 'After approval nothing is sent back; use the annulment procedure', ['由批准的团委启动复核', 'Ask the approving committee for a re-examination'], { clause: 'admission.approval' })
    : undefined;
};

/** Back before the notice: the place returns to its line, and the number with it. */
const goBack = (state: MachineState, statute: Statute, step: string, fact: Fact): void => {
  const order = statute.steps.map(({ id }) => id);
  if (order.indexOf(step) < order.indexOf('A8')) releaseAll(state);
  sendBack(state, statute, step, fact);
};

/** A case may take another law only from the one it stands under, and only one that still has every step it stands in. */
const adoptable = (state: MachineState, current: Statute, body: { from: string; to: string }, next: Statute | undefined, onlyLater: boolean) => {
  if (body.from !== state.statute) return refuse('stale', '本案适用的规则已经变化', 'The case has another law by now', ['重新预演后再提交', 'Run the dry run again'], { pointer: '/body/from' });
  if (!next || next.hash !== body.to || next.procedure !== state.procedure) return refuse('pack-mismatch', '提交的规则与预演的不一致', 'The pack is not the one of the dry run', ['重新预演后再提交', 'Run the dry run again'], { pointer: '/body/to' });
  const earlier = openSteps(state).find((id) => {
    const [now, then] = [dueOf(state, current, id)?.day, dueOf(state, next, id)?.day];
    return onlyLater && now !== undefined && then !== undefined && then < now;
  });
  if (earlier) return refuse('shortens', '新日历会缩短本案的期限, 按原日历执行', 'The new calendar would shorten a deadline of the case; it keeps the old one', ['无需办理', 'Nothing to do'], { pointer: '/body/to' });
  const missing = openSteps(state).find((id) => !next.steps.some((step) => step.id === id));
  return missing
    ? refuse('step-missing', `新规则没有本案所在的步骤 ${missing}`, `The new pack lacks the step ${missing} in which the case stands`, ['保留原规则', 'Keep the present pack'], { pointer: '/body/to' })
    : undefined;
};

/** Answers of the world to what a case asked for. */
export const commonHappenings: Record<string, Happening<unknown>> = {
  placeReleased: {
    kind: 'placeReleased',
    title: { zh: '指标释放, 编号作废', en: 'Place released, number void' },
    apply: (state, fact) => {
      answered(state, fact.body.key);
      const book = state.book as { place?: unknown; number?: unknown };
      if (fact.body.round === undefined || (book.place as { round?: number } | undefined)?.round === fact.body.round) {
        delete book.place;
        delete book.number;
      }
    },
  },
};
