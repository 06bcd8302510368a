import type { Pack } from '../pack';
import { figureFrom, HALF, ours } from './figures';

const figure = figureFrom('2023-08-17');
const NOT_READ = '规则只有原则, 未给出数字; 由上级团委核定';

/**
 * From where on a finding of the audit is worth a look. No case is judged by it and none carries it: a finding blocks nothing, so these are in no
 * case's law. The texts have the principle only; each number is to be verified.
 */
export const auditPack: Pick<Pack, 'id' | 'edition' | 'clauses' | 'figures'> = {
  id: 'cn-audit',
  edition: '2026.1',
  clauses: [
    {
      id: 'admission.prudence',
      instrument: '发展团员工作细则 (中青发〔2023〕13号)',
      gist: '坚持入团自愿和个别吸收, 成熟一个发展一个, 防止突击发展',
    },
    {
      id: 'project.team',
      own: true,
      instrument: '本系统的约定',
      gist: '巡察、督导组凭文号开通只读账号, 有起止日期, 所读留痕; 抽样由组内给定种子, 被查单位不能挑选',
    },
  ],
  figures: {
    'rush.batchADay': figure(10, 'persons', 'admission.prudence', 'low', 'down', { note: `同一支部同一天表决的人数; ${NOT_READ}` }),
    'rush.pairCases': figure(3, 'persons', 'admission.prudence', 'low', 'down', { note: `同一对介绍人同一天介绍的人数; ${NOT_READ}` }),
    'rush.hoursADay': figure(8, 'classHours', 'admission.prudence', 'low', 'down', { note: `一个人一天能上的学时; ${NOT_READ}` }),
    'rush.decemberShare': figure(HALF, 'fraction', 'admission.prudence', 'low', 'fixed', {
      note: `十二月使用的指标占全年的比例; ${NOT_READ}`,
    }),
    'rush.decemberLeast': figure(5, 'persons', 'admission.prudence', 'low', 'down', { note: `十二月使用的指标至少多少个; ${NOT_READ}` }),
    'team.mostDays': { ...ours(185, 'days', '一个巡察、督导组账号的最长有效天数 (含首尾两日); 期满另开', 'down'), clause: 'project.team' },
    'team.mostAhead': { ...ours(90, 'days', '账号最多提前多少天开通', 'down'), clause: 'project.team' },
  },
};
