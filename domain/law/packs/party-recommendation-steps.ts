import type { Step } from '../../case/step';
import { stepRow } from './rows';

/** The stages of a recommendation to the Party (推优入党). */
export const PARTY_RECOMMENDATION_STAGES = {
  list: { zh: '提名', en: 'List' },
  meeting: { zh: '大会推荐和公示', en: 'Meeting and notice' },
  party: { zh: '报党组织', en: 'To the Party organisation' },
} as const;

export const partyRecommendationSteps: readonly Step[] = [
  stepRow({
    id: 'R1',
    stage: 'list',
    title: { zh: '提出推荐名单', en: 'Propose the member' },
    clause: 'party-recommendation.eligibility',
    seat: 'branch-secretary',
    desk: 'branch',
    acts: ['proposeMember'],
    papers: { proposeMember: ['party-application', 'branch-opinion'] },
    then: ['R2'],
  }),
  stepRow({
    id: 'R2',
    stage: 'list',
    title: { zh: '基层团委同意名单', en: 'The committee agrees to the list' },
    clause: 'party-recommendation.list',
    seat: 'committee-officer',
    desk: 'committee',
    acts: ['agreeToList'],
    due: { from: 'R1', figure: 'party-recommendation.listDays' },
    then: ['R3'],
  }),
  stepRow({
    id: 'R3',
    stage: 'meeting',
    title: { zh: '团员大会无记名投票', en: 'Secret ballot of the members’ meeting' },
    clause: 'party-recommendation.meeting',
    seat: 'branch-secretary',
    desk: 'branch',
    acts: ['recordRecommendation'],
    papers: { recordRecommendation: ['minutes'] },
    then: ['R4'],
  }),
  stepRow({
    id: 'R4',
    stage: 'meeting',
    title: { zh: '公示推荐人选', en: 'Public notice' },
    clause: 'party-recommendation.publicity',
    seat: 'branch-secretary',
    desk: 'branch',
    acts: ['postNotice', 'restartNotice', 'holdForObjection', 'settleObjection', 'completeNotice'],
    consent: 'publication',
    then: ['R5'],
    back: 'R2',
  }),
  stepRow({
    id: 'R5',
    stage: 'party',
    title: { zh: '报送党组织', en: 'Send it to the Party organisation' },
    clause: 'party-recommendation.reply',
    seat: 'committee-officer',
    desk: 'committee',
    acts: ['sendToParty'],
    papers: { sendToParty: ['recommendation-form'] },
    then: ['R6'],
  }),
  stepRow({
    id: 'R6',
    stage: 'party',
    title: { zh: '党组织答复', en: 'The Party organisation’s reply' },
    clause: 'party-recommendation.validity',
    seat: 'committee-officer',
    desk: 'committee',
    acts: ['recordPartyReply'],
    papers: { recordPartyReply: ['party-reply'] },
    then: [],
  }),
];
