import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { SureForm } from '../../ui/sure-form';
import type { Booth } from './booth-desk';

/** A ballot that cannot go on: the box is destroyed unopened, and the item may be put to the vote again. */
export function VoidBooth({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const sending = useSend();
  const send = async (reason: string) => {
    const done = await sending.run((step) => step('voidBooth', { params: { id: booth.id }, body: { reason } }));
    if (done) await refresh();
  };
  return (
    <details className="more no-print">
      <summary>{t('booth.void')}</summary>
      <SureForm
        sending={sending}
        onSend={(reason) => void send(reason)}
        send={t('booth.void')}
        reason={t('booth.reason')}
        sure={t('booth.sureVoid')}
      />
    </details>
  );
}
