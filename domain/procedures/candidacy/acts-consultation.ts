import { z } from 'zod';
import { minimum } from '../../calendar/workdays';
import { closeStep, end } from '../../case/moves';
import { act, type Happening } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { clauseOf, type Statute, spanOf } from '../../law/statute';
import type { CandidacyBook, Reply } from './book';

const Empty = z.strictObject({});
const Answer = z.strictObject({ agreed: z.boolean() });
const OFFICE = { seats: ['committee-officer'], via: ['person'], signs: 'committee' } as const;
type State = MachineState<CandidacyBook>;

const notNeeded = (needed: boolean, zh: string, en: string): Refusal | undefined =>
  needed ? undefined : refuse('not-needed', zh, en, ['无需办理', 'Nothing to do'], { pointer: '/kind', clause: 'cadre.consultation' });

const unasked = (reply: Reply | undefined): Refusal | undefined => {
  if (!reply) return refuse('not-asked', '还没有征求意见', 'Nobody was asked yet', ['先发函征求意见', 'Ask first'], { pointer: '/kind' });
  return reply.answer && reply.answer !== 'silent'
    ? refuse('answered-already', '已有答复', 'There is an answer', ['无需办理', 'Nothing to do'], { pointer: '/kind' })
    : undefined;
};

/** Silence is consent only when the month is over: what came within it counts by its own day, whenever it is written down. */
const replyInTime = (reply: Reply | undefined, statute: Statute, on: string): Refusal | undefined => {
  if (reply?.answer !== 'silent') return unasked(reply) ?? beforeAsked(reply, on);
  const { end: until } = minimum(statute.calendar, reply.askedOn, spanOf(statute, 'cadre.coManagerSilence'));
  return on <= until
    ? beforeAsked(reply, on)
    : refuse(
        'reply-late',
        `协管方到 ${until} 未答复, 已视为同意; 此后的答复不再改变`,
        `The co-manager was silent until ${until}, which is consent; a later reply changes nothing`,
        [
          `答复是在 ${until} 或以前作出的, 按其日期补录 (on); 确须重新征求的, 退回酝酿`,
          `If the reply was given by ${until}, record it with its day (on); to ask anew, go back to the consultation`,
        ],
        { pointer: '/on', clause: clauseOf(statute, 'cadre.coManagerSilence') },
      );
};

const beforeAsked = (reply: Reply | undefined, on: string): Refusal | undefined =>
  reply && on < reply.askedOn
    ? refuse(
        'date-order',
        `征求意见是在 ${reply.askedOn} 发出的, 答复不能早于该日`,
        `The co-manager was asked on ${reply.askedOn}: the reply does not come before`,
        [`填写 ${reply.askedOn} 或以后的日期`, `Give ${reply.askedOn} or a later day`],
        { pointer: '/on', clause: 'cadre.consultation' },
      )
    : undefined;

const repliesMissing = ({ book }: State): Refusal | undefined => {
  const clause = { clause: 'cadre.consultation' };
  if (book.consultations.length === 0)
    return refuse(
      'not-consulted',
      '还没有在有关领导中酝酿',
      'Nobody was consulted',
      ['先提交 recordConsultation', 'Give recordConsultation first'],
      clause,
    );
  const { plan, coManager, league, mediated } = book;
  if (plan?.dualManaged !== 'none' && !coManager?.answer)
    return refuse(
      'reply-missing',
      '双重管理职务须征求协管方意见, 未满一个月且未答复',
      'A dual-managed post waits for the co-manager, for one month',
      ['先提交 askCoManager, 等待答复或期满', 'Give askCoManager and wait for the answer or the month'],
      clause,
    );
  if (plan?.leaguePost !== 'none' && !league?.answer)
    return refuse(
      'reply-missing',
      '团的领导职务须征求上级 (同级) 团委意见, 还没有答复',
      'A League post waits for the League committee’s opinion',
      ['先提交 askLeagueCommittee, 等待答复', 'Give askLeagueCommittee and wait for the answer'],
      { clause: 'cadre.league' },
    );
  const disagreed = coManager?.answer === 'disagreed' || league?.answer === 'disagreed';
  return disagreed && !mediated
    ? refuse(
        'disagreement',
        plan?.dualManaged === 'head' ? '协管方有不同意见, 正职由上级党组织协调' : '协管方有不同意见, 由主管方决定并记录',
        'There is a disagreement: for a head of unit the higher Party organisation mediates, otherwise the main manager decides',
        ['协调后提交 settleDisagreement', 'Give settleDisagreement with the outcome'],
        clause,
      )
    : undefined;
};

/** K5 (酝酿): leaders are consulted, co-manager and League committee are asked; silence counts only where a clause says so. */
export const consultationActs = {
  recordConsultation: act<CandidacyBook, { with: 'leaders' | 'supervising-leader' | 'united-front' }>({
    ...OFFICE,
    kind: 'recordConsultation',
    fact: 'consulted',
    title: { zh: '酝酿', en: 'Consult' },
    body: z.strictObject({ with: z.enum(['leaders', 'supervising-leader', 'united-front']) }),
    apply: (state, fact) => {
      if (!state.book.consultations.includes(fact.body.with)) state.book.consultations.push(fact.body.with);
    },
  }),
  askCoManager: act<CandidacyBook, Record<string, never>>({
    ...OFFICE,
    kind: 'askCoManager',
    fact: 'coManagerAsked',
    title: { zh: '征求协管方意见', en: 'Ask the co-manager' },
    body: Empty,
    judge: ({ state }) =>
      notNeeded(state.book.plan?.dualManaged !== 'none', '不是双重管理的职务', 'The post is not under dual management') ??
      (state.book.coManager
        ? refuse('already-asked', '已征求意见', 'The co-manager was asked', ['等待答复', 'Wait for the answer'], { pointer: '/kind' })
        : undefined),
    apply: (state, fact) => {
      state.book.coManager = { askedOn: fact.on };
    },
  }),
  recordCoManagerReply: act<CandidacyBook, { agreed: boolean }>({
    ...OFFICE,
    kind: 'recordCoManagerReply',
    fact: 'coManagerReplied',
    title: { zh: '协管方答复', en: 'The co-manager’s reply' },
    body: Answer,
    unordered: true,
    judge: ({ state, statute, command }) => replyInTime(state.book.coManager, statute, command.on),
    apply: (state, fact) => {
      if (state.book.coManager) Object.assign(state.book.coManager, { answer: fact.body.agreed ? 'agreed' : 'disagreed', on: fact.on });
    },
  }),
  askLeagueCommittee: act<CandidacyBook, Record<string, never>>({
    ...OFFICE,
    kind: 'askLeagueCommittee',
    fact: 'leagueCommitteeAsked',
    title: { zh: '征求团委协管意见', en: 'Ask the League committee' },
    body: Empty,
    judge: ({ state }) =>
      notNeeded(state.book.plan?.leaguePost !== 'none', '不是团的领导职务', 'It is no League post') ??
      (state.book.league
        ? refuse('already-asked', '已征求意见', 'The committee was asked', ['等待答复', 'Wait for the answer'], { pointer: '/kind' })
        : undefined),
    apply: (state, fact) => {
      state.book.league = { askedOn: fact.on };
    },
  }),
  recordLeagueReply: act<CandidacyBook, { agreed: boolean }>({
    kind: 'recordLeagueReply',
    fact: 'leagueCommitteeReplied',
    title: { zh: '团委协管意见', en: 'The League committee’s opinion' },
    body: Answer,
    // A secretary's post asks the committee above, a standing member's the same-level one, by letter.
    seats: ['higher-officer', 'committee-officer'],
    via: ['person'],
    signs: { 'higher-officer': 'higher', 'committee-officer': 'committee' },
    judge: ({ state }) => unasked(state.book.league),
    apply: (state, fact) => {
      if (state.book.league) Object.assign(state.book.league, { answer: fact.body.agreed ? 'agreed' : 'disagreed', on: fact.on });
    },
  }),
  settleDisagreement: act<CandidacyBook, { goesOn: boolean }>({
    ...OFFICE,
    kind: 'settleDisagreement',
    fact: 'disagreementSettled',
    title: { zh: '协调不同意见', en: 'Settle the disagreement' },
    body: z.strictObject({ goesOn: z.boolean() }),
    judge: ({ state }) =>
      notNeeded(
        state.book.coManager?.answer === 'disagreed' || state.book.league?.answer === 'disagreed',
        '没有不同意见',
        'Nobody disagrees',
      ),
    apply: (state, fact) => {
      state.book.mediated = { on: fact.on, goesOn: fact.body.goesOn };
      if (!fact.body.goesOn) end(state, 'not-agreed', fact.on);
    },
  }),
  concludeConsultation: act<CandidacyBook, Record<string, never>>({
    ...OFFICE,
    kind: 'concludeConsultation',
    fact: 'consultationConcluded',
    title: { zh: '酝酿结束', en: 'Conclude the consultation' },
    body: Empty,
    judge: ({ state }) => repliesMissing(state),
    apply: (state, fact, statute) => closeStep(state, statute, 'C5', fact),
  }),
  /** The organisation department above agrees beforehand: to an exceptional promotion before the decision, to a skipped rank before the inspection. */
  recordHigherReply: act<CandidacyBook, { about: 'exceptional' | 'rank'; agreed: boolean }>({
    kind: 'recordHigherReply',
    fact: 'higherReplied',
    title: { zh: '上级组织部门批复', en: 'The higher department’s reply' },
    body: z.strictObject({ about: z.enum(['exceptional', 'rank']), agreed: z.boolean() }),
    seats: ['higher-officer', 'committee-officer'],
    via: ['person'],
    signs: { 'higher-officer': 'higher', 'committee-officer': 'committee' },
    judge: ({ state, body }) =>
      notNeeded(
        body.about === 'rank' ? state.book.plan?.skipsRank === true : state.book.plan?.exceptional === true,
        '方案不涉及该项',
        'The plan has no such thing',
      ),
    apply: (state, fact) => {
      if (fact.body.agreed) state.book.prior[fact.body.about] = fact.on;
      else end(state, 'not-agreed', fact.on);
    },
  }),
};

/** The clock's answer for whoever is silent: consent for the co-manager, by the clause; for the League committee only where the pack says so. */
export const consultationHappenings: Record<string, Happening<CandidacyBook>> = {
  coManagerSilent: {
    kind: 'coManagerSilent',
    title: { zh: '协管方一个月未答复, 视为同意', en: 'The co-manager was silent for a month: consent' },
    apply: (state, fact) => {
      const { coManager } = state.book;
      if (coManager && !coManager.answer) Object.assign(coManager, { answer: 'silent', on: fact.on });
    },
  },
  leagueCommitteeSilent: {
    kind: 'leagueCommitteeSilent',
    title: { zh: '团委逾期未答复, 视为无不同意见', en: 'The League committee was silent: no objection' },
    apply: (state, fact) => {
      const { league } = state.book;
      if (league && !league.answer) Object.assign(league, { answer: 'silent', on: fact.on });
    },
  },
};
