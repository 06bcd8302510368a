import { createContext, type ReactNode, useContext, useId } from 'react';
import { useTranslation } from 'react-i18next';

/** The form around a field: its errors by the pointer that the server names, and a word that keeps its ids apart from other forms' on the page. */
export const FormFrame = createContext<{ readonly scope: string; readonly errors: ReadonlyMap<string, string> }>({
  scope: '',
  errors: new Map(),
});

/** The same id for the same pointer of a form, so that the summary of errors can lead to it. */
export const fieldId = (scope: string, pointer: string): string => `f${scope}${pointer.replace(/[^A-Za-z0-9]/g, '-')}`;

interface Frame {
  readonly pointer: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly optional?: boolean;
}

/** An error of `/body/rows/3` is shown at the field `/body/rows`. */
const errorAt = (errors: ReadonlyMap<string, string>, pointer: string): string | undefined =>
  errors.get(pointer) ?? [...errors].find(([at]) => at.startsWith(`${pointer}/`))?.[1];

const useFrame = ({ pointer }: Frame) => {
  const { scope, errors } = useContext(FormFrame);
  const error = errorAt(errors, pointer);
  const id = fieldId(scope, pointer);
  return { error, id, described: `${id}-hint ${id}-error`, wrong: error ? ' wrong' : '' };
};

const Notes = ({ id, hint, error }: { readonly id: string; readonly hint?: ReactNode; readonly error?: string }) => (
  <>
    <div id={`${id}-hint`}>{hint && <p className="hint">{hint}</p>}</div>
    <div id={`${id}-error`}>{error && <p className="error">{error}</p>}</div>
  </>
);

const Label = ({ label, optional }: Pick<Frame, 'label' | 'optional'>) => {
  const { t } = useTranslation();
  return (
    <>
      {label}
      {optional && <span className="soft"> {t('form.optional')}</span>}
    </>
  );
};

interface TextProps extends Frame {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'date' | 'number' | 'search' | 'tel';
  readonly rows?: number;
  readonly short?: boolean;
  readonly autoComplete?: string;
  readonly min?: string | number;
  readonly max?: string | number;
}

export function TextField({ value, onChange, type = 'text', rows, short, autoComplete, min, max, ...frame }: TextProps) {
  const { error, id, described, wrong } = useFrame(frame);
  const shared = {
    id,
    value,
    'aria-describedby': described,
    'aria-invalid': error ? true : undefined,
    autoComplete,
    className: `input${short || type === 'date' || type === 'number' ? ' short' : ''}`,
  } as const;
  return (
    <div className={`field${wrong}`}>
      <label htmlFor={id}>
        <Label {...frame} />
      </label>
      <Notes id={id} hint={frame.hint} error={error} />
      {rows ? (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...shared}
          type={type}
          min={min}
          max={max}
          inputMode={type === 'number' ? 'numeric' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps extends Frame {
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}

/** One of a few, all in sight. */
export function RadioField({ value, choices, onChange, ...frame }: ChoiceProps) {
  const { error, id, described, wrong } = useFrame(frame);
  const name = useId();
  return (
    <fieldset className={`field${wrong}`} id={id} aria-describedby={described}>
      <legend>
        <Label {...frame} />
      </legend>
      <Notes id={id} hint={frame.hint} error={error} />
      <div className="choices">
        {choices.map((choice) => (
          <label className="choice" key={choice.value}>
            <input type="radio" name={name} checked={value === choice.value} onChange={() => onChange(choice.value)} />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of many: the device's own list, which every phone and screen reader knows. `filter`: nothing chosen means all. */
export function SelectField({ value, choices, onChange, filter, ...frame }: ChoiceProps & { readonly filter?: boolean }) {
  const { t } = useTranslation();
  const { error, id, described, wrong } = useFrame(frame);
  return (
    <div className={`field${wrong}`}>
      <label htmlFor={id}>
        <Label {...frame} />
      </label>
      <Notes id={id} hint={frame.hint} error={error} />
      <select
        className="input"
        id={id}
        value={value ?? ''}
        aria-describedby={described}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t(filter ? 'form.all' : 'form.choose')}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function CheckField({
  pointer,
  label,
  checked,
  onChange,
}: {
  readonly pointer: string;
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const { scope, errors } = useContext(FormFrame);
  const error = errorAt(errors, pointer);
  const id = fieldId(scope, pointer);
  return (
    <div className={`field${error ? ' wrong' : ''}`}>
      <div id={`${id}-error`}>{error && <p className="error">{error}</p>}</div>
      <label className="choice wide">
        <input
          type="checkbox"
          id={id}
          checked={checked}
          aria-describedby={`${id}-error`}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
    </div>
  );
}

/** Several of a list in sight. */
export function CheckList({
  values,
  choices,
  onChange,
  ...frame
}: Frame & { readonly values: readonly string[]; readonly choices: readonly Choice[]; readonly onChange: (values: string[]) => void }) {
  const { error, id, described, wrong } = useFrame(frame);
  const toggle = (value: string) => onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <fieldset className={`field${wrong}`} id={id} aria-describedby={described}>
      <legend>
        <Label {...frame} />
      </legend>
      <Notes id={id} hint={frame.hint} error={error} />
      <div className="choices">
        {choices.map((choice) => (
          <label className="choice" key={choice.value}>
            <input type="checkbox" checked={values.includes(choice.value)} onChange={() => toggle(choice.value)} />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
