import { Button } from 'antd';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/client';
import { FieldErrors, fieldId } from './fields';
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
  const errors = new Map(missing ?? []);
  for (const error of problem?.problem.errors ?? []) errors.set(error.pointer, error.detail);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <form onSubmit={submit} noValidate>
      <ProblemBox problem={problem} fieldOf={(pointer) => targetOf(pointer)} />
      <FieldErrors.Provider value={errors}>{children}</FieldErrors.Provider>
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
const targetOf = (pointer: string): string | undefined => {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (document.getElementById(fieldId(at))) return fieldId(at);
  return undefined;
};
