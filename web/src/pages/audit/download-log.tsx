import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloaded } from '../../api/client';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { ProblemBox } from '../../ui/problem';

/** Hands a file to the browser as if a link to it had been followed. */
const save = (file: Blob, name: string): void => {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/** A case's number, or the address of its page. */
const caseIn = (text: string): string => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0] ?? text.trim();

/** Files that prove themselves without us: the log, or one case with its facts, papers' digests and proofs. */
export function DownloadLog() {
  const { t } = useTranslation();
  const whole = useSend();
  const one = useSend();
  const [about, setAbout] = useState('');
  const ofCase = () =>
    one.run(async () => {
      const id = caseIn(about);
      save(await downloaded('exportCase', { params: { id } }), `case-${id}.ndjson`);
    });
  return (
    <section className="card no-print" aria-labelledby="files">
      <h2 id="files">{t('evidence.files')}</h2>
      <p className="soft small">{t('evidence.filesLead')}</p>
      <ProblemBox problem={whole.problem} />
      <p>
        <Button aria-busy={whole.sending} onClick={() => void whole.run(async () => save(await downloaded('exportLog', {}), 'log.ndjson'))}>
          {t('evidence.wholeLog')}
        </Button>
      </p>
      <Form problem={one.problem} sending={one.sending} onSend={() => void ofCase()} send={t('evidence.oneCase')}>
        <TextField pointer="/id" label={t('evidence.whichCase')} hint={t('evidence.whichHint')} value={about} onChange={setAbout} />
      </Form>
      <details className="more">
        <summary>{t('evidence.offline')}</summary>
        <p>{t('evidence.offlineHow')}</p>
        <pre className="note small wrap">node verify/tuanwu-verify.mjs log.ndjson --key KEY --held checkpoint.txt</pre>
        <p className="soft small">{t('evidence.deepHow')}</p>
      </details>
    </section>
  );
}
