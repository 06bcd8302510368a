import type { Step } from '../../case/step';
import { stepRow } from './rows';

/** The stages of an annulment (撤销). */
export const ANNULMENT_STAGES = {
  examination: { zh: '提出和审查', en: 'Opening and examination' },
  decision: { zh: '集体决定', en: 'Collective decision' },
  effect: { zh: '备案、告知和生效', en: 'Filing, telling and effect' },
} as const;

/** An appointment is taken back as it was made: every stage passed by the inspector. An admission has his opinion among its papers instead. */
const APPOINTMENT = { due: 'inspection.verdictDays', when: { book: 'of', is: 'candidacy' } } as const;
const DECIDED = { ...APPOINTMENT, vetoTo: 'N3' } as const;

export const annulmentSteps: readonly Step[] = [
  stepRow({
    id: 'N1',
    stage: 'examination',
    title: { zh: '提出撤销', en: 'Propose the annulment' },
    clause: 'annulment.opening',
    seat: 'committee-officer',
    desk: 'committee',
    acts: ['openAnnulment'],
    papers: { openAnnulment: ['annulment-finding'] },
    signOff: APPOINTMENT,
    then: ['N2'],
  }),
  stepRow({
    id: 'N2',
    stage: 'examination',
    title: { zh: '审查并听取本人意见', en: 'Examine, and hear the person' },
    clause: 'annulment.hearing',
    seat: 'committee-officer',
    desk: 'committee',
    acts: ['recordHearing', 'giveOpinion', 'concludeExamination'],
    papers: { giveOpinion: ['inspection-opinion'], concludeExamination: ['examination-report'] },
    due: { from: 'N1', figure: 'annulment.examinationDays' },
    signOff: APPOINTMENT,
    then: ['N3'],
  }),
  stepRow({
    id: 'N3',
    stage: 'decision',
    title: { zh: '原批准机关集体决定', en: 'Decision by the body that approved' },
    clause: 'annulment.decision',
    seat: 'committee-approver',
    desk: 'committee',
    acts: ['decideApproval', 'recordDecision'],
    papers: { decideApproval: ['approval-opinion'], recordDecision: ['minutes'] },
    signOff: DECIDED,
    then: ['N4'],
    back: 'N2',
    mark: 'decision',
  }),
  stepRow({
    id: 'N4',
    stage: 'effect',
    title: { zh: '报备并告知本人', en: 'File it above and tell the person' },
    clause: 'annulment.effect',
    seat: 'committee-officer',
    desk: 'committee',
    acts: ['fileAnnulment', 'deliverAnnulment'],
    papers: { fileAnnulment: ['filing-receipt'], deliverAnnulment: ['annulment-notice'] },
    signOff: DECIDED,
    then: ['N5'],
  }),
  stepRow({
    id: 'N5',
    stage: 'effect',
    title: { zh: '申诉期满后生效', en: 'Effect, after the time to appeal' },
    clause: 'annulment.effect',
    seat: 'committee-officer',
    desk: 'committee',
    acts: ['giveEffect'],
    papers: { giveEffect: ['effect-record'] },
    notBefore: [{ from: 'book.toldOn', figure: 'secondLook.askDays' }],
    signOff: DECIDED,
    then: [],
  }),
];
