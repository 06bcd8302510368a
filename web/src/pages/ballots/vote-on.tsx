import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { BallotRule } from '../../../../domain/ballots/majority';
import type { Occasion } from '../../api/contract';
import { useRead } from '../../api/queries';
import { Ballot } from '../branch/meeting-ballot';
import type { Roll } from '../branch/meeting-desk';

/** A booth is rare beside paper: its desk is fetched when one is drafted or opened. */
const BoothDesk = lazy(async () => ({ default: (await import('./booth-desk')).BoothDesk }));
const DraftBooth = lazy(async () => ({ default: (await import('./draft-booth')).DraftBooth }));

interface Props {
  readonly occasion: Occasion;
  readonly roll: Roll;
  readonly entry: Occasion['entries'][number];
  readonly law: BallotRule;
}

/** One candidate before the meeting: by paper, counted here, or by a booth, which then says all counts by itself. */
export function VoteOn(props: Props) {
  const { t } = useTranslation();
  const { occasion, entry } = props;
  const booths = useRead('listBooths', { query: { occasion: occasion.id } }, { refetchInterval: 5_000 });
  const booth = booths.data?.items.find(({ item, status }) => item === entry.case && status !== 'void');
  if (booth)
    return (
      <Suspense fallback={null}>
        <BoothDesk occasion={occasion} booth={booth} name={entry.subject?.name ?? ''} />
      </Suspense>
    );
  return (
    <>
      <Ballot {...props} />
      {booths.data && (
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
