import '../../i18n/areas/factor';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { RecoveryCodes } from './recovery-codes';

type Begun = Answer<'beginSecondFactor'>;

/** My second factor: what stands, or the way to it in three steps. Taking it away is for others. */
export function SecondFactor() {
  const { t } = useTranslation();
  const own = useRead('readSecondFactor');
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Page title={t('factor.title')} aside={<To href="/account">{t('session.account')}</To>}>
      <Loaded of={own}>
        {(found) =>
          codes ? (
            <RecoveryCodes codes={codes} />
          ) : found.enrolled ? (
            <Stands own={found} />
          ) : (
            <Enrol permitNeeded={found.permitNeeded} onDone={setCodes} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Stands({ own }: { readonly own: Answer<'readSecondFactor'> }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <p className="note good">{t('factor.stands')}</p>
      <p className={own.recoveryCodesLeft < 3 ? 'note warn' : undefined}>{t('factor.left', { count: own.recoveryCodesLeft })}</p>
      <h2>{t('factor.lostTitle')}</h2>
      <p>{t('factor.lostCode')}</p>
      <p>{t(own.permitNeeded ? 'factor.lostInspector' : 'factor.lostOther')}</p>
    </section>
  );
}

function Enrol({ permitNeeded, onDone }: { readonly permitNeeded: boolean; readonly onDone: (codes: readonly string[]) => void }) {
  const [begun, setBegun] = useState<Begun>();
  return begun ? <Confirm begun={begun} onDone={onDone} /> : <Begin permitNeeded={permitNeeded} onBegun={setBegun} />;
}

function Begin({ permitNeeded, onBegun }: { readonly permitNeeded: boolean; readonly onBegun: (begun: Begun) => void }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [password, setPassword] = useState('');
  const [permit, setPermit] = useState('');
  const begin = async () => {
    const body = { password, ...(permit.trim() ? { permit: permit.trim() } : {}) };
    const done = await run((step) => step('beginSecondFactor', { body }));
    if (done) onBegun(done.done);
  };
  return (
    <section className="card">
      <p>{t('factor.what')}</p>
      <ol>
        <li>{t('factor.stepOne')}</li>
        <li>{t('factor.stepTwo')}</li>
        <li>{t('factor.stepThree')}</li>
      </ol>
      <Form problem={problem} sending={sending} onSend={() => void begin()} send={t('factor.begin')}>
        {permitNeeded && (
          <TextField
            pointer="/permit"
            label={t('factor.permit')}
            hint={t('factor.permitHint')}
            value={permit}
            onChange={setPermit}
            autoComplete="off"
          />
        )}
        <TextField
          pointer="/password"
          label={t('session.currentPassword')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
      </Form>
    </section>
  );
}

/** Read aloud and typed in fours. */
const grouped = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

/** The secret, as a square and as text; it is shown now and never again. */
function Confirm({ begun, onDone }: { readonly begun: Begun; readonly onDone: (codes: readonly string[]) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [code, setCode] = useState('');
  const confirm = async () => {
    const done = await run((step) => step('confirmSecondFactor', { body: { code: code.trim() } }));
    if (!done) return;
    onDone(done.done.recoveryCodes);
    await refresh();
  };
  return (
    <section className="card">
      <h2>{t('factor.scan')}</h2>
      <p>{t('factor.scanHow')}</p>
      <p>
        <img className="square" src={`data:image/svg+xml,${encodeURIComponent(begun.qr)}`} alt={t('factor.squareOf')} />
      </p>
      <p>{t('factor.typeHow', { login: me.data?.login ?? '' })}</p>
      <p className="code wrap">{grouped(begun.secret)}</p>
      <p>
        <a className="link" href={begun.uri}>
          {t('factor.sameDevice')}
        </a>
      </p>
      <Form problem={problem} sending={sending} onSend={() => void confirm()} send={t('factor.confirm')}>
        <TextField
          pointer="/code"
          label={t('factor.code')}
          hint={t('factor.codeHint')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          short
        />
      </Form>
    </section>
  );
}
