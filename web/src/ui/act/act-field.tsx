import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RadioField, SelectField, TextField } from '../fields';
import { BranchField } from '../pick-branch';
import { type Offered, PeopleField, PersonField } from '../pick-person';
import { RowsField } from './rows-field';
import { isRequired, type Schema, type Values, widgetOf } from './schema';

interface Props {
  readonly name: string;
  /** The act that asks: a word may mean something else there. */
  readonly act?: string;
  readonly schema: Schema;
  readonly pointer: string;
  readonly optional: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Branch whose members are offered first. */
  readonly unit?: string;
  /** Steps that a return may name. */
  readonly steps: readonly { readonly value: string; readonly label: string }[];
  /** People who come first where the field asks for one. */
  readonly offer?: readonly Offered[];
}

/** A list of things that should not be so: one click says that none of them is. */
const allYesNo = ({ properties = {} }: Schema): boolean =>
  Object.keys(properties).length > 3 && Object.values(properties).every(({ type }) => type === 'boolean');

/** One field of an act, asked for in the way that suits what its schema says. */
export function ActField({ name, act, schema, pointer, optional, value, onChange, unit, steps, offer }: Props) {
  const { t, i18n } = useTranslation();
  const wordOf = (...keys: string[]): string | undefined => keys.filter((key) => i18n.exists(key)).map((key) => t(key))[0];
  const label = wordOf(`fieldOf.${act}-${name}`, `field.${name}`) ?? name;
  const hint = i18n.exists(`hint.${name}`) ? t(`hint.${name}`) : undefined;
  const frame = { pointer, label, hint, optional };
  const textual = typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  switch (widgetOf(name, schema)) {
    case 'yes-no':
      return (
        <RadioField
          {...frame}
          value={typeof value === 'boolean' ? `${value}` : undefined}
          choices={[
            { value: 'true', label: t(i18n.exists(`yes.${name}`) ? `yes.${name}` : 'form.yes') },
            { value: 'false', label: t(i18n.exists(`no.${name}`) ? `no.${name}` : 'form.no') },
          ]}
          onChange={(chosen) => onChange(chosen === 'true')}
        />
      );
    case 'choice':
      return (
        <RadioField
          {...frame}
          value={value as string | undefined}
          choices={(schema.enum ?? []).map((one) => ({ value: one, label: wordOf(`valueOf.${act}-${one}`, `value.${one}`) ?? one }))}
          onChange={onChange}
        />
      );
    case 'step':
      return <SelectField {...frame} value={value as string | undefined} choices={steps} onChange={onChange} />;
    case 'number':
      return <TextField {...frame} type="number" value={textual} min={schema.minimum} max={schema.maximum} onChange={onChange} />;
    case 'day':
      return <TextField {...frame} type="date" value={textual} onChange={onChange} />;
    case 'branch':
      return <BranchField {...frame} value={value as string | undefined} except={unit} onChange={onChange} />;
    case 'person':
      return <PersonField {...frame} value={value as string | undefined} unit={unit} offer={offer} onChange={onChange} />;
    case 'people':
      return (
        <PeopleField
          {...frame}
          values={(value as string[] | undefined) ?? []}
          most={schema.maxItems}
          unit={unit}
          offer={offer}
          onChange={onChange}
        />
      );
    case 'group': {
      const inner = (value as Values | undefined) ?? {};
      return (
        <fieldset className="field">
          <legend>{label}</legend>
          {allYesNo(schema) && (
            <Button onClick={() => onChange(Object.fromEntries(Object.keys(schema.properties ?? {}).map((part) => [part, false])))}>
              {t('act.allNo')}
            </Button>
          )}
          {Object.entries(schema.properties ?? {}).map(([part, field]) => (
            <ActField
              key={part}
              name={part}
              schema={field}
              pointer={`${pointer}/${part}`}
              optional={!isRequired(schema, part)}
              value={inner[part]}
              unit={unit}
              steps={steps}
              offer={offer}
              onChange={(next) => onChange({ ...inner, [part]: next })}
            />
          ))}
        </fieldset>
      );
    }
    case 'rows':
      return (
        <RowsField
          field={(inner) => <ActField {...inner} unit={unit} steps={[]} offer={offer} />}
          {...frame}
          schema={schema.items as Schema}
          values={(value as Record<string, unknown>[] | undefined) ?? []}
          most={schema.maxItems}
          onChange={onChange}
        />
      );
    default:
      return <TextField {...frame} value={textual} onChange={onChange} short={(schema.maxLength ?? 0) < 50} />;
  }
}
