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
const RecordItem = lazy(async () => ({ default: (await import('./record-item').catch(() => undefined))?.RecordItem ?? NotNow }));

/** Chinese on the paper in every language of the portal: it is a paper of the meeting. */
const TITLES: Readonly<Record<string, string>> = {
  branch: '接收新团员表决票',
  approval: '接收新团员审批表决票',
  recommendation: '推荐优秀团员表决票',
};

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
        <BoothDesk
          booth={booth}
          name={entry.subject?.name ?? ''}
          inspectorsOf={entry.case}
          record={<RecordItem occasion={occasion} booth={booth} />}
        />
      </Suspense>
    );
  return (
    <>
      <Ballot {...props} />
      {booths.data && carried && !occasion.queued && (
        <details className="card more no-print">
          <summary>{t('booth.instead')}</summary>
          <Suspense fallback={null}>
            <DraftBooth
              occasion={occasion.id}
              inspectorsOf={entry.case}
              roll={props.roll}
              remote={occasion.detail.remoteBallot === true}
              paper={{
                item: entry.case,
                form: {
                  kind: 'vote',
                  title: TITLES[occasion.kind] ?? '表决票',
                  candidates: [{ id: entry.case, label: entry.subject?.name ?? '' }],
                },
              }}
            />
          </Suspense>
        </details>
      )}
    </>
  );
}
