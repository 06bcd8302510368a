import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { PrintedFoot } from '../../ui/printed-foot';
import { onPaper } from './agenda';
import type { KnownOccasion } from './known-here';
import type { Roll } from './meeting-desk';

/** What a meeting decided, to print and sign; Chinese in every language of the portal, for it goes into the file. */
export function MinutesSheet({ occasion, rolls }: { readonly occasion: KnownOccasion; readonly rolls: readonly Roll[] }) {
  const { t } = useTranslation();
  const approval = occasion.kind === 'approval';
  return (
    <>
      <p className="no-print">
        <Button onClick={() => print()}>{t('app.print')}</Button>
      </p>
      <article className="sheet" lang="zh-CN">
        <h2>{approval ? '审批会记录' : occasion.joined ? '联合支部大会记录' : '支部大会记录'}</h2>
        <p>
          {occasion.joined ? '召集' : '组织'}：{occasion.unit.name}
        </p>
        {occasion.joined && <p>联合的支部：{occasion.joined.map(({ name }) => name).join('、')}</p>}
        <p>日期：{occasion.openedOn}</p>
        {rolls.map((roll) => (
          <p key={roll.on ?? ''}>
            {roll.on && `${roll.on}：`}应到会有表决权 {roll.entitled.length} 人，实到 {roll.present.length} 人。
          </p>
        ))}
        <table className="table">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">在场</th>
              <th scope="col">赞成</th>
              <th scope="col">反对</th>
              <th scope="col">弃权</th>
            </tr>
          </thead>
          <tbody>
            {occasion.entries.map(({ case: id, counts, votedOn, ...item }) => (
              <tr key={id}>
                <td>
                  {onPaper(item)}
                  {rolls.length > 1 && votedOn && `（${votedOn} 表决）`}
                  {item.status === 'given-up' && '（表决作废，未记入）'}
                </td>
                {counts ? (
                  ['present', 'for', 'against', 'abstain'].map((name) => <td key={name}>{counts[name]}</td>)
                ) : (
                  <td colSpan={4}>未表决</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="sign">主持人：＿＿＿＿＿＿　记录人：＿＿＿＿＿＿</p>
        <PrintedFoot />
      </article>
    </>
  );
}
