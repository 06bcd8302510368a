import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';
import { SureForm } from '../../ui/sure-form';
import type { Inspector } from './office';

/** What the head does about an inspector's second factor: a permit to enrol one, or taking a lost one away. Both ask for the head's own. */
export const FactorOf = ({ one }: { readonly one: Inspector }) => (one.secondFactor ? <Reset one={one} /> : <Permit one={one} />);

function Permit({ one }: { readonly one: Inspector }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [permit, setPermit] = useState<Answer<'issueFactorPermit'>>();
  const issue = async () => {
    const done = await run((step) => step('issueFactorPermit', { params: { id: one.person.id } }));
    if (done) setPermit(done.done);
  };
  if (!permit)
    return (
      <>
        <ProblemBox problem={problem} />
        <Button aria-busy={sending} onClick={() => void issue()}>
          {t('inspectionOffice.permit')}
          <span className="hidden"> {one.person.name}</span>
        </Button>
      </>
    );
  return (
    <>
      <article className="sheet" lang="zh-CN">
        <h2>动态码登记单</h2>
        <p>{one.person.name}</p>
        <p>
          登记码：<span className="code">{permit.code}</span>
        </p>
        <p>
          登录后打开“我的账号—动态码”，输入登记码和当前密码。有效期至 {new Date(permit.expiresAt).toLocaleDateString('zh-CN')}
          ，只能使用一次，请当面交付，勿转交他人。
        </p>
      </article>
      <p className="no-print">
        <Button onClick={() => print()}>{t('app.print')}</Button>
      </p>
    </>
  );
}

function Reset({ one }: { readonly one: Inspector }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const sending = useSend();
  const send = async (reason: string) => {
    const done = await sending.run((step) => step('resetSecondFactor', { params: { id: one.person.id }, body: { reason } }));
    if (done) await refresh();
  };
  return (
    <details className="more">
      <summary>
        {t('inspectionOffice.reset')}
        <span className="hidden"> {one.person.name}</span>
      </summary>
      <p className="soft">{t('inspectionOffice.resetHow')}</p>
      <SureForm
        sending={sending}
        onSend={(reason) => void send(reason)}
        send={t('inspectionOffice.reset')}
        reason={t('inspectionOffice.reason')}
        reasonHint={t('inspectionOffice.reasonHint')}
        sure={t('inspectionOffice.sure', { name: one.person.name })}
      />
    </details>
  );
}
