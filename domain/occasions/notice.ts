import { z } from 'zod';
import { endOf, startOf } from '../calendar/day';
import { commonActs } from '../case/common';
import { leftToThePair } from '../case/common/investigation';
import { end } from '../case/moves';
import { paperMissing } from '../case/papers';
import { type Act, act, type Moment, type Procedure } from '../case/procedure';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { clauseOf, numberOf, type Statute } from '../law/statute';
import { asked, follows, goOn, over, recount, restart, settled, takenDown, waitFor } from './notice-days';
import {
  casesTold,
  type Entry,
  entryOf,
  listedTwice,
  newOccasionBook,
  type OccasionBook,
  rememberSpeaker,
  tell,
  unknownEntry,
} from './tell';

const Ruling = z.enum(['go-on', 'go-back', 'end']);
type Ruling = z.infer<typeof Ruling>;
const Cases = z.array(z.uuid()).min(1).max(200);
/** State stays small whatever the public sends; the texts lie in Postgres. */
const MAX_WAITING = 100;

const objectionsOf = (entry: Entry): NonNullable<Entry['objections']> => entry.objections ?? { waiting: [], more: 0 };
const again = (entry: Entry): NonNullable<Entry['objections']> => {
  const { waiting, more, ruled } = objectionsOf(entry);
  return { waiting: ruled ? [...waiting, ruled] : waiting, more };
};

const finish = (state: MachineState<OccasionBook>, fact: { on: string }): void => {
  if (state.asks.length === 0 && Object.values(state.book.entries).every(over)) end(state, 'completed', fact.on);
};

const notHeld = (state: MachineState<OccasionBook>, id: string): Refusal | undefined =>
  unknownEntry(state, id) ??
  (entryOf(state, id)?.status === 'held'
    ? undefined
    : refuse('nothing-held', '该案没有待处理的异议', 'No objection is waiting for this case', ['刷新后再看', 'Refresh'], {
        pointer: '/body/case',
      }));

/** A ruling is given by somebody without an interest in the case, in writing. */
const notInOrder = (impartial: boolean, papers: readonly { readonly kind: string }[]): Refusal | undefined => {
  if (!impartial)
    return refuse(
      'recused',
      '经办过本案或与本案有利害关系的人不能处理异议',
      'Whoever acted in the case cannot rule on the objection',
      ['换一位纪检人员', 'Let another inspector rule'],
      { pointer: '/actor' },
    );
  return paperMissing(papers, 'finding', { text: ['结论须附书面核查意见', 'The ruling needs a written finding'] });
};

/** The clauses by which the listed cases ask for a notice, in their order; looked up, absent in commands of earlier releases. */
const NoticeLaw = z.object({ clauses: z.array(z.string()).optional() });

/** Of what is refused for the whole sheet: the clause of its cases' own law. */
const publicityOf = (statute: Statute, { clauses }: z.infer<typeof NoticeLaw>): string =>
  clauses?.[0] ?? clauseOf(statute, 'admission.publicityMin');

/** A notice hangs from the day it is posted; dated back, its days would be over before anybody could read it. */
const datedBack = (clause: string, today: string): Refusal =>
  refuse(
    'notice-dated-back',
    '公示自张贴之日起算, 不能倒填日期',
    'A notice counts from the day it is posted and cannot be dated back',
    [
      `填写 ${today}; 纸质公示确已张贴的, 由团委组织干事附理由补录`,
      `Use ${today}; a paper notice that did hang is recorded late by the committee’s officer, with a reason`,
    ],
    { pointer: '/on', clause },
  );

/**
 * The public notice (公示): one sheet, several cases. Each counts its own working days; an objection holds only the case it names;
 * nobody, administrator included, has an act that ends it early.
 */
export const notice: Procedure<OccasionBook> = {
  name: 'notice',
  subject: 'occasion',
  title: { zh: '公示', en: 'Public notice' },
  openings: ['openNotice'],
  newBook: newOccasionBook,
  acts: {
    openNotice: act<OccasionBook, { cases: string[]; workingDays: number; scope: string }, z.infer<typeof NoticeLaw>>({
      kind: 'openNotice',
      fact: 'noticeOpened',
      title: { zh: '张贴公示', en: 'Post the notice' },
      body: z.strictObject({
        cases: Cases,
        workingDays: z.number().int().min(1).max(60),
        scope: z.enum(['branch', 'committee', 'public']),
      }),
      evidence: NoticeLaw,
      seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
      via: ['person'],
      judge: ({ body, statute, command, today, evidence }) => {
        const clause = publicityOf(statute, evidence);
        if (command.on < today && !command.lateReason) return datedBack(clause, today);
        const least = numberOf(statute, 'admission.publicityMin');
        if (body.workingDays < least)
          return refuse(
            'too-short',
            `公示不少于 ${least} 个工作日`,
            `A notice runs for at least ${least} working days`,
            [`填写 ${least} 或更多`, `Use ${least} or more`],
            { pointer: '/body/workingDays', clause },
          );
        return listedTwice(body.cases);
      },
      apply: (state, fact, statute) => {
        rememberSpeaker(state, fact);
        state.book.kind = fact.body.scope;
        state.book.detail = { ...state.book.detail, workingDays: fact.body.workingDays };
        for (const id of fact.body.cases) {
          const entry: Entry = { status: 'pending' };
          restart(state, statute, entry, fact.on);
          state.book.entries[id] = entry;
        }
        tell(
          state,
          fact,
          'postNotice',
          fact.body.cases.map((id) => ({
            case: id,
            body: { workingDays: fact.body.workingDays, ...(follows(statute) ? { answers: true } : {}) },
          })),
        );
      },
    }),
    receiveObjection: act<OccasionBook, { case: string; objection: string }>({
      kind: 'receiveObjection',
      fact: 'objectionReceived',
      title: { zh: '收到异议', en: 'Objection received' },
      body: z.strictObject({ case: z.uuid(), objection: z.uuid() }),
      seats: ['public', 'member', 'branch-secretary', 'committee-officer', 'inspector'],
      via: ['person'],
      judge: ({ state, body }) => {
        const entry = entryOf(state, body.case);
        if (!entry || over(entry) || entry.status === 'pending')
          return refuse(
            'notice-over',
            '该人不在公示期内',
            'The person is not on notice now',
            ['公示期满后的问题请向上一级团委或纪检部门反映', 'Afterwards, turn to the committee above or the inspection office'],
            { pointer: '/body/case' },
          );
        return undefined;
      },
      apply: (state, fact) => {
        const entry = entryOf(state, fact.body.case);
        if (!entry) return;
        const { waiting, more } = objectionsOf(entry);
        entry.objections =
          waiting.length < MAX_WAITING ? { waiting: [...waiting, fact.body.objection], more } : { waiting, more: more + 1 };
        if (entry.status !== 'held') {
          entry.status = 'held';
          tell(state, fact, 'holdForObjection', [{ case: fact.body.case, body: {} }]);
        }
      },
    }),
    ruleObjection: act<OccasionBook, { case: string; objection: string; ruling: Ruling }, { impartial: boolean; running: boolean }>({
      kind: 'ruleObjection',
      fact: 'objectionRuled',
      title: { zh: '异议处理结论', en: 'Rule on the objection' },
      body: z.strictObject({ case: z.uuid(), objection: z.uuid(), ruling: Ruling }),
      evidence: z.object({ impartial: z.boolean(), running: z.boolean().default(false) }),
      seats: ['inspector'],
      via: ['person'],
      judge: ({ state, body, command, evidence }) => {
        const wrong = notHeld(state, body.case);
        if (wrong) return wrong;
        const { waiting, more } = objectionsOf(entryOf(state, body.case) as Entry);
        if (!waiting.includes(body.objection) && more === 0)
          return refuse(
            'unknown-objection',
            '没有这件待处理的异议, 或已有结论',
            'No such objection waits, or it has been ruled on',
            ['核对异议编号', 'Check the objection'],
            { pointer: '/body/objection' },
          );
        return leftToThePair(evidence.running) ?? notInOrder(evidence.impartial, command.papers);
      },
      apply: (state, fact, statute) => {
        const entry = entryOf(state, fact.body.case);
        if (!entry) return;
        const { waiting, more } = objectionsOf(entry);
        const rest = waiting.filter((id) => id !== fact.body.objection);
        entry.objections = { waiting: rest, more: rest.length < waiting.length ? more : Math.max(0, more - 1), ruled: fact.body.objection };
        if (fact.body.ruling === 'go-on' && rest.length + entry.objections.more > 0) return;
        settled(entry, fact, statute);
        tell(state, fact, 'settleObjection', [{ case: fact.body.case, body: { ruling: fact.body.ruling } }]);
      },
    }),
    /** What a pair has found out settles every objection to the person that waits by then: they were examined together. */
    settleObjections: act<OccasionBook, { case: string; ruling: Ruling }, { impartial: boolean }>({
      kind: 'settleObjections',
      fact: 'objectionsSettled',
      title: { zh: '核查结论送达', en: 'The objections are settled' },
      body: z.strictObject({ case: z.uuid(), ruling: Ruling }),
      evidence: z.object({ impartial: z.boolean() }),
      seats: ['inspector'],
      via: ['occasion'],
      judge: ({ state, body, command, evidence }) => notHeld(state, body.case) ?? notInOrder(evidence.impartial, command.papers),
      apply: (state, fact, statute) => {
        const entry = entryOf(state, fact.body.case);
        if (!entry) return;
        const [first] = objectionsOf(entry).waiting;
        entry.objections = { waiting: [], more: 0, ...(first ? { ruled: first } : {}) };
        settled(entry, fact, statute);
        tell(state, fact, 'settleObjection', [{ case: fact.body.case, body: { ruling: fact.body.ruling } }]);
      },
    }),
    /** A typo without effect is only logged; a substantive correction restarts the days of the entry, or of all when the common text changed. */
    correctNotice: act<OccasionBook, { cases: string[]; substantive: boolean; common?: boolean }, z.infer<typeof NoticeLaw>>({
      kind: 'correctNotice',
      fact: 'noticeCorrected',
      title: { zh: '更正公示', en: 'Correct the notice' },
      body: z.strictObject({ cases: Cases, substantive: z.boolean(), common: z.boolean().optional() }),
      evidence: NoticeLaw,
      seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
      via: ['person'],
      judge: ({ state, body, command, today, statute, evidence }) => {
        if (body.substantive && command.on < today && !command.lateReason) return datedBack(publicityOf(statute, evidence), today);
        return body.cases.map((id, index) => unknownEntry(state, id, `/body/cases/${index}`)).find((one) => one);
      },
      apply: (state, fact, statute) => {
        if (!fact.body.substantive) return;
        const named = fact.body.common ? Object.keys(state.book.entries) : fact.body.cases;
        const rows = named.filter((id) => {
          const entry = entryOf(state, id);
          return entry && !over(entry) && !entry.down;
        });
        for (const id of rows) restart(state, statute, state.book.entries[id] as Entry, fact.on);
        tell(
          state,
          fact,
          'restartNotice',
          rows.map((id) => ({ case: id, body: {} })),
        );
      },
    }),
    /** A case that was held goes on: a notice whose days are over meanwhile ends for it on the next working day. */
    resumeEntry: act<OccasionBook, { case: string }>({
      kind: 'resumeEntry',
      fact: 'entryResumed',
      rightless: true,
      title: { zh: '案件恢复办理', en: 'The case goes on' },
      body: z.strictObject({ case: z.uuid() }),
      seats: ['administrator'],
      via: ['occasion'],
      unordered: true,
      judge: ({ state, body }) => unknownEntry(state, body.case),
      apply: (state, fact, statute) => {
        const entry = entryOf(state, fact.body.case);
        if (!entry || over(entry)) return;
        entry.wentOn = fact.on;
        if (entry.waits) goOn(entry, fact.on, statute);
      },
    }),
    /** The person has taken back the consent to be named: a notice that did not hang throughout is none, and is posted again for all its days. */
    takeDownEntry: act<OccasionBook, { case: string }>({
      kind: 'takeDownEntry',
      fact: 'entryTakenDown',
      rightless: true,
      title: { zh: '撤下姓名', en: 'A name is taken down' },
      body: z.strictObject({ case: z.uuid() }),
      seats: ['administrator'],
      via: ['occasion'],
      unordered: true,
      judge: ({ state, body }) => unknownEntry(state, body.case),
      apply: (state, fact) => {
        const entry = entryOf(state, fact.body.case);
        if (!entry || over(entry)) return;
        entry.down = true;
        if (entry.status === 'told') takenDown(entry);
        finish(state, fact);
      },
    }),
    adoptCalendar: act<OccasionBook, { from: string; to: string }>({
      ...(commonActs.adoptCalendar as unknown as Act<OccasionBook, { from: string; to: string }>),
      apply: (state, fact, statute) => {
        state.statute = fact.body.to;
        recount(state, statute);
      },
    }),
  },
  happenings: {
    noticeRanOut: {
      kind: 'noticeRanOut',
      title: { zh: '公示期满', en: 'The notice has run its days' },
      apply: (state, fact) => {
        const named = Array.isArray(fact.body.cases) ? (fact.body.cases as string[]) : [];
        const cases = named.filter((id) => entryOf(state, id)?.status === 'told');
        for (const id of cases) asked(state.book.entries[id] as Entry);
        tell(
          state,
          fact,
          'completeNotice',
          cases.map((id) => ({
            case: id,
            body: { postedOn: state.book.entries[id]?.postedOn ?? '', end: state.book.entries[id]?.end ?? '' },
          })),
          fact.on,
        );
      },
    },
    casesTold: casesTold(
      (_state, entry, command, fact, statute) => {
        if (command === 'postNotice' || command === 'restartNotice') entry.status = entry.status === 'held' ? 'held' : 'told';
        if (command === 'completeNotice') entry.status = 'completed';
        if (command === 'settleObjection' && entry.waits) goOn(entry, fact.on, statute);
        if (entry.down && ['told', 'refused'].includes(entry.status)) takenDown(entry);
      },
      finish,
      (entry, command, code, statute) => {
        // A ruling that the case cannot follow leaves the objection where it was; the inspector rules again.
        if (command === 'settleObjection' && code === 'already-approved')
          Object.assign(entry, { status: 'held', objections: again(entry) });
        else if (command === 'completeNotice' && code === 'held' && follows(statute) && !entry.down) waitFor(entry, statute);
        else entry.status = 'refused';
      },
    ),
  },
  moments: (state): Moment[] => {
    const byEnd = new Map<string, { at: number; end: string; cases: string[] }>();
    for (const [id, { status, end: last, unknownYear, waits, notBefore }] of Object.entries(state.book.entries)) {
      if (status !== 'told' || !last || unknownYear || waits) continue;
      const key = `${last} ${notBefore ?? ''}`;
      const same = byEnd.get(key) ?? { at: notBefore ? Math.max(endOf(last), startOf(notBefore)) : endOf(last), end: last, cases: [] };
      byEnd.set(key, { ...same, cases: [...same.cases, id] });
    }
    return [...byEnd.values()].map(({ at, end: last, cases }) => ({ at, kind: 'noticeRanOut', body: { end: last, cases } }));
  },
};
