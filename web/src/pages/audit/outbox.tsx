import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { SelectField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { ProblemBox } from '../../ui/problem';
import { useAddress } from '../../ui/use-address';

const CHANNELS = ['mail', 'sms', 'robot'] as const;
const STATES = ['due', 'sending', 'sent', 'dead', 'unknown'] as const;
/** What each channel is set up by, on the server: the values themselves are shown nowhere. */
const VARIABLES = { mail: 'SMTP_URL, MAIL_FROM', sms: 'SMS_URL, SMS_TEMPLATE, SMS_SECRET', robot: 'ROBOT_KIND, ROBOT_URL, ROBOT_SECRET' };

type Outbox = Answer<'readOutbox'>;
type Delivery = Answer<'listDeliveries'>['items'][number];

/** 消息渠道与送达: by which ways messages leave the portal, and what became of each. */
export function OutboxPage() {
  const { t } = useTranslation();
  const outbox = useRead('readOutbox', {}, { refetchInterval: 30_000 });
  return (
    <Page title={t('nav.outbox')}>
      <Loaded of={outbox}>
        {(found) => (
          <>
            <Channels found={found} />
            <Findings found={found} />
          </>
        )}
      </Loaded>
      <Deliveries />
    </Page>
  );
}

function Channels({ found }: { readonly found: Outbox }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [tried, setTried] = useState<string>();
  const test = (channel: (typeof CHANNELS)[number]) =>
    run(async (step) => {
      setTried(undefined);
      await step('sendTest', { body: { channel } });
      setTried(channel);
      await refresh();
    });
  const counts = (channel: string) => found.channels.find((one) => one.channel === channel)?.counts ?? {};
  return (
    <section className="card" aria-labelledby="channels">
      <h2 id="channels">{t('outbox.channels')}</h2>
      <p className="soft small">{t('outbox.lead')}</p>
      <ProblemBox problem={problem} />
      {tried && (
        <p role="status" className="note good">
          {t('outbox.tried', { channel: t(`channel.${tried}`) })}
        </p>
      )}
      <CardTable
        labelledBy="channels"
        items={CHANNELS}
        keyOf={(one) => one}
        columns={[
          { head: t('outbox.channel'), cell: (one) => t(`channel.${one}`) },
          {
            head: t('outbox.setUp'),
            cell: (one) =>
              !found.offered.includes(one) ? (
                t('outbox.notSetUp', { names: VARIABLES[one] })
              ) : one === 'robot' && found.robot ? (
                t('outbox.robotOf', { kind: t(`robot.${found.robot.kind}`), count: found.robot.perMinute })
              ) : (
                <span className="tag good">{t('outbox.ready')}</span>
              ),
          },
          {
            head: t('outbox.counts'),
            cell: (one) =>
              STATES.filter((state) => counts(one)[state])
                .map((state) => `${t(`delivery.${state}`)} ${counts(one)[state]}`)
                .join(t('app.comma')) || '—',
          },
          {
            head: t('roles.act'),
            bare: true,
            cell: (one) =>
              found.offered.includes(one) && (
                <Button aria-busy={sending} onClick={() => void test(one)}>
                  {t('outbox.try')}
                  <span className="hidden"> {t(`channel.${one}`)}</span>
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}

function Findings({ found }: { readonly found: Outbox }) {
  const { t, i18n } = useTranslation();
  return (
    <section className="card" aria-labelledby="undelivered">
      <h2 id="undelivered">{t('outbox.findings')}</h2>
      {found.findings.length === 0 ? (
        <p className="soft">{t('outbox.allArrived')}</p>
      ) : (
        <>
          <ul className="plain">
            {found.findings.map((one) => (
              <li key={`${one.channel} ${one.state} ${one.error}`}>
                <span className="tag bad">{t(`delivery.${one.state}`)}</span> {t(`channel.${one.channel}`)}：
                {i18n.exists(`deliveryError.${one.error}`) ? t(`deliveryError.${one.error}`) : one.error} ({one.count})
                <span className="soft small"> {t('outbox.last', { at: new Date(one.until).toLocaleString() })}</span>
              </li>
            ))}
          </ul>
          <Downloads of="readOutbox" what={t('outbox.findings')} />
        </>
      )}
    </section>
  );
}

function Deliveries() {
  const { t, i18n } = useTranslation();
  const refresh = useRefresh();
  const [{ after, channel, state }, setAddress] = useAddress(['after', 'channel', 'state'] as const);
  const query = { channel, state };
  const found = useRead('listDeliveries', { query: { ...query, after, limit: 50 } });
  const { run, problem } = useSend();
  const retry = (id: string) =>
    run(async (step) => {
      await step('retryDelivery', { params: { id } });
      await refresh();
    });
  const what = (one: Delivery): string => (i18n.exists(`message.${one.kind}`) ? t(`message.${one.kind}`) : t('message.other'));
  const why = (one: Delivery): string =>
    one.error ? (i18n.exists(`deliveryError.${one.error}`) ? t(`deliveryError.${one.error}`) : one.error) : '';
  const all = { value: '', label: t('form.all') };
  return (
    <section className="card" aria-labelledby="deliveries">
      <h2 id="deliveries">{t('outbox.deliveries')}</h2>
      <div className="row no-print">
        <SelectField
          pointer="/channel"
          label={t('outbox.channel')}
          value={channel ?? ''}
          choices={[all, ...CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))]}
          onChange={(value) => setAddress({ channel: value || undefined, after: undefined })}
          filter
        />
        <SelectField
          pointer="/state"
          label={t('outbox.state')}
          value={state ?? ''}
          choices={[all, ...STATES.map((value) => ({ value, label: t(`delivery.${value}`) }))]}
          onChange={(value) => setAddress({ state: value || undefined, after: undefined })}
          filter
        />
      </div>
      <ProblemBox problem={problem} />
      <Loaded of={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <p role="status" className="soft">
                {t('outbox.nothing')}
              </p>
            ) : (
              <CardTable
                labelledBy="deliveries"
                items={items}
                keyOf={(one) => one.id}
                columns={[
                  { head: t('outbox.what'), cell: what },
                  { head: t('outbox.channel'), cell: (one) => t(`channel.${one.channel}`) },
                  {
                    head: t('outbox.state'),
                    cell: (one) => `${t(`delivery.${one.state}`)} (${t('outbox.attempts', { count: one.attempts })})`,
                  },
                  { head: t('outbox.why'), cell: (one) => why(one) || '—' },
                  { head: t('outbox.at'), cell: (one) => new Date(one.settledAt ?? one.createdAt).toLocaleString() },
                  {
                    head: t('roles.act'),
                    bare: true,
                    cell: (one) =>
                      (one.state === 'dead' || one.state === 'unknown') && (
                        <Button onClick={() => void retry(one.id)}>
                          {t('outbox.retry')}
                          <span className="hidden"> {what(one)}</span>
                        </Button>
                      ),
                  },
                ]}
              />
            )}
            <Pager after={after} next={next} onTurn={(to) => setAddress({ after: to })} />
          </>
        )}
      </Loaded>
      <Downloads of="listDeliveries" ask={{ query }} what={t('outbox.deliveries')} />
    </section>
  );
}
