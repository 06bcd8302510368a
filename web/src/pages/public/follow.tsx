import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { Answer } from '../../api/contract';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';

/** What became of an objection, by its receipt code. */
export function FollowObjection() {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [receipt, setReceipt] = useState('');
  const [found, setFound] = useState<Answer<'objectionStatus'>>();
  const look = async () => {
    setFound(undefined);
    const done = await run(() => call('objectionStatus', { body: { receipt: receipt.trim() } }));
    if (done) setFound(done.done);
  };
  return (
    <Page title={t('nav.follow')}>
      <section className="card">
        <Form problem={problem} sending={sending} onSend={() => void look()} send={t('objection.look')}>
          <TextField
            pointer="/receipt"
            label={t('objection.code')}
            hint={t('objection.codeHint')}
            value={receipt}
            onChange={setReceipt}
            autoComplete="off"
          />
        </Form>
        {found && (
          <div className="note info" role="status">
            <p>{t('objection.receivedOn', { day: found.receivedOn })}</p>
            <p>
              <strong>{t(`objectionStatus.${found.status}`, { defaultValue: found.status })}</strong>
            </p>
            {found.ruling && (
              <p>{t('objection.ruled', { day: found.ruledOn, ruling: t(`value.${found.ruling}`, { defaultValue: found.ruling }) })}</p>
            )}
          </div>
        )}
      </section>
    </Page>
  );
}
