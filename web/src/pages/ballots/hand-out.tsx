import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import type { Booth } from './booth-desk';

/** How many codes were handed out, by the sign-in list: a number, never to whom. */
export function HandOut({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [handed, setHanded] = useState('');
  const send = async () => {
    const done = await run((step) => step('handOutCodes', { params: { id: booth.id }, body: { handed: Number(handed) } }));
    if (done) await refresh();
  };
  return (
    <Form problem={problem} sending={sending} onSend={() => void send()} send={t('booth.enterHanded')}>
      <TextField
        pointer="/handed"
        label={t('booth.handed')}
        hint={t('booth.handedHint')}
        type="number"
        min={0}
        max={booth.inRoom}
        value={handed}
        onChange={setHanded}
      />
    </Form>
  );
}
