import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';

/** Days off and make-up workdays that this year's days are counted by, and the notice they come from. */
export function HolidayNotices({ year }: { readonly year: number }) {
  const { t } = useTranslation();
  const found = useRead('calendarYear', { params: { year: String(year) } }, { enabled: year > 1900 });
  return (
    <Loaded of={found}>
      {(calendar) => (
        <details className="card more">
          <summary>{t('days.yearTitle', { year })}</summary>
          {!calendar.known && <p className="note warn">{t('days.unknown')}</p>}
          <ul>
            {calendar.notices.map((notice) => (
              <li key={`${notice.year} ${notice.version}`}>
                {notice.title} {notice.number}
              </li>
            ))}
          </ul>
          {(['off', 'work'] as const).map((kind) => (
            <div key={kind}>
              <h2>{t(`days.${kind}`)}</h2>
              <p>
                {Object.entries(calendar.days)
                  .filter(([, value]) => value === kind)
                  .map(([day]) => day.slice(5))
                  .join('  ')}
              </p>
            </div>
          ))}
        </details>
      )}
    </Loaded>
  );
}
