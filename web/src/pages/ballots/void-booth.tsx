import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CheckField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import type { Booth } from './booth-desk';

/** A ballot that cannot go on: the box is destroyed unopened, and the item may be put to the vote again. */
export function VoidBooth({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const send = async () => {
    const gaps = new Map<string, string>();
    if (!reason.trim()) gaps.set('/reason', t('form.missing'));
    if (!sure) gaps.set('/sure', t('form.sureFirst'));
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const done = await run((step) => step('voidBooth', { params: { id: booth.id }, body: { reason: reason.trim() } }));
    if (done) await refresh();
  };
  return (
    <details className="more no-print">
      <summary>{t('booth.void')}</summary>
      <Form problem={problem} sending={sending} missing={missing} onSend={() => void send()} send={t('booth.void')} danger>
        <TextField pointer="/reason" label={t('booth.reason')} value={reason} onChange={setReason} />
        <CheckField pointer="/sure" label={t('booth.sureVoid')} checked={sure} onChange={setSure} />
      </Form>
    </details>
  );
}
