import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { Downloads } from '../../ui/downloads';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';

export function Messages() {
  const { t, i18n } = useTranslation();
  const messages = useRead('listMessages', { query: { limit: 100 } });
  const refresh = useRefresh();
  const { run } = useSend();
  const read = (ids: readonly string[]) =>
    run(async (step) => {
      for (const id of ids) await step('markMessageRead', { params: { id } });
      await refresh();
    });
  const named = (kind: string): string => (i18n.exists(`message.${kind}`) ? t(`message.${kind}`) : t('message.other'));
  return (
    <Page title={t('nav.messages')}>
      <Loaded of={messages}>
        {({ items }) => {
          const unread = items.filter((one) => one.readAt === undefined).map(({ id }) => id);
          return (
            <section className="card">
              {items.length === 0 && <p className="soft">{t('message.none')}</p>}
              {unread.length > 1 && <Button onClick={() => void read(unread)}>{t('message.allRead')}</Button>}
              <ul className="plain">
                {items.map((one) => (
                  <li key={one.id} className="row apart message">
                    <span>
                      {one.readAt === undefined && <span className="tag now">{t('message.new')}</span>} {named(one.kind)}
                      <span className="soft small"> {new Date(one.createdAt).toLocaleString()}</span>
                    </span>
                    <span className="row">
                      {one.caseId && <To href={`/cases/${one.caseId}`}>{t('case.open')}</To>}
                      {typeof one.body.person === 'string' && <To href={`/people/${one.body.person}`}>{t('message.person')}</To>}
                      {one.readAt === undefined && <Button onClick={() => void read([one.id])}>{t('message.read')}</Button>}
                    </span>
                  </li>
                ))}
              </ul>
              {items.length > 0 && <Downloads of="listMessages" what={t('nav.messages')} />}
            </section>
          );
        }}
      </Loaded>
    </Page>
  );
}
