import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { download } from '../../ui/download';
import { Downloads } from '../../ui/downloads';
import { Loaded } from '../../ui/loading';
import { NamedValues } from '../../ui/named-values';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { ProblemBox } from '../../ui/problem';
import { useAddress } from '../../ui/use-address';

type Reading = Answer<'listReadings'>['items'][number];

/** What is kept of me: who looked at it, all of it as a file, and the record itself with its numbers masked. */
export function OwnFile() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t('own.title')}>
      {me.data && <Record id={me.data.person.id} />}
      <Export />
      <Readings />
    </Page>
  );
}

function Record({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const person = useRead('readPerson', { params: { id } });
  return (
    <section className="card">
      <h2>{t('own.record')}</h2>
      <Loaded of={person}>
        {(found) => (
          <NamedValues
            group="people"
            rows={[
              ['unit', found.unit?.name],
              ['birth', found.birth],
              ['grade', found.grade],
              ['idNumber', found.idNumber],
              ['phone', found.phone],
              ['guardian', found.guardian?.name],
              ['guardianPhone', found.guardian?.phone],
            ]}
          />
        )}
      </Loaded>
      <p className="soft small">{t('own.wrong')}</p>
    </section>
  );
}

function Export() {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [done, setDone] = useState(false);
  const save = async () => {
    setDone(false);
    const made = await run((step) => step('exportOwnData', {}));
    if (!made) return;
    download(new Blob([made.done], { type: 'text/html' }), `${t('own.fileName')}.html`);
    setDone(true);
  };
  return (
    <section className="card no-print">
      <h2>{t('own.export')}</h2>
      <p>{t('own.exportHow')}</p>
      <ProblemBox problem={problem} />
      {done && (
        <p className="note good" role="status">
          {t('own.exported')}
        </p>
      )}
      <Button aria-busy={sending} onClick={() => void save()}>
        {t('own.exportDo')}
      </Button>
    </section>
  );
}

function Readings() {
  const { t, i18n } = useTranslation();
  const [{ after }, setAddress] = useAddress(['after'] as const);
  const readings = useRead('listReadings', { query: { limit: 50, after } });
  const nameOf = (group: string, name: string): string => (i18n.exists(`${group}.${name}`) ? t(`${group}.${name}`) : name);
  const what = (one: Reading): string =>
    one.paper ? `${t(`own.what.${one.what}`)}：${nameOf('paper', one.paper)}` : t(`own.what.${one.what}`);
  const whom = (one: Reading): string =>
    [one.by ?? t('own.guardian'), one.as && (i18n.exists(`seat.${one.as}`) ? t(`seat.${one.as}`) : nameOf('role', one.as))]
      .filter(Boolean)
      .join(' · ');
  return (
    <section className="card">
      <h2 id="readings">{t('own.readings')}</h2>
      <p className="soft small">{t('own.readingsHow')}</p>
      <Downloads of="listReadings" what={t('own.readings')} />
      <Loaded of={readings}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <p role="status">{t('own.noReadings')}</p>}
            {items.length > 0 && (
              <CardTable
                items={items}
                keyOf={(one) => one.id}
                labelledBy="readings"
                columns={[
                  { head: t('own.who'), cell: whom },
                  { head: t('own.saw'), cell: what },
                  { head: t('own.when'), cell: (one) => new Date(one.at).toLocaleString() },
                ]}
              />
            )}
            <Pager after={after} next={next} onTurn={(to) => setAddress({ after: to })} />
          </>
        )}
      </Loaded>
    </section>
  );
}
