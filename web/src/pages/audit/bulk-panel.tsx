import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { sendPapers } from '../../ui/act/send-papers';
import { SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import type { StalledLine } from './age-bar';
import { type Answers, BULK_ACTS, type BulkAct, bodyOf, GRAVE, gapsOf } from './bulk-acts';
import { BulkOutcome } from './bulk-outcome';
import { BulkQuestions } from './bulk-questions';

export type BulkRow = Answer<'actInBulk'>['items'][number];

interface Props {
  readonly lines: readonly StalledLine[];
  readonly onClose: () => void;
  /** With the cases for which something is left to do. */
  readonly onDone: (left: readonly string[]) => void;
}

/** One act for what was chosen: asked first, and a result for each case; done only for those where it would be. */
export function BulkPanel({ lines, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const [act, setAct] = useState<BulkAct>('urge');
  const [answers, setAnswers] = useState<Answers>({});
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>();
  const [papers, setPapers] = useState<readonly string[]>([]);
  const [preview, setPreview] = useState<readonly BulkRow[]>();
  const [done, setDone] = useState<readonly BulkRow[]>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const anew = () => {
    setPreview(undefined);
    setDone(undefined);
    setMissing(undefined);
    clear();
  };
  const ask = async () => {
    anew();
    const gaps = gapsOf(act, answers);
    setMissing(new Map(gaps.map((question) => [`/${question}`, t('form.missing')])));
    if (gaps.length > 0) return;
    const cases = lines.map((line) => line.case);
    const asked = await run(async (step) => {
      const ids = await sendPapers(step, [{ kind: 'reason', text: answers.reason ?? '' }]);
      return { ids, rows: (await step('actInBulk', { body: bodyOf(act, answers, cases, true, ids) })).items };
    });
    if (!asked) return;
    setPapers(asked.done.ids);
    setPreview(asked.done.rows);
  };
  const would = (preview ?? []).filter(({ result }) => result === 'would').map((row) => row.case);
  const carryOut = async () => {
    const sent = await run((step) => step('actInBulk', { body: bodyOf(act, answers, would, false, papers) }));
    if (!sent) return;
    setPreview(undefined);
    setDone(sent.done.items);
    onDone(sent.done.items.filter(({ result }) => result === 'refused').map((row) => row.case));
    await refresh();
  };
  const grave = GRAVE.includes(act);
  return (
    <section className="card no-print" aria-labelledby="bulk">
      <div className="row apart">
        <h2 id="bulk" tabIndex={-1} ref={heading}>
          {t('bulk.title', { count: lines.length })}
        </h2>
        <Button onClick={onClose}>{t('bulk.close')}</Button>
      </div>
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void ask()}
        send={t('bulk.preview')}
        missing={missing}
        beside={
          would.length > 0 && (
            <Button type="primary" danger={grave} aria-busy={sending} onClick={() => void carryOut()}>
              {t('bulk.carryOut', { act: t(`bulkAct.${act}`), count: would.length })}
            </Button>
          )
        }
      >
        <SelectField
          pointer="/act"
          label={t('bulk.act')}
          hint={t(`bulkHelp.${act}`)}
          value={act}
          choices={Object.keys(BULK_ACTS).map((value) => ({ value, label: t(`bulkAct.${value}`) }))}
          onChange={(value) => {
            anew();
            setAct((value || 'urge') as BulkAct);
          }}
        />
        <BulkQuestions
          act={act}
          answers={answers}
          procedures={[...new Set(lines.map(({ procedure }) => procedure))]}
          onChange={(change) => {
            anew();
            setAnswers({ ...answers, ...change });
          }}
        />
      </Form>
      {preview && <BulkOutcome rows={preview} lines={lines} />}
      {done && <BulkOutcome rows={done} lines={lines} />}
    </section>
  );
}
