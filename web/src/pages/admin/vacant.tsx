import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';

/** Cases that would have nobody who may do what they wait for. */
export function Vacant({ found }: { readonly found: Answer<'simulateEndRole'> }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={`note ${found.total === 0 ? 'good' : 'warn'}`} role="status">
      <p>{words(found.sentence)}</p>
      {found.cases.length > 0 && (
        <ul>
          {found.cases.slice(0, 20).map((one) => (
            <li key={`${one.case} ${one.step} ${one.seat}`}>
              <To href={`/cases/${one.case}`}>{one.subject?.name ?? one.case.slice(0, 8)}</To> {one.unit.name} · {t(`seat.${one.seat}`)} ·{' '}
              {t('leave.from', { day: one.from })}
            </li>
          ))}
          {found.total > 20 && <li>{t('leave.more', { count: found.total - 20 })}</li>}
        </ul>
      )}
    </div>
  );
}
