import { Button, QRCode } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useSend } from '../../api/use-send';
import { PrintedFoot } from '../../ui/printed-foot';
import { ProblemBox } from '../../ui/problem';

/** A slip to print and hand over: no telephone or mail is needed to come to an account. The code is shown once. */
export function ActivationSlip({ person }: { readonly person: { readonly id: string; readonly name: string } }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [slip, setSlip] = useState<Answer<'issueActivationSlip'>>();
  const issue = async () => {
    const done = await run((step) => step('issueActivationSlip', { params: { id: person.id } }));
    if (done) setSlip(done.done);
  };
  return (
    <section className="card">
      <h2>{t('slip.title')}</h2>
      <p className="no-print">{t('slip.lead')}</p>
      <ProblemBox problem={problem} />
      {slip ? (
        <>
          <article className="sheet" lang="zh-CN">
            <h2>账号激活单</h2>
            <p>{person.name}</p>
            <p>
              激活码：<span className="code">{slip.code}</span>
            </p>
            {/* The code stands after the #: it reaches no server and no log. */}
            <QRCode value={`${location.origin}/activate#${slip.code}`} type="svg" color="#000" bgColor="#fff" />
            <p>
              用手机扫描二维码，或打开 {location.origin}/activate 输入激活码，自己设定登录名和密码。有效期至{' '}
              {new Date(slip.expiresAt).toLocaleDateString('zh-CN')}，只能使用一次，请勿转交他人。
            </p>
            <PrintedFoot />
          </article>
          <p className="no-print">
            <Button onClick={() => print()}>{t('app.print')}</Button>
          </p>
        </>
      ) : (
        <Button aria-busy={sending} onClick={() => void issue()}>
          {t('slip.issue')}
        </Button>
      )}
    </section>
  );
}
