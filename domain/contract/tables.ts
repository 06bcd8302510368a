/** The columns of each list that can be downloaded. A route names its table; what a cell holds is said here and nowhere else. */
import type { z } from 'zod';
import { SEAT_NAMES } from '../case/explain';
import type { Text } from '../case/step';
import { REASONS } from '../standing/reasons';
import type { RushLine, StalledLine } from './audit';
import type { BulletinLine } from './bulletin';
import type { CaseLine, FactView, TaskLine } from './case-views';
import type { ComplaintLine } from './complaints';
import type { DossierCase } from './dossier';
import type { HoldingView } from './holdings';
import type { ObjectionLine, OccasionLine } from './occasions';
import type { OrganisationView } from './organisations';
import type { PersonLine } from './people';
import type { Numbered, QueueLine, QuotaLineView } from './quota';
import { type Column, tableOf } from './table';
import type { TeamReading, TeamView } from './teams';
import {
  HOLDER_WORDS,
  LEAGUE,
  MISSING_WORDS,
  PHASES,
  paperWord,
  procedureWord,
  READ_WORDS,
  REASON_WORDS,
  ROLE_WORDS,
  RUSH_WORDS,
  STATUSES,
  stageWord,
  stepWord,
  TEAM_WORDS,
  word,
} from './words';

type Of<S extends z.ZodType> = z.output<S>;

export const stalledTable = tableOf<Of<typeof StalledLine>>({
  file: 'stalled',
  title: { zh: '停滞案件', en: 'Cases that stand still' },
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['程序', 'Procedure', (line) => procedureWord(line.procedure)],
    ['对象', 'About', (line) => line.subject?.name ?? line.post],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['阶段', 'Stage', (line) => stageWord(line.procedure, line.stage)],
    ['立案日', 'Opened on', (line) => line.openedOn],
    ['已历天数', 'Days old', (line) => line.ageDays],
    ['承办方', 'Holder', (line) => HOLDER_WORDS[line.holder]],
    ['承办组织', 'At the desk of', (line) => line.at?.name],
    ['停滞原因', 'Reason', (line) => REASON_WORDS[line.reason.code]],
    ['自', 'Since', (line) => line.reason.since],
    ['天数', 'Days', (line) => line.reason.days],
    ['依据', 'Clause', (line) => line.reason.citation],
    ['说明', 'In words', (line) => line.reason.sentence],
    ['其他原因', 'Other reasons', (line) => line.others.map((code) => REASON_WORDS[code])],
  ],
});

export const rushTable = tableOf<Of<typeof RushLine>>({
  file: 'rush',
  title: { zh: '突击发展线索', en: 'Marks of rush admission' },
  columns: [
    ['日期', 'Day', (line) => line.on],
    ['种类', 'Kind', (line) => RUSH_WORDS[line.kind]],
    ['团组织', 'Unit', (line) => line.unit?.name],
    ['人员', 'People', (line) => line.people.map(({ name }) => name)],
    ['数量', 'Count', (line) => line.count],
    ['总数', 'Of', (line) => line.of],
    ['说明', 'In words', (line) => line.sentence],
    ['依据', 'Clause', (line) => line.citation],
    ['案件', 'Cases', (line) => line.cases],
  ],
});

export const bulletinTable = tableOf<Of<typeof BulletinLine>>({
  file: 'bulletin',
  title: { zh: '督查通报', en: 'Bulletin' },
  columns: [
    ['月份', 'Month', (line) => line.month],
    ['单位', 'Unit', (line) => line.unit.name],
    ['在办', 'Open', (line) => line.open],
    ['停滞', 'Stalled', (line) => line.stalled],
    ['逾期', 'Overdue', (line) => line.overdue],
    ['最长停滞天数', 'Longest, days', (line) => line.longestDays],
    ...REASONS.map(
      (code) => [REASON_WORDS[code].zh, REASON_WORDS[code].en, (line: Of<typeof BulletinLine>) => line.reasons[code] ?? 0] as const,
    ),
  ],
});

export const caseTable = tableOf<Of<typeof CaseLine>>({
  file: 'cases',
  title: { zh: '案件', en: 'Cases' },
  columns: [
    ['案件', 'Case', (line) => line.id],
    ['程序', 'Procedure', (line) => procedureWord(line.procedure)],
    ['对象', 'About', (line) => line.subject?.name ?? line.post],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['状态', 'Phase', (line) => word(PHASES, line.phase)],
    ['阶段', 'Stage', (line) => stageWord(line.procedure, line.stage)],
    ['步骤', 'Steps', (line) => line.steps.map((step) => stepWord(line.procedure, step))],
    ['期限', 'Due', (line) => line.due],
    ['立案日', 'Opened on', (line) => line.openedOn],
    ['结果', 'Ending', (line) => line.ending],
    ['问题数', 'Findings', (line) => line.findings],
  ],
});

export const factTable = tableOf<Of<typeof FactView>>({
  file: 'case-facts',
  title: { zh: '案件台账', en: 'Ledger of the case' },
  columns: [
    ['序号', 'No.', (line) => line.seq],
    ['日期', 'Day', (line) => line.on],
    ['事项', 'What', (line) => line.sentence],
    ['经办', 'Actor', (line) => line.actor?.name],
    ['材料', 'Papers', (line) => line.papers.map(({ kind }) => paperWord(kind))],
  ],
});

export const taskTable = tableOf<Of<typeof TaskLine>>({
  file: 'tasks',
  title: { zh: '待办事项', en: 'What waits for me' },
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['程序', 'Procedure', (line) => procedureWord(line.procedure)],
    ['对象', 'About', (line) => line.subject?.name ?? line.post],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['步骤', 'Step', (line) => stepWord(line.procedure, line.step)],
    ['承办席位', 'Seat', (line) => word(SEAT_NAMES, line.seat)],
    ['自', 'Since', (line) => line.since],
    ['最早', 'Earliest', (line) => line.earliest],
    ['期限', 'Due', (line) => line.due],
    ['逾期上报', 'Escalated', (line) => line.escalated],
  ],
});

export const peopleTable = tableOf<Of<typeof PersonLine>>({
  file: 'people',
  title: { zh: '人员', en: 'People' },
  columns: [
    ['编号', 'Id', (line) => line.id],
    ['姓名', 'Name', (line) => line.name],
    [
      '性别',
      'Sex',
      (line) => (line.sex === 'male' ? { zh: '男', en: 'male' } : line.sex === 'female' ? { zh: '女', en: 'female' } : line.sex),
    ],
    ['年级', 'Grade', (line) => line.grade],
    ['团籍', 'League', (line) => word(LEAGUE, line.league)],
    ['团组织', 'Unit', (line) => line.unit?.name],
    ['组织代码', 'Code of the unit', (line) => line.unit?.code],
  ],
});

export const organisationTable = tableOf<Of<typeof OrganisationView>>({
  file: 'organisations',
  title: { zh: '团组织', en: 'Organisations' },
  columns: [
    ['代码', 'Code', (line) => line.code],
    ['名称', 'Name', (line) => line.name],
    ['类别', 'Kind', (line) => line.kind],
    ['上级', 'Parent', (line) => line.parent?.name],
    ['日历地区', 'Region', (line) => line.region],
    ['审批权限', 'Approves', (line) => line.approves],
    ['有支部委员会', 'Has a committee', (line) => line.hasCommittee],
    ['细则', 'Local rules', (line) => line.overlay],
    ['撤销日', 'Closed on', (line) => line.closedOn],
  ],
});

export const holdingTable = tableOf<Of<typeof HoldingView>>({
  file: 'roles',
  title: { zh: '任职', en: 'Roles' },
  columns: [
    ['姓名', 'Name', (line) => line.person.name],
    ['组织', 'Organisation', (line) => line.organisation.name],
    ['岗位', 'Role', (line) => word(ROLE_WORDS, line.role)],
    ['自', 'Since', (line) => line.since],
    ['至', 'Until', (line) => line.until],
    ['代理', 'Acting', (line) => line.acting],
    ['候补顺序', 'Order', (line) => line.order],
  ],
});

export const occasionTable = tableOf<Of<typeof OccasionLine>>({
  file: 'occasions',
  title: { zh: '公示、会议和仪式', en: 'Occasions' },
  columns: [
    ['编号', 'Id', (line) => line.id],
    ['种类', 'Kind', (line) => procedureWord(line.procedure)],
    ['组织', 'Unit', (line) => line.unit.name],
    ['状态', 'Phase', (line) => word(PHASES, line.phase)],
    ['结果', 'Ending', (line) => line.ending],
    ['开始日', 'Opened on', (line) => line.openedOn],
    ['人数', 'Entries', (line) => line.entries],
  ],
});

export const objectionTable = tableOf<Of<typeof ObjectionLine>>({
  file: 'objections',
  title: { zh: '异议', en: 'Objections' },
  columns: [
    ['编号', 'Id', (line) => line.id],
    ['公示', 'Notice', (line) => line.occasion],
    ['案件', 'Case', (line) => line.case],
    ['收到日', 'Received on', (line) => line.receivedOn],
    ['内容', 'Text', (line) => line.text],
    ['署名', 'Named', (line) => line.named],
    ['姓名', 'Name', (line) => line.name],
    ['联系方式', 'Contact', (line) => line.contact],
    ['状态', 'Status', (line) => word(STATUSES, line.status)],
    ['裁定', 'Ruling', (line) => line.ruling],
  ],
});

export const complaintTable = tableOf<Of<typeof ComplaintLine>>({
  file: 'complaints',
  title: { zh: '检举控告', en: 'Complaints' },
  columns: [
    ['编号', 'Id', (line) => line.id],
    ['收到日', 'Received on', (line) => line.receivedOn],
    ['途径', 'Channel', (line) => line.channel],
    ['案件', 'Case', (line) => line.case],
    ['核查', 'Investigation', (line) => line.investigation],
    ['内容', 'Text', (line) => line.text],
    ['涉及', 'About', (line) => line.about],
    ['署名', 'Named', (line) => line.named],
    ['姓名', 'Name', (line) => line.name],
    ['联系方式', 'Contact', (line) => line.contact],
    ['状态', 'Status', (line) => line.status],
  ],
});

/** What a year had and has of its quota; a dossier puts the year before it. */
export const QUOTA_COLUMNS: readonly Column<Of<typeof QuotaLineView>>[] = [
  ['组织', 'Unit', (line) => line.org.name],
  ['领域', 'Field', (line) => line.field],
  ['学段', 'Stage', (line) => line.stage],
  ['年级', 'Grade', (line) => line.grade],
  ['计划', 'Plan', (line) => line.plan],
  ['已下达', 'Handed down', (line) => line.handed],
  ['已预留', 'Reserved', (line) => line.reserved],
  ['已使用', 'Used', (line) => line.used],
  ['剩余', 'Left', (line) => line.left],
  ['年末失效', 'Lapsed', (line) => line.freeLapsed],
];

export const quotaTable = tableOf<Of<typeof QuotaLineView>>({
  file: 'quota',
  title: { zh: '发展指标', en: 'Quota' },
  rows: (answer: { readonly lines: readonly Of<typeof QuotaLineView>[] }) => answer.lines,
  columns: QUOTA_COLUMNS,
});

export const queueTable = tableOf<Of<typeof QueueLine>>({
  file: 'place-queue',
  title: { zh: '等待指标的案件', en: 'Cases that wait for a place' },
  columns: [
    ['位次', 'Rank', (line) => line.rank],
    ['共', 'Of', (line) => line.of],
    ['案件', 'Case', (line) => line.case],
    ['姓名', 'Name', (line) => line.subject?.name],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['开始等待', 'Waits since', (line) => line.since],
    ['状态', 'Phase', (line) => word(PHASES, line.phase)],
    ['指标所在组织', 'Places of', (line) => line.line?.org.name],
    ['领域', 'Field', (line) => line.line?.field],
    ['学段', 'School stage', (line) => line.line?.stage],
    ['年级', 'Grade', (line) => line.line?.grade],
    ['空余指标', 'Free places', (line) => line.free],
    ['轮到', 'Its turn', (line) => line.turn],
  ],
});

export const numberTable = tableOf<Of<typeof Numbered>>({
  file: 'numbers',
  title: { zh: '编号', en: 'Numbers' },
  columns: [
    ['编号', 'Number', (line) => line.number],
    ['状态', 'Status', (line) => word(STATUSES, line.status)],
    ['案件', 'Case', (line) => line.caseId],
    ['组织', 'Unit', (line) => line.orgId],
    ['发出日', 'Issued on', (line) => line.on],
    ['作废日', 'Voided on', (line) => line.voidedOn],
    ['原因', 'Why', (line) => line.why],
  ],
});

export const teamTable = tableOf<Of<typeof TeamView>>({
  file: 'teams',
  title: { zh: '督导组账号', en: 'Accounts of teams' },
  columns: [
    ['名称', 'Name', (line) => line.name],
    ['查阅范围', 'Looks into', (line) => line.organisation.name],
    ['持有人', 'Keeper', (line) => line.keeper],
    ['文号', 'Letter', (line) => line.letter],
    ['起', 'First day', (line) => line.since],
    ['止', 'Last day', (line) => line.until],
    ['状态', 'State', (line) => TEAM_WORDS[line.state]],
    ['已启用', 'Activated', (line) => line.activated],
    ['查阅次数', 'Readings', (line) => line.reads],
  ],
});

export const teamReadingTable = tableOf<Of<typeof TeamReading>>({
  file: 'team-readings',
  title: { zh: '督导组查阅记录', en: 'What a team has read' },
  columns: [
    ['时间', 'At', (line) => line.at],
    ['查阅内容', 'What', (line) => READ_WORDS[line.what]],
    ['操作', 'Operation', (line) => line.operation],
    ['案件', 'Case', (line) => line.case],
    ['对象', 'Of', (line) => line.of],
    ['日志编号', 'Log entry', (line) => line.id],
  ],
});

export const dossierTable = tableOf<Of<typeof DossierCase>>({
  file: 'dossier',
  title: { zh: '全程纪实索引', en: 'Index of the dossier' },
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['程序', 'Procedure', (line) => procedureWord(line.procedure)],
    ['年份', 'Year', (line) => line.year],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['对象', 'About', (line) => line.subject],
    ['编号', 'Numbers', (line) => line.numbers],
    ['状态', 'State', (line) => word(PHASES, line.phase)],
    ['结果', 'Ending', (line) => line.ending],
    ['阶段', 'Stage', (line) => stageWord(line.procedure, line.stage)],
    ['立案日', 'Opened on', (line) => line.openedOn],
    ['办结日', 'Ended on', (line) => line.endedOn],
    ['材料份数', 'Papers', (line) => line.papers],
    ['材料种类', 'Kinds', (line) => line.kinds.map(paperWord)],
    ['缺件', 'Missing papers', (line) => line.missing.map(({ step, kind, why }) => missingWord(line.procedure, step, kind, why))],
    ['问题线索', 'Findings', (line) => line.findings.map(({ code, on }) => `${code} (${on})`)],
  ],
});

/** A missing paper in words: at which step, which, and how. */
export const missingWord = (procedure: string, step: string, kind: string, why: keyof typeof MISSING_WORDS): Text => {
  const at = step === '' ? '' : stepWord(procedure, step);
  const { zh, en } = typeof at === 'string' ? { zh: at, en: at } : at;
  const paper = paperWord(kind);
  return { zh: `${zh} ${paper.zh} (${MISSING_WORDS[why].zh})`.trim(), en: `${en} ${paper.en} (${MISSING_WORDS[why].en})`.trim() };
};
