import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { CaseLine } from '../../api/contract';
import { useMe } from '../../api/queries';
import { asked } from '../../ui/asked';
import { CheckList } from '../../ui/fields';
import { useAgenda } from './agenda';
import type { Holder } from './holder';

/** Page after page: a county at the end of a term has more than one of them. */
const allAt = async (step: string, unit: string | undefined): Promise<CaseLine[]> => {
  const items: CaseLine[] = [];
  let after: string | undefined;
  do {
    const page = await call('listCases', { query: { step, unit, phase: 'open', limit: 200, after } });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
};

/** Open cases that stand at one of the steps: of the branch that holds the occasion, or of everything below a general branch or a committee. */
export const useCasesAt = (
  steps: readonly string[],
  holder: Pick<Holder, 'unit' | 'isAbove'> | undefined,
): { items: CaseLine[]; ready: boolean } => {
  const unit = holder && !holder.isAbove ? holder.unit : undefined;
  const lists = useQueries({
    queries: steps.map((step) => ({
      queryKey: ['listCases', 'at', step, unit ?? ''],
      queryFn: () => allAt(step, unit),
    })),
  });
  const all = lists.flatMap((list) => list.data ?? []);
  const byId = new Map(all.map((one) => [one.id, one]));
  return { items: [...byId.values()], ready: lists.every((list) => list.data !== undefined) };
};

const takeable = (items: readonly CaseLine[], ready: boolean, chosen: readonly string[]): readonly string[] =>
  ready ? chosen.filter((id) => items.some((one) => one.id === id)) : chosen;
const byLink = (): readonly string[] => asked('cases')?.split(',') ?? [];

/** The cases chosen here, or by the link that led here; of the latter only those that can be taken. */
export const useChosenCases = (items: readonly CaseLine[], ready: boolean) => {
  const [chosen, setChosen] = useState(byLink);
  return [takeable(items, ready, chosen), setChosen] as const;
};

/** What a draft keeps of a choice of cases. */
export interface DraftedCases {
  readonly cases?: readonly string[];
  /** The link under which they were chosen: another link chooses anew. */
  readonly link?: string;
}

/** The same in a form that keeps a draft. */
export const draftedCases = (
  { value, change }: { readonly value: DraftedCases; readonly change: (next: DraftedCases) => void },
  items: readonly CaseLine[],
  ready: boolean,
) => {
  const link = asked('cases') ?? '';
  const chosen = value.cases && (link === '' || value.link === link) ? value.cases : byLink();
  return [takeable(items, ready, chosen), (cases: readonly string[]) => change({ cases, link })] as const;
};

/** As a class list is ordered, so that forty are found one after the other. */
const BY_NAME = new Intl.Collator('zh-CN');

interface Props {
  readonly items: readonly CaseLine[];
  readonly ready: boolean;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  readonly pointer?: string;
  /** The committee whose meeting it is: others' cases are set apart, which it takes only where theirs cannot vote on them. */
  readonly committee?: string | undefined;
}

/** Several ready cases for one occasion; all at once with one click, since a class goes together. */
export function ChooseCases({ items, ready, values, onChange, pointer = '/act/body/cases', committee }: Props) {
  const { t } = useTranslation();
  const onAgenda = useAgenda();
  const sorted = [...items].sort((one, two) => BY_NAME.compare(one.subject?.name ?? '', two.subject?.name ?? ''));
  const own = sorted.filter((one) => committee === undefined || one.committee === committee);
  const others = sorted.filter((one) => !own.includes(one));
  /** In one's own branch its name goes without saying: forty of a class are then half as long a list on a phone. */
  const me = useMe();
  const several = items.some(
    ({ unit }) => unit.id !== items[0]?.unit.id || !me.data?.holdings.some((held) => held.organisation.id === unit.id),
  );
  const choicesOf = (some: readonly CaseLine[]) =>
    some.map((one) => ({ value: one.id, label: `${onAgenda(one) || one.id.slice(0, 8)}${several ? ` · ${one.unit.name}` : ''}` }));
  const choose = (among: readonly CaseLine[]) => (chosen: readonly string[]) =>
    onChange([...values.filter((id) => !among.some((one) => one.id === id)), ...chosen]);
  if (ready && items.length === 0) return <p className="note info">{t('occasion.noReady')}</p>;
  const whole = own.length > 1 && own.some(({ id }) => !values.includes(id));
  return (
    <>
      {own.length === 0 && <p className="note info">{t('occasion.noReady')}</p>}
      {own.length > 0 && (
        <CheckList pointer={pointer} label={t('occasion.whichCases')} values={values} choices={choicesOf(own)} onChange={choose(own)} />
      )}
      {whole && (
        <p>
          <button type="button" className="choice" onClick={() => onChange([...new Set([...values, ...own.map(({ id }) => id)])])}>
            {t('occasion.all', { count: own.length })}
          </button>
        </p>
      )}
      {others.length > 0 && (
        <details className="more" open={own.length === 0 || others.some(({ id }) => values.includes(id))}>
          <summary>{t('occasion.othersCases', { count: others.length })}</summary>
          <CheckList
            pointer={own.length > 0 ? `${pointer}/others` : pointer}
            label={t('occasion.othersCases', { count: others.length })}
            hint={t('occasion.othersHint')}
            values={values}
            choices={choicesOf(others)}
            onChange={choose(others)}
          />
        </details>
      )}
    </>
  );
}
