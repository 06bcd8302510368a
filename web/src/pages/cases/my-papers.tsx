import { useTranslation } from 'react-i18next';
import type { Fact } from '../../api/contract';
import { PaperLinks } from './paper-links';

/** Every paper of the case with the day it came in, to be opened again. */
export function MyPapers({ facts }: { readonly facts: readonly Fact[] }) {
  const { t } = useTranslation();
  const filed = facts.filter((fact) => fact.papers.length > 0);
  if (filed.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('case.papers')}</h2>
      <ul className="plain">
        {filed.map((fact) => (
          <li key={fact.seq}>
            <span className="soft small">{fact.on}</span>
            <PaperLinks papers={fact.papers} />
          </li>
        ))}
      </ul>
    </section>
  );
}
