import { SEAT_NAMES } from '../domain/case/explain';
import { procedures } from '../domain/procedures';
import { escaped } from './print/page';

/** Headings and names of the export, Chinese; what has no name here keeps its own. */
const WORDS: Readonly<Record<string, string>> = {
  person: '登记信息',
  account: '账号',
  sessions: '登录记录',
  roles: '岗位',
  kin: '亲属和利害关系申报',
  cases: '案件',
  facts: '办理记录',
  consents: '同意',
  numbers: '编号',
  papers: '我提交的材料',
  guardianLinks: '监护人链接',
  messages: '消息',
  drafts: '草稿',
  readings: '谁看过我的档案',
  name: '姓名',
  birth: '出生日期',
  sex: '性别',
  ethnicity: '民族',
  idNumber: '身份证号',
  phone: '电话',
  guardian: '监护人',
  guardianName: '监护人',
  guardianPhone: '监护人电话',
  unit: '单位',
  grade: '年级',
  league: '团籍',
  memberSince: '入团日期',
  leftOn: '离团日期',
  certified: '已发团员证',
  pioneer: '少先队员',
  rightsLostSince: '留团察看自',
  rightsLostUntil: '留团察看至',
  login: '登录名',
  status: '状态',
  createdAt: '时间',
  lastSeenAt: '最后使用',
  agent: '设备',
  role: '岗位',
  organisation: '组织',
  since: '起',
  until: '止',
  acting: '代理',
  kind: '种类',
  number: '编号',
  on: '日期',
  voidedOn: '作废日期',
  title: '标题',
  size: '大小',
  text: '内容',
  uploadedAt: '提交时间',
  issuedAt: '发放时间',
  expiresAt: '失效时间',
  readAt: '已读时间',
  savedAt: '保存时间',
  value: '内容',
  at: '时间',
  what: '看了什么',
  by: '谁',
  as: '以什么身份',
  procedure: '程序',
  openedOn: '开始日期',
  phase: '状态',
  ending: '结果',
  sentence: '事项',
  actor: '办理人',
  recorder: '记录人',
  seq: '序号',
  version: '方式或版本',
  privacy: '处理个人信息',
  publication: '公示',
  'faith-declaration': '信仰声明',
  'guardian-informed': '告知监护人',
};

const OFFICES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(SEAT_NAMES).map(([seat, { zh }]) => [seat, zh])),
  administrator: '管理员',
  auditor: '审计员',
  'system-administrator': '系统管理员',
  'inspection-head': '监督办公室主任',
};

/** Codes as people say them. Free text is never looked up here: it stands under keys of its own. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { male: '男', female: '女' },
  league: { none: '未入团', member: '团员', left: '已离团' },
  phase: { open: '办理中', suspended: '已中止', held: '暂停办理', ended: '已结束' },
  what: { case: '案卷', paper: '材料', export: '导出案卷', guardian: '案件进度', record: '登记信息', numbers: '完整号码' },
  status: { active: '有效', disabled: '停用', issued: '有效', void: '作废' },
  procedure: Object.fromEntries(Object.values(procedures).map(({ name, title }) => [name, title.zh])),
  as: OFFICES,
  role: OFFICES,
  version: { paper: '书面', link: '链接' },
};

/** For programs only. */
const UNSEEN = ['id', 'sha256', 'mime', 'case'];

const word = (key: string): string => WORDS[key] ?? key;

const isRow = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !(value instanceof Date);

/** Any value as HTML: lists of alike rows as they come, each as names and values. */
const shown = (value: unknown, under = ''): string => {
  if (value instanceof Date) return escaped(value.toISOString());
  if (Array.isArray(value)) return value.length === 0 ? '—' : `<ol>${value.map((one) => `<li>${shown(one)}</li>`).join('')}</ol>`;
  if (isRow(value)) {
    const entries = Object.entries(value).filter(
      ([key, inner]) => !UNSEEN.includes(key) && inner !== null && inner !== undefined && inner !== '',
    );
    return entries.length === 0
      ? '—'
      : `<dl>${entries.map(([key, inner]) => `<dt>${escaped(word(key))}</dt><dd>${shown(inner, key)}</dd>`).join('')}</dl>`;
  }
  return escaped(value === true ? '是' : value === false ? '否' : (VALUES[under]?.[String(value)] ?? String(value)));
};

const STYLE = `body{font:16px/1.6 sans-serif;max-width:50rem;margin:0 auto;padding:1rem;color:#1b2026;overflow-wrap:anywhere}
h2{border-bottom:1px solid #c9d0d8;margin-top:2rem}dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.1rem .8rem;margin:.3rem 0}
dt{color:#575e68}dd{margin:0;white-space:pre-wrap}li{margin-bottom:.6rem}@page{size:A4;margin:20mm}`;

/** One file for both: people read the page, programs read the JSON in it, which no text can end before its end. */
export const ownDataPage = (data: Readonly<Record<string, unknown>>, name: string, madeAt: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(name)} 的个人信息</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(name)} 的个人信息</h1>
<p>${escaped(madeAt)} 导出。本文件含完整号码，请妥善保管。同样的内容以 JSON 附在本页源代码中 (id="data")。</p>
<p lang="en">All that is kept of you, with numbers in full: keep it safe. The same stands as JSON in the source of this page.</p>
${Object.entries(data)
  .map(([key, value]) => `<section><h2>${escaped(word(key))}</h2>${shown(value)}</section>`)
  .join('\n')}
<script type="application/json" id="data">${JSON.stringify({ madeAt, ...data }).replaceAll('<', '\\u003c')}</script>
</body>
</html>
`;
