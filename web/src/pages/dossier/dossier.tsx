import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { UnitField } from '../../ui/pick-unit';
import { useAddress } from '../../ui/use-address';
import { DossierIndex } from './dossier-index';
import { DrawSample } from './draw-sample';

/** 全程纪实: what there is of a unit, what is missing, a sample that nobody in the unit has chosen, and one file to take away. */
export function DossierPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ unit }, setAddress] = useAddress(['unit'] as const);
  const at = unit ?? me.data?.holdings[0]?.organisation.id;
  const found = useRead('readDossier', { params: { id: at ?? '' } }, { enabled: at !== undefined });
  return (
    <Page title={t('nav.dossier')}>
      <p className="soft">{t('dossier.lead')}</p>
      <section className="card no-print">
        <UnitField pointer="/unit" label={t('dossier.unit')} value={at} onChange={(value) => setAddress({ unit: value })} />
      </section>
      {at && (
        <Loaded of={found}>
          {(dossier) => (
            <>
              <Years dossier={dossier} />
              <DrawSample key={at} unit={at} />
              <DossierIndex key={`${at} index`} unit={at} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Years({ dossier }: { readonly dossier: Answer<'readDossier'> }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="years">
      <h2 id="years">{t('dossier.years')}</h2>
      <p role="status">{t('dossier.total', { on: dossier.asOf, count: dossier.cases })}</p>
      {dossier.years.length === 0 ? (
        <p>{t('dossier.none')}</p>
      ) : (
        <CardTable
          labelledBy="years"
          items={dossier.years}
          keyOf={(one) => `${one.year} ${one.procedure}`}
          columns={[
            { head: t('dossier.procedure'), cell: (one) => t(`procedure.${one.procedure}`) },
            { head: t('dossier.year'), cell: (one) => one.year },
            { head: t('dossier.cases'), cell: (one) => one.cases },
            { head: t('dossier.open'), cell: (one) => one.open },
            { head: t('dossier.ended'), cell: (one) => one.ended },
            { head: t('dossier.findings'), cell: (one) => one.findings },
          ]}
        />
      )}
    </section>
  );
}
