import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';

/** One's own phrases, one a line: the whole list is seen and kept at once. */
export function Phrases() {
  const { t } = useTranslation();
  const phrases = useRead('readPhrases');
  return (
    <section className="card" id="phrases">
      <h2>{t('phrases.title')}</h2>
      <Loaded of={phrases}>{({ texts }) => <List texts={texts} />}</Loaded>
    </section>
  );
}

function List({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { run, sending, problem } = useSend();
  const [lines, setLines] = useState(texts.join('\n'));
  const [kept, setKept] = useState(false);
  const send = async () => {
    setKept(false);
    const body = {
      texts: lines
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    };
    const done = await run((step) => step('keepPhrases', { body }));
    if (!done) return;
    queries.setQueryData(['readPhrases', {}, {}], done.done);
    setLines(done.done.texts.join('\n'));
    setKept(true);
  };
  return (
    <Form problem={problem} sending={sending} onSend={() => void send()} send={t('phrases.save')}>
      {kept && (
        <p className="note good" role="status">
          {t('phrases.saved')}
        </p>
      )}
      <TextField pointer="/texts" label={t('phrases.lines')} hint={t('phrases.hint')} rows={6} value={lines} onChange={setLines} />
    </Form>
  );
}
