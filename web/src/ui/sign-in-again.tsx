import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, onSessionEnd } from '../api/client';
import type { Me } from '../api/contract';
import { useSend } from '../api/use-send';
import { useFactor } from './factor';
import { TextField } from './fields';
import { Form } from './form';

/** A session that ended amid work: signing in here goes on with exactly what was being sent, and nothing that was typed is lost. */
export function SignInAgain() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { run, sending, problem, clear } = useSend();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const factor = useFactor(problem);
  const answers = useRef<((again: boolean) => void)[]>([]);
  const before = queries.getQueryData<Me | null>(['whoAmI']);
  const [login, setLogin] = useState('');

  useEffect(() => {
    onSessionEnd(() => {
      // Whoever has not been signed in has nothing to go on with.
      if (!queries.getQueryData<Me | null>(['whoAmI'])) return Promise.resolve(false);
      setOpen(true);
      return new Promise((resolve) => void answers.current.push(resolve));
    });
  }, [queries]);

  const close = (again: boolean) => {
    setOpen(false);
    setPassword('');
    clear();
    factor.forget();
    for (const answer of answers.current.splice(0)) answer(again);
  };
  const signIn = () =>
    run(async () => {
      await call('signIn', { body: { login: login || (before?.login ?? ''), password, ...factor.sent } }, { quiet: true });
      const me = await call('whoAmI', {}, { quiet: true });
      // What was typed belongs to whoever typed it; another person begins with a page of his own.
      if (before && me.person.id !== before.person.id) location.assign('/');
      else close(true);
    });
  return (
    <Modal open={open} title={t('session.ended')} footer={null} rootClassName="ended" onCancel={() => close(false)} destroyOnHidden>
      <p>{t('session.endedHow')}</p>
      <Form problem={problem} sending={sending} onSend={() => void signIn()} send={t('session.signIn')}>
        <TextField
          pointer="/login"
          label={t('session.login')}
          value={login || (before?.login ?? '')}
          onChange={setLogin}
          autoComplete="username"
        />
        <TextField
          pointer="/password"
          label={t('session.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        {factor.field}
      </Form>
    </Modal>
  );
}
