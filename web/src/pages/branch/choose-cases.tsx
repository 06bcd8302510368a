import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { CaseLine } from '../../api/contract';
import { asked } from '../../ui/asked';
import { CheckList } from '../../ui/fields';
import { useAgenda } from './agenda';
import type { Holder } from './holder';

/** Open cases that stand at one of the steps: of the branch that holds the occasion, or of everything below a general branch or a committee. */
export const useCasesAt = (
  steps: readonly string[],
  holder: Pick<Holder, 'unit' | 'isAbove'> | undefined,
): { items: CaseLine[]; ready: boolean } => {
  const unit = holder && !holder.isAbove ? holder.unit : undefined;
  const lists = useQueries({
    queries: steps.map((step) => ({
      queryKey: ['listCases', 'at', step, unit ?? ''],
      queryFn: async () => (await call('listCases', { query: { step, unit, phase: 'open', limit: 200 } })).items,
    })),
  });
  const all = lists.flatMap((list) => list.data ?? []);
  const byId = new Map(all.map((one) => [one.id, one]));
  return { items: [...byId.values()], ready: lists.every((list) => list.data !== undefined) };
};

/** The cases chosen here, or by the link that led here; of the latter only those that can be taken. */
export const useChosenCases = (items: readonly CaseLine[], ready: boolean, before?: readonly string[]) => {
  const [chosen, setChosen] = useState<string[]>(() => (before ? [...before] : undefined) ?? asked('cases')?.split(',') ?? []);
  return [ready ? chosen.filter((id) => items.some((one) => one.id === id)) : chosen, setChosen] as const;
};

interface Props {
  readonly items: readonly CaseLine[];
  readonly ready: boolean;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  readonly pointer?: string;
}

/** Several ready cases for one occasion; all at once with one click, since a class goes together. */
export function ChooseCases({ items, ready, values, onChange, pointer = '/act/body/cases' }: Props) {
  const { t } = useTranslation();
  const onAgenda = useAgenda();
  if (ready && items.length === 0) return <p className="note info">{t('occasion.noReady')}</p>;
  const whole = items.length > 1 && values.length < items.length;
  return (
    <>
      <CheckList
        pointer={pointer}
        label={t('occasion.whichCases')}
        values={values}
        choices={items.map((one) => ({ value: one.id, label: `${onAgenda(one) || one.id.slice(0, 8)} · ${one.unit.name}` }))}
        onChange={onChange}
      />
      {whole && (
        <p>
          <button type="button" className="choice" onClick={() => onChange(items.map(({ id }) => id))}>
            {t('occasion.all', { count: items.length })}
          </button>
        </p>
      )}
    </>
  );
}
