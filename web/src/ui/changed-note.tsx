import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useRead } from '../api/queries';
import { useWords } from './words';

/** What others did since this page was opened. It lies over the end of the page, so that nothing above it moves while somebody types. */
export function ChangedNote({ id, seq }: { readonly id: string; readonly seq: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const me = useMe();
  const [seen, setSeen] = useState(seq);
  const facts = useRead('listFacts', { params: { id }, query: { after: seen, limit: 50 } }, { enabled: seq > seen });
  const others = (facts.data?.items ?? []).filter(
    (fact) => fact.seq > seen && fact.seq <= seq && (fact.recorder ?? fact.actor)?.id !== me.data?.person.id,
  );
  return (
    <div className="changed no-print" role="status">
      {others.length > 0 && (
        <div className="note info">
          <p>{t('app.changed')}</p>
          <ul>
            {others.slice(-3).map((fact) => (
              <li key={fact.seq}>{words(fact.sentence)}</li>
            ))}
          </ul>
          <Button onClick={() => setSeen(seq)}>{t('app.changedSeen')}</Button>
        </div>
      )}
    </div>
  );
}
