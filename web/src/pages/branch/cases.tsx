import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useRead } from '../../api/queries';
import { Downloads } from '../../ui/downloads';
import { SelectField, TextField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { UnitField } from '../../ui/pick-unit';
import { useStepTitles } from '../../ui/step-titles';
import { ADMISSION_STEPS } from '../../ui/steps';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { useLater } from '../../ui/use-later';
import { openableBy } from '../cases/openings';
import { CaseTable } from './case-table';

/** All cases in reach; by phase, step and unit, and by a person's name, pinyin or initials. What was chosen stands in the address. */
export function Cases() {
  const { t } = useTranslation();
  const titles = useStepTitles();
  const [{ q, phase, step, unit, after }, setAddress] = useAddress(['q', 'phase', 'step', 'unit', 'after'] as const);
  const [typed, setTyped] = useState(q ?? '');
  const cases = useRead('listCases', { query: { limit: 100, phase, step, unit, after } }, { enabled: typed.trim() === '' });
  const narrow = (change: Parameters<typeof setAddress>[0]) => setAddress({ ...change, after: undefined });
  return (
    <Page title={t('nav.cases')} aside={<Downloads of="listCases" ask={{ query: { phase, step, unit } }} what={t('nav.cases')} />}>
      <Openings />
      <section className="card no-print">
        <TextField
          pointer="/q"
          label={t('cases.search')}
          hint={t('cases.searchHint')}
          type="search"
          value={typed}
          onChange={(value) => {
            setTyped(value);
            narrow({ q: value.trim() || undefined });
          }}
        />
        {typed.trim() === '' && (
          <div className="row">
            <SelectField
              filter
              pointer="/phase"
              label={t('cases.phase')}
              value={phase}
              choices={['open', 'suspended', 'held', 'ended'].map((value) => ({ value, label: t(`phase.${value}`) }))}
              onChange={(value) => narrow({ phase: value })}
            />
            <SelectField
              filter
              pointer="/step"
              label={t('cases.step')}
              value={step}
              choices={ADMISSION_STEPS.map((value) => ({ value, label: titles(value) }))}
              onChange={(value) => narrow({ step: value })}
            />
            <UnitField
              filter
              pointer="/unit"
              label={t('cases.unit')}
              kind="branch"
              value={unit}
              onChange={(value) => narrow({ unit: value })}
            />
          </div>
        )}
      </section>
      {typed.trim() !== '' ? (
        <Found q={typed.trim()} />
      ) : (
        <section className="card">
          <Loaded of={cases}>
            {({ items, next }) => (
              <>
                <p role="status" className="soft">
                  {items.length === 0 ? t('cases.none') : t('cases.count', { count: items.length })}
                </p>
                {items.length > 0 && <CaseTable items={items} />}
                <Pager after={after} next={next} onTurn={(to) => setAddress({ after: to })} />
              </>
            )}
          </Loaded>
        </section>
      )}
    </Page>
  );
}

/** Cases that are begun from the desk, for whoever may. */
function Openings() {
  const { t } = useTranslation();
  const me = useMe();
  const openings = me.data ? openableBy(me.data) : [];
  if (openings.length === 0) return null;
  return (
    <section className="card no-print" aria-labelledby="begin">
      <h2 id="begin">{t('open.begin')}</h2>
      <ul className="plain choices">
        {openings.map(({ name }) => (
          <li key={name}>
            <To href={`/open/${name}`} className="choice">
              {t(`open.what.${name}`)}
            </To>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** People whose name fits, each with the cases about them. */
function Found({ q }: { readonly q: string }) {
  const { t } = useTranslation();
  const people = useRead('listPeople', { query: { q: useLater(q), limit: 20 } });
  return (
    <section className="card">
      <Loaded of={people}>
        {({ items }) => (
          <>
            <p role="status" className="soft">
              {items.length === 0 ? t('cases.nobody') : t('cases.people', { count: items.length })}
            </p>
            <ul className="plain">
              {items.map((person) => (
                <li key={person.id} className="card">
                  <To href={`/people/${person.id}`}>{person.name}</To> <span className="soft">{person.unit?.name}</span>{' '}
                  <span className="tag">{t(`league.${person.league}`)}</span>
                  <OfPerson id={person.id} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

export function OfPerson({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const cases = useRead('listCases', { query: { subject: id, limit: 20 } });
  if (!cases.data) return null;
  return cases.data.items.length === 0 ? <p className="soft small">{t('cases.noneOfPerson')}</p> : <CaseTable items={cases.data.items} />;
}
