import '../../i18n/areas/law';
import '../../i18n/areas/reach';
import '../../i18n/areas/select';
import '../../i18n/areas/work';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { useStepTitles } from '../../ui/step-titles';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { addressOf, CopiedList, DoneList } from './done-list';
import { Together, useWays } from './together';

const TABS = ['todo', 'done', 'opened', 'copied'] as const;

const proceduresOf = (items: readonly Task[]): string[] => [
  ...new Set(items.filter((one) => addressOf(one).startsWith('/cases/')).map(({ procedure }) => procedure)),
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

/** 待办, 已办, 我发起, 抄送我. Which of them, and what narrows it, stands in the address. */
export function Inbox() {
  const { t } = useTranslation();
  const [{ tab = 'todo' }, setAddress] = useAddress(['tab', 'step', 'overdue', 'after'] as const);
  return (
    <Page title={t('nav.desk')} aside={<To href="/occasions">{t('nav.occasions')}</To>}>
      <Scoring />
      <section className="card">
        <fieldset className="tabs no-print">
          <legend className="hidden">{t('inbox.which')}</legend>
          {TABS.map((one) => (
            <button
              type="button"
              className="choice"
              key={one}
              aria-pressed={tab === one}
              onClick={() => setAddress({ tab: one === 'todo' ? undefined : one, step: undefined, overdue: undefined, after: undefined })}
            >
              {t(`inbox.tab.${one}`)}
            </button>
          ))}
        </fieldset>
        {tab === 'done' || tab === 'opened' ? (
          <DoneList key={tab} opened={tab === 'opened'} />
        ) : tab === 'copied' ? (
          <CopiedList />
        ) : (
          <ToDo />
        )}
      </section>
    </Page>
  );
}

/** What waits for me or my desk, earliest due day first; of one step, several can be done together. */
function ToDo() {
  const { t } = useTranslation();
  const [{ step, overdue }, setAddress] = useAddress(['tab', 'step', 'overdue'] as const);
  const tasks = useRead('myTasks', { query: { limit: 200, step, overdue } }, { refetchInterval: 30_000 });
  const titles = useStepTitles(proceduresOf(tasks.data?.items ?? []));
  const steps = [...new Set((tasks.data?.items ?? []).map((one) => one.step))];
  const ways = useWays(step ?? (steps.length === 1 ? steps[0] : undefined));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const items = tasks.data?.items ?? [];
  const marked = items.filter((task) => chosen.includes(task.id));
  return (
    <>
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
        {({ next }) => (
          <>
            <p role="status" className="soft">
              {items.length === 0 ? t('inbox.none') : t('inbox.count', { count: items.length, more: next ? '+' : '' })}
            </p>
            {ways.length > 0 && items.length > 1 && (
              <div className="no-print">
                <label className="choice">
                  <input
                    type="checkbox"
                    checked={marked.length === items.length}
                    onChange={(event) => setChosen(event.target.checked ? items.map(({ id }) => id) : [])}
                  />
                  {t('inbox.all')}
                </label>
                <Together ways={ways} chosen={marked} />
              </div>
            )}
            {items.length > 0 && (
              <TaskTable items={items} {...(ways.length > 0 && items.length > 1 ? { chosen, onChoose: setChosen } : {})} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

interface Tasks {
  readonly items: readonly Task[];
  readonly chosen?: readonly string[];
  readonly onChoose?: (chosen: readonly string[]) => void;
}

function TaskTable({ items, chosen = [], onChoose }: Tasks) {
  const { t } = useTranslation();
  const me = useMe();
  const titles = useStepTitles(proceduresOf(items));
  const today = me.data?.today ?? '';
  const nameOf = (task: Task): string => task.subject?.name ?? task.post ?? t(`procedure.${task.procedure}`);
  const toggle = (id: string) => onChoose?.(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <CardTable
      items={items}
      keyOf={(task) => task.id}
      columns={[
        {
          head: t('inbox.who'),
          cell: (task) => (
            <span className="row">
              {onChoose && (
                <input
                  type="checkbox"
                  className="mark-row"
                  aria-label={t('inbox.choose', { name: nameOf(task) })}
                  checked={chosen.includes(task.id)}
                  onChange={() => toggle(task.id)}
                />
              )}
              <To href={addressOf(task)}>{nameOf(task)}</To>
            </span>
          ),
        },
        {
          head: t('inbox.what'),
          cell: (task) => (
            <span>
              {task.step === 'O1' ? t(`ongoing.${task.procedure}`) : titles(task.step)}{' '}
              {task.escalated && <span className="tag bad">{t('inbox.escalated')}</span>}
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
