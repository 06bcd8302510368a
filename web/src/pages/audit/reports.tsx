import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { UnitField } from '../../ui/pick-unit';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { useWords } from '../../ui/words';

type Mark = Answer<'listRushFindings'>['items'][number];

/** 通报与线索: the bulletin of a unit by month, and marks of rush admission; neither acts on a case. */
export function Reports() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ unit, after }, setAddress] = useAddress(['unit', 'after'] as const);
  const at = unit ?? me.data?.holdings[0]?.organisation.id;
  return (
    <Page title={t('nav.reports')}>
      <section className="card no-print">
        <UnitField pointer="/at" label={t('packs.unit')} value={at} onChange={(value) => setAddress({ unit: value, after: undefined })} />
      </section>
      {at && <Bulletin org={at} />}
      {at && <Rush unit={at} after={after} onTurn={(to) => setAddress({ after: to })} />}
    </Page>
  );
}

function Bulletin({ org }: { readonly org: string }) {
  const { t } = useTranslation();
  const found = useRead('readBulletin', { query: { org } });
  return (
    <section className="card" aria-labelledby="bulletin">
      <h2 id="bulletin">{t('reports.bulletin')}</h2>
      <p className="soft small">{t('reports.bulletinLead')}</p>
      <Loaded of={found}>
        {({ items, pending }) => (
          <>
            {pending.length > 0 && <p className="note">{t('reports.pending', { months: pending.join(t('app.comma')) })}</p>}
            {items.length === 0 && <p className="soft">{t('charts.none')}</p>}
            {items.length > 0 && (
              <CardTable
                labelledBy="bulletin"
                items={items}
                keyOf={(line) => `${line.month} ${line.unit.id}`}
                columns={[
                  { head: t('inbox.unit'), cell: (line) => line.unit.name },
                  { head: t('reports.month'), cell: (line) => line.month },
                  { head: t('reports.open'), cell: (line) => line.open },
                  { head: t('reports.stalled'), cell: (line) => line.stalled },
                  { head: t('reports.overdue'), cell: (line) => line.overdue },
                  { head: t('reports.longest'), cell: (line) => t('board.days', { count: line.longestDays }) },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
      <div className="row no-print">
        <a className="link" href={`/api/audit/bulletin/paper?org=${org}`} target="_blank" rel="noreferrer">
          {t('reports.paper')}
        </a>
        <Downloads of="readBulletin" ask={{ query: { org } }} what={t('reports.bulletin')} />
      </div>
    </section>
  );
}

interface RushProps {
  readonly unit: string;
  readonly after: string | undefined;
  readonly onTurn: (after: string | undefined) => void;
}

function Rush({ unit, after, onTurn }: RushProps) {
  const { t } = useTranslation();
  const words = useWords();
  const found = useRead('listRushFindings', { query: { unit, after, limit: 50 } });
  const cases = (one: Mark) => (
    <span className="row">
      {one.cases.slice(0, 20).map((id, index) => (
        <To key={id} href={`/cases/${id}`} aria-label={t('reports.caseOf', { number: id.slice(0, 8).toUpperCase() })}>
          {index + 1}
        </To>
      ))}
    </span>
  );
  return (
    <section className="card" aria-labelledby="rush">
      <h2 id="rush">{t('reports.rush')}</h2>
      <p className="soft small">{t('reports.rushLead')}</p>
      <Loaded of={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <p className="soft">{t('reports.noMarks')}</p>}
            {items.length > 0 && (
              <CardTable
                labelledBy="rush"
                items={items}
                keyOf={(one) => one.id}
                columns={[
                  { head: t('reports.kind'), cell: (one) => t(`rush.${one.kind}`) },
                  { head: t('reports.on'), cell: (one) => one.on },
                  { head: t('inbox.unit'), cell: (one) => one.unit?.name ?? '—' },
                  { head: t('reports.what'), cell: (one) => words(one.sentence) },
                  { head: t('nav.cases'), cell: cases },
                ]}
              />
            )}
            <Pager after={after} next={next} onTurn={onTurn} />
          </>
        )}
      </Loaded>
      <Downloads of="listRushFindings" ask={{ query: { unit } }} what={t('reports.rush')} />
    </section>
  );
}
