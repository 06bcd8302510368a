import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { PlaceFields, usePlace } from './place';

type Kind = 'development' | 'booklet' | 'certificate';

/** Ranges of numbers, and every number given out or void. */
export function Numbers() {
  const { t } = useTranslation();
  const place = usePlace();
  const ready = place.org !== undefined && /^\d{4}$/.test(place.year);
  const numbers = useRead('readNumbers', { query: { org: place.org, year: place.year, kind: place.kind, limit: 100 } }, { enabled: ready });
  return (
    <Page title={t('nav.numbers')}>
      <PlaceFields {...place} withKind />
      {ready && place.org && (
        <Loaded of={numbers}>
          {(found) => (
            <>
              {found.faults.length > 0 && (
                <p className="note bad">
                  {t('numbers.faults', { count: found.faults.length, list: found.faults.map((one) => one.number).join(', ') })}
                </p>
              )}
              <section className="card">
                <div className="numbers">
                  {(['issued', 'void', 'left'] as const).map((name) => (
                    <div key={name}>
                      {t(`numbers.${name}`)} <div className="count">{found[name]}</div>
                    </div>
                  ))}
                </div>
                <h2>{t('numbers.ranges')}</h2>
                <ul>
                  {found.ranges.map((one) => (
                    <li key={one.id}>
                      {one.first} – {one.last} · {one.org.name} · {t('numbers.rangeLeft', { count: one.left })}{' '}
                      <span className="soft small">{one.source}</span>
                    </li>
                  ))}
                </ul>
              </section>
              <section className="card">
                <h2>{t('numbers.given')}</h2>
                {found.items.length === 0 && <p className="soft">{t('numbers.none')}</p>}
                <ul>
                  {found.items.map((one) => (
                    <li key={one.number}>
                      {one.number} <span className={`tag ${one.status === 'void' ? 'warn' : 'good'}`}>{t(`numbers.${one.status}`)}</span>{' '}
                      {one.on}{' '}
                      {one.why && (
                        <span className="soft">
                          {t([`numbers.${one.why}`, `value.${one.why}`, `ending.${one.why}`], { defaultValue: one.why })}
                        </span>
                      )}{' '}
                      {one.caseId && <To href={`/cases/${one.caseId}`}>{t('case.open')}</To>}
                    </li>
                  ))}
                </ul>
              </section>
              <Receive org={place.org ?? ''} year={Number(place.year)} kind={place.kind as Kind} />
              <Void kind={place.kind as Kind} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Receive({ org, year, kind }: { readonly org: string; readonly year: number; readonly kind: Kind }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [source, setSource] = useState('');
  const send = async () => {
    const done = await run((step) =>
      step('receiveNumbers', { body: { org, year, kind, first: first.trim(), ...(last.trim() ? { last: last.trim() } : {}), source } }),
    );
    if (done) await refresh();
  };
  return (
    <details className="card more no-print">
      <summary>{t('numbers.receive')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('numbers.receive')}>
        <TextField pointer="/first" label={t('numbers.first')} value={first} onChange={setFirst} short />
        <TextField pointer="/last" label={t('numbers.last')} value={last} onChange={setLast} short optional />
        <TextField pointer="/source" label={t('numbers.source')} value={source} onChange={setSource} />
      </Form>
    </details>
  );
}

function Void({ kind }: { readonly kind: Kind }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [number, setNumber] = useState('');
  const [why, setWhy] = useState('');
  const send = async () => {
    const done = await run((step) => step('voidNumber', { body: { kind, number: number.trim(), why } }));
    if (done) await refresh();
  };
  return (
    <details className="card more no-print">
      <summary>{t('numbers.voidOne')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('numbers.voidOne')} danger>
        <TextField pointer="/number" label={t('field.number')} value={number} onChange={setNumber} short />
        <TextField pointer="/why" label={t('numbers.why')} value={why} onChange={setWhy} />
      </Form>
    </details>
  );
}
