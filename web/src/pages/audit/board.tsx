import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { CardTable, type Column } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { useWords } from '../../ui/words';
import { AgeBar, type StalledLine } from './age-bar';
import { BoardFilters, FILTERS } from './board-filters';
import { BulkPanel } from './bulk-panel';

const PAGE = 50;
/** As many as one act takes. */
const MOST = 100;

/** 停滞看板: which cases stand still, at whose desk, since when, against which clause; and what can be done for many at once. */
export function Board() {
  const { t } = useTranslation();
  const [{ after, ...filters }, setAddress] = useAddress([...FILTERS, 'after'] as const);
  const stalled = useRead('listStalled', { query: { ...filters, after, limit: PAGE } }, { refetchInterval: 60_000 });
  const [chosen, setChosen] = useState<ReadonlyMap<string, StalledLine>>(new Map());
  /** What is being acted on: it stays while rows leave the board. */
  const [acting, setActing] = useState<readonly StalledLine[]>();
  const toggle = (lines: readonly StalledLine[], on: boolean) => {
    const next = new Map(chosen);
    for (const line of lines)
      if (!on) next.delete(line.case);
      else if (next.size < MOST) next.set(line.case, line);
    setChosen(next);
  };
  return (
    <Page
      title={t('nav.board')}
      aside={
        <>
          <To href="/charts">{t('nav.charts')}</To>
          <Downloads of="listStalled" ask={{ query: filters }} what={t('nav.board')} />
        </>
      }
    >
      <BoardFilters now={filters} counts={stalled.data?.counts} onChange={(change) => setAddress({ ...change, after: undefined })} />
      {acting && (
        <BulkPanel
          lines={acting}
          onClose={() => setActing(undefined)}
          onDone={(left) => setChosen(new Map([...chosen].filter(([id]) => left.includes(id))))}
        />
      )}
      <section className="card">
        <Loaded of={stalled}>
          {({ items, next, counts }) => (
            <>
              <p role="status" className="soft">
                {counts.total === 0 ? t('board.none') : t('board.count', { count: counts.total })}
              </p>
              {items.length > 0 && <Rows items={items} chosen={chosen} onToggle={toggle} />}
              <Pager after={after} next={next} onTurn={(to) => setAddress({ after: to })} />
            </>
          )}
        </Loaded>
      </section>
      {chosen.size > 0 && !acting && (
        <div className="bulk-bar row no-print">
          <span role="status">{t('board.chosen', { count: chosen.size })}</span>
          <Button type="primary" onClick={() => setActing([...chosen.values()])}>
            {t('board.act')}
          </Button>
          <Button onClick={() => setChosen(new Map())}>{t('board.clear')}</Button>
          {chosen.size === MOST && <span className="soft small">{t('board.most100')}</span>}
        </div>
      )}
    </Page>
  );
}

interface RowsProps {
  readonly items: readonly StalledLine[];
  readonly chosen: ReadonlyMap<string, StalledLine>;
  readonly onToggle: (lines: readonly StalledLine[], on: boolean) => void;
}

function Rows({ items, chosen, onToggle }: RowsProps) {
  const { t } = useTranslation();
  const words = useWords();
  const all = items.every((line) => chosen.has(line.case));
  const nameOf = (line: StalledLine) => line.subject?.name ?? line.post ?? `${t(`procedure.${line.procedure}`)} ${line.case.slice(0, 8)}`;
  const columns: Column<StalledLine>[] = [
    {
      head: t('inbox.who'),
      cell: (line) => (
        <span className="pick-row">
          <input
            type="checkbox"
            aria-label={t('board.choose', { name: nameOf(line) })}
            checked={chosen.has(line.case)}
            onChange={(event) => onToggle([line], event.target.checked)}
          />
          <To href={`/cases/${line.case}`}>{nameOf(line)}</To>
        </span>
      ),
    },
    {
      head: t('board.reason'),
      bare: true,
      cell: (line) => (
        <div>
          <span className={`tag ${line.reason.code === 'idle' ? 'warn' : 'bad'}`}>{t(`standing.${line.reason.code}`)}</span>{' '}
          {line.others.map((code) => (
            <span key={code} className="tag">
              {t(`standing.${code}`)}
            </span>
          ))}
          <p>{words(line.reason.sentence)}</p>
          {[line.reason.code, ...line.others].includes('vacant') && <To href="/leaves">{t('board.fill')}</To>}
        </div>
      ),
    },
    {
      head: t('board.age'),
      bare: true,
      cell: (line) => (
        <div className="grow">
          {t('board.ageSince', { count: line.ageDays, day: line.openedOn })}
          <AgeBar parts={line.parts} />
        </div>
      ),
    },
    { head: t('inbox.unit'), cell: (line) => line.unit.name },
  ];
  return (
    <>
      <label className="choice no-print">
        <input type="checkbox" checked={all} onChange={(event) => onToggle(items, event.target.checked)} />
        {t('board.chooseAll', { count: items.length })}
      </label>
      <CardTable items={items} keyOf={(line) => line.case} columns={columns} />
    </>
  );
}
