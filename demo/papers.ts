import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Day } from '../domain/calendar/day';

/** Titles of the papers that the demo writes. */
const TITLES: Readonly<Record<string, string>> = {
  application: '入团申请书',
  'pioneer-nomination': '少先队推优推荐表',
  'guardian-notice': '告知监护人书',
  'talk-record': '谈话记录',
  'activist-resolution': '确定入团积极分子的决议',
  'observation-form': '入团积极分子培养考察登记表',
  'recommendation-resolution': '推荐发展对象的决议',
  opinions: '听取团员和群众意见的记录',
  transcript: '成绩单',
  'pre-review-opinion': '预审意见',
  'introducer-consent': '入团介绍人同意书',
  'form-scan': '入团志愿书 (扫描件文字)',
  minutes: '支部大会会议记录',
  'approval-opinion': '团委审批意见',
  'e-file': '团员电子档案',
  'registration-form': '团员登记表',
  reason: '书面理由',
  finding: '核查意见',
  statement: '本人书面意见',
  'vacancy-sheet': '空缺职数说明',
  'motion-plan': '动议方案',
  'competition-reason': '竞争上岗的理由',
  'competition-notice': '竞争上岗公告',
  'entry-form': '报名表',
  'qualification-report': '资格审查报告',
  'talk-tally': '谈话推荐汇总表',
  'recommendation-forms': '会议推荐票',
  'recommendation-report': '推荐情况报告',
  'object-reasons': '确定考察对象的理由',
  'verdict-opinion': '纪检把关意见',
  'inspection-preview': '考察预告',
  'talk-records': '考察谈话记录',
  'appraisal-forms': '民主测评表',
  'file-review': '干部人事档案审核表',
  'matters-check': '个人有关事项报告核对结果',
  'discipline-opinion': '纪检监察机关意见',
  'complaints-check': '信访举报核查结果',
  'integrity-conclusion': '廉洁自律结论性意见',
  'inspection-report': '考察报告',
  'consultation-record': '酝酿记录',
  'appointment-talk': '任职谈话记录',
  'appointment-notice': '任职通知',
  'probation-assessment': '试用期考核材料',
  'process-record': '全程纪实表',
  'election-request': '选举请示',
  'candidate-list': '候选人名单',
  'party-opinion': '同级党组织意见',
  'league-opinion': '上一级团组织意见',
  'election-method': '选举办法',
  'count-sheet': '票数报告单',
  'result-report': '选举结果报告',
  'party-approval': '同级党组织批准',
  'party-application': '入党申请书',
  'branch-opinion': '支部委员会意见',
  'party-filing': '报党组织备案材料',
};

interface Sheet {
  readonly kind: string;
  readonly name: string;
  readonly on: Day;
}

/** Writes short papers, uploaded by whoever brings them in; their ids in the same order. */
export const writePapers = async (pool: Pool, by: string, sheets: readonly Sheet[], now: number): Promise<string[]> => {
  if (sheets.length === 0) return [];
  const rows = sheets.map(({ kind, name, on }) => {
    const title = TITLES[kind] ?? kind;
    const content = Buffer.from(`${title}\n姓名: ${name}\n日期: ${on}\n(示例材料, 内容为虚构)\n`);
    return {
      id: randomUUID(),
      kind,
      title,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      content: content.toString('base64'),
    };
  });
  await pool.query(
    `INSERT INTO paper (id, kind, title, mime, size, sha256, content, uploaded_by, uploaded_at)
     SELECT r.id, r.kind, r.title, 'text/plain', r.size, r.sha256, decode(r.content, 'base64'), $2, to_timestamp($3::double precision / 1000)
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, kind text, title text, size int, sha256 text, content text)`,
    [JSON.stringify(rows), by, now],
  );
  return rows.map(({ id }) => id);
};
