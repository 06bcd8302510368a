import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloaded } from '../../api/client';
import type { Answer } from '../../api/contract';
import { useRead } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { download } from '../../ui/download';
import { CheckField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { Pager } from '../../ui/pager';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';

type Line = Answer<'listDossierCases'>['items'][number];

/** Every case of the unit, page by page: what lies in its file, and what should. No names: who it is about is read in the case. */
export function DossierIndex({ unit }: { readonly unit: string }) {
  const { t } = useTranslation();
  const [missing, setMissing] = useState(false);
  const [after, setAfter] = useState<string>();
  const found = useRead('listDossierCases', { params: { id: unit }, query: { after, limit: 50, missing: missing || undefined } });
  const { run, sending, problem } = useSend();
  const csv = () =>
    run(async () =>
      download(
        await downloaded('listDossierCases', { params: { id: unit }, query: { format: 'csv', missing: missing || undefined } }),
        'dossier.csv',
      ),
    );
  const lacks = (line: Line) =>
    line.missing.length === 0
      ? t('dossier.noMissing')
      : line.missing
          .map(({ step, kind, why }) => `${step} ${t(`paper.${kind}`, { defaultValue: kind })} (${t(`dossier.why.${why}`)})`)
          .join(t('app.comma'));
  return (
    <section className="card" aria-labelledby="index">
      <h2 id="index">{t('dossier.index')}</h2>
      <div className="no-print">
        <CheckField
          pointer="/missing"
          label={t('dossier.onlyMissing')}
          checked={missing}
          onChange={(on) => {
            setMissing(on);
            setAfter(undefined);
          }}
        />
      </div>
      <ProblemBox problem={problem} />
      <Loaded of={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <p>{t('dossier.none')}</p>
            ) : (
              <CardTable
                labelledBy="index"
                items={items}
                keyOf={(one) => one.case}
                columns={[
                  { head: t('dossier.case'), cell: (one) => <To href={`/cases/${one.case}`}>{one.numbers[0] ?? one.case.slice(0, 8)}</To> },
                  { head: t('dossier.procedure'), cell: (one) => t(`procedure.${one.procedure}`) },
                  { head: t('dossier.at'), cell: (one) => one.unit.name },
                  { head: t('dossier.openedOn'), cell: (one) => one.openedOn },
                  { head: t('dossier.state'), cell: (one) => t(`phase.${one.phase}`) },
                  { head: t('dossier.papers'), cell: (one) => one.papers },
                  { head: t('dossier.missing'), cell: lacks },
                  { head: t('dossier.findings'), cell: (one) => one.findings.length },
                ]}
              />
            )}
            <Pager after={after} next={next} onTurn={setAfter} />
          </>
        )}
      </Loaded>
      <p className="no-print">
        <Button aria-busy={sending} onClick={() => void csv()}>
          {t('dossier.csv')}
        </Button>
      </p>
    </section>
  );
}
