/** The columns of what is one's own: acts, messages, sessions, readings, points to give, calendars; and an inspector's desk. */
import type { z } from 'zod';
import type { FeedView } from './calendar-feed';
import type { MyAct } from './desk';
import type { DeskAnswer } from './inspector-desk';
import type { MessageView } from './messages';
import type { Reading } from './own-data';
import type { Scoring } from './scores';
import type { SessionView } from './session';
import { tableOf } from './table';
import { timeOf } from './times';
import {
  DESK_WORDS,
  messageWord,
  PART_WORDS,
  PHASES,
  paperWord,
  procedureWord,
  READING_WORDS,
  ROLE_WORDS,
  SEAT_WORDS,
  stepWord,
  word,
} from './words';

type Of<S extends z.ZodType> = z.output<S>;

export const myActTable = tableOf<Of<typeof MyAct>>({
  file: 'my-acts',
  title: { zh: '已办', en: 'What I have done' },
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['程序', 'Procedure', (line) => procedureWord(line.procedure)],
    ['对象', 'About', (line) => line.subject?.name],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['日期', 'Day', (line) => line.on],
    ['事项', 'What', (line) => line.sentence],
    ['状态', 'Phase', (line) => word(PHASES, line.phase)],
    ['结果', 'Ending', (line) => line.ending],
  ],
});

export const messageTable = tableOf<Of<typeof MessageView>>({
  file: 'messages',
  title: { zh: '消息', en: 'Messages' },
  columns: [
    ['时间', 'At', (line) => timeOf(line.createdAt)],
    ['内容', 'What', (line) => messageWord(line.kind)],
    ['案件', 'Case', (line) => line.caseId],
    ['已阅', 'Read', (line) => timeOf(line.readAt)],
  ],
});

export const sessionTable = tableOf<Of<typeof SessionView>>({
  file: 'sessions',
  title: { zh: '登录记录', en: 'Sessions' },
  columns: [
    ['设备', 'Device', (line) => line.agent],
    ['登录', 'Since', (line) => timeOf(line.createdAt)],
    ['最近使用', 'Last used', (line) => timeOf(line.lastSeenAt)],
    ['到期', 'Expires', (line) => timeOf(line.expiresAt)],
    ['本次', 'This one', (line) => line.current],
  ],
});

export const readingTable = tableOf<Of<typeof Reading>>({
  file: 'readings',
  title: { zh: '谁看过我的材料', en: 'Who looked at my record' },
  columns: [
    ['时间', 'At', (line) => timeOf(line.at)],
    ['看了什么', 'What', (line) => READING_WORDS[line.what]],
    ['何人', 'Who', (line) => line.by],
    ['身份', 'As', (line) => line.as && word({ ...SEAT_WORDS, ...ROLE_WORDS }, line.as)],
    ['案件', 'Case', (line) => line.case],
    ['材料', 'Paper', (line) => line.paper && paperWord(line.paper)],
  ],
});

export const scoringTable = tableOf<Of<typeof Scoring>>({
  file: 'scoring',
  title: { zh: '待评分', en: 'Competitions that I score' },
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['名称', 'Title', (line) => line.title],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['人员', 'People', (line) => line.people.map(({ name }) => name)],
    ['已评', 'Given', (line) => line.given.map((part) => PART_WORDS[part])],
  ],
});

export const feedTable = tableOf<Of<typeof FeedView>>({
  file: 'calendar-feeds',
  title: { zh: '日历地址', en: 'Calendar addresses' },
  columns: [
    ['名称', 'Name', (line) => line.name],
    ['建立', 'Made', (line) => timeOf(line.createdAt)],
    ['最近读取', 'Last read', (line) => timeOf(line.readAt)],
  ],
});

type Desk = Of<typeof DeskAnswer>;
type Cased = Desk['verdicts'][number] | Desk['objections'][number];
interface DeskRow {
  readonly kind: keyof typeof DESK_WORDS;
  readonly since: string;
  readonly line?: Cased;
  readonly complaint?: string;
}

const deskRows = (desk: Desk): readonly DeskRow[] => [
  ...(['verdicts', 'held', 'investigations', 'supplements', 'objections'] as const).flatMap((kind) =>
    (desk[kind] as readonly Cased[]).map((line) => ({ kind, since: line.since, line })),
  ),
  ...desk.complaints.map(({ complaint, since }) => ({ kind: 'complaints' as const, since, complaint })),
];

const step = ({ line }: DeskRow) => (line && 'step' in line ? stepWord(line.procedure, line.step) : undefined);
const due = ({ line }: DeskRow) => (line && 'due' in line ? line.due : undefined);

export const inspectionDeskTable = tableOf<DeskRow>({
  file: 'inspection-desk',
  title: { zh: '监督事项', en: 'What awaits the inspector' },
  rows: deskRows as (answer: never) => readonly DeskRow[],
  columns: [
    ['类别', 'Kind', ({ kind }) => DESK_WORDS[kind]],
    ['编号', 'Id', ({ line, complaint }) => line?.case ?? complaint],
    ['程序', 'Procedure', ({ line }) => line && procedureWord(line.procedure)],
    ['对象', 'About', ({ line }) => line?.subject?.name ?? line?.post],
    ['团组织', 'Unit', ({ line }) => line?.unit.name],
    ['步骤', 'Step', step],
    ['自', 'Since', ({ since }) => since],
    ['期限', 'Due', due],
  ],
});
