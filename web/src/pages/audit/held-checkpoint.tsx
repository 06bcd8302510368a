import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, call } from '../../api/client';
import type { Answer } from '../../api/contract';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';

type Verdict = 'same' | 'other' | 'unknown';

/** The second and third line of a signed note: size and root. */
const readNote = (note: string): { size: number; root: string } | undefined => {
  const [, size = '', root = ''] = note.split('\n').map((line) => line.trim());
  return /^\d{1,9}$/.test(size) && /^[A-Za-z0-9+/=]{40,60}$/.test(root) ? { size: Number(size), root } : undefined;
};

/** What somebody kept earlier against what the log says today of the same size. The independent check is the verifier's, offline. */
export function HeldCheckpoint({ newest }: { readonly newest: Answer<'readLogState'>['checkpoint'] }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>();
  const [verdict, setVerdict] = useState<{ readonly of: Verdict; readonly size: number }>();
  const compare = async () => {
    setVerdict(undefined);
    const held = readNote(note);
    setMissing(held ? undefined : new Map([['/note', t('evidence.noNote')]]));
    if (!held) return;
    const done = await run(async (): Promise<Verdict> => {
      if (newest && held.size > newest.size) return 'other';
      try {
        const { root } = await call('checkpointBySize', { params: { size: String(held.size) } });
        return root === held.root ? 'same' : 'other';
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return 'unknown';
        throw error;
      }
    });
    if (done) setVerdict({ of: done.done, size: held.size });
  };
  return (
    <section className="card no-print" aria-labelledby="held">
      <h2 id="held">{t('evidence.held')}</h2>
      <Form problem={problem} sending={sending} onSend={() => void compare()} send={t('evidence.heldSend')} missing={missing}>
        <TextField pointer="/note" label={t('evidence.heldNote')} hint={t('evidence.heldHint')} rows={5} value={note} onChange={setNote} />
      </Form>
      {verdict && (
        <p role="status" className={`note ${verdict.of === 'same' ? 'good' : verdict.of === 'other' ? 'bad' : 'warn'}`}>
          {t(`evidence.held-${verdict.of}`, { size: verdict.size })}
        </p>
      )}
    </section>
  );
}
