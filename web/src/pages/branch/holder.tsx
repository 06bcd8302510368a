import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/contract';
import { useMe } from '../../api/queries';
import { SelectField } from '../../ui/fields';
import { useAddress } from '../../ui/use-address';

const HOLDERS = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'];

/** What the address of a form says, by a link or by a choice made in it: a reload finds it again. */
export const CHOSEN = ['unit', 'kind', 'cases'] as const;

export interface Holder {
  readonly unit: string;
  readonly unitName: string;
  readonly isCommittee: boolean;
  /** No single branch: it may act for those below that have too few members. */
  readonly isAbove: boolean;
}

const holdersOf = (me: Me | null | undefined): Holder[] => {
  const byId = new Map<string, Holder>();
  for (const { role, organisation } of me?.holdings ?? [])
    if (HOLDERS.includes(role))
      byId.set(organisation.id, {
        unit: organisation.id,
        unitName: organisation.name,
        isCommittee: organisation.kind !== 'branch' && organisation.kind !== 'general-branch',
        isAbove: organisation.kind !== 'branch',
      });
  return [...byId.values()];
};

/** The branch or committee in whose name somebody acts: the only one he or she serves, or a choice, which stays in the address. */
export const useHolder = () => {
  const me = useMe();
  const holders = holdersOf(me.data);
  const [{ unit }, setAddress] = useAddress(CHOSEN);
  const setUnit = (next: string) => setAddress({ unit: next });
  return { holders, holder: holders.find((one) => one.unit === unit) ?? holders[0], setUnit };
};

export function HolderField({ holders, holder, setUnit }: ReturnType<typeof useHolder>) {
  const { t } = useTranslation();
  if (holders.length < 2) return <p className="soft">{holder?.unitName ?? t('occasion.noHolder')}</p>;
  return (
    <SelectField
      pointer="/unit"
      label={t('occasion.holder')}
      value={holder?.unit}
      choices={holders.map((one) => ({ value: one.unit, label: one.unitName }))}
      onChange={setUnit}
    />
  );
}
