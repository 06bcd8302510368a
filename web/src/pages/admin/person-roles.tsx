import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { Loaded } from '../../ui/loading';
import { To } from '../../ui/to';
import { EndRole } from './end-role';

/** The roles that somebody holds today, each to be ended; and the way to give another. */
export function PersonRoles({ person }: { readonly person: { readonly id: string; readonly name: string } }) {
  const { t } = useTranslation();
  const holdings = useRead('listHoldings', { query: { person: person.id, limit: 50 } });
  return (
    <section className="card no-print" aria-labelledby="roles">
      <h2 id="roles">{t('nav.roles')}</h2>
      <Loaded of={holdings}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t('roles.none')}</p>
          ) : (
            <CardTable
              labelledBy="roles"
              items={items}
              keyOf={(one) => one.id}
              columns={[
                { head: t('roles.role'), cell: (one) => `${t(`role.${one.role}`)}${one.acting ? ` (${t('roles.acting')})` : ''}` },
                { head: t('inbox.unit'), cell: (one) => one.organisation.name },
                { head: t('roles.time'), cell: (one) => `${one.since} – ${one.until ?? ''}` },
                { head: t('roles.act'), cell: (one) => <EndRole holding={one} />, bare: true },
              ]}
            />
          )
        }
      </Loaded>
      <To href={`/roles?give=${person.id}`}>{t('roles.giveTo', { name: person.name })}</To>
    </section>
  );
}
