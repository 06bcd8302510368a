import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { To } from '../../ui/to';
import { ActList } from '../cases/act-list';
import type { Inspected } from './case-inspection';
import { Words } from './complaints';

/** The room of an investigation, which nobody but inspectors of the place can enter: what it is about, who examines it, what can be done now. */
export function Room({ view }: { readonly view: Inspected }) {
  const { t } = useTranslation();
  const found = useRead('getCase', { params: { id: view.case } }, { refetchInterval: 30_000 });
  const procedure = useRead('getProcedure', { params: { name: view.procedure } });
  const complaints = useRead('listComplaints');
  const words = (complaints.data?.items ?? []).filter(({ investigation }) => investigation === view.case);
  return (
    <>
      <p className="note info">{t('room.closed')}</p>
      {view.parent && (
        <p>
          {t('room.examines')} <To href={`/inspection/cases/${view.parent.id}`}>{t(`procedure.${view.parent.procedure}`)}</To>
        </p>
      )}
      {words.length > 0 && (
        <section className="card" aria-labelledby="words">
          <h2 id="words">{t('room.words')}</h2>
          {words.map((one) => (
            <Words key={one.id} one={one} />
          ))}
        </section>
      )}
      <Loaded of={found}>{(known) => <Loaded of={procedure}>{(rules) => <ActList view={known} procedure={rules} />}</Loaded>}</Loaded>
    </>
  );
}
