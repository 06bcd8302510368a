import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { SelectField } from '../../ui/fields';
import { UnitField } from '../../ui/pick-unit';
import { useStageTitles } from '../../ui/step-titles';

export const FILTERS = ['reason', 'holder', 'procedure', 'stage', 'unit', 'minDays'] as const;
type Filters = Partial<Record<(typeof FILTERS)[number], string>>;
type Counts = Answer<'listStalled'>['counts'];

const REASONS = ['system-fault', 'held', 'calendar-missing', 'vacant', 'inspector-silent', 'overdue', 'idle'] as const;
const AGES = ['30', '90', '180', '365'] as const;

interface Props {
  readonly now: Filters;
  readonly counts: Counts | undefined;
  readonly onChange: (change: Filters) => void;
}

/** How many there are of each kind, and each count a filter. What is chosen stands in the address. */
export function BoardFilters({ now, counts, onChange }: Props) {
  const { t } = useTranslation();
  const procedures = Object.keys(counts?.procedure ?? {});
  const titles = useStageTitles(procedures);
  /** The chosen one too, when nothing is left of it. */
  const choicesOf = (kind: 'holder' | 'procedure' | 'stage', name: (value: string) => string) =>
    [...new Set([...Object.keys(counts?.[kind] ?? {}), ...(now[kind] ? [now[kind]] : [])])]
      .map((value) => ({ value, count: counts?.[kind][value] ?? 0 }))
      .sort((one, other) => other.count - one.count)
      .map(({ value, count }) => ({ value, label: `${name(value)} (${count})` }));
  const chosen = FILTERS.filter((name) => now[name] !== undefined).length;
  return (
    <section className="card no-print" aria-label={t('board.filters')}>
      <ul className="plain choices" aria-label={t('board.byReason')}>
        {REASONS.filter((code) => (counts?.reason[code] ?? 0) > 0 || now.reason === code).map((code) => (
          <li key={code}>
            <button
              type="button"
              className="choice"
              aria-pressed={now.reason === code}
              onClick={() => onChange({ reason: now.reason === code ? undefined : code })}
            >
              {t(`standing.${code}`)} <strong>{counts?.reason[code] ?? 0}</strong>
              {now.reason === code && <span aria-hidden="true">×</span>}
            </button>
          </li>
        ))}
      </ul>
      <details className="more" open={chosen > (now.reason ? 1 : 0) || undefined}>
        <summary>{t('board.narrow')}</summary>
        <div className="fields">
          <SelectField
            filter
            pointer="/holder"
            label={t('board.holder')}
            value={now.holder}
            choices={choicesOf('holder', (value) => t(`holder.${value}`))}
            onChange={(holder) => onChange({ holder })}
          />
          <SelectField
            filter
            pointer="/stage"
            label={t('board.stage')}
            value={now.stage}
            choices={choicesOf('stage', titles)}
            onChange={(stage) => onChange({ stage })}
          />
          <SelectField
            filter
            pointer="/procedure"
            label={t('board.procedure')}
            value={now.procedure}
            choices={choicesOf('procedure', (value) => t(`procedure.${value}`))}
            onChange={(procedure) => onChange({ procedure })}
          />
          <SelectField
            filter
            pointer="/minDays"
            label={t('board.minDays')}
            value={now.minDays}
            choices={AGES.map((value) => ({ value, label: t('board.atLeast', { count: Number(value) }) }))}
            onChange={(minDays) => onChange({ minDays })}
          />
          <div>
            <UnitField filter pointer="/unit" label={t('board.unit')} value={now.unit} onChange={(unit) => onChange({ unit })} />
          </div>
        </div>
        {counts?.units.some(({ id }) => id !== now.unit) && (
          <>
            <p className="soft small">{t('board.most')}</p>
            <ul className="plain choices">
              {counts.units.map(({ id, name, count }) => (
                <li key={id}>
                  <button type="button" className="choice" onClick={() => onChange({ unit: id })}>
                    {name} <strong>{count}</strong>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
      {chosen > 0 && (
        <p>
          <button type="button" className="choice" onClick={() => onChange(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}>
            {t('board.all')}
          </button>
        </p>
      )}
    </section>
  );
}
