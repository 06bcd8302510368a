import { useTranslation } from 'react-i18next';
import type { CaseView } from '../api/contract';

/** Where one stands among those who wait for the same places, and whom the free ones go to. Nobody else is named. */
export function PlaceQueue({ queue }: { readonly queue: NonNullable<CaseView['queue']> }) {
  const { t } = useTranslation();
  const { rank, of, since, before, free } = queue;
  const then = free === 0 ? 'placeQueue.none' : free > before ? 'placeQueue.turn' : 'placeQueue.others';
  return (
    <p className="note info">
      {t('placeQueue.rank', { rank, of, since })}
      <br />
      <span className="small">{t(then, { free, before })}</span>
    </p>
  );
}
