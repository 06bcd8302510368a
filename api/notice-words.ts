import type { CurrentNotice } from '../records/public-notices';

/** What a notice says, the same on page, picture and paper. */
export interface NoticeWords {
  readonly opening: string;
  readonly names: readonly string[];
  readonly period: string;
  readonly how: string;
  readonly contact?: string;
  readonly unit: string;
  readonly day: string;
}

/** 2026年4月13日 */
const chinese = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? `${year}年${month}月${date}日` : day;
};

const CANDIDATES = '根据《中国共产主义青年团章程》和发展团员工作的有关规定，经团支部推荐、团委预审，拟将下列同志列为发展对象，现予公示：';
const OTHERS = '根据有关规定，现将下列同志的有关事项予以公示：';

/** A notice is Chinese in every language of the portal: it is read by everybody who passes. */
export const noticeWords = (notice: CurrentNotice): NoticeWords => ({
  opening: notice.names.every(({ step }) => step === 'A8') ? CANDIDATES : OTHERS,
  names: notice.names.map(({ name, unit }) => `${name}（${unit}）`),
  period: `公示期：${chinese(notice.postedOn)}起，至${chinese(notice.end)} 24:00止${notice.provisional ? '（放假通知未公布，截止日只会推后）' : ''}。`,
  how: '公示期内有异议的，可以署名或不署名向本单位或上一级团委反映，也可以扫码在团务系统提交，凭回执码查询结果。',
  ...(notice.contact ? { contact: `联系方式：${notice.contact}` } : {}),
  unit: notice.unit,
  day: chinese(notice.postedOn),
});

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
