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
