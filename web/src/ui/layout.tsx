import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actFor } from '../api/client';
import type { Me } from '../api/contract';
import { useLive } from '../api/live';
import { useMe } from '../api/queries';
import { Marks } from './marks';
import { isOfficer, placesOf } from './nav';
import { Page } from './page';
import { prefer, usePreferences } from './preferences';
import { SearchBox } from './search-box';
import { To } from './to';

/** Only whoever holds an office works on while the network is away; for all others there is no queue. */
const QueueMark = lazy(() => import('../queue/queue-mark'));

/** What was typed here is sent for whoever typed it. Another person, signed in in another window, begins with a page of his own. */
const usePerson = (me: Me | null | undefined): void => {
  const before = useRef<string | undefined>(undefined);
  const person = me?.person.id;
  useEffect(() => {
    actFor(person);
    if (before.current && person && before.current !== person) location.assign('/');
    before.current = person;
  }, [person]);
};

export function Layout() {
  const { t } = useTranslation();
  const me = useMe();
  useLive();
  usePerson(me.data);
  const { language } = usePreferences();
  const [open, setOpen] = useState(false);
  // Who sits here decides what stands around a page, which is read meanwhile; without an answer the page is there all the same.
  const known = me.data !== undefined || me.failureCount > 0;
  useEffect(() => {
    if (known && document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [known]);
  const here = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes because the address changed.
  useEffect(() => setOpen(false), [here]);
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="top">
        <Marks me={me.data ?? null} />
        {me.data && isOfficer(me.data) && !me.data.mustChangePassword && (
          <Suspense fallback={null}>
            <QueueMark me={me.data} readAt={me.dataUpdatedAt} />
          </Suspense>
        )}
        <div className="top-row">
          <Link to="/" className="brand">
            <img src="/icon.svg" alt="" />
            {t('app.name')}
          </Link>
          <span className="grow" />
          <button
            type="button"
            className="bare"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => prefer({ language: language === 'zh' ? 'en' : 'zh' })}
          >
            {language === 'zh' ? 'EN' : '中文'}
            <span className="hidden">{language === 'zh' ? ' English' : ''}</span>
          </button>
          {me.data ? (
            <Link to={'/account' as '/'} className="brand who">
              {me.data.person.name}
            </Link>
          ) : (
            me.data === null && (
              <Link to={'/sign-in' as '/'} className="brand">
                {t('session.signIn')}
              </Link>
            )
          )}
          <button type="button" className="bare nav-toggle" aria-expanded={open} aria-controls="nav" onClick={() => setOpen(!open)}>
            {t('app.menu')}
          </button>
        </div>
      </header>
      <nav className={`nav${known ? '' : ' not-yet'}`} id="nav" data-open={open} aria-label={t('app.menu')}>
        {me.data && isOfficer(me.data) && <SearchBox />}
        <ul>
          {placesOf(me.data).map(({ href, name }) => (
            <li key={href}>
              <Link to={href as '/'} activeOptions={{ exact: href === '/' }} activeProps={{ 'aria-current': 'page' }}>
                {t(`nav.${name}`)}
                {name === 'messages' && (me.data?.unread ?? 0) > 0 ? ` (${me.data?.unread})` : ''}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" tabIndex={-1} className={known ? undefined : 'not-yet'}>
        <Outlet />
      </main>
      <footer className="foot">
        <div>
          <To href="/procedure">{t('nav.procedure')}</To>
          <To href="/notices">{t('nav.notices')}</To>
          <To href="/days">{t('nav.days')}</To>
          <span>{t('app.help')}</span>
        </div>
      </footer>
    </>
  );
}

export function Lost() {
  const { t } = useTranslation();
  return (
    <Page title={t('app.lost')}>
      <p>{t('app.lostHow')}</p>
      <To href="/">{t('nav.home')}</To>
    </Page>
  );
}
