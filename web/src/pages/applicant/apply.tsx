import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import { useMe, useRefresh } from '../../api/queries';
import { useDraft } from '../../api/use-draft';
import { useSend } from '../../api/use-send';
import { PaperField } from '../../ui/act/papers';
import { sendPapers } from '../../ui/act/send-papers';
import { DraftNote } from '../../ui/draft-note';
import { CheckField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useGo } from '../../ui/go';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { CONSENT_VERSION } from '../cases/consents';

/** The application (入团申请书): written here or photographed, with the privacy notice; kept while it is written. */
export function Apply() {
  const { t } = useTranslation();
  const me = useMe();
  const go = useGo();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const draft = useDraft('apply', { text: '' });
  const [file, setFile] = useState<File>();
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const paper = { kind: 'application', text: draft.value.text, ...(file ? { file } : {}) };

  const send = async () => {
    const gaps = new Map<string, string>();
    if (!file && draft.value.text.trim() === '') gaps.set('/text', t('form.missing'));
    if (!agreed) gaps.set('/act/body/privacyVersion', t('apply.agreeFirst'));
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const done = await run(async (step) => {
      const papers = await sendPapers(step, [paper]);
      const opened = await step('openCase', { body: { act: { kind: 'apply', body: { privacyVersion: CONSENT_VERSION }, papers } } });
      await draft.forget();
      await call('getCase', { params: { id: opened.id }, query: { after: opened.seq } }, { quiet: true }).catch(() => undefined);
      return opened.id;
    });
    if (!done) return;
    await refresh();
    go(`/applied/${done.done}`, true);
  };

  if (!draft.ready) return <p role="status">{t('app.loading')}</p>;
  return (
    <Page title={t('apply.title')} aside={<To href="/">{t('case.back')}</To>}>
      <p>{t('apply.lead', { unit: me.data?.person.unit?.name ?? t('apply.noUnit') })}</p>
      <details className="card">
        <summary>{t('apply.privacyTitle')}</summary>
        <p>{t('apply.privacyText')}</p>
      </details>
      <section className="card">
        <Form
          problem={problem}
          sending={sending}
          onSend={() => void send()}
          send={t('apply.send')}
          missing={missing}
          beside={<DraftNote savedAt={draft.savedAt} />}
        >
          <PaperField
            paper={paper}
            pointer="/text"
            rows={14}
            onChange={(next) => {
              setFile(next.file);
              draft.change({ text: next.text });
            }}
          />
          <CheckField pointer="/act/body/privacyVersion" label={t('apply.agree')} checked={agreed} onChange={setAgreed} />
        </Form>
      </section>
    </Page>
  );
}
