import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { UnitField } from '../../ui/pick-unit';
import { PlaceFields, usePlace } from './place';
import { WaitingForPlaces } from './waiting';

const SUMS = ['plan', 'handed', 'reserved', 'used', 'left', 'freeLapsed'] as const;
type Line = Answer<'readQuota'>['lines'][number];

/** The yearly places of a unit and what became of each: handed down, reserved, used, left. */
export function Quota() {
  const { t } = useTranslation();
  const place = usePlace();
  const ready = place.org !== undefined && /^\d{4}$/.test(place.year);
  const quota = useRead('readQuota', { query: { org: place.org, year: place.year } }, { enabled: ready });
  return (
    <Page title={t('nav.quota')}>
      <PlaceFields {...place} />
      {ready && (
        <Loaded of={quota}>
          {(found) => (
            <>
              {found.lapsed && <p className="note warn">{t('quota.lapsed')}</p>}
              <section className="card">
                <h2>{t('quota.subtree')}</h2>
                <div className="numbers">
                  {SUMS.filter((name) => name !== 'handed').map((name) => (
                    <div key={name}>
                      {t(`quota.${name}`)} <div className="count">{found.subtree[name]}</div>
                    </div>
                  ))}
                </div>
              </section>
              <section className="card">
                <h2>{t('quota.lines')}</h2>
                {found.lines.length === 0 && <p className="soft">{t('quota.noLines')}</p>}
                <section className="scroll" tabIndex={found.lines.length > 0 ? 0 : undefined} aria-label={t('quota.lines')}>
                  <table className="table">
                    <thead>
                      <tr>
                        <th scope="col">{t('inbox.unit')}</th>
                        {SUMS.map((name) => (
                          <th scope="col" key={name}>
                            {t(`quota.${name}`)}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {found.lines.map((line) => (
                        <tr key={line.id}>
                          <th scope="row">{line.org.name}</th>
                          {SUMS.map((name) => (
                            <td key={name}>{line[name]}</td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </section>
              </section>
              {found.lines
                .filter((line) => line.org.id === found.orgId && line.left > 0)
                .map((line) => (
                  <HandDown key={line.id} line={line} />
                ))}
              {!found.lapsed && <WaitingForPlaces org={found.orgId} year={found.year} />}
              <Plan org={found.orgId} year={found.year} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function HandDown({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [toOrg, setToOrg] = useState<string>();
  const [places, setPlaces] = useState('');
  const send = async () => {
    const done = await run((step) =>
      step('handDownQuota', { params: { id: line.id }, body: { toOrg: toOrg ?? '', places: Number(places) } }),
    );
    if (!done) return;
    setPlaces('');
    await refresh();
  };
  return (
    <details className="card more no-print">
      <summary>{t('quota.handDown', { left: line.left })}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('quota.handDownSend')}>
        <UnitField pointer="/toOrg" label={t('quota.toOrg')} value={toOrg} onChange={setToOrg} />
        <TextField
          pointer="/places"
          label={t('quota.places')}
          hint={t('quota.placesHint')}
          type="number"
          value={places}
          onChange={setPlaces}
        />
      </Form>
    </details>
  );
}

function Plan({ org, year }: { readonly org: string; readonly year: number }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [places, setPlaces] = useState('');
  const send = async () => {
    const done = await run((step) => step('setPlan', { body: { org, year, places: Number(places) } }));
    if (done) await refresh();
  };
  return (
    <details className="card more no-print">
      <summary>{t('quota.setPlan')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('quota.setPlan')}>
        <TextField pointer="/places" label={t('quota.places')} type="number" min={0} value={places} onChange={setPlaces} />
      </Form>
    </details>
  );
}
