import type { Step } from '../../case/step';
import type { Overlay } from '../pack';
import { admissionSteps } from './admission-steps';

const A8 = admissionSteps.find((step) => step.id === 'A8') as Step;

/** A stricter school: twenty volunteer hours, three notices (activist, development object, new member) and the transcript. */
export const schoolOverlay: Overlay = {
  id: 'school-strict',
  edition: '2025.1',
  name: '学校从严细则 (三公示、志愿服务二十小时、成绩要求)',
  clauses: [
    {
      id: 'school.rules',
      instrument: '某校发展团员工作实施细则 (示例)',
      gist: '志愿服务不少于二十小时; 积极分子、发展对象、新团员三次公示; 无不及格科目',
    },
  ],
  figures: { 'admission.volunteerHours': { value: 20, since: '2025-03-01', clause: 'school.rules', certainty: 'certain' } },
  papers: { 'A6/recommend': ['transcript'] },
  insert: [
    {
      after: 'A3',
      step: {
        ...A8,
        id: 'A3N',
        stage: 'activist',
        title: { zh: '公示入团积极分子', en: 'Notice of the activist' },
        clause: 'school.rules',
        then: [],
        back: 'A3',
      },
    },
    {
      after: 'A13',
      step: {
        ...A8,
        id: 'A13N',
        stage: 'reception',
        title: { zh: '公示新团员', en: 'Notice of the new member' },
        clause: 'school.rules',
        then: [],
      },
    },
  ],
};
