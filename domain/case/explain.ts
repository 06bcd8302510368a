import { diffDays } from '../calendar/day';
import { citation, type Statute, stepOf } from '../law/statute';
import { actMaking } from './acts';
import { clockHappenings } from './clock-facts';
import { commonHappenings } from './common';
import { VEILED } from './confidential';
import { dutyClause, dutyTitle } from './duties';
import type { Fact } from './fact';
import { dueOf, earliestOf, verdictDueOf } from './moments';
import type { Procedure } from './procedure';
import type { Refusal } from './refusal';
import { isOpen, type MachineState } from './state';
import type { Seat, Text } from './step';
import { type OpenTask, tasksOf } from './tasks';
import { SYSTEM } from './telling';

/** Seats in words, for sentences. */
export const SEAT_NAMES: Readonly<Record<Seat, Text>> = {
  applicant: { zh: '申请人', en: 'the applicant' },
  guardian: { zh: '监护人', en: 'the guardian' },
  member: { zh: '团员', en: 'a member' },
  contact: { zh: '培养联系人', en: 'the cultivation contact' },
  introducer: { zh: '入团介绍人', en: 'an introducer' },
  'branch-secretary': { zh: '团支部书记', en: 'the branch secretary' },
  'branch-committee': { zh: '支部委员会', en: 'the branch committee' },
  'committee-officer': { zh: '团委组织干事', en: 'the committee’s officer' },
  'committee-approver': { zh: '团委审批会', en: 'the committee' },
  'higher-officer': { zh: '上一级团委', en: 'the committee above' },
  inspector: { zh: '纪检人员', en: 'the inspector' },
  administrator: { zh: '管理员', en: 'the administrator' },
  public: { zh: '群众', en: 'the public' },
};

/** What makes facts of the kind: an act, or something that happens without anybody. */
const making = (procedure: Procedure, kind: string) =>
  actMaking(procedure, kind) ?? procedure.happenings[kind] ?? clockHappenings[kind] ?? commonHappenings[kind];

/** What a fact is called. */
export const factTitle = (procedure: Procedure, kind: string): Text =>
  (Object.hasOwn(VEILED, kind) ? VEILED[kind as keyof typeof VEILED] : undefined) ??
  making(procedure, kind)?.title ?? { zh: kind, en: kind };

/** What waits, for whom, until when, not before when, and why not yet: one sentence each, in both languages. */
export interface Waiting extends OpenTask {
  readonly title: Text;
  readonly clause: string;
  readonly citation: string;
  /** Days until the due day; negative when overdue. */
  readonly daysLeft?: number;
  readonly sentence: Text;
  readonly whyNotYet: readonly Refusal[];
}

const tail = (task: OpenTask, today: string): { zh: string; en: string; left?: number } => {
  if (task.unknownYear)
    return {
      zh: `, 不早于 ${task.earliest} 办结, 并须等 ${task.unknownYear} 年放假通知录入`,
      en: `, not before ${task.earliest}, and not before the holiday notice of ${task.unknownYear} is entered`,
    };
  if (task.earliest && today < task.earliest)
    return { zh: `, 最早 ${task.earliest} 可以办结`, en: `, on ${task.earliest} at the earliest` };
  if (!task.due) return { zh: '', en: '' };
  const left = diffDays(today, task.due);
  if (left < 0) return { zh: `, 已逾期 ${-left} 天 (应于 ${task.due} 前办结)`, en: `, overdue by ${-left} days (due ${task.due})`, left };
  return { zh: `, 还剩 ${left} 天 (到 ${task.due})`, en: `, ${left} days left (until ${task.due})`, left };
};

const HIGHER_OFFICE: Text = { zh: '上级纪检机构', en: 'the higher inspection office' };
const AWAITS: Readonly<Record<'verdict' | 'supplement', Text>> = {
  verdict: { zh: ' (纪检把关)', en: ' (the inspector’s verdict)' },
  supplement: { zh: ' (补充说明)', en: ' (the supplement that was asked for)' },
};

/** What somebody waits for, by the case's own law; some things are no step of its table. */
export const stepTitle = (statute: Statute | undefined, id: string): Text =>
  (statute && stepOf(statute, id)?.title) ?? dutyTitle(id) ?? { zh: id, en: id };

/** Everything that the case waits for now. */
export const waiting = (procedure: Procedure, state: MachineState, statute: Statute, today: string): Waiting[] =>
  tasksOf(procedure, state, statute).map((task) => {
    const step = stepOf(statute, task.step);
    const title = stepTitle(statute, task.step);
    const clause = step?.clause ?? dutyClause(task.step);
    const end = tail(task, today);
    const who = task.seat === 'inspector' && task.escalated ? HIGHER_OFFICE : SEAT_NAMES[task.seat];
    const what = task.awaits ? AWAITS[task.awaits] : { zh: '', en: '' };
    return {
      ...task,
      title,
      clause,
      citation: citation(statute, clause),
      ...(end.left === undefined ? {} : { daysLeft: end.left }),
      sentence: { zh: `等待${who.zh}: ${title.zh}${what.zh}${end.zh}`, en: `Waiting for ${who.en}: ${title.en}${what.en}${end.en}` },
      whyNotYet: procedure.blockers?.(state, statute, task.step, today) ?? [],
    };
  });

export interface TimelineStep {
  readonly id: string;
  readonly stage: string;
  readonly title: Text;
  readonly status: 'done' | 'now' | 'next' | 'not-needed';
  readonly on?: string;
  readonly since?: string;
  readonly due?: string;
  readonly earliest?: string;
  readonly provisional?: boolean;
  /** Done by whoever acts: only the inspector's verdict, or a supplement for it, is missing. */
  readonly awaiting?: 'verdict' | 'supplement';
  readonly passedOn?: string;
  readonly citation: string;
}

/** Opened by a decision alone (a refusal), no step leads there: it is nothing that comes next. */
const isAside = ({ steps }: Statute, id: string): boolean => steps[0]?.id !== id && !steps.some(({ then }) => then.includes(id));

/** All steps of the case's own law: done, now, next, not needed. */
export const timeline = (procedure: Procedure, state: MachineState, statute: Statute): TimelineStep[] =>
  statute.steps.flatMap((step): TimelineStep[] => {
    const here = state.steps[step.id];
    const base = { id: step.id, stage: step.stage, title: step.title, citation: citation(statute, step.clause) };
    if (here?.closedOn) return [{ ...base, status: 'done', on: here.closedOn, ...(here.passedOn ? { passedOn: here.passedOn } : {}) }];
    if (here?.awaiting && state.phase !== 'ended') {
      const due = verdictDueOf(state, statute, step.id);
      const awaiting = here.awaiting.supplement ? 'supplement' : 'verdict';
      return [{ ...base, status: 'now', awaiting, since: here.awaiting.since, due: due?.day, provisional: due?.provisional || undefined }];
    }
    if (here && isOpen(state, step.id) && state.phase !== 'ended') {
      const [due, earliest] = [dueOf(state, statute, step.id), earliestOf(state, statute, step.id)];
      const special = procedure.waitsFor?.(state, step.id, statute);
      return [
        {
          ...base,
          status: 'now',
          since: here.openedOn,
          due: special?.due ?? due?.day,
          earliest: special?.earliest ?? earliest?.day,
          provisional: due?.provisional || earliest?.provisional || special?.unknownYear !== undefined || undefined,
        },
      ];
    }
    if (step.acts.length === 0 || isAside(statute, step.id)) return [];
    return [{ ...base, status: state.phase === 'ended' ? 'not-needed' : 'next' }];
  });

/** Who decided where the branch has too few members to be one: the unit above, or the members of several branches together. */
const insteadOf = ({ body }: Fact): Text => {
  if (typeof body.actedBy === 'string')
    return { zh: ' (团员不足, 由上级组织代办)', en: ' (by the unit above: the branch has too few members)' };
  if (body.joint !== undefined) return { zh: ' (联合支部大会)', en: ' (by a joint branch)' };
  return { zh: '', en: '' };
};

/** A fact as a sentence; ids are left to the caller, who knows the names. */
export const sentence = (procedure: Procedure, fact: Fact): Text => {
  const title = factTitle(procedure, fact.kind);
  const who = fact.actor && fact.actor.id !== SYSTEM.id ? SEAT_NAMES[fact.actor.seat] : { zh: '系统', en: 'the system' };
  const by =
    fact.actor && fact.recorder && fact.actor.id !== fact.recorder.id
      ? { zh: ` (由${SEAT_NAMES[fact.recorder.seat].zh}代录)`, en: ` (recorded by ${SEAT_NAMES[fact.recorder.seat].en})` }
      : { zh: '', en: '' };
  const mark = making(procedure, fact.kind)?.mark?.(fact) ?? { zh: '', en: '' };
  const instead = insteadOf(fact);
  const late = fact.late ? { zh: ' [补录]', en: ' [recorded late]' } : { zh: '', en: '' };
  return {
    zh: `${fact.on} ${who.zh}: ${title.zh}${mark.zh}${instead.zh}${by.zh}${late.zh}`,
    en: `${fact.on} ${who.en}: ${title.en}${mark.en}${instead.en}${by.en}${late.en}`,
  };
};
