import { useTranslation } from 'react-i18next';
import type { Task } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { useStepTitles } from '../../ui/step-titles';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';

/** Tasks of these lead to a page of their own; all others to their case. */
const OCCASIONS = ['notice', 'meeting', 'decision', 'session', 'ceremony'];

const proceduresOf = (items: readonly Task[]): string[] => [
  ...new Set(items.map(({ procedure }) => procedure).filter((one) => !OCCASIONS.includes(one))),
];

/** Competitions that wait for my points as an examiner: they are no task of a case, for nobody sees who has given his. */
function Scoring() {
  const { t } = useTranslation();
  const found = useRead('listScoring');
  const open = (found.data?.items ?? []).filter(({ given }) => given.length < 2);
  if (open.length === 0) return null;
  return (
    <p className="note info">
      <To href="/scores">{t('scores.wait', { count: open.length })}</To>
    </p>
  );
}

/** 待办: what waits for me or my desk, earliest due day first. The filter stands in the address. */
export function Inbox() {
  const { t } = useTranslation();
  const [{ step, overdue }, setAddress] = useAddress(['step', 'overdue'] as const);
  const tasks = useRead('myTasks', { query: { limit: 200, step, overdue } }, { refetchInterval: 30_000 });
  const titles = useStepTitles(proceduresOf(tasks.data?.items ?? []));
  const steps = [...new Set((tasks.data?.items ?? []).map((one) => one.step))];
  return (
    <Page title={t('nav.desk')} aside={<To href="/occasions">{t('nav.occasions')}</To>}>
      <Scoring />
      <section className="card">
        <div className="row no-print">
          <label className="choice">
            <input
              type="checkbox"
              checked={overdue === 'true'}
              onChange={(event) => setAddress({ overdue: event.target.checked ? 'true' : undefined })}
            />
            {t('inbox.overdue')}
          </label>
          {(step ? [step] : steps.length > 1 ? steps : []).map((one) => (
            <button
              type="button"
              className="choice"
              key={one}
              aria-pressed={step === one}
              onClick={() => setAddress({ step: step === one ? undefined : one })}
            >
              {titles(one)}
              {step === one ? ' ×' : ''}
            </button>
          ))}
        </div>
        <Loaded of={tasks}>
          {({ items, next }) => (
            <>
              <p role="status" className="soft">
                {items.length === 0 ? t('inbox.none') : t('inbox.count', { count: items.length, more: next ? '+' : '' })}
              </p>
              {items.length > 0 && <TaskTable items={items} />}
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

export function TaskTable({ items }: { readonly items: readonly Task[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const titles = useStepTitles(proceduresOf(items));
  const today = me.data?.today ?? '';
  return (
    <CardTable
      items={items}
      keyOf={(task) => task.id}
      columns={[
        {
          head: t('inbox.who'),
          cell: (task) => (
            <To href={OCCASIONS.includes(task.procedure) ? `/occasions/${task.case}` : `/cases/${task.case}`}>
              {task.subject?.name ?? t(`procedure.${task.procedure}`)}
            </To>
          ),
        },
        {
          head: t('inbox.what'),
          cell: (task) => (
            <span>
              {titles(task.step)} {task.escalated && <span className="tag bad">{t('inbox.escalated')}</span>}
            </span>
          ),
        },
        {
          head: t('inbox.due'),
          cell: (task) => <Due task={task} today={today} />,
        },
        { head: t('inbox.unit'), cell: (task) => task.unit.name },
      ]}
    />
  );
}

const Due = ({ task, today }: { readonly task: Task; readonly today: string }) => {
  const { t } = useTranslation();
  if (task.earliest && today < task.earliest) return <span className="tag">{t('inbox.notBefore', { day: task.earliest })}</span>;
  if (!task.due) return <span className="soft">{t('inbox.since', { day: task.since })}</span>;
  return (
    <span className={`tag ${task.due < today ? 'bad' : 'warn'}`}>{task.due < today ? t('inbox.late', { day: task.due }) : task.due}</span>
  );
};
