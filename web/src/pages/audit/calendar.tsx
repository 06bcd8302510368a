import { useTranslation } from 'react-i18next';
import { useMe, useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { EnterNotice } from './enter-notice';

const MANY_MS = 60_000;
const FEW_MS = 3_000;

/** 日历: the years and the notices that they come from, a new year, and how far it has come. */
export function CalendarPage() {
  const { t } = useTranslation();
  const me = useMe();
  const thisYear = Number((me.data?.today ?? '').slice(0, 4));
  const keeps = me.data && rolesOf(me.data).includes('system-administrator');
  return (
    <Page title={t('nav.calendar')} aside={<To href="/days">{t('nav.days')}</To>}>
      <Adoption />
      {keeps && <EnterNotice year={thisYear + 1} />}
      {me.data && !keeps && <p className="note info">{t('calendar.whoEnters')}</p>}
      {thisYear > 0 && [thisYear + 1, thisYear, thisYear - 1].map((year) => <Year key={year} year={year} />)}
    </Page>
  );
}

/** What a new year recomputes, and how far that has come. */
function Adoption() {
  const { t } = useTranslation();
  const adoption = useRead('calendarAdoption', {}, { refetchInterval: MANY_MS });
  const pending = adoption.data?.pending ?? 0;
  useRead('calendarAdoption', {}, { enabled: pending > 0, refetchInterval: FEW_MS });
  return (
    <section className="card" aria-labelledby="adoption">
      <h2 id="adoption">{t('calendar.adoption')}</h2>
      <p className="soft small">{t('calendar.adoptionLead')}</p>
      <Loaded of={adoption}>
        {({ calendar, open, adopted, kept }) => (
          <>
            <p>{t('days.calendar', { calendar })}</p>
            <div className="numbers" role="status">
              {(
                [
                  ['open', open],
                  ['adopted', adopted],
                  ['pending', pending],
                  ['kept', kept],
                ] as const
              ).map(([name, count]) => (
                <div key={name}>
                  <div className="soft small">{t(`calendar.${name}`)}</div>
                  <div className="count">{count}</div>
                </div>
              ))}
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Year({ year }: { readonly year: number }) {
  const { t } = useTranslation();
  const found = useRead('calendarYear', { params: { year: String(year) } });
  return (
    <section className="card" aria-labelledby={`year-${year}`}>
      <h2 id={`year-${year}`}>{t('days.yearTitle', { year })}</h2>
      <Loaded of={found}>
        {({ known, notices, days }) => (
          <>
            {!known && <p className="note warn">{t('days.unknown')}</p>}
            <ul className="plain">
              {notices.map((notice) => (
                <li key={notice.version}>
                  {notice.title} {notice.number}{' '}
                  <span className={`tag ${notice.certainty === 'confirmed' ? 'good' : 'warn'}`}>
                    {t(notice.certainty === 'confirmed' ? 'packs.verified' : 'packs.unverified')}
                  </span>{' '}
                  <span className="soft small">
                    {notice.version === 0 ? t('calendar.carried') : t('calendar.version', { version: notice.version })}
                  </span>
                </li>
              ))}
            </ul>
            {(['off', 'work'] as const).map((kind) => {
              const listed = Object.entries(days).flatMap(([day, value]) => (value === kind ? [day.slice(5)] : []));
              return (
                listed.length > 0 && (
                  <p key={kind}>
                    <strong>{t(`days.${kind}`)}</strong> {listed.join('  ')}
                  </p>
                )
              );
            })}
          </>
        )}
      </Loaded>
    </section>
  );
}
