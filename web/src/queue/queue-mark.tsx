import '../i18n/areas/queue';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/contract';
import { Page } from '../ui/page';
import { To } from '../ui/to';
import { useOpenQueue, useQueueView } from './current';
import { QueuePanel } from './queue-panel';

/** Above every page of an officer: the network is away, something waits. */
export default function QueueMark({ me, readAt }: { readonly me: Me; readonly readAt: number }) {
  useOpenQueue(me, readAt);
  const { t } = useTranslation();
  const { acts, away } = useQueueView();
  const left = acts.filter(({ state, quiet }) => state !== 'sent' && !quiet).length;
  return (
    <div role="status" className="mark-status">
      {(away || left > 0) && (
        <div className="mark mark-queue">
          <span>{away ? t('queue.away') : t('queue.back')}</span>
          {left > 0 && <To href="/unsent">{t('queue.count', { count: left })}</To>}
        </div>
      )}
    </div>
  );
}

/** Everything that waits in this browser for whoever has signed in. */
export function Unsent() {
  const { t } = useTranslation();
  const { acts } = useQueueView();
  return (
    <Page title={t('queue.title')}>
      <p>{t('queue.help')}</p>
      {acts.every(({ quiet }) => quiet) && <p className="note info">{t('queue.nothing')}</p>}
      <QueuePanel />
    </Page>
  );
}
