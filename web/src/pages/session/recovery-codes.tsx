import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/queries';
import { CheckField } from '../../ui/fields';
import { useGo } from '../../ui/go';

/** Eight codes for the day on which the phone is lost: seen once, so nobody leaves the page before having kept them. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const go = useGo();
  const [kept, setKept] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    if (!kept) addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [kept]);
  return (
    <section className="card">
      <p className="note good no-print" role="status">
        {t('factor.done')}
      </p>
      <h2 tabIndex={-1} ref={heading}>
        {t('factor.recovery')}
      </h2>
      <p>{t('factor.recoveryHow')}</p>
      <p className="sheet-only">{me.data?.login}</p>
      <ul className="plain codes">
        {codes.map((code) => (
          <li key={code} className="code">
            {code}
          </li>
        ))}
      </ul>
      <div className="no-print">
        <p>
          <Button onClick={() => print()}>{t('app.print')}</Button>
        </p>
        <CheckField pointer="/kept" label={t('factor.kept')} checked={kept} onChange={setKept} />
        <Button type="primary" aria-disabled={!kept} onClick={() => kept && go('/account', true)}>
          {t('factor.over')}
        </Button>
      </div>
    </section>
  );
}
