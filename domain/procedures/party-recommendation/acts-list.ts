import { z } from 'zod';
import { addMonths, Day } from '../../calendar/day';
import { confirmsOnly, dropEnding, endInName, endingWaits, heldOtherwise } from '../../case/common/endings';
import { reasonMissing } from '../../case/common/shared';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, isOn, numberOf, type Statute } from '../../law/statute';
import type { PartyRecommendationBook } from './book';
import { Shared, shareAllows } from './share';

/** Looked up on the day of the proposal, in full years only. */
const Member = z.object({
  ageYears: z.number().int(),
  isMember: z.boolean(),
  /** Full years of League age (团龄); absent when the roster has no day of admission. */
  leagueYears: z.number().int().optional(),
  /** On probation in the League that day. */
  rightsLost: z.boolean(),
  holdsPost: z.boolean(),
  /** Another recommendation open, or valid still. */
  otherValid: z.boolean(),
  /** Dual-post service (双岗) done. Nothing records it yet, so it is absent; a pack that asks for it refuses until something does. */
  dualPost: z.boolean().optional(),
});
type Member = z.infer<typeof Member>;

const pointer = '/subject';

/** Asked at the proposal and again at the vote: still a member, of age, unpunished, of the League's own age. */
export const stillRecommendable = (statute: Statute, found: Omit<Member, 'otherValid' | 'dualPost'>): Refusal | undefined => {
  if (!found.isMember)
    return refuse('not-member', '推优对象须是团员', 'Only a member is recommended', ['核对团员名册', 'Check the roster'], {
      pointer,
      clause: clauseOf(statute, 'party-recommendation.leagueYears'),
    });
  const min = numberOf(statute, 'party-recommendation.ageMin');
  if (found.ageYears < min)
    return refuse('not-adult', `须年满 ${min} 周岁`, `From the age of ${min}`, ['年满后再提名', 'Propose after the birthday'], {
      pointer,
      clause: clauseOf(statute, 'party-recommendation.ageMin'),
    });
  if (found.rightsLost)
    return refuse('punished', '处分影响期未满', 'A punishment is unexpired', ['影响期满后再提名', 'Propose when it has expired'], {
      pointer,
      clause: clauseOf(statute, 'party-recommendation.leagueYears'),
    });
  const under = numberOf(statute, 'party-recommendation.ageUnder');
  if (found.ageYears >= under && !(found.holdsPost && isOn(statute, 'party-recommendation.cadresOver28')))
    return refuse(
      'over-28',
      `已满 ${under} 周岁且不担任团内职务, 不再推优`,
      `${under} or older without a League post: not recommended`,
      ['由党组织听取基层团委的书面意见', 'The Party organisation hears the committee’s written view instead'],
      { pointer, clause: clauseOf(statute, 'party-recommendation.ageUnder') },
    );
  return undefined;
};

const mayBeProposed = (statute: Statute, found: Member): Refusal | undefined => {
  const years = numberOf(statute, 'party-recommendation.leagueYears');
  const clause = clauseOf(statute, 'party-recommendation.leagueYears');
  const gone = stillRecommendable(statute, found);
  if (gone) return gone;
  if (found.leagueYears === undefined || found.leagueYears < years)
    return refuse(
      'league-age',
      found.leagueYears === undefined ? '名册没有入团日期, 不能确定团龄' : `团龄须满 ${years} 年`,
      found.leagueYears === undefined ? 'The roster has no day of admission' : `A League age of ${years} year(s) is needed`,
      found.leagueYears === undefined
        ? ['由团委补录入团日期', 'Let the committee enter the day of admission']
        : ['团龄期满后再提名', 'Propose after that time'],
      { pointer, clause },
    );
  if (isOn(statute, 'party-recommendation.dualPost') && !found.dualPost)
    return refuse(
      'dual-post',
      '没有完成“双岗”服务的记录',
      'No record of dual-post service',
      ['完成服务后再提名', 'Propose after the service'],
      {
        pointer,
        clause: clauseOf(statute, 'party-recommendation.dualPost'),
      },
    );
  return found.otherValid
    ? refuse(
        'duplicate',
        '此人已有在办或仍然有效的推荐',
        'A recommendation of this person is open or still valid',
        ['在原案上继续办理', 'Go on with the open one'],
        { pointer },
      )
    : undefined;
};

const since = (statute: Statute, appliedOn: Day): Day => addMonths(appliedOn, numberOf(statute, 'party-recommendation.appliedMonths'));

export const listActs = {
  proposeMember: act<PartyRecommendationBook, { appliedOn: Day; punishedUntil?: Day | undefined }, Member>({
    kind: 'proposeMember',
    fact: 'memberProposed',
    title: { zh: '提出推优人选', en: 'Propose a member' },
    body: z.strictObject({
      appliedOn: Day,
      /** Last day of a punishment's effects that the roster does not hold (a warning). */
      punishedUntil: Day.optional(),
    }),
    evidence: Member,
    seats: ['branch-committee', 'branch-secretary'],
    via: ['person'],
    signs: 'branch',
    judge: ({ body, evidence, statute, command }) => {
      const rightsLost = evidence.rightsLost || (body.punishedUntil !== undefined && command.on <= body.punishedUntil);
      const gone = mayBeProposed(statute, { ...evidence, rightsLost });
      if (gone) return gone;
      if (body.appliedOn > command.on)
        return refuse(
          'date-order',
          '入党申请日期晚于提名日期',
          'The Party application lies after the proposal',
          ['改正日期', 'Correct the day'],
          { pointer: '/body/appliedOn', clause: 'party-recommendation.eligibility' },
        );
      const from = since(statute, body.appliedOn);
      return command.on >= from || command.papers.some(({ kind }) => kind === 'reason')
        ? undefined
        : refuse(
            'applied-recently',
            `递交入党申请书不足 ${numberOf(statute, 'party-recommendation.appliedMonths')} 个月`,
            'The Party application was filed too recently',
            [
              `等到 ${from}, 或附书面理由 (reason) 并报党委备案`,
              `Wait until ${from}, or give a written reason (reason), to be filed with the Party committee`,
            ],
            { pointer: '/body/appliedOn', clause: clauseOf(statute, 'party-recommendation.appliedMonths'), earliest: from },
          );
    },
    apply: (state, fact, statute) => {
      state.book.appliedOn = fact.body.appliedOn;
      if (fact.on < since(statute, fact.body.appliedOn)) state.book.recentlyApplied = true;
      closeStep(state, statute, 'R1', fact);
    },
    undo: { opening: true },
  }),
  agreeToList: act<PartyRecommendationBook, { result: 'agreed' | 'declined' }, Shared>({
    kind: 'agreeToList',
    fact: 'listAnswered',
    title: { zh: '答复推优名单', en: 'Answer the list' },
    body: z.strictObject({ result: z.enum(['agreed', 'declined']) }),
    evidence: Shared,
    keeps: ['members', 'recommended'],
    seats: ['committee-officer', 'committee-approver'],
    via: ['person'],
    signs: 'committee',
    clause: 'party-recommendation.list',
    phases: ['open', 'held'],
    judge: ({ state, body, evidence, statute, command }) => {
      const held = heldOtherwise(state) ?? confirmsOnly(state, body.result === 'declined') ?? endingWaits(state, command, statute);
      if (held) return held;
      if (body.result === 'declined') return reasonMissing(command.papers, '不同意须附书面理由', 'A refusal needs a written reason');
      if (state.book.recentlyApplied && !command.papers.some(({ kind }) => kind === 'party-filing'))
        return refuse(
          'paper-missing',
          '递交入党申请书不足期限的, 须报党委备案: party-filing',
          'A recent Party application is filed with the Party committee: party-filing',
          ['上传 party-filing', 'Upload a paper of kind "party-filing"'],
          { pointer: '/papers', clause: clauseOf(statute, 'party-recommendation.appliedMonths') },
        );
      return command.papers.some(({ kind }) => kind === 'reason') ? undefined : shareAllows(statute, evidence);
    },
    apply: (state, fact, statute) => {
      if (fact.body.result === 'declined') {
        endInName(state, fact, statute, 'not-agreed');
        return;
      }
      state.book.agreedOn = fact.on;
      const counted = Shared.safeParse(fact.body);
      if (counted.success && shareAllows(statute, counted.data)) state.book.overShare = true;
      closeStep(state, statute, 'R2', fact);
    },
    undo: { take: (state, { seq }, { on }) => dropEnding(state, seq, on) },
  }),
};
