import '../../i18n/areas/work';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/contract';
import { placesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';

/** The home of those who keep the system or look after it, and have no cases at a desk of their own. */
export function Office({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  return (
    <Page title={t('home.hello', { name: me.person.name })}>
      <ul className="plain ways">
        {placesOf(me)
          .filter(({ href }) => href !== '/')
          .map(({ href, name }) => (
            <li key={href} className="card">
              <h2>
                <To href={href}>{t(`nav.${name}`)}</To>
              </h2>
              <p className="soft">{t(`office.${name}`)}</p>
            </li>
          ))}
      </ul>
    </Page>
  );
}
