import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';

/** What a QR code of a certificate brings: number and code behind the #, which no browser sends along. */
const scanned = (): readonly [number: string, code: string] => {
  const [number = '', code = ''] = location.hash.slice(1).split('/');
  try {
    return [decodeURIComponent(number), code];
  } catch {
    return ['', ''];
  }
};

/** Whether a certificate is valid, and nothing else about it. */
export function CheckCertificate() {
  const { t } = useTranslation();
  const { run, sending, problem, clear } = useSend();
  const [[number, code], setTyped] = useState(scanned);
  const [valid, setValid] = useState<boolean>();
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const check = async (body: { number: string; code: string }) => {
    const gaps = Object.entries(body).filter(([, value]) => value.trim() === '');
    setMissing(new Map(gaps.map(([name]) => [`/${name}`, t('form.missing')])));
    setValid(undefined);
    clear();
    if (gaps.length > 0) return;
    const done = await run(() => call('checkCertificate', { body }));
    if (done) setValid(done.done.valid);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the code that led here.
  useEffect(() => {
    if (number !== '' && code !== '') void check({ number, code });
  }, []);
  return (
    <Page title={t('certificate.title')}>
      <section className="card">
        <p>{t('certificate.lead')}</p>
        {valid !== undefined && (
          <p className={`note ${valid ? 'good' : 'bad'}`} role="status">
            {t(valid ? 'certificate.valid' : 'certificate.invalid')}
          </p>
        )}
        <Form
          problem={problem}
          sending={sending}
          onSend={() => void check({ number, code })}
          send={t('certificate.check')}
          missing={missing}
        >
          <TextField
            pointer="/number"
            label={t('certificate.number')}
            value={number}
            onChange={(text) => setTyped([text, code])}
            autoComplete="off"
          />
          <TextField
            pointer="/code"
            label={t('certificate.code')}
            hint={t('certificate.codeHint')}
            value={code}
            onChange={(text) => setTyped([number, text])}
            autoComplete="off"
          />
        </Form>
      </section>
    </Page>
  );
}
