import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import { useSend } from '../../api/use-send';
import { useFactor } from '../../ui/factor';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useGo } from '../../ui/go';
import { Page } from '../../ui/page';

/** The printed slip's code may come with the address, after the #: what stands there is never sent to any server. */
const fromSlip = (): string => decodeURIComponent(location.hash.slice(1)).slice(0, 64);

export function Activate() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const go = useGo();
  const { run, sending, problem } = useSend();
  const [code, setCode] = useState(fromSlip);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const factor = useFactor(problem);
  const send = () =>
    run(async () => {
      await call('activate', { body: { code, login, password, ...factor.sent } }, { quiet: true });
      queries.clear();
      go('/', true);
    });
  return (
    <Page title={t('session.activate')}>
      <section className="card">
        <p>{t('session.activateHow')}</p>
        <Form problem={problem} sending={sending} onSend={() => void send()} send={t('session.activate')}>
          <TextField pointer="/code" label={t('session.code')} value={code} onChange={setCode} autoComplete="one-time-code" />
          <TextField
            pointer="/login"
            label={t('session.newLogin')}
            hint={t('session.newLoginHint')}
            value={login}
            onChange={setLogin}
            autoComplete="username"
          />
          <TextField
            pointer="/password"
            label={t('session.newPassword')}
            hint={t('session.newPasswordHint')}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
          />
          {factor.field}
        </Form>
      </section>
    </Page>
  );
}
