import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../api/contract';

/** What a minor should know of what the guardian is told, and whether that has been done. */
export function GuardianInfo({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const informed = view.consents['guardian-informed'];
  return (
    <section className="card">
      <h2>{t('guardian.title')}</h2>
      <p>
        <span className={`tag ${informed ? 'good' : ''}`}>
          {informed ? t('guardian.informed', { day: informed.on }) : t('guardian.soon')}
        </span>
      </p>
      <p>{t('guardian.forChild')}</p>
      <p className="soft small">{t('guardian.noVeto')}</p>
    </section>
  );
}
