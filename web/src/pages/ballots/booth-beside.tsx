import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { useQueueView } from '../../queue/current';
import type { KnownOccasion } from '../branch/known-here';
import type { Booth } from './booth-desk';

/** Where the network breaks off just then: the page stays, and votes are counted on paper. */
export const NotNow = () => {
  const { t } = useTranslation();
  return <p className="note info">{t('queue.notOffline')}</p>;
};

/** A booth is rare beside paper: its desk is fetched when one is drafted or opened. */
const BoothDesk = lazy(async () => ({ default: (await import('./booth-desk').catch(() => undefined))?.BoothDesk ?? NotNow }));
export const DraftBooth = lazy(async () => ({ default: (await import('./draft-booth').catch(() => undefined))?.DraftBooth ?? NotNow }));

export interface BoothOn {
  readonly booth?: Booth | undefined;
  /** Whether the network has carried anything since this item came up: a booth is made of what only the network brings. */
  readonly carried: boolean;
  readonly mayDraft: boolean;
}

/** The booth on one item of a meeting. One that is on the screen stays there when the network goes. */
export const useBoothOn = (occasion: KnownOccasion, item: string): BoothOn => {
  const booths = useRead('listBooths', { query: { occasion: occasion.id } }, { refetchInterval: 5_000 });
  const booth = booths.data?.items.find((one) => one.item === item && one.status !== 'void');
  const { away } = useQueueView();
  const [carried, setCarried] = useState(false);
  if (!away && !carried) setCarried(true);
  return { booth, carried, mayDraft: booths.data !== undefined && carried && !occasion.queued };
};

interface Props {
  readonly on: BoothOn;
  readonly name: string;
  /** The case whose inspectors hold keys here. */
  readonly inspectorsOf: string;
  /** How the count gets into the meeting. */
  readonly record: (booth: Booth) => ReactNode;
  readonly draft: ReactNode;
}

/** The booth beside a vote by other means, from its draft to its count: the same at every meeting that votes by one. */
export function BoothBeside({ on: { booth, carried, mayDraft }, name, inspectorsOf, record, draft }: Props) {
  const { t } = useTranslation();
  if (booth && !carried) return <NotNow />;
  if (booth)
    return (
      <Suspense fallback={null}>
        <BoothDesk booth={booth} name={name} inspectorsOf={inspectorsOf} record={record(booth)} />
      </Suspense>
    );
  if (!mayDraft) return null;
  return (
    <details className="card more no-print">
      <summary>{t('booth.instead')}</summary>
      <Suspense fallback={null}>{draft}</Suspense>
    </details>
  );
}
