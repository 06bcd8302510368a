import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { ProblemBox } from '../../ui/problem';

type Person = Answer<'readPerson'>;

/** Somebody's account: opened, locked and unlocked, its lost second factor taken away. Passwords are set with an activation slip, never by anybody else. */
export function AccountPanel({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  return (
    <section className="card no-print" aria-labelledby="account">
      <h2 id="account">{t('people.account')}</h2>
      {person.account === 'none' ? (
        <Open person={person} />
      ) : person.accountId ? (
        <Kept person={person} id={person.accountId} />
      ) : (
        <p>{t(`account.${person.account}`)}</p>
      )}
    </section>
  );
}

function Open({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [login, setLogin] = useState('');
  const open = async () => {
    if (await run((step) => step('createAccount', { body: { personId: person.id, login } }))) await refresh();
  };
  return (
    <details className="more">
      <summary>{t('account.open')}</summary>
      <p className="soft small">{t('account.openHow')}</p>
      <Form problem={problem} sending={sending} onSend={() => void open()} send={t('account.open')}>
        <TextField
          pointer="/login"
          label={t('session.newLogin')}
          hint={t('session.newLoginHint')}
          value={login}
          onChange={setLogin}
          short
          autoComplete="off"
        />
      </Form>
    </details>
  );
}

function Kept({ person, id }: { readonly person: Person; readonly id: string }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const account = useRead('readAccount', { params: { id } });
  const { run, sending, problem } = useSend();
  const change = (operation: 'unlockAccount' | 'disableAccount') =>
    run(async (step) => {
      await step(operation, { params: { id } });
      await refresh();
    });
  return (
    <Loaded of={account}>
      {(found) => {
        const locked = found.lockedUntil !== undefined && new Date(found.lockedUntil) > new Date();
        return (
          <>
            <table className="table">
              <tbody>
                <tr>
                  <th scope="row">{t('session.login')}</th>
                  <td className="mono">{found.login}</td>
                </tr>
                <tr>
                  <th scope="row">{t('account.state')}</th>
                  <td>
                    <span className={`tag ${found.status === 'active' && !locked ? 'good' : 'bad'}`}>
                      {locked ? t('account.locked') : t(`account.${found.status}`)}
                    </span>{' '}
                    {!found.hasPassword && <span className="tag warn">{t('account.noPassword')}</span>}
                  </td>
                </tr>
              </tbody>
            </table>
            <ProblemBox problem={problem} />
            <div className="row">
              {(locked || found.status === 'disabled') && (
                <Button aria-busy={sending} onClick={() => void change('unlockAccount')}>
                  {t('account.unlock')}
                </Button>
              )}
              {found.status === 'active' && (
                <details>
                  <summary>{t('account.disable')}</summary>
                  <p className="soft small">{t('account.disableHow')}</p>
                  <Button danger aria-busy={sending} onClick={() => void change('disableAccount')}>
                    {t('account.disableSure')}
                  </Button>
                </details>
              )}
            </div>
            <Factor person={person} />
          </>
        );
      }}
    </Loaded>
  );
}

/** A second factor that was lost. Of other staff it takes two administrators; what the server says is shown. */
function Factor({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [reason, setReason] = useState('');
  const [reset, setReset] = useState<Answer<'resetSecondFactor'>>();
  const send = async () => {
    const done = await run((step) => step('resetSecondFactor', { params: { id: person.id }, body: { reason } }));
    if (done) setReset(done.done);
  };
  return (
    <details className="more">
      <summary>{t('account.factor')}</summary>
      <p className="soft small">{t('account.factorHow')}</p>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('account.factorReset')} danger>
        <TextField pointer="/reason" label={t('account.factorReason')} value={reason} onChange={setReason} />
      </Form>
      {reset && (
        <p role="status" className={`note ${reset.status === 'done' ? 'good' : 'warn'}`}>
          {reset.status === 'done'
            ? t('account.factorDone')
            : t('account.factorAsked', { until: reset.expiresAt ? new Date(reset.expiresAt).toLocaleString() : '' })}
        </p>
      )}
    </details>
  );
}
