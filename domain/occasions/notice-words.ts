/** One line of a sheet: whoever stands on it, with what his case is on notice for. */
export interface NoticeLine {
  readonly name: string;
  readonly unit: string;
  /** Step of his case that the notice belongs to; it tells what the notice is about. */
  readonly step?: string;
  /** For which he is proposed. */
  readonly post?: string;
}

export interface NoticeOf {
  readonly unit: string;
  readonly postedOn: string;
  readonly end: string;
  readonly provisional: boolean;
  /** A year of its days whose national holiday notice is not known: the end is only "not before". */
  readonly unknownYear?: string;
  readonly names: readonly NoticeLine[];
  readonly contact?: string;
}

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

/** Beside an office, where somebody who reads this copy can object: by its code, on the portal's page of notices, or nowhere, as it hangs inside. */
export type Way = 'code' | 'portal' | 'office';

/** What a notice is about, by the step that its cases stand in. */
const MATTERS: Readonly<Record<string, { readonly zh: string; readonly en: string; readonly opening: string }>> = {
  A3N: {
    zh: '入团积极分子公示',
    en: 'Activists for membership',
    opening:
      '根据《中国共产主义青年团章程》和发展团员工作的有关规定，经推荐、团支部研究并报团委备案，拟将下列同志列为入团积极分子，现予公示：',
  },
  A8: {
    zh: '发展对象公示',
    en: 'Candidates for membership',
    opening: '根据《中国共产主义青年团章程》和发展团员工作的有关规定，经团支部推荐、团委预审，拟将下列同志列为发展对象，现予公示：',
  },
  A13N: {
    zh: '新团员公示',
    en: 'New members',
    opening:
      '根据《中国共产主义青年团章程》和发展团员工作的有关规定，经支部大会讨论通过、团委批准，接收下列同志为中国共产主义青年团团员，现予公示：',
  },
  C7: {
    zh: '任职前公示',
    en: 'Before an appointment',
    opening: '根据干部选拔任用工作的有关规定，经民主推荐或竞争选拔、组织考察和集体讨论决定，下列同志拟任有关职务，现予任职前公示：',
  },
  R4: {
    zh: '推优人选公示',
    en: 'Recommended to the Party',
    opening: '根据推荐优秀团员入党工作的有关规定，经团员大会无记名投票，拟向党组织推荐下列优秀团员，现予公示：',
  },
};
const SEVERAL = { zh: '公示', en: 'Public notice', opening: '根据有关规定，现将下列同志的有关事项予以公示：' };

const matterOf = (names: readonly NoticeLine[]) => {
  const [first] = names;
  return (names.every(({ step }) => step === first?.step) ? MATTERS[first?.step ?? ''] : undefined) ?? SEVERAL;
};

/** Its name in a list of notices. */
export const noticeTitle = (names: readonly NoticeLine[]): { zh: string; en: string } => {
  const { zh, en } = matterOf(names);
  return { zh, en };
};

/** 2026年4月13日 */
const chinese = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? `${year}年${month}月${date}日` : day;
};

const WAYS: Readonly<Record<Way, string>> = {
  code: '，也可以扫码在团务系统提交，凭回执码查询结果',
  portal: '，也可以在团务系统“正在公示”页提交，凭回执码查询结果',
  office: '',
};

const until = ({ end, provisional, unknownYear }: NoticeOf): string =>
  unknownYear
    ? `不早于${chinese(end)} 24:00止（${unknownYear}年放假通知尚未录入，录入后确定截止日，在此之前不期满）`
    : `至${chinese(end)} 24:00止${provisional ? '（放假通知未公布，截止日只会推后）' : ''}`;

/** A notice is Chinese in every language of the portal: it is read by everybody who passes. */
export const noticeWords = (notice: NoticeOf, way: Way): NoticeWords => {
  const { unit, postedOn, names, contact } = notice;
  return {
    opening: matterOf(names).opening,
    names: names.map((one) => `${one.name}（${one.unit}${one.post ? `，拟任${one.post}` : ''}）`),
    period: `公示期：${chinese(postedOn)}起，${until(notice)}。`,
    how: `公示期内有异议的，可以署名或不署名向本单位或上一级团委反映${WAYS[way]}。`,
    ...(contact ? { contact: `联系方式：${contact}` } : {}),
    unit,
    day: chinese(postedOn),
  };
};
