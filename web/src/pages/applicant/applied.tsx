import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';

/** It has arrived: a reference to quote, and what happens next. A page of its own, so that nothing is sent by going back and forth. */
export function Applied() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation();
  return (
    <Page title={t('apply.received')}>
      <section className="card">
        <p>{t('apply.reference')}</p>
        <p className="code">{id.slice(0, 8).toUpperCase()}</p>
        <h2>{t('apply.whatNext')}</h2>
        <p>{t('apply.whatNextText')}</p>
        <To href="/" className="choice strong">
          {t('apply.toCase')}
        </To>
      </section>
    </Page>
  );
}
