import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page';
import { PrintedFoot } from '../../ui/printed-foot';
import { To } from '../../ui/to';

/** A receipt code, shown once: the only way back to what was handed in. */
export function Receipt({
  code,
  title,
  follow,
}: {
  readonly code: string;
  readonly title: string;
  readonly follow: { readonly href: string; readonly label: string };
}) {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      <section className="card">
        <p>{t('objection.receipt')}</p>
        <p className="code">{code}</p>
        <p className="note warn">{t('objection.keep')}</p>
        <div className="row no-print">
          <Button onClick={() => print()}>{t('app.print')}</Button>
          <To href={follow.href}>{follow.label}</To>
        </div>
        <PrintedFoot />
      </section>
    </Page>
  );
}
