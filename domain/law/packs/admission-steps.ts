import type { Step } from '../../case/step';

const step = (row: Pick<Step, 'id' | 'stage' | 'title' | 'clause' | 'seat' | 'desk' | 'acts' | 'then'> & Partial<Step>): Step => ({ papers: {}, notBefore: [], ...row });

/** From the day the activist was filed, or what a receiving branch set; after a failed vote from that day too. */
const CULTIVATED = [
  { from: 'book.cultivationFrom', figure: 'admission.cultivationMin' },
  { from: 'book.failedVoteOn', figure: 'admission.revoteCultivation' },
] as const;

/** The five stages (五个阶段) of admission. */
export const ADMISSION_STAGES = {
  application: { zh: '申请入团', en: 'Application' },
  activist: { zh: '入团积极分子的确定', en: 'Activist' },
  cultivation: { zh: '教育、培养和考察', en: 'Cultivation' },
  object: { zh: '发展对象的确定', en: 'Development object' },
  reception: { zh: '新团员的接收', en: 'Reception' },
} as const;

/**
 * The fifteen steps (十五个步骤), read like the table of the rules. A12F is the filing that belongs to A12, A12R the time in which a refused
 * applicant may ask for a second look.
 */
export const admissionSteps: readonly Step[] = [
  step({ id: 'A1', stage: 'application', title: { zh: '提交入团申请书', en: 'Submit the application' }, clause: 'admission.apply', seat: 'applicant', desk: 'applicant', acts: ['apply', 'nominate'], papers: { apply: ['application'], nominate: ['application', 'pioneer-nomination'] }, then: ['A2'] }),
  step({ id: 'A2', stage: 'application', title: { zh: '派人谈话', en: 'Talk with the applicant' }, clause: 'admission.talk', seat: 'branch-secretary', desk: 'branch', acts: ['recordTalk'], papers: { recordTalk: ['talk-record'] }, due: { from: 'A1', figure: 'admission.talkDeadline' }, then: ['A3'] }),
  step({ id: 'A3', stage: 'activist', title: { zh: '确定入团积极分子', en: 'Determine the activist' }, clause: 'admission.activist', seat: 'branch-secretary', desk: 'branch', acts: ['nominateActivist', 'decideActivist', 'fileActivist'], papers: { decideActivist: ['activist-resolution'] }, then: ['A4'] }),
  step({ id: 'A4', stage: 'cultivation', title: { zh: '指定培养联系人', en: 'Appoint cultivation contacts' }, clause: 'admission.contacts', seat: 'branch-secretary', desk: 'branch', acts: ['appointContacts', 'recordHours'], then: ['A5'] }),
  step({ id: 'A5', stage: 'cultivation', title: { zh: '教育、培养和考察', en: 'Education, cultivation and observation' }, clause: 'admission.cultivation', seat: 'contact', desk: 'contact', acts: ['recordHours', 'recordObservation', 'recordVolunteer', 'replaceContact', 'assessCultivation'], papers: { assessCultivation: ['observation-form'] }, notBefore: CULTIVATED, then: ['A6'] }),
  step({ id: 'A6', stage: 'object', title: { zh: '推荐发展对象', en: 'Recommend the development object' }, clause: 'admission.recommend', seat: 'branch-secretary', desk: 'branch', acts: ['recommend', 'recordHours', 'recordVolunteer', 'replaceContact'], papers: { recommend: ['recommendation-resolution', 'opinions'] }, notBefore: CULTIVATED, then: ['A7'], back: 'A5' }),
  step({ id: 'A7', mark: 'review', stage: 'object', title: { zh: '预审', en: 'Pre-review' }, clause: 'admission.preReview', seat: 'committee-officer', desk: 'committee', acts: ['preReview', 'requestPlace', 'replaceContact'], papers: { preReview: ['pre-review-opinion'] }, then: ['A8'], back: 'A5' }),
  step({ id: 'A8', stage: 'object', title: { zh: '公示发展对象', en: 'Public notice' }, clause: 'admission.publicity', seat: 'branch-secretary', desk: 'branch', acts: ['postNotice', 'restartNotice', 'holdForObjection', 'settleObjection', 'completeNotice', 'replaceContact'], consent: 'publication', then: ['A9'], back: 'A6' }),
  step({ id: 'A9', stage: 'reception', title: { zh: '确定入团介绍人', en: 'Confirm the introducers' }, clause: 'charter.introducers', seat: 'branch-secretary', desk: 'branch', acts: ['confirmIntroducers', 'replaceContact'], papers: { confirmIntroducers: ['introducer-consent'] }, then: ['A10'] }),
  step({ id: 'A10', stage: 'reception', title: { zh: '填写入团志愿书', en: 'Fill in the form' }, clause: 'admission.form', seat: 'applicant', desk: 'applicant', acts: ['fillForm', 'voidForm', 'replaceIntroducer'], papers: { fillForm: ['form-scan'] }, consent: 'faith-declaration', then: ['A11'] }),
  step({ id: 'A11', stage: 'reception', title: { zh: '支部大会讨论', en: 'Branch meeting' }, clause: 'admission.meeting', seat: 'branch-secretary', desk: 'branch', acts: ['recordVote', 'replaceIntroducer', 'voidForm'], papers: { recordVote: ['minutes'] }, then: ['A12'], back: 'A5' }),
  step({ id: 'A12', mark: 'decision', stage: 'reception', title: { zh: '审批', en: 'Approval' }, clause: 'admission.approval', seat: 'committee-approver', desk: 'committee', acts: ['decideApproval'], papers: { decideApproval: ['approval-opinion'] }, due: { from: 'A11', figure: 'admission.approvalDeadline' }, then: ['A12F', 'A13'] }),
  step({ id: 'A12R', stage: 'reception', title: { zh: '不予批准, 可申请复核', en: 'Refused; a second look may be asked for' }, clause: 'admission.approval', seat: 'applicant', desk: 'applicant', acts: [], then: [] }),
  step({ id: 'A12F', stage: 'reception', title: { zh: '县级以上团委备案', en: 'Filing with the county committee' }, clause: 'admission.approval', seat: 'higher-officer', desk: 'higher', acts: ['fileApproval'], then: [] }),
  step({ id: 'A13', stage: 'reception', title: { zh: '审批结果反馈', en: 'Tell the result' }, clause: 'admission.feedback', seat: 'branch-secretary', desk: 'branch', acts: ['deliverResult'], then: ['A14', 'A15'] }),
  step({ id: 'A14', stage: 'reception', title: { zh: '入团仪式', en: 'Induction ceremony' }, clause: 'charter.oath', seat: 'branch-secretary', desk: 'branch', acts: ['attendCeremony'], then: [] }),
  step({ id: 'A15', stage: 'reception', title: { zh: '档案管理', en: 'Archive and registration' }, clause: 'admission.archive', seat: 'branch-secretary', desk: 'branch', acts: ['archive'], papers: { archive: ['e-file', 'registration-form'] }, due: { from: 'A12', figure: 'admission.archiveDeadline' }, then: [] }),
];
