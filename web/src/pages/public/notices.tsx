import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';
import { Carry } from './carry';
import { NoticePeriod } from './notice-period';

/** Notices that hang now: names, units and the post that somebody is proposed for, gone when they are over. */
export function Notices() {
  const { t } = useTranslation();
  const words = useWords();
  const notices = useRead('publicNotices');
  return (
    <Page title={t('nav.notices')}>
      <Loaded of={notices}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="note">{t('notice.none')}</p>
          ) : (
            items.map((notice) => (
              <section className="card" key={notice.id}>
                <h2>{notice.unit}</h2>
                <p>{words(notice.about)}</p>
                <p>
                  <NoticePeriod postedOn={notice.postedOn} end={notice.end} unknownYear={notice.unknownYear} />{' '}
                  {notice.provisional && <span className="tag warn">{t('step.provisional')}</span>}
                </p>
                <ul>
                  {notice.names.map((one) => (
                    <li key={one.entry}>
                      {one.name} <span className="soft">{one.unit}</span>{' '}
                      {one.post && <span>{t('notice.proposedFor', { post: one.post })} </span>}
                      <To href={`/notices/${notice.id}/object?entry=${one.entry}`} aria-label={t('notice.objectTo', { name: one.name })}>
                        {t('notice.object')}
                      </To>
                    </li>
                  ))}
                </ul>
                {notice.contact && <p className="small">{t('notice.contact', { contact: notice.contact })}</p>}
                <p className="soft small">{words(notice.howToObject)}</p>
                <Carry id={notice.id} unit={notice.unit} />
              </section>
            ))
          )
        }
      </Loaded>
    </Page>
  );
}
