import '../../i18n/areas/ballots';
import '../../i18n/areas/law';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import type { Booth } from './booth-desk';
import { MyKey } from './my-key';
import { Result } from './result';

/** The blind signatures are a library of their own, which only somebody who draws from afar needs. */
const DrawRight = lazy(async () => ({ default: (await import('./draw-right')).DrawRight }));

/** A booth for whoever votes in it or holds a key: never the desk of its keeper. */
export function BoothPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation();
  const found = useRead('getBooth', { params: { id } }, { refetchInterval: 5_000 });
  return (
    <Loaded of={found}>
      {(booth) => (
        <Page title={booth.form.title} aside={<span className="tag now">{t(`booth.status.${booth.status}`)}</span>}>
          <section className="card">
            <p className="no-print">{t('booth.voters', { count: booth.voters, entitled: booth.entitled })}</p>
            {['drafted', 'drawing'].includes(booth.status) && <MyKey booth={booth} />}
            <Voter booth={booth} />
            {booth.status === 'tallied' && <Result id={booth.id} />}
            {booth.voidReason && <p className="note bad">{booth.voidReason}</p>}
          </section>
        </Page>
      )}
    </Loaded>
  );
}

const Voter = ({ booth }: { readonly booth: Booth }) => {
  const { t } = useTranslation();
  if (booth.status === 'drafted') return <p className="note no-print">{t('booth.notYet')}</p>;
  if (booth.mine === 'draws' && ['drawing', 'open'].includes(booth.status))
    return (
      <Suspense fallback={null}>
        <DrawRight booth={booth} />
      </Suspense>
    );
  if (booth.status === 'drawing') return <p className="note no-print">{t('booth.notYet')}</p>;
  if (booth.status === 'open') return <p className="note info">{t('booth.byCode')}</p>;
  if (booth.status === 'closed') return <p className="note">{t('booth.waitCount')}</p>;
  return null;
};
