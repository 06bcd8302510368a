import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { Answer } from '../../api/contract';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { useWords } from '../../ui/words';

/** What became of a complaint, by its receipt code. */
export function FollowComplaint() {
  const { t } = useTranslation();
  const words = useWords();
  const { run, sending, problem } = useSend();
  const [receipt, setReceipt] = useState('');
  const [found, setFound] = useState<Answer<'complaintStatus'>>();
  const look = async () => {
    setFound(undefined);
    const done = await run(() => call('complaintStatus', { body: { receipt: receipt.trim() } }));
    if (done) setFound(done.done);
  };
  return (
    <Page title={t('complaint.follow')}>
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
              <strong>{words(found.sentence)}</strong>
            </p>
            {found.answerDue && !found.answeredOn && <p>{t('complaint.answerDue', { day: found.answerDue })}</p>}
            {found.answeredOn && <p>{t('complaint.answeredOn', { day: found.answeredOn })}</p>}
            {found.conclusion && (
              <p>
                {found.closedOn} {t(`value.${found.conclusion}`)}
              </p>
            )}
            {found.citation && <p className="soft small">{found.citation}</p>}
          </div>
        )}
      </section>
    </Page>
  );
}
