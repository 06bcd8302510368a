import { useTranslation } from 'react-i18next';
import { useMe, useRead } from '../../api/queries';
import { SelectField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';

const KINDS = ['notice', 'meeting', 'session', 'ceremony'] as const;
const HOLDERS = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'];

/** Notices, meetings, sessions and ceremonies, and the way to a new one. */
export function Occasions() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ procedure, phase }, setAddress] = useAddress(['procedure', 'phase'] as const);
  const occasions = useRead('listOccasions', { query: { limit: 100, procedure, phase } }, { refetchInterval: 30_000 });
  const mayHold = me.data && rolesOf(me.data).some((role) => HOLDERS.includes(role));
  return (
    <Page title={t('nav.occasions')}>
      {mayHold && (
        <section className="card no-print">
          <h2>{t('occasion.new')}</h2>
          <ul className="plain choices">
            {KINDS.map((kind) => (
              <li key={kind}>
                <To href={`/new/${kind}`} className="choice">
                  {t(`occasion.new-${kind}`)}
                </To>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card">
        <div className="row no-print">
          <SelectField
            filter
            pointer="/procedure"
            label={t('occasion.kind')}
            value={procedure}
            choices={KINDS.map((value) => ({ value, label: t(`procedure.${value}`) }))}
            onChange={(value) => setAddress({ procedure: value })}
          />
          <SelectField
            filter
            pointer="/phase"
            label={t('cases.phase')}
            value={phase}
            choices={['open', 'ended'].map((value) => ({ value, label: t(`phase.${value}`) }))}
            onChange={(value) => setAddress({ phase: value })}
          />
        </div>
        <Loaded of={occasions}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="soft">{t('occasion.none')}</p>
            ) : (
              <table className="table cards">
                <thead>
                  <tr>
                    <th scope="col">{t('occasion.kind')}</th>
                    <th scope="col">{t('inbox.unit')}</th>
                    <th scope="col">{t('occasion.openedOn')}</th>
                    <th scope="col">{t('occasion.entries')}</th>
                    <th scope="col">{t('cases.phase')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={one.id}>
                      <td data-main>
                        <To href={`/occasions/${one.id}`}>{t(`procedure.${one.procedure}`)}</To>
                      </td>
                      <td data-label={t('inbox.unit')}>{one.unit.name}</td>
                      <td data-label={t('occasion.openedOn')}>{one.openedOn}</td>
                      <td data-label={t('occasion.entries')}>{one.entries}</td>
                      <td data-label={t('cases.phase')}>
                        {one.ending ? t(`occasionEnding.${one.ending}`, { defaultValue: t('phase.ended') }) : t(`phase.${one.phase}`)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Loaded>
      </section>
    </Page>
  );
}
