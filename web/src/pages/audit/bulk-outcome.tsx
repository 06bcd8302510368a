import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../api/contract';
import { CardTable } from '../../ui/card-table';
import { useStepTitles } from '../../ui/step-titles';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';
import type { StalledLine } from './age-bar';
import type { BulkRow } from './bulk-panel';

const MARK: Readonly<Record<BulkRow['result'], string>> = { would: 'now', done: 'good', registered: 'warn', refused: 'bad' };

/** What became, or would become, of each case: never one answer for all. */
export function BulkOutcome({ rows, lines }: { readonly rows: readonly BulkRow[]; readonly lines: readonly StalledLine[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const titles = useStepTitles([...new Set(lines.map(({ procedure }) => procedure))]);
  const lineOf = (id: string) => lines.find((line) => line.case === id);
  const count = (result: BulkRow['result']) => rows.filter((row) => row.result === result).length;
  const told = (['would', 'done', 'registered', 'refused'] as const).filter((result) => count(result) > 0);
  return (
    <>
      <p role="status" className="note info">
        {told.map((result) => t(`bulk.count-${result}`, { count: count(result) })).join(t('app.comma'))}
      </p>
      <CardTable
        items={rows}
        keyOf={(row) => row.case}
        columns={[
          {
            head: t('inbox.who'),
            cell: (row) => <To href={`/cases/${row.case}`}>{lineOf(row.case)?.subject?.name ?? row.case.slice(0, 8)}</To>,
          },
          { head: t('inbox.unit'), cell: (row) => lineOf(row.case)?.unit.name ?? '' },
          {
            head: t('bulk.result'),
            cell: (row) => <span className={`tag ${MARK[row.result]}`}>{t(`bulkResult.${row.result}`)}</span>,
          },
          {
            head: t('bulk.told'),
            cell: (row) => {
              const refusal = row.refusal as unknown as Refusal | undefined;
              if (refusal) return `${words(refusal.text)}${t('app.stop')}${words(refusal.remedy)}`;
              return row.after ? <After after={row.after} titles={titles} /> : '—';
            },
          },
        ]}
      />
    </>
  );
}

/** Whom the case would wait for then. */
const After = ({ after, titles }: { readonly after: NonNullable<BulkRow['after']>; readonly titles: (id: string) => string }) => {
  const { t } = useTranslation();
  if (after.phase !== 'open') return <>{t(`phase.${after.phase}`)}</>;
  return (
    <ul className="plain">
      {after.tasks.map((task) => (
        <li key={`${task.step} ${task.seat} ${task.at?.id ?? ''} ${task.person?.id ?? ''}`}>
          {titles(task.step)}: {task.person?.name ?? `${task.at?.name ?? ''} ${t(`seat.${task.seat}`)}`}{' '}
          {task.due && <span className="tag">{t('step.due', { day: task.due })}</span>}{' '}
          {task.escalated && <span className="tag warn">{t('inbox.escalated')}</span>}
        </li>
      ))}
    </ul>
  );
};
