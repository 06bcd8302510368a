import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';

export type StalledLine = Answer<'listStalled'>['items'][number];
type Holder = StalledLine['holder'];

const DAY = 86_400;
/** In this order from left to right, so that the same colour stands at the same place in every row. */
const ORDER: readonly Holder[] = [
  'applicant',
  'contact',
  'branch',
  'committee',
  'higher',
  'inspector',
  'investigation',
  'held',
  'rule',
  'suspended',
  'system',
];

/** A case's age as one bar, a piece for each holder; the same in words below it, since colours alone tell nothing. */
export function AgeBar({ parts }: { readonly parts: StalledLine['parts'] }) {
  const { t } = useTranslation();
  const pieces = ORDER.flatMap((holder) => ((parts[holder] ?? 0) > 0 ? [{ holder, seconds: parts[holder] ?? 0 }] : []));
  const whole = pieces.reduce((sum, { seconds }) => sum + seconds, 0);
  let left = 0;
  const placed = pieces.map((piece) => {
    const x = left;
    left += (piece.seconds / Math.max(1, whole)) * 100;
    return { ...piece, x, width: left - x };
  });
  const inDays = (seconds: number): string => (seconds < DAY ? t('board.underDay') : t('board.days', { count: Math.floor(seconds / DAY) }));
  return (
    <div className="age">
      <svg className="age-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {placed.map(({ holder, x, width }) => (
          <rect key={holder} className={`holder-${holder}`} x={x} y="0" width={Math.max(0.6, width - 0.6)} height="8" />
        ))}
      </svg>
      <ul className="plain age-words">
        {[...placed]
          .sort((one, other) => other.seconds - one.seconds)
          .map(({ holder, seconds }) => (
            <li key={holder}>
              <span className={`dot holder-${holder}`} aria-hidden="true" />
              {t(`holder.${holder}`)} {inDays(seconds)}
            </li>
          ))}
      </ul>
    </div>
  );
}
