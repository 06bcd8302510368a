import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { TextField } from './fields';
import { useLater } from './use-later';

interface Props {
  readonly pointer: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: boolean;
  /** The branch that is left, which is no answer. */
  readonly except?: string | undefined;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

const nameOf = ({ name, above }: { readonly name: string; readonly above: readonly string[] }): string => [name, ...above].join(' · ');

/** A branch wherever it lies, found by words of its name: whoever moves goes beyond his own reach. Names repeat, so what lies above is said. */
export function BranchField({ value, onChange, except, ...frame }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const q = useLater(typed.trim());
  const found = useRead('findBranches', { query: { q } }, { enabled: q !== '' });
  // A draft that is taken up again holds the id alone, which finds its branch too.
  const chosen = useRead('findBranches', { query: { q: value ?? '' } }, { enabled: value !== undefined });
  const items = (q === '' ? [] : (found.data?.items ?? [])).filter(({ id }) => id !== except && id !== value);
  const name = chosen.data?.items.map(nameOf)[0] ?? t('app.loading');
  return (
    <div className="pick">
      <TextField {...frame} value={typed} onChange={setTyped} type="search" hint={frame.hint ?? t('pick.branches')} autoComplete="off" />
      {value && (
        <p className="row tag now">
          {name}
          <Button type="text" aria-label={t('pick.remove', { name })} onClick={() => onChange(undefined)}>
            ×
          </Button>
        </p>
      )}
      <ul className="plain choices" aria-label={t('pick.offered')}>
        {items.map((one) => (
          <li key={one.id}>
            <Button
              onClick={() => {
                onChange(one.id);
                setTyped('');
              }}
            >
              {nameOf(one)}
            </Button>
          </li>
        ))}
      </ul>
      <p className="soft small" role="status">
        {found.data && q !== '' && items.length === 0 ? t('pick.noBranch') : ''}
        {found.data?.more && q !== '' ? t('pick.moreBranches') : ''}
      </p>
    </div>
  );
}
