import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import { TextField } from './fields';
import { useNames } from './names';
import { useLater } from './use-later';

export interface Offered {
  readonly id: string;
  readonly name: string;
}

interface Frame {
  readonly pointer: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly unit?: string;
  /** Of the branch, those are offered who are, or are not, members of the League. */
  readonly league?: 'member' | 'none';
  /** Who comes first when nothing is typed: the candidates, the inspectors of the office. */
  readonly offer?: readonly Offered[];
}

/** Names of people that were chosen here or before: a draft that is taken up again holds ids alone. */
const useChosen = (ids: readonly string[], found: readonly Offered[]) => {
  const [known, setKnown] = useState<Readonly<Record<string, string>>>({});
  const inSight = (id: string): string | undefined => known[id] ?? found.find((one) => one.id === id)?.name;
  const named = useNames(ids.filter((id) => inSight(id) === undefined));
  return {
    nameOf: (id: string): string => inSight(id) ?? named(id),
    remember: (id: string, name: string) => setKnown({ ...known, [id]: name }),
  };
};

/** Finds people by name or pinyin initials within one's reach; members of the branch come first when nothing is typed. */
export function PeopleField({
  values,
  most = 8,
  onChange,
  unit,
  league = 'member',
  offer,
  ...frame
}: Frame & { readonly values: readonly string[]; readonly most?: number; readonly onChange: (values: string[]) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const q = useLater(typed.trim());
  const offering = q === '' && offer !== undefined && offer.length > 0;
  const people = useRead('listPeople', { query: q === '' ? { unit, league, limit: 8 } : { q, limit: 20 } }, { enabled: !offering });
  const items: readonly (Offered & { readonly unit?: Offered })[] = offering ? offer : (people.data?.items ?? []);
  const { nameOf, remember } = useChosen(values, [...items, ...(offer ?? [])]);
  const offered = items.filter((one) => !values.includes(one.id));
  return (
    <div className="pick">
      <TextField {...frame} value={typed} onChange={setTyped} type="search" hint={frame.hint ?? t('pick.people')} autoComplete="off" />
      {values.length > 0 && (
        <ul className="plain row" aria-label={t('pick.chosen')}>
          {values.map((id) => (
            <li key={id} className="row tag now">
              {nameOf(id)}
              <Button
                type="text"
                aria-label={t('pick.remove', { name: nameOf(id) })}
                onClick={() => onChange(values.filter((one) => one !== id))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ul className="plain choices" aria-label={t('pick.offered')}>
        {values.length < most &&
          offered.map((one) => (
            <li key={one.id}>
              <Button
                onClick={() => {
                  remember(one.id, one.name);
                  onChange([...values, one.id]);
                  setTyped('');
                }}
              >
                {one.name}
                <span className="soft small">{one.unit && one.unit.id !== unit ? ` ${one.unit.name}` : ''}</span>
              </Button>
            </li>
          ))}
      </ul>
      <p className="soft small" role="status">
        {people.data && offered.length === 0 && values.length < most ? t('pick.nobody') : ''}
      </p>
    </div>
  );
}

export const PersonField = ({
  value,
  onChange,
  ...rest
}: Frame & { readonly value: string | undefined; readonly onChange: (value: string | undefined) => void }) => (
  <PeopleField {...rest} values={value ? [value] : []} most={1} onChange={(values) => onChange(values[0])} />
);
