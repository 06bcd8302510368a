import type { Step } from '../../case/step';
import type { Pack } from '../pack';
import { admissionPack } from './admission';
import { selectionPack } from './cadre';
import { partyRecommendationPack } from './party-recommendation';

/** An occasion's table has one step: it is going on. Its figures are those of the procedure whose cases it serves. */
const occasionPack = (
  procedure: string,
  title: Step['title'],
  clause: string,
  acts: readonly string[],
  law: Pack = admissionPack,
  also: readonly Pack[] = [],
): Pack => ({
  id: `cn-${procedure}`,
  edition: law.edition,
  procedure,
  clauses: [...new Map([law, ...also].flatMap((pack) => pack.clauses).map((clause) => [clause.id, clause])).values()],
  figures: Object.assign({}, ...[...also, law].map((pack) => pack.figures)),
  steps: [
    { id: 'O1', stage: 'occasion', title, clause, seat: 'branch-secretary', desk: 'branch', acts, papers: {}, notBefore: [], then: [] },
  ],
});

export const occasionPacks: Readonly<Record<string, Pack>> = {
  notice: occasionPack('notice', { zh: '公示', en: 'Public notice' }, 'admission.publicity', [
    'openNotice',
    'receiveObjection',
    'ruleObjection',
    'settleObjections',
    'correctNotice',
    'resumeEntry',
    'takeDownEntry',
    'adoptCalendar',
  ]),
  meeting: occasionPack(
    'meeting',
    { zh: '会议', en: 'Meeting' },
    'admission.meeting',
    ['conveneMeeting', 'enterOpinion', 'takeRoll', 'recordItem', 'closeMeeting'],
    admissionPack,
    [partyRecommendationPack],
  ),
  decision: occasionPack(
    'decision',
    { zh: '讨论决定会', en: 'Decision meeting' },
    'cadre.decision',
    ['conveneDecision', 'takeRoll', 'recordStatements', 'closeDecision'],
    selectionPack,
  ),
  session: occasionPack('session', { zh: '批次', en: 'Session' }, 'admission.cultivation', ['holdSession']),
  ceremony: occasionPack('ceremony', { zh: '入团仪式', en: 'Induction ceremony' }, 'charter.oath', [
    'planCeremony',
    'addToCeremony',
    'holdCeremony',
    'cancelCeremony',
  ]),
};
