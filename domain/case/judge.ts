import { z } from 'zod';
import { addDays, DayOutOfRange, FIRST_YEAR, LAST_YEAR } from '../calendar/day';
import { english } from '../english';
import { clauseOf, figureCitation, numberOf, type Statute, stepOf } from '../law/statute';
import { actMaking, actOf } from './acts';
import type { Command } from './command';
import { earliestOf } from './moments';
import { ownInterest } from './own-interest';
import { paperMissing } from './papers';
import { heldNow, suspendedNow } from './paused';
import { type Act, levelOf, type Procedure } from './procedure';
import { type Refusal, refuse } from './refusal';
import { roleOf, type SignerKey } from './signers';
import { closedOn, isAwaiting, isOpen, type MachineState, openSteps } from './state';
import type { Step } from './step';

/** What zod says by itself is English. */
const CHINESE = z.locales.zhCN().localeError;

export interface Question {
  readonly procedure: Procedure;
  readonly state: MachineState;
  readonly command: Command;
  readonly statute: Statute;
  /** Today by the domain clock (Asia/Shanghai); for an imported act its own day. */
  readonly today: string;
  /** Brought in from paper: it may have any day of the past and any way; what is refused becomes a finding. */
  readonly imported?: boolean;
  /** Keys that the run trusts; absent where there is no run yet. */
  readonly signers?: readonly SignerKey[];
}

/**
 * May this be done, now, to this case? Pure; runs in the Update's validator, in the API and in the browser. The order is from the outside in:
 * known act, form, case open, dates, step, consent, papers, four eyes, and last the act's own rule.
 */
export const judge = (question: Question): Refusal | undefined => {
  try {
    return judged(question);
  } catch (error) {
    if (error instanceof DayOutOfRange) return outOfRange;
    throw error;
  }
};

/** A term, a measure or an application dated so far off that its own periods leave the calendar. */
const outOfRange = refuse(
  'day-out-of-range',
  `按所填日期推算的期限超出 ${FIRST_YEAR} 至 ${LAST_YEAR} 年`,
  `What follows from a day given here leaves the years ${FIRST_YEAR}-${LAST_YEAR}`,
  ['核对各日期的年份', 'Check the year of each day'],
  { pointer: '/body' },
);

const judged = (question: Question): Refusal | undefined => {
  const { procedure, command } = question;
  const act = actOf(procedure, command.kind);
  if (!act)
    return refuse(
      'unknown-act',
      `没有“${command.kind}”这种操作`,
      `There is no act "${command.kind}"`,
      ['查看 /docs 中的命令列表', 'See the list of commands in /docs'],
      { pointer: '/kind' },
    );
  return (
    wellFormed(act, question) ??
    phaseAllows(act, question) ??
    datesAllow(act, question) ??
    stepAllows(act, question) ??
    fourEyes(act, question) ??
    ownRule(act, question) ??
    ownInterest(act, wayOf(command), procedure, command)
  );
};

/** Who signed says how an act came. */
const wayOf = ({ signer, occasion }: Command): Act['via'][number] => {
  if (roleOf(signer) === 'recovery') return 'recovery';
  if (roleOf(signer) !== 'worker') return 'person';
  return occasion ? 'occasion' : 'system';
};

const wellFormed = (act: Act<unknown, never, never>, { command, imported }: Question): Refusal | undefined => {
  // No paper past has acts of the system: they would be a person's, under another name.
  const lawful = imported ? act.via.some((way) => way === 'person' || way === 'occasion') : act.via.includes(wayOf(command));
  if (!lawful)
    return refuse(
      'wrong-way',
      `“${act.title.zh}”不能以这种方式提交`,
      `"${act.title.en}" cannot be given this way`,
      act.via.includes('occasion')
        ? ['通过公示、会议、批次或仪式办理', 'It is done through a notice, a meeting, a session or a ceremony']
        : ['由本人或经办人在系统中提交', 'A person gives it'],
      { pointer: '/kind' },
    );
  const body = act.body.safeParse(command.body);
  if (!body.success) {
    const issue = body.error.issues[0];
    const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : (issue?.path ?? []);
    return refuse(
      'bad-field',
      `字段不符合要求: ${act.body.safeParse(command.body, { error: CHINESE }).error?.issues[0]?.message ?? ''}`,
      `A field does not fit: ${english(issue?.message ?? '')}`,
      ['按提示改正该字段', 'Correct the field'],
      { pointer: `/body${path.map((part) => `/${String(part)}`).join('')}` },
    );
  }
  const evidence = act.evidence?.safeParse(command.evidence);
  if (evidence && !evidence.success)
    return refuse(
      'evidence-missing',
      '系统未能查得所需情况',
      'What the act rests on could not be looked up',
      ['稍后重试; 仍不行请联系管理员', 'Try again; if it stays, tell the administrator'],
      { pointer: '/evidence' },
    );
  return undefined;
};

/** What the act rests on, for a refusal that no rule of its own gives. */
const groundOf = (act: Act<unknown, never, never>, statute: Statute): { clause?: string } => {
  const clause = act.clause ?? statute.steps.find((step) => step.acts.includes(act.kind))?.clause;
  return clause ? { clause } : {};
};

/** Also said where no run is left to ask. `occasion`: what has ended is a notice, a meeting or a ceremony, and there may be another. */
export const caseEnded = (act: Act<unknown, never, never> | undefined, statute: Statute, occasion = false): Refusal =>
  occasion
    ? refuse(
        'case-ended',
        '这次公示、会议或活动已经结束 (或因不足法定人数改期)',
        'This notice, meeting or event is over, or was adjourned without a quorum',
        ['需要继续的, 另行召集或张贴', 'If need be, convene or post another'],
        act ? groundOf(act, statute) : {},
      )
    : refuse(
        'case-ended',
        '本案已经结束',
        'The case has ended',
        ['如需继续, 重新申请', 'Apply again if need be'],
        act ? groundOf(act, statute) : {},
      );

const phaseAllows = (act: Act<unknown, never, never>, { procedure, state, statute }: Question): Refusal | undefined => {
  const under = groundOf(act, statute);
  if (state.phase === 'ended') return caseEnded(act, statute, procedure.subject === 'occasion');
  if ((act.phases ?? ['open']).includes(state.phase)) return undefined;
  if (state.phase === 'suspended') return suspendedNow(under);
  if (state.phase === 'held') return heldNow(under);
  if (act.phases?.includes('held')) return refuse('not-held', '本案没有暂停办理', 'The case is not held', ['刷新后再看', 'Refresh'], under);
  return refuse('not-suspended', '本案没有中止', 'The case is not suspended', ['无需恢复', 'Nothing to resume'], under);
};

const datesAllow = (act: Act<unknown, never, never>, { state, command, statute, today, imported }: Question): Refusal | undefined => {
  const at = { pointer: '/on' };
  if (command.on > today)
    return refuse(
      'future-day',
      `日期 ${command.on} 还没有到`,
      `${command.on} has not come yet`,
      [`填写不晚于 ${today} 的日期`, `Give a day not after ${today}`],
      at,
    );
  const limit = addDays(today, -numberOf(statute, 'record.backdateDays'));
  // What a case or an occasion passes on was judged when it was given; told late, after an outage, or of a late record, it keeps its day.
  if (!imported && wayOf(command) === 'person' && command.on < limit && !command.lateReason)
    return refuse(
      'too-far-back',
      `补录不得早于 ${limit}`,
      `An act may be dated back to ${limit} at most`,
      ['更早的须由团委组织干事附理由补录 (lateReason)', 'An earlier one needs an officer’s reason (lateReason)'],
      { ...at, clause: clauseOf(statute, 'record.backdateDays') },
    );
  if (
    command.lateReason &&
    !(['committee-officer', 'higher-officer'].includes(command.recorder.seat) && command.papers.some((paper) => paper.kind === 'reason'))
  )
    return refuse(
      'late-reason-missing',
      '超期补录须由团委组织干事经办并附书面理由',
      'A late record needs a committee officer and a written reason',
      ['请团委组织干事补录并上传“理由”', 'Ask the committee’s officer, with a paper of kind "reason"'],
      { pointer: '/lateReason' },
    );
  const keepsDay = act.keepsDay === true && wayOf(command) === 'occasion';
  const newest = newestOn(act, state, statute);
  if (!act.unordered && !keepsDay && command.on < newest)
    return refuse(
      'out-of-order',
      `日期早于本案最近一次办理 (${newest})`,
      `The day lies before the case’s newest act (${newest})`,
      [`填写不早于 ${newest} 的日期`, `Give a day from ${newest} on`],
      at,
    );
  return undefined;
};

/**
 * The day of the newest act. That the applicant asked about silence is none of the office's: a step that was done by then keeps its day, which alone says
 * whether it was in time.
 */
const newestOn = (act: Act<unknown, never, never>, state: MachineState, statute: Statute): string => {
  const { secondLook, lastOn } = state;
  if (secondLook?.about !== 'ignored' || secondLook.askedOn !== lastOn || !stepFor(statute, state, act.kind).at) return lastOn;
  const moved = Object.values(state.steps).flatMap(({ openedOn, closedOn: on }) => (on ? [openedOn, on] : [openedOn]));
  return moved.sort().at(-1) ?? lastOn;
};

/** Steps of the table that list the act; the one that is open, if any. */
const stepFor = (statute: Statute, state: MachineState, kind: string): { at?: Step; listed: Step[] } => {
  const listed = statute.steps.filter((step) => step.acts.includes(kind));
  const open = listed.filter((step) => isOpen(state, step.id));
  return { at: open.find((step) => !isAwaiting(state, step.id)) ?? open[0], listed };
};

const stepAllows = (act: Act<unknown, never, never>, question: Question): Refusal | undefined => {
  const { state, command, statute } = question;
  const { at, listed } = stepFor(statute, state, act.kind);
  if (!at) return act.anywhere ? undefined : outOfStep(question, listed);
  if (isAwaiting(state, at.id) && !act.whileAwaiting && !act.anywhere)
    return refuse(
      'awaiting-inspector',
      `“${at.title.zh}”已办完, 正等待纪检人员把关, 此前不得再办`,
      `"${at.title.en}" is done and waits for the inspector's verdict`,
      ['等待把关意见; 被要求补充的, 提交补充说明', 'Wait for the verdict; if a supplement was asked for, give it'],
      { pointer: '/kind', clause: at.clause },
    );
  const opened = state.steps[at.id]?.openedOn;
  if (opened && command.on < opened && !act.unordered)
    return refuse(
      'out-of-order',
      `本步骤自 ${opened} 起才可办理`,
      `The step opened on ${opened}`,
      [`填写不早于 ${opened} 的日期`, `Give a day from ${opened} on`],
      { pointer: '/on', clause: at.clause },
    );
  const consent = at.consent ? state.consents[at.consent] : undefined;
  if (at.consent && !act.needsNoConsent && (!consent || consent.withdrawn))
    return refuse(
      'consent-missing',
      `缺少申请人的“${at.consent}”同意`,
      `The applicant’s consent "${at.consent}" is missing`,
      [`申请人先提交 giveConsent: ${at.consent}`, `The applicant gives consent "${at.consent}" first`],
      { clause: at.clause },
    );
  for (const kind of at.papers[act.kind] ?? []) {
    const missing = paperMissing(command.papers, kind, { clause: at.clause });
    if (missing) return missing;
  }
  return undefined;
};

const outOfStep = ({ state, statute }: Question, listed: Step[]): Refusal => {
  const now = openSteps(state).map((id) => stepOf(statute, id)?.title.zh ?? id);
  const nowEn = openSteps(state).map((id) => stepOf(statute, id)?.title.en ?? id);
  const target = listed[0];
  const passed = listed.some((step) => closedOn(state, step.id));
  return refuse(
    passed ? 'step-closed' : 'out-of-step',
    passed ? `“${target?.title.zh}”已经办结` : `现在的步骤是“${now.join('、')}”, 还不到“${target?.title.zh ?? ''}”`,
    passed ? `"${target?.title.en}" is closed` : `The case stands at "${nowEn.join(', ')}", not at "${target?.title.en ?? ''}"`,
    passed
      ? ['如须重办, 由团委退回该步骤', 'To do it again, the committee returns the case']
      : [`先办结“${now.join('、')}”`, `Finish "${nowEn.join(', ')}" first`],
    { pointer: '/kind', clause: target?.clause },
  );
};

/**
 * The same person may not sign at two levels of one case, neither as actor nor as recorder; a recorder is never the second pair of eyes. Who only types
 * what the paper says signs nothing.
 */
const fourEyes = (act: Act<unknown, never, never>, { state, command, imported }: Question): Refusal | undefined => {
  const level = levelOf(act, command.actor.seat);
  if (!level) return undefined;
  const recorder = imported ? command.actor : command.recorder;
  for (const [party, pointer] of [
    [command.actor, '/actor'],
    [recorder, '/recorder'],
  ] as const) {
    const before = state.signed[party.id];
    if ((before && before !== level) || party.id === state.subject)
      return refuse(
        'already-signed',
        '同一人不能在一个案子里签两级',
        'The same person may not sign at two levels of one case',
        ['换一位有权的人办理, 或由上一级办理', 'Let another entitled person act, or the level above'],
        { pointer, clause: 'project.four-eyes' },
      );
  }
  return undefined;
};

const ownRule = (
  act: Act<unknown, never, never>,
  { procedure, state, command, statute, today, imported, signers }: Question,
): Refusal | undefined =>
  act.judge?.({
    state,
    body: act.body.parse(command.body) as never,
    evidence: (act.evidence?.parse(command.evidence) ?? {}) as never,
    command,
    statute,
    today,
    making: (fact) => actMaking(procedure, fact),
    ...(imported ? { imported } : {}),
    ...(signers ? { signers } : {}),
  });

/** The refusal of an act that would close a step before its first lawful day. */
export const tooEarly = (state: MachineState, statute: Statute, step: string, on: string): Refusal | undefined => {
  const earliest = earliestOf(state, statute, step);
  if (!earliest || on >= earliest.day) return undefined;
  const title = stepOf(statute, step)?.title;
  return refuse(
    'too-early',
    `“${title?.zh ?? step}”最早 ${earliest.day} 可以办结: ${figureCitation(statute, earliest.figure)}${earliest.provisional ? ' (暂算, 次年放假通知未公布)' : ''}`,
    `"${title?.en ?? step}" can close on ${earliest.day} at the earliest${earliest.provisional ? ' (provisional: the holiday notice of the year is not loaded)' : ''}`,
    [`等到 ${earliest.day}`, `Wait until ${earliest.day}`],
    { earliest: earliest.day, clause: earliest.clause, pointer: '/on' },
  );
};
