import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';
import type { Booth } from './booth-desk';

/** A holder takes his key: it is shown this once, and kept by nobody but him. */
export function MyKey({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const me = useMe();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [key, setKey] = useState<string>();
  const mine = booth.holders.find(({ holder }) => holder === me.data?.person.id);
  if (!mine) return null;
  const take = async () => {
    const done = await run((step) => step('takeBoothKey', { params: { id: booth.id }, body: {} }));
    if (!done) return;
    setKey(done.done.privateKey);
    await refresh();
  };
  if (key)
    return (
      <>
        <article className="sheet" lang="zh-CN">
          <h2>票箱钥匙</h2>
          <p>{booth.form.title}</p>
          <p>{t(`booth.role.${mine.role}`, { lng: 'zh' })}</p>
          <p className="code wrap">{key}</p>
          <p>开箱时须有三把钥匙中的两把。本页只显示一次，请打印或抄下，装入信封自己保管；异议期满后销毁。</p>
        </article>
        <p className="no-print">
          <Button onClick={() => print()}>{t('app.print')}</Button>
        </p>
      </>
    );
  if (mine.taken) return <p className="note no-print">{t('booth.haveKey')}</p>;
  return (
    <div className="no-print">
      <ProblemBox problem={problem} />
      <p>{t('booth.myKeyHow', { role: t(`booth.role.${mine.role}`) })}</p>
      <p>
        <Button aria-busy={sending} onClick={() => void take()}>
          {t('booth.takeKey')}
        </Button>
      </p>
    </div>
  );
}
