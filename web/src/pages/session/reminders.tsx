import '../../i18n/areas/reach';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { Downloads } from '../../ui/downloads';
import { RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { isOfficer } from '../../ui/nav';
import { Page } from '../../ui/page';
import { ProblemBox } from '../../ui/problem';

type Choice = Answer<'readChannels'>;

/** 提醒与日历: how I am told outside the portal, and the addresses under which calendars read my due days. */
export function Reminders() {
  const { t } = useTranslation();
  const me = useMe();
  const choice = useRead('readChannels');
  return (
    <Page title={t('nav.reminders')}>
      <Loaded of={choice}>{(found) => <Ways choice={found} />}</Loaded>
      {me.data && isOfficer(me.data) && <Feeds />}
    </Page>
  );
}

function Ways({ choice }: { readonly choice: Choice }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, problem } = useSend();
  const choose = (channel: 'mail' | 'sms') => (wish: string) =>
    void run(async (step) => {
      await step('chooseChannels', { body: { [channel]: wish as 'all' } });
      await refresh();
    });
  const offered = (['mail', 'sms'] as const).filter((one) => choice.offered.includes(one));
  return (
    <section className="card" aria-labelledby="ways">
      <h2 id="ways">{t('reminders.ways')}</h2>
      <p className="soft small">{t('reminders.lead')}</p>
      <ProblemBox problem={problem} />
      {offered.length === 0 && <p>{t('reminders.portalOnly')}</p>}
      {offered.map((one) => (
        <RadioField
          key={one}
          pointer={`/${one}`}
          label={t(`channel.${one}`)}
          value={choice[one].wish}
          choices={['all', 'lawful'].map((value) => ({ value, label: t(`reminders.${value}`) }))}
          onChange={choose(one)}
        />
      ))}
      {choice.offered.includes('sms') && (
        <p className="soft small">{choice.sms.phone ? t('reminders.phone', { phone: choice.sms.phone }) : t('reminders.noPhone')}</p>
      )}
      {choice.offered.includes('mail') && <Address choice={choice} />}
    </section>
  );
}

/** An address is named, then confirmed by the code that was sent to it. */
function Address({ choice: { mail } }: { readonly choice: Choice }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const ask = useSend();
  const confirm = useSend();
  const forget = useSend();
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const waits = mail.address !== undefined && !mail.confirmed;
  return (
    <>
      {mail.address && (
        <div className="row">
          <span>{t(mail.confirmed ? 'reminders.address' : 'reminders.toConfirm', { address: mail.address })}</span>
          <Button
            onClick={() =>
              void forget.run(async (step) => {
                await step('forgetMailAddress', {});
                await refresh();
              })
            }
          >
            {t('reminders.forget')}
          </Button>
        </div>
      )}
      <ProblemBox problem={forget.problem} />
      {waits && (
        <Form
          problem={confirm.problem}
          sending={confirm.sending}
          send={t('reminders.confirm')}
          onSend={() =>
            void confirm.run(async (step) => {
              await step('confirmMailAddress', { body: { code } });
              setCode('');
              await refresh();
            })
          }
        >
          <TextField pointer="/code" label={t('reminders.code')} value={code} onChange={setCode} autoComplete="one-time-code" short />
        </Form>
      )}
      <Form
        problem={ask.problem}
        sending={ask.sending}
        send={t('reminders.sendCode')}
        onSend={() =>
          void ask.run(async (step) => {
            await step('askMailAddress', { body: { address } });
            setAddress('');
            await refresh();
          })
        }
      >
        <TextField pointer="/address" label={t('reminders.newAddress')} value={address} onChange={setAddress} autoComplete="email" />
      </Form>
    </>
  );
}

function Feeds() {
  const { t } = useTranslation();
  const feeds = useRead('listCalendarFeeds');
  const make = useSend();
  const revoke = useSend();
  const [name, setName] = useState('');
  const [made, setMade] = useState<string>();
  const send = () =>
    make.run(async (step) => {
      const { path } = await step('createCalendarFeed', { body: { name } });
      setMade(`${location.origin}${path}`);
      setName('');
      await feeds.refetch();
    });
  const end = (id: string) =>
    revoke.run(async (step) => {
      await step('revokeCalendarFeed', { params: { id } });
      setMade(undefined);
      await feeds.refetch();
    });
  return (
    <section className="card" aria-labelledby="feeds">
      <h2 id="feeds">{t('feeds.title')}</h2>
      <p className="soft small">{t('feeds.lead')}</p>
      <ProblemBox problem={revoke.problem} />
      <Loaded of={feeds}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="soft">{t('feeds.none')}</p>}
            <ul className="plain">
              {items.map((one) => (
                <li key={one.id} className="row apart">
                  <span>
                    {one.name}
                    <br />
                    <span className="soft small">
                      {one.readAt ? t('feeds.readAt', { at: new Date(one.readAt).toLocaleString() }) : t('feeds.neverRead')}
                    </span>
                  </span>
                  <Button danger onClick={() => void end(one.id)}>
                    {t('feeds.revoke')}
                    <span className="hidden"> {one.name}</span>
                  </Button>
                </li>
              ))}
            </ul>
            {items.length > 0 && <Downloads of="listCalendarFeeds" what={t('feeds.title')} />}
          </>
        )}
      </Loaded>
      {made && <Once address={made} />}
      <Form problem={make.problem} sending={make.sending} onSend={() => void send()} send={t('feeds.make')}>
        <TextField pointer="/name" label={t('feeds.name')} hint={t('feeds.nameHint')} value={name} onChange={setName} short />
      </Form>
    </section>
  );
}

/** The address of a feed, on this page and never again. */
function Once({ address }: { readonly address: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  // Without TLS there is no clipboard: the text can be marked by hand.
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
  };
  return (
    <div className="note good" role="status">
      <p>{t('feeds.once')}</p>
      <p className="code wrap small">{address}</p>
      {'clipboard' in navigator && <Button onClick={() => void copy()}>{t(copied ? 'feeds.copied' : 'feeds.copy')}</Button>}
    </div>
  );
}
