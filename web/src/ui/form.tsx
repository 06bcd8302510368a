import { Button } from 'antd';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/client';
import { FormFrame, fieldId } from './fields';
import { ProblemBox } from './problem';

interface Props {
  readonly problem: ApiProblem | undefined;
  readonly sending: boolean;
  readonly onSend: () => void;
  readonly send: string;
  readonly children: ReactNode;
  readonly danger?: boolean;
  readonly beside?: ReactNode;
  /** Mistakes that can be told without asking the server. */
  readonly missing?: ReadonlyMap<string, string>;
}

/** A form that says what is wrong at the field and once above, and that sends once. */
export function Form({ problem, sending, onSend, send, children, danger, beside, missing }: Props) {
  const { t } = useTranslation();
  const scope = useId().replace(/[^A-Za-z0-9]/g, '');
  const errors = new Map(missing ?? []);
  for (const error of problem?.problem.errors ?? []) errors.set(error.pointer, error.detail);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <form onSubmit={submit} noValidate>
      <ProblemBox problem={problem} fieldOf={(pointer) => targetOf(scope, pointer)} />
      <FormFrame.Provider value={{ scope, errors }}>{children}</FormFrame.Provider>
      <div className="row">
        <Button htmlType="submit" type="primary" danger={danger} aria-busy={sending}>
          {sending ? t('form.sending') : send}
        </Button>
        {beside}
      </div>
    </form>
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
