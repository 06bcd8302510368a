import { useTranslation } from 'react-i18next';
import { useMe, useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { SelectField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';

const KINDS = ['notice', 'meeting', 'decision', 'session', 'ceremony'] as const;
/** Only a committee decides on cadres. */
const DECIDES = ['committee-officer', 'committee-approver'];
const HOLDERS = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'];

/** Notices, meetings, sessions and ceremonies, and the way to a new one. */
export function Occasions() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ procedure, phase }, setAddress] = useAddress(['procedure', 'phase'] as const);
  const occasions = useRead('listOccasions', { query: { limit: 100, procedure, phase } }, { refetchInterval: 30_000 });
  const mayHold = me.data && rolesOf(me.data).some((role) => HOLDERS.includes(role));
  const mayDecide = me.data && rolesOf(me.data).some((role) => DECIDES.includes(role));
  return (
    <Page title={t('nav.occasions')}>
      {mayHold && (
        <section className="card no-print">
          <h2>{t('occasion.new')}</h2>
          <ul className="plain choices">
            {KINDS.filter((kind) => kind !== 'decision' || mayDecide).map((kind) => (
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
              <CardTable
                items={items}
                keyOf={(one) => one.id}
                columns={[
                  {
                    head: t('occasion.kind'),
                    cell: (one) => <To href={`/occasions/${one.id}`}>{t(`procedure.${one.procedure}`)}</To>,
                  },
                  { head: t('inbox.unit'), cell: (one) => one.unit.name },
                  { head: t('occasion.openedOn'), cell: (one) => one.openedOn },
                  { head: t('occasion.entries'), cell: (one) => one.entries },
                  {
                    head: t('cases.phase'),
                    cell: (one) =>
                      one.ending ? t(`occasionEnding.${one.ending}`, { defaultValue: t('phase.ended') }) : t(`phase.${one.phase}`),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </section>
    </Page>
  );
}
