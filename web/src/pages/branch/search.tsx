import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { TextField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { useLater } from '../../ui/use-later';

/** One box for everything: people, cases, units, within reach. The word stands in the address. */
export function Search() {
  const { t } = useTranslation();
  const [{ q }, setAddress] = useAddress(['q'] as const);
  // What comes anew by the box above is another search.
  return (
    <Page title={t('search.title')}>
      <Box key={q === undefined ? 'empty' : 'word'} q={q ?? ''} onChange={(word) => setAddress({ q: word || undefined })} />
    </Page>
  );
}

function Box({ q, onChange }: { readonly q: string; readonly onChange: (word: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(q);
  const [before, setBefore] = useState(q);
  if (before !== q) {
    setBefore(q);
    if (q !== typed.trim()) setTyped(q);
  }
  return (
    <>
      <section className="card no-print">
        <TextField
          pointer="/q"
          label={t('search.what')}
          hint={t('search.hint')}
          type="search"
          value={typed}
          onChange={(value) => {
            setTyped(value);
            onChange(value.trim());
          }}
        />
      </section>
      {typed.trim() !== '' && <Found q={typed.trim()} />}
    </>
  );
}

function Found({ q }: { readonly q: string }) {
  const { t } = useTranslation();
  const found = useRead('search', { query: { q: useLater(q) } });
  return (
    <Loaded of={found}>
      {({ people, cases, units }) => (
        <>
          <p role="status" className="soft">
            {people.length + cases.length + units.length === 0
              ? t('search.nothing')
              : t('search.found', { people: people.length, cases: cases.length, units: units.length })}
          </p>
          {cases.length > 0 && (
            <section className="card">
              <h2>{t('nav.cases')}</h2>
              <ul className="plain found">
                {cases.map((one) => (
                  <li key={one.id}>
                    <To href={`/cases/${one.id}`}>{one.subject?.name ?? one.unit.name}</To>{' '}
                    <span className="soft">
                      {t(`procedure.${one.procedure}`)} · {one.unit.name}
                      {one.number ? ` · ${one.number}` : ''}
                    </span>{' '}
                    <span className="tag">{t(`phase.${one.phase}`)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {people.length > 0 && (
            <section className="card">
              <h2>{t('nav.people')}</h2>
              <ul className="plain found">
                {people.map((one) => (
                  <li key={one.id}>
                    <To href={`/people/${one.id}`}>{one.name}</To> <span className="soft">{one.unit?.name}</span>{' '}
                    <span className="tag">{t(`league.${one.league}`)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {units.length > 0 && (
            <section className="card">
              <h2>{t('nav.organisations')}</h2>
              <ul className="plain found">
                {units.map((one) => (
                  <li key={one.id}>
                    <To href={`/cases?unit=${one.id}`}>{one.name}</To> <span className="soft">{one.code}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Loaded>
  );
}
