/** The columns of what an office keeps: leave, substitutes, closed periods, inspectors, kin, ballots, deliveries. */
import type { z } from 'zod';
import { KIN_TITLES } from '../people/kin';
import type { BoothView } from './booth';
import type { CaseInspector } from './case-views';
import type { Delivery, OutboxFinding } from './channels';
import type { ClosedPeriod } from './closed-periods';
import type { InspectorLine } from './inspection';
import type { KinView } from './kin';
import type { StaffLeave, Vacancies } from './leaves';
import type { Substitute } from './substitutes';
import { tableOf } from './table';
import { timeOf } from './times';
import {
  BOOTH_WORDS,
  CHANNEL_WORDS,
  CONFLICT_WORDS,
  DELIVERY_WORDS,
  messageWord,
  procedureWord,
  ROLE_WORDS,
  SEAT_WORDS,
  stepWord,
  word,
} from './words';

type Of<S extends z.ZodType> = z.output<S>;
type Vacant = Of<typeof Vacancies>['cases'][number];

export const closedPeriodTable = tableOf<Of<typeof ClosedPeriod>>({
  file: 'closed-periods',
  title: { zh: '停办期', en: 'Closed periods' },
  columns: [
    ['登记单位', 'Declared by', (line) => line.at.name],
    ['停办', 'Closed', (line) => line.closed],
    ['自', 'From', (line) => line.from],
    ['至', 'Until', (line) => line.until],
    ['事由', 'Why', (line) => line.why],
  ],
});

export const staffLeaveTable = tableOf<Of<typeof StaffLeave>>({
  file: 'leaves',
  title: { zh: '请假', en: 'Leave' },
  columns: [
    ['姓名', 'Name', (line) => line.person.name],
    ['自', 'Since', (line) => line.since],
    ['至', 'Until', (line) => line.until],
  ],
});

export const vacancyTable = tableOf<Vacant>({
  file: 'vacancies',
  title: { zh: '将无人办理的案件', en: 'Cases that would have nobody' },
  rows: (answer: { readonly cases: readonly Vacant[] }) => answer.cases,
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['程序', 'Procedure', (line) => procedureWord(line.procedure)],
    ['对象', 'About', (line) => line.subject?.name],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['步骤', 'Step', (line) => stepWord(line.procedure, line.step)],
    ['席位', 'Seat', (line) => word(SEAT_WORDS, line.seat)],
    ['承办组织', 'At the desk of', (line) => line.at?.name],
    ['自', 'From', (line) => line.from],
  ],
});

export const substituteTable = tableOf<Of<typeof Substitute>>({
  file: 'substitutes',
  title: { zh: '代理', en: 'Substitutes' },
  columns: [
    ['姓名', 'Name', (line) => line.person.name],
    ['代理岗位', 'Role', (line) => word(ROLE_WORDS, line.role)],
    ['组织', 'Unit', (line) => line.unit.name],
    ['自', 'From', (line) => line.from],
    ['至', 'Until', (line) => line.until],
  ],
});

export const inspectorTable = tableOf<Of<typeof InspectorLine>>({
  file: 'inspectors',
  title: { zh: '监督机构人员', en: 'Inspection office' },
  columns: [
    ['姓名', 'Name', (line) => line.person.name],
    ['岗位', 'Role', (line) => word(ROLE_WORDS, line.role)],
    ['替补', 'Substitute', (line) => line.acting],
    ['顺序', 'Order', (line) => line.order],
    ['自', 'Since', (line) => line.since],
    ['至', 'Until', (line) => line.until],
    ['请假', 'Leave', (line) => line.leave.map(({ since, until }) => `${since} – ${until ?? ''}`)],
    ['双因素登录', 'Second factor', (line) => line.secondFactor],
  ],
});

export const caseInspectorTable = tableOf<Of<typeof CaseInspector>>({
  file: 'case-inspectors',
  title: { zh: '可监督本案的人员', en: 'Who may inspect the case' },
  columns: [
    ['姓名', 'Name', (line) => line.person.name],
    ['监督机构', 'Office', (line) => line.office.name],
    ['替补', 'Substitute', (line) => line.acting],
    ['可以办理', 'Available', (line) => line.available],
    ['请假', 'On leave', (line) => line.away],
    ['回避事由', 'Conflicts', (line) => line.conflicts?.map(({ code }) => word(CONFLICT_WORDS, code))],
  ],
});

export const kinTable = tableOf<Of<typeof KinView>>({
  file: 'kin',
  title: { zh: '近亲属与利害关系', en: 'Kin and other interests' },
  columns: [
    ['本人', 'Person', (line) => line.person.name],
    ['关系', 'Relation', (line) => KIN_TITLES[line.kind]],
    ['对方', 'Relative', (line) => line.relative.name],
    ['自', 'Since', (line) => line.since],
    ['至', 'Until', (line) => line.until],
    ['申报日', 'Declared on', (line) => line.declaredOn],
    ['撤回日', 'Withdrawn on', (line) => line.withdrawnOn],
    ['备注', 'Note', (line) => line.note],
  ],
});

export const boothTable = tableOf<Of<typeof BoothView>>({
  file: 'ballots',
  title: { zh: '无记名投票', en: 'Secret ballots' },
  columns: [
    ['事项', 'Item', (line) => line.form.title],
    ['状态', 'Status', (line) => word(BOOTH_WORDS, line.status)],
    ['应到', 'Entitled', (line) => line.entitled],
    ['实到', 'Voters', (line) => line.voters],
    ['发出', 'Handed out', (line) => line.handed],
    ['投入', 'Cast', (line) => line.cast],
    ['收回', 'Returned', (line) => line.returned],
    ['开箱日', 'Closed on', (line) => line.closedOn],
    ['结果摘要', 'Digest', (line) => line.digest],
  ],
});

export const deliveryTable = tableOf<Of<typeof Delivery>>({
  file: 'deliveries',
  title: { zh: '送达情况', en: 'Deliveries' },
  columns: [
    ['编号', 'Id', (line) => line.id],
    ['渠道', 'Channel', (line) => CHANNEL_WORDS[line.channel]],
    ['内容', 'What', (line) => messageWord(line.kind)],
    ['状态', 'State', (line) => DELIVERY_WORDS[line.state]],
    ['次数', 'Attempts', (line) => line.attempts],
    ['原因', 'Error', (line) => line.error],
    ['产生', 'Made', (line) => timeOf(line.createdAt)],
    ['应发', 'Due', (line) => timeOf(line.dueAt)],
    ['办结', 'Settled', (line) => timeOf(line.settledAt)],
  ],
});

export const outboxTable = tableOf<Of<typeof OutboxFinding>>({
  file: 'undelivered',
  title: { zh: '未送达', en: 'What did not arrive' },
  rows: (answer: { readonly findings: readonly Of<typeof OutboxFinding>[] }) => answer.findings,
  columns: [
    ['渠道', 'Channel', (line) => CHANNEL_WORDS[line.channel]],
    ['状态', 'State', (line) => DELIVERY_WORDS[line.state]],
    ['原因', 'Error', (line) => line.error],
    ['数量', 'Count', (line) => line.count],
    ['自', 'Since', (line) => timeOf(line.since)],
    ['至', 'Until', (line) => timeOf(line.until)],
  ],
});
