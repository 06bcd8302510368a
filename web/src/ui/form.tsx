import { Button } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/client';
import { FormFrame, fieldId } from './fields';
import { focusOn, ProblemBox } from './problem';

interface Props {
  readonly problem: ApiProblem | undefined;
  readonly sending: boolean;
  readonly onSend: () => void;
  readonly send: string;
  readonly children: ReactNode;
  readonly danger?: boolean;
  readonly beside?: ReactNode;
  /** What has to happen before it can be sent; until then it is only filled in. */
  readonly later?: string | undefined;
  /** Mistakes that can be told without asking the server. */
  readonly missing?: ReadonlyMap<string, string>;
}

/** A form that says what is wrong at the field and once above, and that sends once. */
export function Form({ problem, sending, onSend, send, children, danger, beside, later, missing }: Props) {
  const { t } = useTranslation();
  const scope = useId().replace(/[^A-Za-z0-9]/g, '');
  const errors = new Map(missing ?? []);
  for (const error of problem?.problem.errors ?? []) errors.set(error.pointer, error.detail);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!later) onSend();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Gaps missing={missing} scope={scope} />
      <ProblemBox problem={problem} fieldOf={(pointer) => targetOf(scope, pointer)} />
      <FormFrame.Provider value={{ scope, errors }}>{children}</FormFrame.Provider>
      {later ? (
        <p className="note info">{later}</p>
      ) : (
        <div className="row">
          <Button htmlType="submit" type="primary" danger={danger} aria-busy={sending}>
            {sending ? t('form.sending') : send}
          </Button>
          {beside}
        </div>
      )}
    </form>
  );
}

const labelOf = (id: string): string => {
  const field = document.getElementById(id);
  const label = (field as HTMLInputElement | null)?.labels?.[0] ?? field?.querySelector('legend');
  return label?.textContent ?? '';
};

/** What is not filled in, by the names of the fields; takes the focus each time somebody tries to send. */
function Gaps({ missing, scope }: { readonly missing: Props['missing']; readonly scope: string }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [fields, setFields] = useState<readonly { readonly id: string; readonly label: string }[]>([]);
  const count = missing?.size ?? 0;
  useEffect(() => {
    const ids = [...(missing?.keys() ?? [])].flatMap((pointer) => targetOf(scope, pointer) ?? []);
    setFields([...new Set(ids)].map((id) => ({ id, label: labelOf(id) })));
    if (ids.length > 0) box.current?.focus();
  }, [missing, scope]);
  if (count === 0) return null;
  return (
    <div className="note bad" role="alert" tabIndex={-1} ref={box}>
      <p>{t('form.gaps', { count })}</p>
      <ul>
        {fields.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`} onClick={focusOn(id)}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The field that is on the page for a pointer: itself, or the one that holds it. */
const targetOf = (scope: string, pointer: string): string | undefined => {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const id = fieldId(scope, at);
    if (document.getElementById(id)) return id;
  }
  return undefined;
};
