import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import { useRead, useRefresh } from '../../api/queries';
import { useDraft } from '../../api/use-draft';
import { useSend } from '../../api/use-send';
import { PaperField } from '../../ui/act/papers';
import { sendPapers } from '../../ui/act/send-papers';
import { DraftNote } from '../../ui/draft-note';
import { CheckField, RadioField, SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useWords } from '../../ui/words';
import type { Inspected } from './case-inspection';
import type { StageView } from './stage';

const VERDICTS = ['pass', 'return', 'suspend', 'veto'] as const;
type Choice = (typeof VERDICTS)[number] | 'supplement' | 'withdraw';
interface Draft {
  readonly choice?: Choice;
  readonly backTo?: string;
  readonly text: string;
}
/** What stops the case or ends it. */
const GRAVE: readonly (Choice | undefined)[] = ['suspend', 'veto'];

/**
 * The verdict of one stage, or the request for a supplement, each with its own paper; while a supplement is missing, the same without waiting for it, or the
 * request taken back. A return names the stage that is done again.
 */
export function VerdictForm({ view, stage }: { readonly view: Inspected; readonly stage: StageView }) {
  const { t } = useTranslation();
  const words = useWords();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const draft = useDraft<Draft>(`verdict-${view.case}-${stage.step}`, { text: '' });
  const { choice, backTo, text } = draft.value;
  const [sure, setSure] = useState(false);
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const known = useRead('getCase', { params: { id: view.case } }, { enabled: choice === 'return' });
  const kind = choice === 'supplement' ? 'supplement-request' : 'verdict-opinion';
  const grave = GRAVE.includes(choice);
  const choices: readonly Choice[] = [...VERDICTS, stage.awaiting === 'supplement' ? 'withdraw' : 'supplement'];
  const speaks = choice !== 'withdraw';
  const paper = { kind, text, ...(file ? { file } : {}) };

  const gaps = (): ReadonlyMap<string, string> => {
    const found = new Map<string, string>();
    if (!choice) found.set('/body/verdict', t('form.missing'));
    if (choice === 'return' && !backTo) found.set('/body/backTo', t('form.missing'));
    if (speaks && !file && !text.trim()) found.set('/papers', t('form.missing'));
    if (grave && !sure) found.set('/sure', t('form.sureFirst'));
    return found;
  };
  const send = async () => {
    const found = gaps();
    setMissing(found);
    clear();
    if (found.size > 0) return;
    const done = await run(async (step) => {
      const papers = speaks ? await sendPapers(step, [paper]) : [];
      const { seq } = await step('commandCase', { params: { id: view.case }, body: { ...saidOf(choice, stage.step, backTo), papers } });
      await draft.forget();
      await call('getCase', { params: { id: view.case }, query: { after: seq } }, { quiet: true }).catch(() => undefined);
    });
    if (done) await refresh();
  };
  const earlier = (known.data?.timeline ?? []).filter(({ id, status }) => id === stage.step || status === 'done');
  if (!draft.ready) return <p role="status">{t('app.loading')}</p>;
  return (
    <Form
      problem={problem}
      sending={sending}
      onSend={() => void send()}
      send={t('inspect.send')}
      danger={grave}
      missing={missing}
      beside={<DraftNote savedAt={draft.savedAt} />}
    >
      <RadioField
        pointer="/body/verdict"
        label={t('inspect.say', { step: words(stage.title) })}
        value={choice}
        choices={choices.map((value) => ({ value, label: t(`inspect.choice.${value}`) }))}
        onChange={(value) => draft.change({ choice: value as Choice })}
      />
      {choice === 'return' && (
        <SelectField
          pointer="/body/backTo"
          label={t('field.backTo')}
          value={backTo}
          choices={earlier.map((one) => ({ value: one.id, label: words(one.title) }))}
          onChange={(step) => draft.change({ backTo: step })}
        />
      )}
      {speaks && (
        <PaperField
          paper={paper}
          pointer="/papers"
          onChange={(next) => {
            setFile(next.file);
            draft.change({ text: next.text });
          }}
        />
      )}
      {grave && <CheckField pointer="/sure" label={t(`inspect.sure.${choice}`)} checked={sure} onChange={setSure} />}
    </Form>
  );
}

const saidOf = (choice: Choice | undefined, step: string, backTo: string | undefined) => {
  if (choice === 'supplement') return { kind: 'askSupplement', body: { step } };
  if (choice === 'withdraw') return { kind: 'withdrawSupplement', body: { step } };
  return { kind: 'giveVerdict', body: { step, verdict: choice, ...(choice === 'return' ? { backTo } : {}) } };
};
