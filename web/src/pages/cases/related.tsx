import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../api/contract';
import { useRead } from '../../api/queries';
import { To } from '../../ui/to';

/** What a selection keeps of each person named: the case that was opened for him or her. */
type Candidates = Readonly<Record<string, { readonly case?: string }>>;

/** A selection and the cases of its candidates lead to each other. */
export function Related({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const children = view.procedure === 'selection' ? Object.entries((view.book.candidates ?? {}) as Candidates) : [];
  if (children.length === 0 && !view.parent) return null;
  return (
    <section className="card">
      <h2>{t('case.related')}</h2>
      {view.parent && (
        <p>
          {t('case.openedFrom')} <To href={`/cases/${view.parent.id}`}>{t(`procedure.${view.parent.procedure}`)}</To>
        </p>
      )}
      <ul className="plain">
        {children.map(([person, one]) => (
          <li key={person}>{one.case ? <Child id={one.case} /> : t('case.notOpened')}</li>
        ))}
      </ul>
    </section>
  );
}

/** By name, for whoever may read it; to anybody else it is not there. */
function Child({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const found = useRead('getCase', { params: { id } });
  if (!found.data) return null;
  return (
    <>
      <To href={`/cases/${id}`}>{found.data.subject?.name ?? t('procedure.candidacy')}</To>{' '}
      <span className="tag">{t(`phase.${found.data.phase}`)}</span>
    </>
  );
}
