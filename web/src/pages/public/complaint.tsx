import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { Receipt } from './receipt';
import { SenderMark } from './sender-mark';

/** A complaint by anybody at any time, named or not. Nothing of it is kept in the browser. */
export function Complaint() {
  const { t } = useTranslation();
  const { run, sending, problem, clear } = useSend();
  const [about, setAbout] = useState('');
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [contact, setContact] = useState('');
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const [receipt, setReceipt] = useState<string>();
  const send = async () => {
    const gaps = new Map(
      Object.entries({ '/about': about, '/text': text }).flatMap(([pointer, value]) =>
        value.trim() ? [] : [[pointer, t('form.missing')] as const],
      ),
    );
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const body = { about, text, ...(name.trim() ? { name } : {}), ...(contact.trim() ? { contact } : {}) };
    const done = await run((step) => step('complain', { body }));
    if (done) setReceipt(done.done.receipt);
  };
  if (receipt)
    return <Receipt code={receipt} title={t('complaint.received')} follow={{ href: '/complain/follow', label: t('complaint.follow') }} />;
  return (
    <Page title={t('nav.complain')} aside={<To href="/complain/follow">{t('complaint.follow')}</To>}>
      <section className="card">
        <p className="note info">{t('complaint.safe')}</p>
        <SenderMark />
        <Form problem={problem} sending={sending} onSend={() => void send()} send={t('complaint.send')} missing={missing}>
          <TextField pointer="/about" label={t('complaint.about')} hint={t('complaint.aboutHint')} value={about} onChange={setAbout} />
          <TextField pointer="/text" label={t('objection.text')} hint={t('objection.textHint')} rows={8} value={text} onChange={setText} />
          <TextField
            pointer="/name"
            label={t('objection.name')}
            hint={t('complaint.nameHint')}
            value={name}
            onChange={setName}
            optional
            autoComplete="off"
          />
          <TextField pointer="/contact" label={t('objection.contact')} value={contact} onChange={setContact} optional autoComplete="off" />
        </Form>
      </section>
    </Page>
  );
}
