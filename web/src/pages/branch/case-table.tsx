import { useTranslation } from 'react-i18next';
import type { CaseLine } from '../../api/contract';
import { useStepTitles } from '../../ui/step-titles';
import { To } from '../../ui/to';

export function CaseTable({ items }: { readonly items: readonly CaseLine[] }) {
  const { t, i18n } = useTranslation();
  const titles = useStepTitles();
  return (
    <table className="table cards">
      <thead>
        <tr>
          <th scope="col">{t('inbox.who')}</th>
          <th scope="col">{t('cases.stands')}</th>
          <th scope="col">{t('inbox.due')}</th>
          <th scope="col">{t('inbox.unit')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <td data-main>
              <To href={`/cases/${one.id}`}>{one.subject?.name ?? one.id.slice(0, 8)}</To>
            </td>
            <td data-label={t('cases.stands')}>
              <span>
                {one.phase === 'ended'
                  ? i18n.exists(`ending.${one.ending}`)
                    ? t(`ending.${one.ending}`)
                    : t('phase.ended')
                  : one.steps.map(titles).join(t('app.comma'))}
                {one.phase !== 'open' && one.phase !== 'ended' && <span className="tag warn">{t(`phase.${one.phase}`)}</span>}
                {one.findings > 0 && <span className="tag bad">{t('case.findings', { count: one.findings })}</span>}
              </span>
            </td>
            <td data-label={t('inbox.due')}>{one.due ?? <span className="soft">{t('cases.openedOn', { day: one.openedOn })}</span>}</td>
            <td data-label={t('inbox.unit')}>{one.unit.name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
