import type { Step } from '../../case/step';

const VERDICT = { due: 'inspection.verdictDays' } as const;
const step = (row: Pick<Step, 'id' | 'stage' | 'title' | 'clause' | 'acts' | 'then'> & Partial<Step>): Step => ({
  seat: 'committee-officer',
  desk: 'committee',
  papers: {},
  notBefore: [],
  ...row,
});

export const SELECTION_STAGES = {
  motion: { zh: '分析研判和动议', en: 'Analysis and motion' },
  recommendation: { zh: '民主推荐', en: 'Democratic recommendation' },
  competition: { zh: '竞争选拔', en: 'Competition' },
  candidacies: { zh: '考察和任用', en: 'Inspection and appointment' },
  record: { zh: '全程纪实', en: 'Whole-process record' },
} as const;

/** The post: from the vacancy to the inspection objects, and at the end the record. Between them each candidacy is a case of its own. */
export const selectionSteps: readonly Step[] = [
  step({
    id: 'K0',
    stage: 'motion',
    title: { zh: '分析研判', en: 'Analysis of posts and headcount' },
    clause: 'cadre.analysis',
    acts: ['analysePost'],
    papers: { analysePost: ['vacancy-sheet'] },
    signOff: VERDICT,
    then: ['K1'],
  }),
  step({
    id: 'K1',
    stage: 'motion',
    title: { zh: '动议', en: 'Motion' },
    clause: 'cadre.motion',
    acts: ['proposeMotion'],
    papers: { proposeMotion: ['motion-plan'] },
    signOff: VERDICT,
    then: ['K2'],
  }),
  step({
    id: 'K2',
    stage: 'recommendation',
    title: { zh: '民主推荐', en: 'Democratic recommendation' },
    clause: 'cadre.recommendation',
    acts: ['recordRecommendationTalks', 'recordRecommendationMeeting', 'skipRecommendationMeeting', 'concludeRecommendation'],
    papers: {
      recordRecommendationTalks: ['talk-tally'],
      recordRecommendationMeeting: ['recommendation-forms'],
      skipRecommendationMeeting: ['reason'],
      concludeRecommendation: ['recommendation-report'],
    },
    when: { book: 'route', is: 'recommendation' },
    signOff: VERDICT,
    then: ['K3'],
  }),
  step({
    id: 'K3',
    stage: 'candidacies',
    title: { zh: '确定考察对象', en: 'Fix the inspection objects' },
    clause: 'cadre.objects',
    seat: 'committee-approver',
    acts: ['fixObjects'],
    papers: { fixObjects: ['object-reasons'] },
    then: ['KC'],
    back: 'K2',
  }),
  step({
    id: 'KC',
    stage: 'candidacies',
    title: { zh: '逐人考察、决定和任用', en: 'Each candidacy on its way' },
    clause: 'cadre.inspection',
    acts: ['noteCandidacy'],
    rests: true,
    then: ['K10'],
    back: 'K3',
  }),
  step({
    id: 'K10',
    stage: 'record',
    title: { zh: '全程纪实归档', en: 'File the whole-process record' },
    clause: 'cadre.record',
    acts: ['fileRecord'],
    papers: { fileRecord: ['process-record'] },
    signOff: VERDICT,
    then: [],
  }),
];
