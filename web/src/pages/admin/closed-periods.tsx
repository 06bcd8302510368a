import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { UnitField } from '../../ui/pick-unit';
import { ProblemBox } from '../../ui/problem';
import { useAddress } from '../../ui/use-address';

const DECLARERS = ['branch-secretary', 'committee-officer', 'administrator'];

/** 停办期: holidays of a school, the pasture season. Nobody counts as idle meanwhile; no deadline stops. */
export function ClosedPeriods() {
  const { t } = useTranslation();
  const me = useMe();
  const declares = me.data !== undefined && me.data !== null && rolesOf(me.data).some((role) => DECLARERS.includes(role));
  const refresh = useRefresh();
  const [{ unit }, setAddress] = useAddress(['unit'] as const);
  const at = unit ?? me.data?.holdings[0]?.organisation.id;
  const found = useRead('listClosedPeriods', { params: { id: at ?? '' } }, { enabled: at !== undefined });
  const { run, problem } = useSend();
  const cut = (id: string) =>
    run(async (step) => {
      await step('cutClosedPeriod', { params: { id }, body: {} });
      await refresh();
    });
  return (
    <section className="card" aria-labelledby="closed">
      <h2 id="closed">{t('closed.title')}</h2>
      <p className="soft small">{t('closed.lead')}</p>
      <div className="no-print">
        <UnitField pointer="/at" label={t('packs.unit')} value={at} onChange={(value) => setAddress({ unit: value })} />
      </div>
      <ProblemBox problem={problem} />
      {at && <Downloads of="listClosedPeriods" ask={{ params: { id: at } }} what={t('closed.title')} />}
      {at && (
        <Loaded of={found}>
          {({ items, effective }) => (
            <>
              <p role="status">
                {effective.length === 0
                  ? t('closed.none')
                  : t('closed.effective', { days: effective.map(({ from, until }) => `${from} – ${until}`).join(t('app.comma')) })}
              </p>
              {items.length > 0 && (
                <CardTable
                  labelledBy="closed"
                  items={items}
                  keyOf={(one) => one.id}
                  columns={[
                    { head: t('closed.why'), cell: (one) => one.why },
                    { head: t('roles.time'), cell: (one) => `${one.from} – ${one.until}` },
                    { head: t('closed.by'), cell: (one) => one.at.name },
                    { head: t('closed.what'), cell: (one) => t(one.closed ? 'closed.closed' : 'closed.works') },
                    {
                      head: t('roles.act'),
                      bare: true,
                      cell: (one) =>
                        declares && (
                          <Button aria-label={t('closed.cutOf', { why: one.why })} onClick={() => void cut(one.id)}>
                            {t('closed.cut')}
                          </Button>
                        ),
                    },
                  ]}
                />
              )}
            </>
          )}
        </Loaded>
      )}
      {at && (declares ? <Declare unit={at} /> : <p className="soft small">{t('closed.byWhom')}</p>)}
    </section>
  );
}

function Declare({ unit }: { readonly unit: string }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [why, setWhy] = useState('');
  const [closed, setClosed] = useState('closed');
  const send = async () => {
    const body = { from, until, why, closed: closed === 'closed' };
    const done = await run((step) => step('declareClosedPeriod', { params: { id: unit }, body }));
    if (done) await refresh();
  };
  return (
    <details className="more no-print">
      <summary>{t('closed.declare')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('closed.declare')}>
        <TextField pointer="/why" label={t('closed.why')} hint={t('closed.whyHint')} value={why} onChange={setWhy} />
        <TextField pointer="/from" label={t('closed.from')} type="date" value={from} onChange={setFrom} />
        <TextField pointer="/until" label={t('closed.until')} type="date" value={until} onChange={setUntil} />
        <RadioField
          pointer="/closed"
          label={t('closed.what')}
          value={closed}
          choices={['closed', 'works'].map((value) => ({ value, label: t(`closed.${value}`) }))}
          onChange={setClosed}
        />
      </Form>
    </details>
  );
}
