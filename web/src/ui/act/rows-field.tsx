import { Button } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api/client';
import { isOwnId, isRequired, type Schema } from './schema';

/** One field of a row, however its kind is asked for. */
interface Inner {
  readonly name: string;
  readonly schema: Schema;
  readonly pointer: string;
  readonly optional: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

interface Props {
  readonly pointer: string;
  readonly label: string;
  readonly hint?: string;
  readonly schema: Schema;
  readonly values: readonly Record<string, unknown>[];
  readonly most?: number;
  readonly field: (inner: Inner) => ReactNode;
  readonly onChange: (values: Record<string, unknown>[]) => void;
}

/** Several of the same, e.g. class hours. The identity of a row, by which it counts once, is made here and never shown. */
export function RowsField({ pointer, label, hint, schema, values, most = 16, field: render, onChange }: Props) {
  const { t } = useTranslation();
  const shown = Object.entries(schema.properties ?? {}).filter(([name, field]) => !isOwnId(name, field));
  const fresh = (): Record<string, unknown> => (shown.length < Object.keys(schema.properties ?? {}).length ? { id: newKey() } : {});
  const rows = values.length > 0 ? values : [fresh()];
  const set = (index: number, name: string, value: unknown) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [name]: value } : row)));
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      {rows.map((row, index) => (
        <div className="card" key={typeof row.id === 'string' ? row.id : index}>
          <div className="row apart">
            <strong>{t('form.row', { number: index + 1 })}</strong>
            {rows.length > 1 && <Button onClick={() => onChange(rows.filter((_, at) => at !== index))}>{t('form.removeRow')}</Button>}
          </div>
          {shown.map(([name, field]) => (
            <Fragment key={name}>
              {render({
                name,
                schema: field,
                pointer: `${pointer}/${index}/${name}`,
                optional: !isRequired(schema, name),
                value: row[name],
                onChange: (value) => set(index, name, value),
              })}
            </Fragment>
          ))}
        </div>
      ))}
      {rows.length < most && <Button onClick={() => onChange([...rows, fresh()])}>{t('form.addRow')}</Button>}
    </fieldset>
  );
}
