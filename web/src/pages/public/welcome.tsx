import { useTranslation } from 'react-i18next';
import { useDemo } from '../../ui/marks';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';

const WAYS = [
  { href: '/sign-in', name: 'signIn' },
  { href: '/activate', name: 'activate' },
  { href: '/notices', name: 'notices' },
  { href: '/objections/follow', name: 'follow' },
  { href: '/complain', name: 'complain' },
  { href: '/check', name: 'check' },
  { href: '/procedure', name: 'procedure' },
  { href: '/days', name: 'days' },
] as const;

/** The first page of somebody who has not signed in: everything that needs no account is one step away. */
export function Welcome() {
  const { t } = useTranslation();
  const demo = useDemo();
  return (
    <Page title={t('welcome.title')}>
      <p className="soft">{t('welcome.lead')}</p>
      {demo.length > 0 && (
        <p className="note info">
          {t('welcome.demo')} <To href="/sign-in">{t('welcome.demoLink')}</To>
        </p>
      )}
      <ul className="plain ways">
        {WAYS.map(({ href, name }) => (
          <li key={href} className="card">
            <h2>
              <To href={href}>{t(`welcome.${name}`)}</To>
            </h2>
            <p className="soft">{t(`welcome.${name}Text`)}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
