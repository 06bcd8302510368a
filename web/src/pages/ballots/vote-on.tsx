import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BallotRule } from '../../../../domain/ballots/majority';
import { useRead } from '../../api/queries';
import { useQueueView } from '../../queue/current';
import type { KnownOccasion } from '../branch/known-here';
import { Ballot } from '../branch/meeting-ballot';
import type { Roll } from '../branch/meeting-desk';

/** Where the network breaks off just then: the page stays, and votes are counted on paper. */
const NotNow = () => {
  const { t } = useTranslation();
  return <p className="note info">{t('queue.notOffline')}</p>;
};

/** A booth is rare beside paper: its desk is fetched when one is drafted or opened. */
const BoothDesk = lazy(async () => ({ default: (await import('./booth-desk').catch(() => undefined))?.BoothDesk ?? NotNow }));
const DraftBooth = lazy(async () => ({ default: (await import('./draft-booth').catch(() => undefined))?.DraftBooth ?? NotNow }));

interface Props {
  readonly occasion: KnownOccasion;
  readonly roll: Roll;
  readonly entry: KnownOccasion['entries'][number];
  readonly law: BallotRule;
}

/** One candidate before the meeting: by paper, counted here, or by a booth, which then says all counts by itself. */
export function VoteOn(props: Props) {
  const { t } = useTranslation();
  const { occasion, entry } = props;
  const booths = useRead('listBooths', { query: { occasion: occasion.id } }, { refetchInterval: 5_000 });
  const booth = booths.data?.items.find(({ item, status }) => item === entry.case && status !== 'void');
  const { away } = useQueueView();
  // A booth is made of what only the network brings; one that is on the screen stays there.
  const [carried, setCarried] = useState(false);
  if (!away && !carried) setCarried(true);
  if (booth && !carried) return <p className="note info">{t('queue.notOffline')}</p>;
  if (booth)
    return (
      <Suspense fallback={null}>
        <BoothDesk occasion={occasion} booth={booth} name={entry.subject?.name ?? ''} />
      </Suspense>
    );
  return (
    <>
      <Ballot {...props} />
      {booths.data && carried && !occasion.queued && (
        <details className="card more no-print">
          <summary>{t('booth.instead')}</summary>
          <Suspense fallback={null}>
            <DraftBooth {...props} />
          </Suspense>
        </details>
      )}
    </>
  );
}
