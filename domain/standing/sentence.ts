import type { Day } from '../calendar/day';
import { dutyTitle } from '../case/duties';
import { SEAT_NAMES } from '../case/explain';
import type { Text } from '../case/step';
import { citation, figureCitation, type Statute, stepOf } from '../law/statute';
import { daysOf, type Reason } from './reasons';

/** What is wrong with the system, in words that an administrator can act on. */
export const FAULTS: Readonly<Record<string, Text>> = {
  'row-behind': { zh: '读取数据落后于台账', en: 'the read data are behind the ledger' },
  'command-undecided': { zh: '已登记的办理请求无人处理', en: 'a registered act is not being decided' },
  'workflow-missing': { zh: '流程实例不存在', en: 'the workflow is missing' },
  'workflow-ended': { zh: '流程实例已被终止', en: 'the workflow was ended behind our back' },
  'workflow-failing': { zh: '流程任务反复失败', en: 'a workflow task keeps failing' },
  'activity-retrying': { zh: '后台步骤反复重试', en: 'an activity keeps being retried' },
};

/** Why the case stands still, in a sentence with desk, step, days and clause. `org`: name of the unit at whose desk it lies. */
export const standingSentence = (statute: Statute, reason: Reason, today: Day, org: string | undefined): Text => {
  const cited = reason.figure ? figureCitation(statute, reason.figure) : citation(statute, reason.clause);
  const days = daysOf(reason, today);
  const title = stepOf(statute, reason.step ?? '')?.title ?? dutyTitle(reason.step ?? '') ?? { zh: '', en: '' };
  const seat = reason.task && SEAT_NAMES[reason.task.seat];
  const desk = { zh: `${org ? `${org} ` : ''}${seat?.zh ?? ''}`, en: `${seat?.en ?? ''}${org ? ` (${org})` : ''}` };
  switch (reason.code) {
    case 'system-fault': {
      const what = FAULTS[reason.fault ?? ''] ?? { zh: reason.fault ?? '', en: reason.fault ?? '' };
      return { zh: `系统故障: ${what.zh}, 与经办人无关`, en: `System fault: ${what.en}; it is nobody’s omission` };
    }
    case 'held':
      return { zh: `暂停办理, 已超过规定时间 ${days} 天 (${cited})`, en: `Held, ${days} days longer than it should be (${cited})` };
    case 'calendar-missing': {
      const year = reason.task?.unknownYear ?? '';
      return {
        zh: `“${title.zh}”跨入 ${year} 年, 该年放假通知尚未录入, 不能期满; 由系统管理员录入 (${cited})`,
        en: `"${title.en}" runs into ${year}, whose holiday notice is not entered, and cannot end; a system administrator enters it (${cited})`,
      };
    }
    case 'vacant':
      return {
        zh: `“${title.zh}”应由${desk.zh}办理, 目前无人任该职 (${cited})`,
        en: `"${title.en}" is for ${desk.en}, and nobody holds that role (${cited})`,
      };
    case 'inspector-silent':
      return {
        zh: `“${title.zh}”等待纪检人员出具意见, 已逾期 ${days} 天 (${cited})`,
        en: `"${title.en}" waits for the inspector’s verdict, overdue by ${days} days (${cited})`,
      };
    case 'overdue':
      return {
        zh: `等待${desk.zh}: ${title.zh}, 已逾期 ${days} 天 (${cited})`,
        en: `Waiting for ${desk.en}: ${title.en}, overdue by ${days} days (${cited})`,
      };
    case 'idle':
      return {
        zh: `等待${desk.zh}: ${title.zh}, 久未办理 (${cited})`,
        en: `Waiting for ${desk.en}: ${title.en}; nothing has been done for long (${cited})`,
      };
  }
};
