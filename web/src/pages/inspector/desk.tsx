import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';
import { LogStatus } from './log-status';

type Desk = Answer<'inspectionDesk'>;
type Item = Desk['verdicts'][number];

const KINDS = ['verdicts', 'investigations', 'held', 'supplements'] as const;

/** 监督待办: every stage that waits for my verdict, what is held or examined, what I asked for, what came in. */
export function InspectionDesk() {
  const { t } = useTranslation();
  const desk = useRead('inspectionDesk', {}, { refetchInterval: 30_000 });
  return (
    <Page title={t('nav.inspection')}>
      <LogStatus />
      <Loaded of={desk}>
        {(found) => (
          <>
            {KINDS.filter((kind) => kind === 'verdicts' || found[kind].length > 0).map((kind) => (
              <section className="card" key={kind} aria-labelledby={kind}>
                <h2 id={kind}>{t(`inspect.${kind}`)}</h2>
                {found[kind].length === 0 ? <p className="soft">{t('inspect.none')}</p> : <Items kind={kind} items={found[kind]} />}
              </section>
            ))}
            <Received desk={found} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Items({ kind, items }: { readonly kind: (typeof KINDS)[number]; readonly items: readonly Item[] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <CardTable
      items={items}
      keyOf={(one) => `${one.case} ${one.step}`}
      columns={[
        {
          head: t('inbox.who'),
          cell: (one) => <To href={`/inspection/cases/${one.case}`}>{one.subject?.name ?? one.post ?? t(`procedure.${one.procedure}`)}</To>,
        },
        {
          head: t('inbox.what'),
          cell: (one) => (
            <span>
              {words(one.title)} {one.escalated && <span className="tag bad">{t('inbox.escalated')}</span>}
            </span>
          ),
        },
        {
          head: t('inbox.due'),
          cell: (one) => <Due item={one} />,
        },
        { head: t('inbox.unit'), cell: (one) => one.unit.name },
      ]}
      labelledBy={kind}
    />
  );
}

const Due = ({ item: { due, daysLeft = 0, since } }: { readonly item: Item }) => {
  const { t } = useTranslation();
  if (!due) return <span className="soft">{t('inbox.since', { day: since })}</span>;
  return <span className={`tag ${daysLeft < 0 ? 'bad' : 'warn'}`}>{daysLeft < 0 ? t('inbox.late', { day: due }) : due}</span>;
};

/** What came in from outside: objections lead to their page, complaints are told by number and day only. */
function Received({ desk: { objections, complaints } }: { readonly desk: Desk }) {
  const { t } = useTranslation();
  if (objections.length + complaints.length === 0) return null;
  return (
    <section className="card" aria-labelledby="received">
      <h2 id="received">{t('inspect.received')}</h2>
      {objections.length > 0 && (
        <p>
          <To href="/objections">{t('inspect.objections', { count: objections.length })}</To>
        </p>
      )}
      {complaints.length > 0 && (
        <p>
          <To href="/inspection/complaints">{t('complaints.title')}</To>
        </p>
      )}
      <ul className="plain">
        {complaints.map((one) => (
          <li key={one.complaint}>
            {t('inspect.complaint', { day: one.since, id: one.complaint.slice(0, 8).toUpperCase() })}{' '}
            <span className="tag">{one.named ? t('objection.named') : t('objection.unnamed')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
