import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { SelectField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { UnitField } from '../../ui/pick-unit';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { LawEffect } from './law-effect';
import { useValue } from './law-value';

export type Law = Answer<'readLaw'>;

const PROCEDURES = ['admission', 'selection', 'election', 'party-recommendation', 'annulment'] as const;

/** 规则包: which rules hold at a unit, on what they rest and how sure that is; and what another rule would do to the open cases. */
export function Packs() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ unit, procedure = 'admission', as = 'today' }, setAddress] = useAddress(['unit', 'procedure', 'as'] as const);
  const at = unit ?? me.data?.holdings[0]?.organisation.id;
  const law = useRead('readLaw', { params: { id: at ?? '' }, query: { procedure } }, { enabled: at !== undefined });
  return (
    <Page title={t('nav.packs')} aside={<To href="/calendar">{t('nav.calendar')}</To>}>
      <section className="card no-print">
        <div className="fields">
          <SelectField
            pointer="/procedure"
            label={t('board.procedure')}
            value={procedure}
            choices={PROCEDURES.map((value) => ({ value, label: t(`procedure.${value}`) }))}
            onChange={(value) => setAddress({ procedure: value || undefined, as: undefined })}
          />
          <div>
            <UnitField
              pointer="/unit"
              label={t('packs.unit')}
              value={at}
              onChange={(value) => setAddress({ unit: value, as: undefined })}
            />
          </div>
        </div>
      </section>
      <Loaded of={law}>
        {(found) => (
          <>
            <InForce law={found} />
            <Figures law={found} />
            <LawEffect law={found} as={as} onTry={(value) => setAddress({ as: value === 'today' ? undefined : value })} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function InForce({ law }: { readonly law: Law }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="in-force">
      <h2 id="in-force">{t('packs.inForce', { unit: law.unit.name })}</h2>
      <p>
        {t('procedure.edition', { edition: law.edition })}
        <br />
        {t('days.calendar', { calendar: law.calendar })}
      </p>
      {law.overlays.length === 0 ? (
        <p>{t('packs.noOverlay')}</p>
      ) : (
        <ul>
          {law.overlays.map((one) => (
            <li key={`${one.id} ${one.at.id}`}>{t('packs.overlay', { name: one.name, edition: one.edition, at: one.at.name })}</li>
          ))}
        </ul>
      )}
      <h3 id="editions">{t('packs.editions')}</h3>
      {law.editions.length === 0 ? (
        <p className="soft">{t('packs.noCases')}</p>
      ) : (
        <CardTable
          labelledBy="editions"
          items={law.editions}
          keyOf={(one) => one.hash}
          columns={[
            { head: t('packs.edition'), cell: (one) => one.edition },
            { head: t('nav.calendar'), cell: (one) => one.calendar },
            { head: t('packs.cases'), cell: (one) => one.count },
            {
              head: t('packs.state'),
              cell: (one) => (
                <span className={`tag ${one.current ? 'good' : ''}`}>{t(one.current ? 'packs.current' : 'packs.earlier')}</span>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

function Figures({ law: { figures } }: { readonly law: Law }) {
  const { t } = useTranslation();
  const shown = useValue();
  const open = figures.filter(({ verified, own }) => !verified && !own).length;
  return (
    <section className="card" aria-labelledby="figures">
      <h2 id="figures">{t('packs.figures')}</h2>
      <p className="soft">{t('packs.toVerify', { count: open, all: figures.length })}</p>
      <CardTable
        labelledBy="figures"
        items={figures}
        keyOf={(one) => one.key}
        columns={[
          {
            head: t('packs.figure'),
            cell: (one) => (
              <div>
                <span lang="zh-CN">{one.gist}</span>
                <div className="soft small mono">{one.key}</div>
              </div>
            ),
          },
          {
            head: t('packs.value'),
            cell: (one) => (
              <div>
                <strong>{shown(one.value, one.unit)}</strong>
                {one.base !== undefined && <div className="soft small">{t('packs.base', { value: shown(one.base, one.unit) })}</div>}
              </div>
            ),
          },
          {
            head: t('packs.clause'),
            cell: (one) => (
              <div>
                <span lang="zh-CN">{one.citation}</span> {one.note && <div className="soft small">{one.note}</div>}
              </div>
            ),
          },
          {
            head: t('packs.certainty'),
            cell: (one) =>
              one.own ? (
                <span className="tag">{t('packs.own')}</span>
              ) : one.verified ? (
                <span className="tag good">{t('packs.verified')}</span>
              ) : (
                <span className="tag warn">{t('packs.unverified')}</span>
              ),
          },
        ]}
      />
    </section>
  );
}
