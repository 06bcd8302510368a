import { useTranslation } from 'react-i18next';
import type { Fact } from '../../api/contract';

/** Papers as downloads; what one may not open the server refuses, and logs. */
export function PaperLinks({ papers }: { readonly papers: Fact['papers'] }) {
  const { t, i18n } = useTranslation();
  if (papers.length === 0) return null;
  return (
    <span>
      {papers.map(({ id, kind }) => (
        <span key={id}>
          {' '}
          <a className="link" href={`/api/papers/${id}/content`} download>
            {i18n.exists(`paper.${kind}`) ? t(`paper.${kind}`) : kind}
          </a>
        </span>
      ))}
    </span>
  );
}
