import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import { seenLog } from '../../api/seen-log';
import { useSend } from '../../api/use-send';
import { useFactor } from '../../ui/factor';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useGo } from '../../ui/go';
import { useDemo } from '../../ui/marks';
import { Page } from '../../ui/page';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';

/** Only paths of this portal: a link must not send anybody elsewhere after signing in. */
const wayOn = (): string => {
  const next = (new URLSearchParams(location.search).get('next') ?? '/').replace(/^"|"$/g, '');
  return next.startsWith('/') && !next.startsWith('//') ? next : '/';
};

export function SignIn() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const go = useGo();
  const { run, sending, problem } = useSend();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const factor = useFactor(problem);
  const enter = async (mustChange: boolean) => {
    queries.clear();
    await queries.refetchQueries({ queryKey: ['whoAmI'] });
    go(mustChange ? '/account' : wayOn(), true);
  };
  const signIn = () =>
    run(async () => {
      // Whoever watches the log brings along what he saw last: a log that does not begin with it is an entry of the log itself.
      const seen = seenLog();
      const body = { login, password, ...factor.sent, ...(seen ? { lastCheckpoint: seen } : {}) };
      const { mustChangePassword } = await call('signIn', { body }, { quiet: true });
      await enter(mustChangePassword);
    });
  return (
    <Page title={t('session.signIn')}>
      <div className="cols">
        <section className="card">
          <Form
            problem={problem}
            sending={sending}
            onSend={() => void signIn()}
            send={t('session.signIn')}
            beside={<To href="/activate">{t('session.haveSlip')}</To>}
          >
            <TextField pointer="/login" label={t('session.login')} value={login} onChange={setLogin} autoComplete="username" />
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
          <p className="soft small">{t('session.lost')}</p>
        </section>
        <DemoAccounts enter={enter} />
      </div>
    </Page>
  );
}

function DemoAccounts({ enter }: { readonly enter: (mustChange: boolean) => Promise<void> }) {
  const { t } = useTranslation();
  const accounts = useDemo();
  const { run, problem } = useSend();
  if (accounts.length === 0) return null;
  const groups = new Map<string, typeof accounts>();
  for (const account of accounts) {
    const role = account.roles.length > 0 ? account.roles.map((one) => t(`role.${one}`)).join(t('app.comma')) : t('role.person');
    groups.set(role, [...(groups.get(role) ?? []), account]);
  }
  const use = (login: string) =>
    run(async () => {
      await call('demoSignIn', { body: { login } }, { quiet: true });
      await enter(false);
    });
  return (
    <section className="card">
      <h2>{t('session.demo')}</h2>
      <p>{t('session.demoHow')}</p>
      <ProblemBox problem={problem} />
      {[...groups].map(([role, people]) => (
        <div key={role}>
          <h3>{role}</h3>
          <ul className="plain accounts">
            {people.map(({ login, name, unit }) => (
              <li key={login}>
                <button type="button" className="choice" onClick={() => void use(login)}>
                  <span>
                    {name} <span className="soft small">{login}</span>
                    <br />
                    <span className="soft small">{unit}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
