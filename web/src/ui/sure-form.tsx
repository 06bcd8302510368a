import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { useSend } from '../api/use-send';
import { CheckField, TextField } from './fields';
import { Form } from './form';

interface Props {
  readonly sending: ReturnType<typeof useSend>;
  readonly onSend: (reason: string) => void;
  readonly send: string;
  readonly reason: string;
  readonly reasonHint?: string;
  readonly sure: string;
}

/** What is not undone: a reason in writing, and a word that it is meant. */
export function SureForm({ sending: { sending, problem, clear }, onSend, send, reason, reasonHint, sure }: Props) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const [meant, setMeant] = useState(false);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const check = () => {
    const gaps = new Map<string, string>();
    if (!why.trim()) gaps.set('/reason', t('form.missing'));
    if (!meant) gaps.set('/sure', t('form.sureFirst'));
    setMissing(gaps);
    clear();
    if (gaps.size === 0) onSend(why.trim());
  };
  return (
    <Form problem={problem} sending={sending} missing={missing} onSend={check} send={send} danger>
      <TextField pointer="/reason" label={reason} hint={reasonHint} value={why} onChange={setWhy} />
      <CheckField pointer="/sure" label={sure} checked={meant} onChange={setMeant} />
    </Form>
  );
}
