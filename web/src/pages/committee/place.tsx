import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/contract';
import { useMe } from '../../api/queries';
import { SelectField, TextField } from '../../ui/fields';
import { UnitField } from '../../ui/pick-unit';
import { useAddress } from '../../ui/use-address';

const ofOffice = (me: Me | null | undefined) =>
  me?.holdings.filter(({ organisation }) => organisation.kind !== 'inspection-office').map(({ organisation }) => organisation) ?? [];

/** Which unit and which year a ledger is read for; both stand in the address. */
export const usePlace = () => {
  const me = useMe();
  const [address, set] = useAddress(['org', 'year', 'kind'] as const);
  const own = ofOffice(me.data);
  return {
    org: address.org ?? own[0]?.id,
    year: address.year ?? me.data?.today.slice(0, 4) ?? '',
    kind: address.kind ?? 'development',
    set,
    own,
  };
};

export function PlaceFields({ org, year, kind, set, own, withKind }: ReturnType<typeof usePlace> & { readonly withKind?: boolean }) {
  const { t } = useTranslation();
  return (
    <section className="card no-print">
      {own.length > 1 && (
        <SelectField
          pointer="/own"
          label={t('occasion.holder')}
          value={org}
          choices={own.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(value) => set({ org: value })}
        />
      )}
      <details className="more">
        <summary>{t('quota.otherUnit')}</summary>
        <UnitField pointer="/org" label={t('inbox.unit')} value={org} onChange={(value) => set({ org: value })} />
      </details>
      <TextField
        pointer="/year"
        label={t('quota.year')}
        type="number"
        min={2000}
        max={2200}
        value={year}
        onChange={(value) => set({ year: value })}
      />
      {withKind && (
        <SelectField
          pointer="/kind"
          label={t('numbers.kind')}
          value={kind}
          choices={['development', 'booklet', 'certificate'].map((value) => ({ value, label: t(`numberKind.${value}`) }))}
          onChange={(value) => set({ kind: value })}
        />
      )}
    </section>
  );
}
