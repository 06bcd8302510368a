import type { z } from 'zod';
import type { bulletinRoutes } from '../../domain/contract/bulletin';
import { REASON_WORDS } from '../../domain/contract/words';
import { REASONS } from '../../domain/standing/reasons';
import { escaped, footOf, paperPage } from './page';

export type Bulletin = z.input<(typeof bulletinRoutes)[0]['response'][200]>;
type Sums = Bulletin['totals'][number];

const monthWord = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

const row = (name: string, { open, stalled, overdue, longestDays }: Sums): string =>
  `<tr><th scope="row">${escaped(name)}</th>${[open, stalled, overdue, longestDays].map((n) => `<td class="number">${n}</td>`).join('')}</tr>`;

const HEAD = ['在办', '停滞', '逾期', '最长停滞天数'].map((name) => `<th scope="col" class="number">${name}</th>`).join('');

const tableOf = (first: string, rows: readonly string[]): string =>
  `<table><thead><tr><th scope="col">${first}</th>${HEAD}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;

const reasonsOf = ({ reasons }: Sums): string =>
  REASONS.flatMap((code) => (reasons[code] ? [`${REASON_WORDS[code].zh} ${reasons[code]} 件`] : [])).join('、');

/** The bulletin as it is signed and sent round: the organisation by month, then each month by unit. */
export const bulletinPaper = ({ organisation, asOf, months, pending, totals, items, checkpoint }: Bulletin): string => {
  const running = months.at(-1) ?? '';
  const nameOf = (month: string): string => `${monthWord(month)}${month === running ? ` (截至 ${asOf})` : ''}`;
  const units = [...totals].reverse().map((total) => {
    const lines = items.filter(({ month }) => month === total.month);
    const said = total.stalled > 0 ? `<p>停滞原因: ${reasonsOf(total)}。</p>` : '';
    return `<h2>${nameOf(total.month)}</h2>${said}${tableOf('单位', [...lines.map((line) => row(line.unit.name, line)), row('合计', total)])}`;
  });
  const body = [
    `<h1>督查通报</h1>`,
    `<p>单位: ${escaped(organisation.name)}　打印日期: ${asOf}</p>`,
    '<p>“停滞”指案件逾期、久未办理、岗位空缺、暂停过久或纪检未答复; “逾期”指已过规定期限。系统故障不计入。各月按月末 24 时的事实计算。</p>',
    ...(pending.length > 0 ? [`<p>尚未统计: ${pending.map(monthWord).join('、')}。</p>`] : []),
    `<h2>逐月</h2>`,
    tableOf(
      '月份',
      totals.map((total) => row(nameOf(total.month), total)),
    ),
    ...units,
    '<p class="sign">签发人: ＿＿＿＿＿＿</p>',
  ].join('\n');
  return paperPage(`督查通报 ${organisation.name} ${asOf}`, body, footOf(checkpoint));
};
