import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { FactorOf } from './factor-of';

export type Inspector = Answer<'listInspectors'>['items'][number];

/** 监督机构: who sits in the office that I head, and their second factors, which nobody but its head lets them enrol or takes away. */
export function InspectionOffice() {
  const { t } = useTranslation();
  const me = useMe();
  const headed = me.data?.holdings.filter(({ role }) => role === 'inspection-head') ?? [];
  return (
    <Page title={t('nav.inspectionOffice')}>
      {me.data && headed.length === 0 && <p className="note">{t('inspectionOffice.none')}</p>}
      {headed.map(({ id, organisation }) => (
        <Office key={id} id={organisation.id} name={organisation.name} />
      ))}
    </Page>
  );
}

function Office({ id, name }: { readonly id: string; readonly name: string }) {
  const me = useMe();
  const found = useRead('listInspectors', { params: { id } });
  return (
    <>
      <h2>{name}</h2>
      <Loaded of={found}>
        {({ items }) => (
          <>
            {items.map((one) => (
              <One key={one.holding} one={one} own={one.person.id === me.data?.person.id} />
            ))}
          </>
        )}
      </Loaded>
    </>
  );
}

function One({ one, own }: { readonly one: Inspector; readonly own: boolean }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={one.person.name}>
      <div className="row apart">
        <h3>{one.person.name}</h3>
        <span className="row">
          <span className="tag">{t(`role.${one.role}`)}</span>
          {one.acting && <span className="tag">{t('inspectionOffice.substitute', { order: one.order ?? '' })}</span>}
          <span className={`tag ${one.secondFactor ? 'good' : 'warn'}`}>
            {t(one.secondFactor ? 'inspectionOffice.hasFactor' : 'inspectionOffice.noFactor')}
          </span>
        </span>
      </div>
      {one.leave.map((leave) => (
        <p key={leave.id} className="soft">
          {t(leave.until ? 'inspectionOffice.leaveUntil' : 'inspectionOffice.leave', { since: leave.since, until: leave.until ?? '' })}
        </p>
      ))}
      {own ? <p className="soft">{t('inspectionOffice.own')}</p> : <FactorOf one={one} />}
    </section>
  );
}
