import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { Loaded } from '../../ui/loading';
import { Pager } from '../../ui/pager';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { useWords } from '../../ui/words';

const OCCASIONS = ['notice', 'meeting', 'decision', 'session', 'ceremony'];

/** Tasks and acts of these lead to a page of their own; all others to their case. */
export const addressOf = ({ procedure, case: id }: { readonly procedure: string; readonly case: string }): string =>
  OCCASIONS.includes(procedure) ? `/occasions/${id}` : `/cases/${id}`;

type Done = Answer<'listMyActs'>['items'][number];

/** 已办, or 我发起: what I did, newest first, and where it stands now. */
export function DoneList({ opened }: { readonly opened: boolean }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const [{ after }, setAddress] = useAddress(['tab', 'after'] as const);
  const acts = useRead('listMyActs', { query: { limit: 50, after, opened: opened ? 'true' : undefined } });
  const stands = (one: Done): string =>
    one.ending && i18n.exists(`ending.${one.ending}`) ? t(`ending.${one.ending}`) : t(`phase.${one.phase}`);
  return (
    <Loaded of={acts}>
      {({ items, next }) => (
        <>
          {items.length === 0 && (
            <p role="status" className="soft">
              {t('inbox.nothingDone')}
            </p>
          )}
          {items.length > 0 && (
            <CardTable
              items={items}
              keyOf={(one) => one.id}
              columns={[
                {
                  head: t('inbox.who'),
                  cell: (one) => <To href={addressOf(one)}>{one.subject?.name ?? t(`procedure.${one.procedure}`)}</To>,
                },
                { head: t('inbox.did'), cell: (one) => words(one.sentence) },
                { head: t('cases.stands'), cell: stands },
                { head: t('inbox.unit'), cell: (one) => one.unit.name },
              ]}
            />
          )}
          <Pager after={after} next={next} onTurn={(to) => setAddress({ after: to })} />
          <Downloads of="listMyActs" ask={{ query: { opened: opened ? 'true' : undefined } }} what={t('nav.desk')} />
        </>
      )}
    </Loaded>
  );
}

/** 抄送我: what I was told of, in cases that others hold. */
export function CopiedList() {
  const { t, i18n } = useTranslation();
  const messages = useRead('listMessages', { query: { limit: 200 } });
  return (
    <Loaded of={messages}>
      {({ items }) => {
        const told = items.filter((one) => one.caseId !== undefined);
        return told.length === 0 ? (
          <p role="status" className="soft">
            {t('inbox.nothingCopied')}
          </p>
        ) : (
          <ul className="plain">
            {told.map((one) => (
              <li key={one.id} className="row apart message">
                <span>
                  {one.readAt === undefined && <span className="tag now">{t('message.new')}</span>}{' '}
                  {i18n.exists(`message.${one.kind}`) ? t(`message.${one.kind}`) : t('message.other')}
                  <span className="soft small"> {new Date(one.createdAt).toLocaleString()}</span>
                </span>
                <To href={`/cases/${one.caseId}`}>{t('case.open')}</To>
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}
