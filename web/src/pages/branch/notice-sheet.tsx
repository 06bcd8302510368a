import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { PrintedFoot } from '../../ui/printed-foot';

interface Props {
  readonly unit: string;
  readonly names: readonly { readonly name: string; readonly unit: string }[];
  readonly from: string;
  readonly to: string;
  readonly contact?: string;
}

const chinese = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? `${year}年${month}月${date}日` : day;
};

/** The sheet that hangs on the board, A4. It is Chinese in every language of the portal: it is read by everybody who passes. */
export function NoticeSheet({ unit, names, from, to, contact }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <p className="no-print">
        <Button onClick={() => print()}>{t('app.print')}</Button>
      </p>
      <article className="sheet" lang="zh-CN">
        <h2>公示</h2>
        <p className="body">
          根据《中国共产主义青年团章程》和发展团员工作的有关规定，经团支部推荐、团委预审，拟将下列同志列为发展对象，现予公示：
        </p>
        <ul>
          {names.map((one) => (
            <li key={`${one.name} ${one.unit}`}>
              {one.name}（{one.unit}）
            </li>
          ))}
        </ul>
        <p className="body">
          公示期：{chinese(from)}起，至{chinese(to)}{' '}
          24:00止。公示期内，对公示对象有异议的，可以署名或不署名向本单位或上一级团委反映，也可以在团务系统公示页提交并凭回执码查询结果。
        </p>
        {contact && <p className="body">联系方式：{contact}</p>}
        <p className="sign">
          {unit}
          <br />
          {chinese(from)}
        </p>
        <PrintedFoot />
      </article>
    </>
  );
}
