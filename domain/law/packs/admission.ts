import type { Pack } from '../pack';
import { admissionClauses } from './admission-clauses';
import { ADMISSION_STAGES, admissionSteps } from './admission-steps';
import { figureFrom, HALF, ladder, ours } from './figures';

const RULES_2023 = '2023-08-17';
const CHARTER_2023 = '2023-06-22';
const figure = figureFrom(RULES_2023);

/** The national base for admission. What is not `certain` is shown as "to be verified". */
export const admissionPack: Pack = {
  id: 'cn-admission',
  edition: '2023.1',
  procedure: 'admission',
  clauses: admissionClauses,
  steps: admissionSteps,
  stages: ADMISSION_STAGES,
  figures: {
    'admission.ageMin': figure(14, 'years', 'charter.age', 'certain', 'up', { since: CHARTER_2023 }),
    'admission.ageUnder': figure(28, 'years', 'charter.age', 'high', 'down', {
      since: CHARTER_2023,
      note: '按“未满28周岁”执行, 恰满之日须人工确认',
    }),
    'branch.membersMin': figure(3, 'persons', 'charter.branch', 'certain', 'up', { since: CHARTER_2023 }),
    'admission.talkDeadline': figure(1, 'months', 'admission.talk', 'certain', 'down'),
    'admission.contactsMin': figure(1, 'persons', 'admission.contacts', 'certain', 'up'),
    'admission.contactsMax': figure(2, 'persons', 'admission.contacts', 'certain', 'down'),
    'admission.cultivationMin': figure(3, 'months', 'admission.cultivation', 'certain', 'up'),
    'admission.revoteCultivation': figure(3, 'months', 'project.record', 'project', 'up', {
      note: '支部大会未通过后再次表决前的继续培养期, 规则未作规定',
    }),
    'admission.leagueClassHoursMin': figure(8, 'classHours', 'admission.cultivation', 'certain', 'up'),
    'admission.volunteer': figure(true, 'switch', 'volunteer.registered', 'high', 'on'),
    'admission.volunteerHours': figure(0, 'hours', 'volunteer.registered', 'medium', 'up', { note: '全国不设硬性时长, 地方可加' }),
    'admission.publicityMin': figure(5, 'workingDays', 'admission.publicity', 'medium', 'up'),
    'admission.countPostingDay': figure(false, 'switch', 'admission.publicity', 'project', 'fixed'),
    'notice.knownYears': figure(true, 'switch', 'admission.publicity', 'project', 'on', {
      note: '公示期跨入放假通知尚未录入的年份的, 截止日只作暂定, 不期满; 录入后重新计算, 只延长、不缩短',
    }),
    'notice.followsCases': figure(true, 'switch', 'admission.publicity', 'project', 'on', {
      note: '期满时案件暂停办理的, 恢复后在原截止日或下一工作日期满; 公示中途撤下姓名的, 不计, 重新公示',
    }),
    'admission.introducers': figure(2, 'persons', 'charter.introducers', 'certain', 'fixed', { since: CHARTER_2023 }),
    'admission.branchQuorum': figure(HALF, 'fraction', 'admission.meeting', 'medium', 'fixed', { note: '“半数”按“过半数”从严' }),
    'admission.branchMajority': figure(HALF, 'fraction', 'admission.meeting', 'medium', 'fixed'),
    'admission.branchBase': figure('eligible', 'choice', 'admission.meeting', 'medium', 'fixed', { note: '按应到会有表决权人数, 从严' }),
    'admission.absenteeOpinions': figure(false, 'switch', 'admission.meeting', 'low', 'fixed', {
      note: '缺席团员会前书面意见是否计票, 规则未查到, 从严不计',
    }),
    'admission.onlineMeeting': figure(false, 'switch', 'admission.meeting', 'low', 'fixed', {
      note: '团员可否核验身份后线上到会, 规则未查到, 从严不可',
    }),
    'admission.remoteBallot': figure(false, 'switch', 'admission.meeting', 'low', 'fixed', {
      note: '支部大会可否异地无记名投票, 规则未查到, 从严不可',
    }),
    'admission.approvalQuorum': figure(HALF, 'fraction', 'admission.approval', 'medium', 'fixed'),
    'admission.approvalMajority': figure(HALF, 'fraction', 'admission.approval', 'medium', 'fixed'),
    'admission.approvalBase': figure('eligible', 'choice', 'admission.approval', 'medium', 'fixed'),
    'admission.approvalDeadline': figure(1, 'months', 'admission.approval', 'low', 'down', { note: '优先核实: 一个月或三个月' }),
    'admission.archiveDeadline': figure(30, 'days', 'admission.archive', 'medium', 'down', { note: '自审批之日起算' }),
    'admission.numberAt': figure('pre-review', 'choice', 'admission.quota', 'medium', 'any', { note: 'pre-review 或 approval' }),
    'secondLook.askDays': ours(15, 'workingDays', '不予批准后可申请复核的时间', 'up'),
    'secondLook.answerDays': ours(15, 'workingDays', '上一级团委答复复核的时间', 'down'),
    ...ladder,
  },
};
