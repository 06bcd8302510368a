import { useTranslation } from 'react-i18next';
import type { CaseLine } from '../../api/contract';
import { CardTable } from '../../ui/card-table';
import { useStepTitles } from '../../ui/step-titles';
import { To } from '../../ui/to';

export function CaseTable({ items }: { readonly items: readonly CaseLine[] }) {
  const { t, i18n } = useTranslation();
  const titles = useStepTitles([...new Set(['admission', ...items.map(({ procedure }) => procedure)])]);
  return (
    <CardTable
      items={items}
      keyOf={(one) => one.id}
      columns={[
        {
          head: t('inbox.who'),
          cell: (one) => (
            <To href={`/cases/${one.id}`}>
              {one.subject?.name ?? one.post ?? `${t(`procedure.${one.procedure}`)} ${one.id.slice(0, 8).toUpperCase()}`}
            </To>
          ),
        },
        {
          head: t('cases.stands'),
          cell: (one) => (
            <span>
              {one.phase === 'ended'
                ? i18n.exists(`ending.${one.ending}`)
                  ? t(`ending.${one.ending}`)
                  : t('phase.ended')
                : one.steps.map(titles).join(t('app.comma'))}
              {one.phase !== 'open' && one.phase !== 'ended' && <span className="tag warn">{t(`phase.${one.phase}`)}</span>}
              {one.findings > 0 && <span className="tag bad">{t('case.findings', { count: one.findings })}</span>}
            </span>
          ),
        },
        {
          head: t('inbox.due'),
          cell: (one) => one.due ?? <span className="soft">{t('cases.openedOn', { day: one.openedOn })}</span>,
        },
        { head: t('inbox.unit'), cell: (one) => one.unit.name },
      ]}
    />
  );
}
