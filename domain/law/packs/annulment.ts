import type { Clause } from '../clause';
import type { Figure } from '../figure';
import type { Pack } from '../pack';
import { admissionPack } from './admission';
import { ANNULMENT_STAGES, annulmentSteps } from './annulment-steps';
import { cadreFigures } from './cadre';
import { cadreClauses } from './cadre-clauses';
import { extendable, ladder, ours } from './figures';

const DISCIPLINE = '中国共产主义青年团纪律处分条例 (2024年修订)';
const OURS = '本系统的约定';

/** That a falsified admission is punished is the regulations'; how it is taken back no text at hand says, so most of this is the project's own reading. */
const clauses: readonly Clause[] = [
  { id: 'annulment.opening', instrument: DISCIPLINE, gist: '弄虚作假把不符合条件的人发展为团员的, 追究责任人的责任' },
  { id: 'annulment.hearing', own: true, instrument: OURS, gist: '决定前听取本人意见; 本人可以申辩和申诉, 任何组织不得扣压' },
  {
    id: 'annulment.decision',
    own: true,
    instrument: OURS,
    gist: '由原批准 (任用) 的机关集体决定撤销, 人数和票数的要求与批准 (任用) 时相同',
  },
  {
    id: 'annulment.effect',
    own: true,
    instrument: OURS,
    gist: '撤销决定报上一级团委备案并告知本人, 申诉期满后生效; 原案记录不改, 只作补正登记',
  },
];

const also = new Map([...admissionPack.clauses, ...cadreClauses].map((clause) => [clause.id, clause]));
const votes = (from: Readonly<Record<string, Figure>>, prefix: string): Readonly<Record<string, Figure>> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key.startsWith(prefix) && /(Quorum|Majority|Base)$/.test(key)));

/** Taking back a wrongly made admission or appointment (撤销), by the body that made it. */
export const annulmentPack: Pack = {
  id: 'cn-annulment',
  edition: '2024.1',
  procedure: 'annulment',
  clauses: [...clauses, ...also.values()],
  stages: ANNULMENT_STAGES,
  steps: annulmentSteps,
  figures: {
    'annulment.examinationDays': extendable({
      ...ours(60, 'days', '审查和听取意见的时间, 规则未查到', 'down'),
      clause: 'annulment.hearing',
    }),
    ...votes(admissionPack.figures, 'admission.approval'),
    ...votes(cadreFigures, 'cadre.decision'),
    'inspection.verdictDays': cadreFigures['inspection.verdictDays'] as Figure,
    'secondLook.askDays': admissionPack.figures['secondLook.askDays'] as Figure,
    'secondLook.answerDays': admissionPack.figures['secondLook.answerDays'] as Figure,
    ...ladder,
  },
};
