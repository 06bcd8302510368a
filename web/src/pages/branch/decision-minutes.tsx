import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { useNames } from '../../ui/names';
import { onPaper } from './agenda';
import type { DecisionRoll } from './decision-desk';
import type { KnownOccasion } from './known-here';

interface Said {
  readonly case: string;
  readonly statements: readonly { readonly member: string; readonly says: 'agree' | 'disagree' | 'defer' }[];
  readonly recused?: readonly string[];
  readonly chair?: string;
  /** Of a vote by booth, which says who was recused. */
  readonly tally?: { readonly recused: readonly string[]; readonly issued: number; readonly returned: number; readonly invalid: number };
}

const SAYS = { agree: '同意', disagree: '不同意', defer: '缓议' } as const;

/** The record of a decision meeting, to print and sign: who said what of whom, in their order. Chinese in every language, for it goes into the file. */
export function DecisionMinutes({ occasion, rolls }: { readonly occasion: KnownOccasion; readonly rolls: readonly DecisionRoll[] }) {
  const { t } = useTranslation();
  const nameOf = useNames([...new Set(rolls.flatMap(({ entitled }) => entitled))]);
  const facts = useRead('listFacts', { params: { id: occasion.id }, query: { after: 0, limit: 200 } });
  const said = (facts.data?.items ?? []).filter(({ kind }) => kind === 'statementsRecorded').map(({ body }) => body as unknown as Said);
  const names = (ids: readonly string[]): string => ids.map(nameOf).join('、') || '无';
  return (
    <>
      <p className="no-print">
        <Button onClick={() => print()}>{t('app.print')}</Button>
      </p>
      <article className="sheet" lang="zh-CN">
        <h2>讨论决定会记录</h2>
        <p>组织：{occasion.unit.name}</p>
        <p>日期：{occasion.openedOn}</p>
        {rolls.map((roll) => (
          <p key={roll.on ?? ''}>
            {roll.on && `${roll.on}：`}应到 {roll.entitled.length} 人，实到 {roll.present.length} 人：{names(roll.present)}。
            {roll.chair && `主持：${nameOf(roll.chair)}。`}
          </p>
        ))}
        {occasion.entries.map(({ case: id, counts, proof, votedOn, ...item }) => {
          const one = said.find((item) => item.case === id);
          return (
            <section key={id}>
              <h3>
                {onPaper(item)}
                {rolls.length > 1 && votedOn && `（${votedOn}）`}
                {item.status === 'given-up' && '（决定作废，未记入）'}
              </h3>
              {one?.chair && <p>此项主持：{nameOf(one.chair)}。</p>}
              {counts ? (
                <p>
                  在场 {counts.present} 人；
                  {one?.tally &&
                    `表态后无记名投票，发出 ${one.tally.issued} 张，收回 ${one.tally.returned} 张，无效 ${one.tally.invalid} 张：`}
                  同意 {counts.for}，不同意 {counts.against}，缓议 {counts.defer}
                  {counts.abstain !== undefined && `，未表示意见 ${counts.abstain}`}。回避：{names((one?.tally ?? one)?.recused ?? [])}。
                </p>
              ) : (
                <p>没有讨论。</p>
              )}
              {proof && <p className="wrap small">票箱计票证明：{proof}</p>}
              {one && <p>{one.statements.map(({ member, says }) => `${nameOf(member)}：${SAYS[says]}`).join('；')}。</p>}
            </section>
          );
        })}
        <p className="sign">主持人：＿＿＿＿＿＿　记录人：＿＿＿＿＿＿</p>
      </article>
    </>
  );
}
