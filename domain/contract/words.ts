/** What the codes in lists are called, for people who read a table and not the API. */
import type { RushKind } from '../audit/rush';
import { dutyTitle } from '../case/duties';
import { SEAT_NAMES } from '../case/explain';
import type { Overdue } from '../case/fact';
import type { Text } from '../case/step';
import { kindOf } from '../messages/kinds';
import type { Channel } from '../messages/routing';
import { citationOf, overlays, packs, procedures } from '../procedures';
import type { Holder } from '../standing/holder';
import type { ReasonCode } from '../standing/reasons';
import type { MISSING } from './dossier';
import { PAPERS_EN } from './papers-en';
import { PAPERS_ZH } from './papers-zh';
import type { READ_WHAT, TEAM_STATES } from './teams';

type Words = Readonly<Record<string, Text>>;
const text = (zh: string, en: string): Text => ({ zh, en });

export const PHASES: Words = {
  open: text('办理中', 'open'),
  held: text('暂停办理', 'held'),
  suspended: text('已中止', 'suspended'),
  ended: text('已结束', 'ended'),
};

export const REASON_WORDS: Readonly<Record<ReasonCode, Text>> = {
  'system-fault': text('系统故障', 'system fault'),
  held: text('暂停过久', 'held too long'),
  'calendar-missing': text('等待放假通知录入', 'waits for a holiday notice'),
  vacant: text('岗位空缺', 'nobody holds the role'),
  'inspector-silent': text('纪检未答复', 'inspector silent'),
  overdue: text('逾期', 'overdue'),
  idle: text('久未办理', 'idle'),
};

export const RUSH_WORDS: Readonly<Record<RushKind, Text>> = {
  'same-day-batch': text('同日成批', 'same-day batch'),
  'one-pair': text('同一对介绍人', 'one pair of introducers'),
  'two-at-once': text('一天内学时过多', 'two classes at once'),
  'two-meetings': text('同日两处到会', 'two meetings on one day'),
  'reused-hours': text('学时重复', 'reused hours'),
  'december-quota': text('年底集中用指标', 'quota spent in December'),
};

export const HOLDER_WORDS: Readonly<Record<Holder, Text>> = {
  applicant: text('申请人', 'applicant'),
  contact: text('培养联系人', 'contact'),
  branch: text('团支部', 'branch'),
  committee: text('团委', 'committee'),
  higher: text('上一级团委', 'committee above'),
  inspector: text('纪检人员', 'inspector'),
  investigation: text('核查', 'investigation'),
  held: text('暂停办理', 'held'),
  rule: text('依规等待', 'waiting by rule'),
  suspended: text('已中止', 'suspended'),
  system: text('系统', 'system'),
};

export const STATUSES: Words = {
  issued: text('已发', 'issued'),
  void: text('作废', 'void'),
  received: text('已收到', 'received'),
  ruled: text('已裁定', 'ruled'),
};

export const MISSING_WORDS: Readonly<Record<(typeof MISSING)[number], Text>> = {
  absent: text('未附', 'not handed in'),
  lost: text('已登记, 库中没有', 'named, not in the store'),
  altered: text('与登记的摘要不符', 'not the one that was named'),
};

export const TEAM_WORDS: Readonly<Record<(typeof TEAM_STATES)[number], Text>> = {
  ahead: { zh: '未到期', en: 'Not yet begun' },
  open: { zh: '使用中', en: 'Open' },
  ended: { zh: '已结束', en: 'Ended' },
};

export const READ_WORDS: Readonly<Record<(typeof READ_WHAT)[number], Text>> = {
  case: text('案件', 'case'),
  paper: text('材料', 'paper'),
  person: text('人员信息', 'person'),
  dossier: text('全程纪实', 'dossier'),
  ledger: text('指标和编号', 'quota and numbers'),
  list: text('清单', 'list'),
  page: text('其他页面', 'other page'),
};

export const LEAGUE: Words = { none: text('非团员', 'no member'), member: text('团员', 'member'), left: text('离团', 'left') };

export const ROLE_WORDS: Words = {
  'branch-secretary': text('团支部书记', 'branch secretary'),
  'branch-committee': text('支部委员', 'branch committee'),
  'committee-officer': text('团委组织干事', 'committee officer'),
  'committee-approver': text('团委审批人员', 'committee approver'),
  inspector: text('纪检人员', 'inspector'),
  'inspection-head': text('纪检机构负责人', 'head of inspection'),
  administrator: text('管理员', 'administrator'),
  'system-administrator': text('系统管理员', 'system administrator'),
  auditor: text('审计员', 'auditor'),
};

/** `SEAT_NAMES` are parts of sentences; a cell has the same words. */
export const SEAT_WORDS: Words = SEAT_NAMES;

export const CHANNEL_WORDS: Readonly<Record<Channel, Text>> = {
  mail: text('邮件', 'mail'),
  sms: text('短信', 'short message'),
  robot: text('群机器人', 'robot of a group'),
};

export const DELIVERY_WORDS = {
  due: text('待发', 'due'),
  sending: text('正在发', 'being sent'),
  sent: text('已发', 'sent'),
  dead: text('未送达', 'given up'),
  unknown: text('不能确定', 'nobody can tell'),
} as const;

export const BOOTH_WORDS: Words = {
  drafted: text('已拟', 'drafted'),
  drawing: text('领票中', 'drawing'),
  open: text('投票中', 'open'),
  closed: text('已封箱', 'closed'),
  tallied: text('已计票', 'tallied'),
  void: text('作废', 'void'),
};

export const CONFLICT_WORDS: Words = {
  subject: text('案件对象本人', 'the person concerned'),
  kin: text('近亲属', 'kin'),
  superior: text('直接上下级', 'direct superior'),
  declared: text('申报的利害关系', 'a declared interest'),
  acted: text('办过本案', 'acted in the case'),
  decided: text('参与过决定', 'took part in the decision'),
  complainant: text('检举人', 'complainant'),
};

export const READING_WORDS = {
  case: text('案件', 'a case'),
  paper: text('材料', 'a paper'),
  export: text('导出', 'an export'),
  guardian: text('监护人链接', 'the guardian’s link'),
  record: text('个人信息', 'the record'),
  numbers: text('证件号和电话', 'numbers'),
} as const;

export const PART_WORDS = { paper: text('笔试', 'paper'), interview: text('面试', 'interview') } as const;

export const DESK_WORDS = {
  verdicts: text('待出具意见', 'verdict'),
  held: text('核查中', 'held'),
  investigations: text('调查', 'investigation'),
  supplements: text('等待补充', 'supplement'),
  objections: text('异议', 'objection'),
  complaints: text('检举控告', 'complaint'),
} as const;

export const CERTAINTY_WORDS: Words = {
  certain: text('确定', 'certain'),
  high: text('较高', 'high'),
  medium: text('中等', 'medium'),
  low: text('较低', 'low'),
  project: text('本项目约定', 'a convention of this project'),
};

/** What a message says outside the portal: never about whom. */
export const messageWord = (kind: string): Text => {
  const { zh, en } = kindOf(kind);
  return { zh, en };
};

/** A code that has no word stays as it is. */
export const word = (words: Words, code: string): Text | string => (Object.hasOwn(words, code) ? (words[code] as Text) : code);

export const procedureWord = (name: string): Text | string => procedures[name]?.title ?? name;

const papersIn = (words: Readonly<Record<string, string>>, kind: string): string =>
  (Object.hasOwn(words, kind) ? words[kind] : undefined) ?? kind;

/** What a paper is called; one of a kind that no pack knows keeps its own name. */
export const paperWord = (kind: string): Text => text(papersIn(PAPERS_ZH, kind), papersIn(PAPERS_EN, kind));

export const stageWord = (procedure: string, id: string): Text | string => word(packs[procedure]?.stages ?? {}, id);

/** A step with its number, as forms and minutes have it. */
/** Those of the pack, and those that an overlay inserts. */
const stepsOf = (procedure: string) => [
  ...(packs[procedure]?.steps ?? []),
  ...Object.values(overlays).flatMap((overlay) =>
    (overlay.procedure ?? 'admission') === procedure ? overlay.insert.map(({ step }) => step) : [],
  ),
];

export const stepWord = (procedure: string, id: string): Text | string => {
  const title = stepsOf(procedure).find((step) => step.id === id)?.title;
  return title ? { zh: `${id} ${title.zh}`, en: `${id} ${title.en}` } : (dutyTitle(id) ?? id);
};

/** That a step of the paper past was done after its last lawful day. */
export const overdueWord = (procedure: string, { step, due, clause, provisional }: Overdue, on: string): Text => {
  const named = stepWord(procedure, step);
  const title = typeof named === 'string' ? text(named, named) : named;
  return text(
    `“${title.zh}”应不迟于 ${due} 办结${provisional ? ' (暂算, 当年放假通知未录入)' : ''}, 实际于 ${on} 办理: ${citationOf(clause) ?? clause}`,
    `"${title.en}" was due by ${due}${provisional ? ' (provisional: the holiday notice of the year is not loaded)' : ''} and was done on ${on} (${clause})`,
  );
};
