import type { Step } from '../../case/step';

const step = (row: Pick<Step, 'id' | 'stage' | 'title' | 'clause' | 'acts' | 'then'> & Partial<Step>): Step => ({
  seat: 'committee-officer',
  desk: 'committee',
  papers: {},
  notBefore: [],
  signOff: { due: 'inspection.verdictDays' },
  ...row,
});

/** Once the body has decided, a veto stops everything and goes back to it. */
const DECIDED = { due: 'inspection.verdictDays', vetoTo: 'C6' } as const;

export const CANDIDACY_STAGES = {
  inspection: { zh: '考察', en: 'Inspection' },
  decision: { zh: '酝酿和讨论决定', en: 'Consultation and decision' },
  appointment: { zh: '公示和任职', en: 'Publicity and appointment' },
  probation: { zh: '试用', en: 'Probation' },
} as const;

/** One person on the way to a post: every stage is passed by the inspector, for this person alone. The numbers are those of the selection (K3 to K9). */
export const candidacySteps: readonly Step[] = [
  step({
    id: 'C3',
    stage: 'inspection',
    title: { zh: '列为考察对象', en: 'Named as inspection object' },
    clause: 'cadre.objects',
    acts: ['openCandidacy', 'resubmitObject'],
    papers: { resubmitObject: ['object-reasons'] },
    then: ['C4'],
  }),
  step({
    id: 'C4',
    stage: 'inspection',
    title: { zh: '考察', en: 'Inspection' },
    clause: 'cadre.inspection',
    acts: [
      'formGroup',
      'postPreview',
      'recordInspectionTalks',
      'recordAppraisal',
      'recordMust',
      'signIntegrity',
      'signReport',
      'concludeInspection',
      'recordHigherReply',
    ],
    papers: {
      postPreview: ['inspection-preview'],
      recordInspectionTalks: ['talk-records'],
      recordAppraisal: ['appraisal-forms'],
      signIntegrity: ['integrity-conclusion'],
      concludeInspection: ['inspection-report'],
      recordHigherReply: ['higher-reply'],
    },
    then: ['C5'],
  }),
  step({
    id: 'C5',
    stage: 'decision',
    title: { zh: '酝酿', en: 'Consultation' },
    clause: 'cadre.consultation',
    acts: [
      'recordConsultation',
      'askCoManager',
      'recordCoManagerReply',
      'settleDisagreement',
      'askLeagueCommittee',
      'recordLeagueReply',
      'concludeConsultation',
      'recordHigherReply',
    ],
    papers: {
      recordConsultation: ['consultation-record'],
      askCoManager: ['co-manager-letter'],
      recordCoManagerReply: ['co-manager-reply'],
      settleDisagreement: ['mediation-record'],
      askLeagueCommittee: ['league-letter'],
      recordLeagueReply: ['league-reply'],
      recordHigherReply: ['higher-reply'],
    },
    then: ['C6'],
  }),
  step({
    id: 'C6',
    stage: 'decision',
    title: { zh: '讨论决定', en: 'Decision' },
    clause: 'cadre.decision',
    seat: 'committee-approver',
    acts: ['recordDecision', 'recordHigherReply'],
    papers: { recordDecision: ['minutes'], recordHigherReply: ['higher-reply'] },
    signOff: DECIDED,
    then: ['C7'],
  }),
  step({
    id: 'C7',
    stage: 'appointment',
    title: { zh: '任职前公示', en: 'Publicity before the appointment' },
    clause: 'cadre.publicity',
    acts: ['postNotice', 'restartNotice', 'holdForObjection', 'settleObjection', 'completeNotice'],
    signOff: DECIDED,
    then: ['C8'],
    back: 'C6',
  }),
  step({
    id: 'C8',
    stage: 'appointment',
    title: { zh: '任职和任职谈话', en: 'Appointment and talk' },
    clause: 'cadre.appointment',
    acts: ['holdAppointmentTalk', 'appoint'],
    papers: { holdAppointmentTalk: ['appointment-talk'], appoint: ['appointment-notice'] },
    signOff: DECIDED,
    then: ['C9'],
  }),
  step({
    id: 'C9',
    stage: 'probation',
    title: { zh: '试用期满考核', en: 'Assessment after the probation' },
    clause: 'cadre.probation',
    acts: ['assessProbation', 'extendProbation'],
    papers: { assessProbation: ['probation-assessment'], extendProbation: ['reason'] },
    notBefore: [{ from: 'book.probationFrom', figure: 'cadre.probation' }],
    when: { book: 'probation', is: true },
    signOff: { due: 'inspection.verdictDays', vetoTo: 'C9' },
    then: [],
  }),
];
