import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import { useMe, useRead } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { queueNow, useQueueView } from '../../queue/current';
import { RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useGo } from '../../ui/go';
import { Loaded } from '../../ui/loading';
import { isOfficer } from '../../ui/nav';
import { Page } from '../../ui/page';
import { type Preferences, prefer, usePreferences } from '../../ui/preferences';
import { To } from '../../ui/to';
import { Phrases } from './phrases';

export function Account() {
  const { t } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const go = useGo();
  const { acts } = useQueueView();
  const [asking, setAsking] = useState(false);
  const left = acts.filter(({ state }) => state !== 'sent').length;
  const signOut = async () => {
    await queueNow()?.wipe();
    await call('signOut', {}, { quiet: true }).catch(() => undefined);
    queries.clear();
    go('/sign-in', true);
  };
  return (
    <Page
      title={t('session.account')}
      aside={me.data && <Button onClick={() => (left > 0 ? setAsking(true) : void signOut())}>{t('session.signOut')}</Button>}
    >
      {asking && left > 0 && <UnsentFirst count={left} onStay={() => setAsking(false)} onGo={() => void signOut()} />}
      {me.data && (
        <section className="card">
          <h2>{me.data.person.name}</h2>
          {me.data.person.unit && <p>{me.data.person.unit.name}</p>}
          <ul>
            {me.data.holdings.map(({ id, role, organisation, acting }) => (
              <li key={id}>
                {t(`role.${role}`)}
                {acting ? ` (${t('roles.acting')})` : ''} · {organisation.name}
              </li>
            ))}
          </ul>
          {me.data.mustChangePassword && <p className="note warn">{t('session.mustChange')}</p>}
        </section>
      )}
      <Look />
      {me.data && !me.data.mustChangePassword && <Factor />}
      {me.data && isOfficer(me.data) && !me.data.mustChangePassword && <Phrases />}
      {me.data && <Password />}
      {me.data && !me.data.mustChangePassword && <Sessions />}
    </Page>
  );
}

/** What has not been sent goes with whoever typed it: nobody else could send it, and it stays on no shared computer. */
function UnsentFirst({ count, onStay, onGo }: { readonly count: number; readonly onStay: () => void; readonly onGo: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="note warn" role="alert">
      <p>{t('queue.signOutFirst', { count })}</p>
      <div className="row">
        <Button type="primary" onClick={onStay}>
          {t('queue.stay')}
        </Button>
        <Button danger onClick={onGo}>
          {t('queue.signOutAnyway')}
        </Button>
        <To href="/unsent">{t('queue.title')}</To>
      </div>
    </div>
  );
}

/** Whether signing in asks for more than the password, and the way there. */
function Factor() {
  const { t } = useTranslation();
  const own = useRead('readSecondFactor');
  if (!own.data) return null;
  const { enrolled, expected, policy } = own.data;
  const urgent = !enrolled && expected && policy === 'required';
  return (
    <section className="card">
      <h2>{t('factor.title')}</h2>
      <p className={urgent ? 'note warn' : undefined}>
        {t(enrolled ? 'factor.stands' : urgent ? 'factor.required' : expected ? 'factor.expected' : 'factor.offered')}
      </p>
      <p>
        <To href="/account/second-factor">{t(enrolled ? 'factor.see' : 'factor.enrol')}</To>
      </p>
    </section>
  );
}

function Look() {
  const { t } = useTranslation();
  const look = usePreferences();
  const choices = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`look.${group}.${value}`) }));
  return (
    <section className="card">
      <h2>{t('look.title')}</h2>
      <RadioField
        pointer="/look/theme"
        label={t('look.theme.title')}
        value={look.theme}
        choices={choices('theme', ['system', 'light', 'dark'])}
        onChange={(theme) => prefer({ theme: theme as Preferences['theme'] })}
      />
      <RadioField
        pointer="/look/size"
        label={t('look.size.title')}
        value={look.size}
        choices={choices('size', ['normal', 'large', 'larger'])}
        onChange={(size) => prefer({ size: size as Preferences['size'] })}
      />
    </section>
  );
}

function Password() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { run, sending, problem } = useSend();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [done, setDone] = useState(false);
  const send = async () => {
    const changed = await run(async (step) => step('changePassword', { body: { current, next } }));
    setDone(changed !== undefined);
    if (!changed) return;
    setCurrent('');
    setNext('');
    await queries.invalidateQueries({ queryKey: ['whoAmI'] });
  };
  return (
    <section className="card">
      <h2>{t('session.changePassword')}</h2>
      {done && (
        <p className="note good" role="status">
          {t('session.passwordChanged')}
        </p>
      )}
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('session.changePassword')}>
        <TextField
          pointer="/current"
          label={t('session.currentPassword')}
          type="password"
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
        />
        <TextField
          pointer="/next"
          label={t('session.newPassword')}
          hint={t('session.newPasswordHint')}
          type="password"
          value={next}
          onChange={setNext}
          autoComplete="new-password"
        />
      </Form>
    </section>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const sessions = useRead('listSessions');
  const { run } = useSend();
  const end = (id: string) =>
    run(async (step) => {
      await step('endSession', { params: { id } });
      await sessions.refetch();
    });
  return (
    <section className="card">
      <h2>{t('session.sessions')}</h2>
      <Loaded of={sessions}>
        {({ items }) => (
          <ul className="plain">
            {items.map((one) => (
              <li key={one.id} className="row apart">
                <span>
                  {one.agent || t('session.unknownDevice')}
                  <br />
                  <span className="soft small">{t('session.since', { at: new Date(one.createdAt).toLocaleString() })}</span>
                </span>
                {one.current ? (
                  <span className="tag good">{t('session.thisOne')}</span>
                ) : (
                  <Button onClick={() => void end(one.id)}>{t('session.end')}</Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
