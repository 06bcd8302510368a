import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { useTabDraft } from '../../api/use-tab-draft';
import { asked } from '../../ui/asked';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { Receipt } from './receipt';
import { SenderMark } from './sender-mark';

/** An objection by anybody, named or not. The receipt code is shown once and is the only way back to it. */
export function Objection() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation();
  const notices = useRead('publicNotices');
  const { run, sending, problem } = useSend();
  const draft = useTabDraft(`objection-${id}`, { entry: asked('entry') ?? '', text: '', name: '', contact: '' });
  const { entry, text, name, contact } = draft.value;
  const [receipt, setReceipt] = useState<string>();
  const send = async () => {
    const done = await run((step) =>
      step('objectToNotice', {
        params: { id },
        body: { entry, text, ...(name.trim() ? { name } : {}), ...(contact.trim() ? { contact } : {}) },
      }),
    );
    if (!done) return;
    draft.forget();
    setReceipt(done.done.receipt);
  };
  if (receipt)
    return <Receipt code={receipt} title={t('objection.received')} follow={{ href: '/objections/follow', label: t('nav.follow') }} />;
  return (
    <Page title={t('objection.title')}>
      <Loaded of={notices}>
        {({ items }) => {
          const notice = items.find((one) => one.id === id);
          if (!notice) return <p className="note warn">{t('objection.over')}</p>;
          return (
            <section className="card">
              <p className="note info">
                {t('objection.safe')} {t('objection.inTab')}
              </p>
              <SenderMark />
              <Form problem={problem} sending={sending} onSend={() => void send()} send={t('objection.send')}>
                <SelectField
                  pointer="/entry"
                  label={t('objection.about')}
                  value={entry}
                  choices={notice.names.map((one) => ({ value: one.entry, label: `${one.name} · ${one.unit}` }))}
                  onChange={(value) => draft.change({ entry: value })}
                />
                <TextField
                  pointer="/text"
                  label={t('objection.text')}
                  hint={t('objection.textHint')}
                  rows={8}
                  value={text}
                  onChange={(value) => draft.change({ text: value })}
                />
                <TextField
                  pointer="/name"
                  label={t('objection.name')}
                  hint={t('objection.nameHint')}
                  value={name}
                  onChange={(value) => draft.change({ name: value })}
                  optional
                  autoComplete="off"
                />
                <TextField
                  pointer="/contact"
                  label={t('objection.contact')}
                  value={contact}
                  onChange={(value) => draft.change({ contact: value })}
                  optional
                  autoComplete="off"
                />
              </Form>
            </section>
          );
        }}
      </Loaded>
    </Page>
  );
}
