import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';

interface Props<T> {
  readonly title: string;
  readonly look: (receipt: string) => Promise<T>;
  readonly children: (found: T) => ReactNode;
}

/** What became of something handed in without a name, by its receipt code. */
export function ByReceipt<T extends { readonly receivedOn: string }>({ title, look, children }: Props<T>) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [receipt, setReceipt] = useState('');
  const [found, setFound] = useState<T>();
  const ask = async () => {
    setFound(undefined);
    const done = await run(() => look(receipt.trim()));
    if (done) setFound(done.done);
  };
  return (
    <Page title={title}>
      <section className="card">
        <Form problem={problem} sending={sending} onSend={() => void ask()} send={t('objection.look')}>
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
            {children(found)}
          </div>
        )}
      </section>
    </Page>
  );
}
