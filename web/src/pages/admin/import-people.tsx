import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { UnitField } from '../../ui/pick-unit';
import { readClassList } from './class-list';
import { ClassSlips } from './class-slips';

type Result = Answer<'importPeople'>;

/** A class list: tried first, row by row, and entered only then. */
export function ImportPeople() {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [unit, setUnit] = useState<string>();
  const [text, setText] = useState('');
  const [tried, setTried] = useState<Result>();
  const [entered, setEntered] = useState<Result>();
  const { rows, unknown } = readClassList(text);
  const send = async (dryRun: boolean) => {
    setEntered(undefined);
    const done = await run((step) => step('importPeople', { params: { id: unit ?? '' }, body: { rows, dryRun } }));
    if (!done) return;
    if (dryRun) setTried(done.done);
    else {
      setTried(undefined);
      setEntered(done.done);
      await refresh();
    }
  };
  const names = rows.map((row) => row.name ?? '');
  const created = (entered?.rows ?? []).flatMap(({ row, status, id }) =>
    status === 'created' && id ? [{ id, name: names[row - 1] ?? '' }] : [],
  );
  return (
    <>
      <details className="card more no-print">
        <summary>{t('import.title')}</summary>
        <Form
          problem={problem}
          sending={sending}
          onSend={() => void send(true)}
          send={t('import.try', { count: rows.length })}
          beside={
            tried && tried.created > 0 && <Button onClick={() => void send(false)}>{t('import.enter', { count: tried.created })}</Button>
          }
        >
          <UnitField pointer="/unit" label={t('inbox.unit')} kind="branch" value={unit} onChange={setUnit} />
          <TextField
            pointer="/rows"
            label={t('import.rows')}
            hint={t('import.hint')}
            rows={8}
            value={text}
            onChange={(value) => {
              setText(value);
              setTried(undefined);
              setEntered(undefined);
            }}
          />
          {unknown.length > 0 && <p className="note warn">{t('import.unknown', { list: unknown.join(t('app.comma')) })}</p>}
        </Form>
        {(tried ?? entered) && <Outcome result={(tried ?? entered) as Result} names={names} done={entered !== undefined} />}
      </details>
      {created.length > 0 && <ClassSlips key={created[0]?.id} people={created} />}
    </>
  );
}

function Outcome({ result, names, done }: { readonly result: Result; readonly names: readonly string[]; readonly done: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={`note ${result.refused > 0 ? 'warn' : 'good'}`} role="status">
      <p>{t(done ? 'import.done' : 'import.tried', { created: result.created, exists: result.exists, refused: result.refused })}</p>
      <ul>
        {result.rows
          .filter(({ status }) => status === 'refused')
          .map(({ row, errors }) => (
            <li key={row}>
              {t('import.row', { row, name: names[row - 1] })} {(errors ?? []).map(({ detail }) => detail).join('; ')}
            </li>
          ))}
      </ul>
    </div>
  );
}
