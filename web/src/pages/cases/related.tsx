import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../api/contract';
import { To } from '../../ui/to';

/** A case that was opened by another leads back to it; a selection shows its candidacies by itself. */
export function Related({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  if (!view.parent) return null;
  return (
    <section className="card">
      <h2>{t('case.related')}</h2>
      <p>
        {t('case.openedFrom')} <To href={`/cases/${view.parent.id}`}>{t(`procedure.${view.parent.procedure}`)}</To>
      </p>
    </section>
  );
}
