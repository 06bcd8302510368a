import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloaded } from '../../api/client';
import { useRead } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { download } from '../../ui/download';
import { Loaded } from '../../ui/loading';
import { Pager } from '../../ui/pager';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';

/** What a team has read, newest first: each line is an entry of the log. */
export function TeamReadings({ team }: { readonly team: { readonly id: string; readonly name: string } }) {
  const { t, i18n } = useTranslation();
  const [after, setAfter] = useState<string>();
  const found = useRead('listTeamReadings', { params: { id: team.id }, query: { after } });
  const { run, sending, problem } = useSend();
  const csv = () =>
    run(async () =>
      download(await downloaded('listTeamReadings', { params: { id: team.id }, query: { format: 'csv' } }), 'team-readings.csv'),
    );
  const when = (at: string) => new Date(at).toLocaleString(i18n.language === 'en' ? 'en-GB' : 'zh-CN');
  return (
    <section className="card" aria-labelledby="readings">
      <h2 id="readings">{t('teams.readings', { name: team.name })}</h2>
      <ProblemBox problem={problem} />
      <Loaded of={found}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p>{t('teams.noReadings')}</p>
          ) : (
            <>
              <CardTable
                labelledBy="readings"
                items={items}
                keyOf={(one) => one.id}
                columns={[
                  { head: t('teams.what'), cell: (one) => `${t(`teams.whats.${one.what}`)} (${one.operation})` },
                  { head: t('teams.when'), cell: (one) => when(one.at) },
                  {
                    head: t('teams.of'),
                    cell: (one) => (one.case ? <To href={`/cases/${one.case}`}>{one.case.slice(0, 8)}</To> : (one.of?.slice(0, 8) ?? '—')),
                  },
                ]}
              />
              <Pager after={after} next={next} onTurn={setAfter} />
              <p className="no-print">
                <Button aria-busy={sending} onClick={() => void csv()}>
                  {t('teams.csv')}
                </Button>
              </p>
            </>
          )
        }
      </Loaded>
    </section>
  );
}
