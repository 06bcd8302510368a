import type { Step } from '../../case/step';
import type { Clause } from '../clause';
import type { Pack } from '../pack';
import { cadreClauses } from './cadre-clauses';
import { figureFrom, ladder, ours } from './figures';

const PETITIONS = '信访工作条例 (2022年)';

/** Articles of the petition regulations as they were read; complaints against persons follow the rules of discipline inspection, so its 60 days are not theirs. */
const clauses: readonly Clause[] = [
  {
    id: 'petition.acceptance',
    instrument: PETITIONS,
    article: '第二十三条',
    gist: '登记; 自收到之日起十五日内告知信访人是否受理',
  },
  { id: 'petition.recusal', instrument: PETITIONS, article: '第二十八条', gist: '与信访事项或者信访人有直接利害关系的, 应当回避' },
  {
    id: 'petition.secrecy',
    instrument: PETITIONS,
    article: '第三十条',
    gist: '检举控告类事项按照纪检监察工作的规定办理; 不得将检举控告材料泄露给被检举控告人',
  },
  ...cadreClauses.filter(({ id }) => id.startsWith('project.')),
];

const inspection = (value: number, unit: 'workingDays' | 'days' | 'persons', note: string, tightens: 'up' | 'down') => ({
  ...ours(value, unit, note, tightens),
  clause: 'project.inspection',
});

export const INVESTIGATION_STAGES = {
  reception: { zh: '受理', en: 'Reception' },
  examination: { zh: '核查', en: 'Examination' },
} as const;

const step = (row: Pick<Step, 'id' | 'stage' | 'title' | 'clause' | 'acts' | 'then'> & Partial<Step>): Step => ({
  seat: 'inspector',
  desk: 'inspector',
  papers: {},
  notBefore: [],
  ...row,
});

const steps: readonly Step[] = [
  step({
    id: 'I1',
    stage: 'reception',
    title: { zh: '受理登记', en: 'Receive' },
    clause: 'petition.secrecy',
    acts: ['openInvestigation'],
    then: ['I2', 'IA'],
  }),
  step({
    id: 'IA',
    stage: 'reception',
    title: { zh: '告知实名举报人', en: 'Answer the named complainant' },
    clause: 'petition.acceptance',
    acts: ['answerComplainant'],
    when: { book: 'named', is: true },
    due: { from: 'book.receivedOn', figure: 'petition.acceptanceDays' },
    then: [],
  }),
  step({
    id: 'I2',
    stage: 'reception',
    title: { zh: '指派核查人员', en: 'Assign the pair' },
    clause: 'petition.recusal',
    acts: ['assignPair', 'hold', 'setAside'],
    due: { from: 'I1', figure: 'inspection.assignDays' },
    then: ['I3'],
  }),
  step({
    id: 'I3',
    stage: 'examination',
    title: { zh: '核查和结论', en: 'Examine and conclude' },
    clause: 'project.inspection',
    acts: ['hold', 'concludeInvestigation', 'assignPair', 'setAside'],
    due: { from: 'I2', figure: 'inspection.investigationDays' },
    then: [],
  }),
];

/** The investigation of the inspection office (核查). The national texts set no time for it: what the office needs is this project's figure. */
export const investigationPack: Pack = {
  id: 'cn-investigation',
  edition: '2022.1',
  procedure: 'investigation',
  clauses,
  figures: {
    'petition.acceptanceDays': figureFrom('2022-05-01')(15, 'days', 'petition.acceptance', 'certain', 'down'),
    'inspection.pairMin': inspection(2, 'persons', '核查人员不少于两名', 'up'),
    'inspection.assignDays': inspection(3, 'workingDays', '受理后指派核查人员的时间', 'down'),
    'inspection.investigationDays': inspection(60, 'days', '核查的时间; 全国未规定, 申诉求决类的六十日不适用', 'down'),
    ...ladder,
  },
  steps,
  stages: INVESTIGATION_STAGES,
};
