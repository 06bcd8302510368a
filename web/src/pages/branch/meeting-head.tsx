import { useTranslation } from 'react-i18next';
import type { KnownOccasion } from './known-here';

/** What every meeting's desk begins with: how many are entitled and there, and how far down its list it has come. */
export function MeetingHead({ occasion, done, word }: { readonly occasion: KnownOccasion; readonly done: number; readonly word: string }) {
  const { t } = useTranslation();
  const { roll, adjourned } = occasion.detail as {
    roll?: { entitled: readonly string[]; present: readonly string[] };
    adjourned?: boolean;
  };
  const numbers: [string, number | string][] = roll
    ? [
        [t('meeting.entitled'), roll.entitled.length],
        [t('meeting.present'), roll.present.length],
        [word, `${done}/${occasion.entries.length}`],
      ]
    : [];
  return (
    <>
      {occasion.joined && (
        <p className="note info">{t('meeting.joined', { branches: occasion.joined.map(({ name }) => name).join('、') })}</p>
      )}
      {adjourned && <p className="note bad">{t('meeting.adjourned')}</p>}
      {occasion.queued && (
        <p className="note info no-print" role="status">
          {t('queue.byWhatIsKnown')}
        </p>
      )}
      {roll && (
        <section className="card">
          <div className="numbers">
            {numbers.map(([label, value]) => (
              <div key={label}>
                {label} <div className="count">{value}</div>
              </div>
            ))}
          </div>
        </section>
      )}
    </>
  );
}
