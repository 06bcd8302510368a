import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead } from '../../api/queries';
import { Downloads } from '../../ui/downloads';
import { Loaded } from '../../ui/loading';
import { To } from '../../ui/to';

type Line = Answer<'listPlaceQueue'>['items'][number];

/** Who waits for a place, in order. A free one is asked for in the case of whoever comes first. */
export function WaitingForPlaces({ org, year }: { readonly org: string; readonly year: number }) {
  const { t } = useTranslation();
  const query = { org, year: String(year), limit: 200 };
  const queue = useRead('listPlaceQueue', { query });
  return (
    <section className="card">
      <h2>{t('placeQueue.title')}</h2>
      <p className="soft small">{t('placeQueue.help')}</p>
      <Loaded of={queue}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? <p className="soft">{t('placeQueue.nobody')}</p> : <Rows items={items} />}
            {next && <p className="soft">{t('placeQueue.more')}</p>}
            {items.length > 0 && (
              <Downloads of="listPlaceQueue" ask={{ query: { org, year: String(year) } }} what={t('placeQueue.title')} />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

const COLUMNS = ['number', 'who', 'unit', 'placesOf', 'since', 'now'] as const;

function Rows({ items }: { readonly items: readonly Line[] }) {
  const { t } = useTranslation();
  return (
    <section className="scroll" tabIndex={items.length > 0 ? 0 : undefined} aria-label={t('placeQueue.title')}>
      <table className="table">
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th scope="col" key={name}>
                {t(`placeQueue.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.case}>
              <td>{t('placeQueue.numberOf', { rank: one.rank, of: one.of })}</td>
              <th scope="row">
                <To href={`/cases/${one.case}`}>{one.subject?.name ?? one.case}</To>
              </th>
              <td>{one.unit.name}</td>
              <td>{one.line?.org.name ?? t('placeQueue.noLine')}</td>
              <td>{one.since}</td>
              <td>
                {one.turn && <span className="tag now">{t('placeQueue.itsTurn')}</span>}
                {one.phase !== 'open' && <span className="tag warn">{t(`phase.${one.phase}`)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
