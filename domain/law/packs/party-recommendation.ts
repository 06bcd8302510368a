import type { Clause } from '../clause';
import type { Figure } from '../figure';
import type { Pack } from '../pack';
import { admissionClauses } from './admission-clauses';
import { extendable, figureFrom, HALF, ladder, ours } from './figures';
import { PARTY_RECOMMENDATION_STAGES, partyRecommendationSteps } from './party-recommendation-steps';

const RULES = '推优入党的要求 (见于多所学校的规定)';

/** No text of its own was at hand: what several schools print of it agrees in the main figures, so none of them is `certain`. */
const clauses: readonly Clause[] = [
  {
    id: 'party-recommendation.eligibility',
    instrument: RULES,
    gist: '年满十八周岁、团龄一年以上、递交入党申请书半年以上、没有未满影响期处分的团员; 申请不足半年的附书面理由报党委备案',
  },
  { id: 'party-recommendation.over28', instrument: RULES, gist: '二十八周岁以上的一般听取基层团委意见; 担任团内职务的可以同团员一样推荐' },
  { id: 'party-recommendation.list', instrument: RULES, gist: '支部委员会提出名单, 报基层团委同意' },
  {
    id: 'party-recommendation.meeting',
    instrument: RULES,
    gist: '召开团员大会, 半数以上有表决权的团员到会, 无记名投票, 赞成票超过应到会的半数',
  },
  { id: 'party-recommendation.share', instrument: RULES, gist: '推荐人数一般不超过团员总数的百分之二十' },
  { id: 'party-recommendation.publicity', instrument: RULES, gist: '推荐人选公示不少于五个工作日' },
  { id: 'party-recommendation.validity', instrument: RULES, gist: '推荐结果两年内有效' },
  { id: 'party-recommendation.reply', instrument: RULES, gist: '推荐意见报党组织, 由党组织确定入党积极分子' },
  ...admissionClauses.filter(({ own }) => own),
];

const figureSince = figureFrom('2016-01-01');
const figure = (
  value: Figure['value'],
  unit: Figure['unit'],
  clause: string,
  certainty: Figure['certainty'],
  tightens: Figure['tightens'],
  note?: string,
): Figure => figureSince(value, unit, `party-recommendation.${clause}`, certainty, tightens, note ? { note } : {});

/** Recommending members to the Party as activist candidates (推优入党). */
export const partyRecommendationPack: Pack = {
  id: 'cn-party-recommendation',
  edition: '2016.1',
  procedure: 'party-recommendation',
  clauses,
  stages: PARTY_RECOMMENDATION_STAGES,
  steps: partyRecommendationSteps,
  figures: {
    'party-recommendation.ageMin': figure(18, 'years', 'eligibility', 'high', 'up'),
    'party-recommendation.ageUnder': figure(28, 'years', 'over28', 'medium', 'down'),
    'party-recommendation.cadresOver28': figure(
      true,
      'switch',
      'over28',
      'low',
      'any',
      '满二十八周岁仍任团内职务的照常推荐, 仅见于一所学校的规定',
    ),
    'party-recommendation.leagueYears': figure(1, 'years', 'eligibility', 'medium', 'up'),
    'party-recommendation.appliedMonths': figure(6, 'months', 'eligibility', 'medium', 'up'),
    'party-recommendation.dualPost': figure(
      false,
      'switch',
      'eligibility',
      'low',
      'on',
      '是否要求完成“双岗”服务; 打开后没有服务记录的一律不能推荐, 记录的来源随服务记录程序提供',
    ),
    'party-recommendation.sharePercent': figure(
      20,
      'percent',
      'share',
      'medium',
      'down',
      '“一般不超过”, 团委附理由可以同意超出; 有的学校为百分之十三',
    ),
    'party-recommendation.listDays': extendable(ours(15, 'workingDays', '基层团委答复推荐名单的时间', 'down')),
    'party-recommendation.meetingQuorum': figure({ num: 1, den: 2, strict: false }, 'fraction', 'meeting', 'high', 'fixed'),
    'party-recommendation.meetingMajority': figure(HALF, 'fraction', 'meeting', 'high', 'fixed'),
    'party-recommendation.meetingBase': figure('eligible', 'choice', 'meeting', 'high', 'fixed'),
    'party-recommendation.publicityMin': figure(5, 'workingDays', 'publicity', 'medium', 'up'),
    'party-recommendation.countPostingDay': figure(false, 'switch', 'publicity', 'project', 'fixed'),
    'party-recommendation.validity': figure(24, 'months', 'validity', 'high', 'down', '自公示期满之日起算'),
    'secondLook.askDays': ours(15, 'workingDays', '不予批准后可申请复核的时间', 'up'),
    'secondLook.answerDays': ours(15, 'workingDays', '上一级团委答复复核的时间', 'down'),
    ...ladder,
  },
};
