import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { SelectField, TextField } from './fields';
import { useLater } from './use-later';

interface Props {
  readonly pointer: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly kind?: string;
  readonly filter?: boolean;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** An organisation within one's reach: part of its name narrows the list. */
export function UnitField({ kind, value, onChange, ...frame }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const q = useLater(typed.trim());
  const units = useRead('listOrganisations', { query: { limit: 100, kind, q: q || undefined } });
  const items = units.data?.items ?? [];
  return (
    <>
      {(items.length > 12 || q !== '') && (
        <TextField
          pointer={`${frame.pointer}-search`}
          label={t('pick.unitSearch', { what: frame.label })}
          value={typed}
          onChange={setTyped}
          type="search"
          optional
        />
      )}
      <SelectField
        {...frame}
        value={value}
        choices={items.map((one) => ({ value: one.id, label: one.parent ? `${one.parent.name} · ${one.name}` : one.name }))}
        onChange={(id) => onChange(id || undefined)}
      />
    </>
  );
}
