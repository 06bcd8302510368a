import '../../i18n/areas/law';
import '../../i18n/areas/select';
import '../../i18n/areas/work';
import { useTranslation } from 'react-i18next';
import type { CaseLine } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { CaseBody } from '../cases/case-page';

/** The home of whoever holds no office: the open case whole, or how to begin; and what else waits for this person. */
export function Mine() {
  const { t } = useTranslation();
  const me = useMe();
  const cases = useRead('listCases', { query: { mine: 'true', limit: 20 } });
  return (
    <Loaded of={cases}>
      {({ items }) => {
        const open = items.find((one) => one.phase !== 'ended');
        const ended = items.filter((one) => one.phase === 'ended');
        return (
          <Page title={open ? t('case.mine') : t('home.hello', { name: me.data?.person.name })}>
            <Others own={open?.id} />
            {open ? (
              <Open line={open} />
            ) : me.data?.person.league === 'member' ? (
              <p className="note good">{t('home.member')}</p>
            ) : (
              <Begin />
            )}
            {ended.length > 0 && <Ended items={ended} />}
          </Page>
        );
      }}
    </Loaded>
  );
}

function Open({ line }: { readonly line: CaseLine }) {
  const view = useRead('getCase', { params: { id: line.id } }, { refetchInterval: 30_000 });
  const procedure = useRead('getProcedure', { params: { name: line.procedure } });
  return (
    <Loaded of={view}>{(known) => <Loaded of={procedure}>{(steps) => <CaseBody view={known} procedure={steps} mine />}</Loaded>}</Loaded>
  );
}

/** A contact or introducer has work in other people's cases. */
function Others({ own }: { readonly own: string | undefined }) {
  const { t } = useTranslation();
  const tasks = useRead('myTasks', { query: { limit: 50 } });
  const others = (tasks.data?.items ?? []).filter((task) => task.case !== own);
  if (others.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('home.others')}</h2>
      <ul>
        {others.map((task) => (
          <li key={task.id}>
            <To href={`/cases/${task.case}`}>{task.subject?.name ?? task.unit.name}</To>{' '}
            {task.due && <span className="tag warn">{task.due}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Begin() {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h2>{t('home.notYet')}</h2>
      <p>{t('home.notYetText')}</p>
      <ol>
        {['one', 'two', 'three', 'four'].map((step) => (
          <li key={step}>{t(`home.next-${step}`)}</li>
        ))}
      </ol>
      <p>
        <To href="/apply" className="choice strong">
          {t('home.apply')}
        </To>
      </p>
      <To href="/procedure">{t('home.allSteps')}</To>
    </section>
  );
}

function Ended({ items }: { readonly items: readonly CaseLine[] }) {
  const { t, i18n } = useTranslation();
  return (
    <section className="card">
      <h2>{t('home.ended')}</h2>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <To href={`/cases/${one.id}`}>{one.openedOn}</To>{' '}
            {i18n.exists(`ending.${one.ending}`) ? t(`ending.${one.ending}`) : t('phase.ended')}
          </li>
        ))}
      </ul>
    </section>
  );
}
