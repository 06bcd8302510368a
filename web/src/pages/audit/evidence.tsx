import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';
import { DownloadLog } from './download-log';
import { HeldCheckpoint } from './held-checkpoint';
import { useFile } from './use-file';

type State = Answer<'readLogState'>;

/** 存证: how the log stands, what is wrong with the system now, what the last comparison found, and what one can take away to hold us to. */
export function EvidencePage() {
  const { t } = useTranslation();
  const state = useRead('readLogState', {}, { refetchInterval: 60_000 });
  return (
    <Page title={t('nav.evidence')}>
      <Loaded of={state}>
        {(found) => (
          <>
            <Log state={found} />
            <Faults state={found} />
            <Compared state={found} />
            <HeldCheckpoint newest={found.checkpoint} />
            <DownloadLog />
          </>
        )}
      </Loaded>
    </Page>
  );
}

const when = (instant: string, language: string): string => new Date(instant).toLocaleString(language === 'en' ? 'en-GB' : 'zh-CN');

function Log({ state: { entries, unnumbered, checkpoint } }: { readonly state: State }) {
  const { t, i18n } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const note = useFile(checkpoint?.note ?? '', 'text/plain');
  const sign = async () => {
    if (await run((step) => step('signCheckpoint', {}))) await refresh();
  };
  return (
    <section className="card" aria-labelledby="log">
      <h2 id="log">{t('evidence.log')}</h2>
      <ProblemBox problem={problem} />
      <div className="numbers">
        <div>
          <div className="soft small">{t('evidence.entries')}</div>
          <div className="count">{entries}</div>
        </div>
        <div>
          <div className="soft small">{t('evidence.signed')}</div>
          <div className="count">{checkpoint?.size ?? 0}</div>
        </div>
        <div>
          <div className="soft small">{t('evidence.unnumbered')}</div>
          <div className="count">{unnumbered}</div>
        </div>
      </div>
      {checkpoint ? (
        <>
          <p>{t('evidence.signedAt', { at: when(checkpoint.at, i18n.language) })}</p>
          <pre className="note small wrap">{checkpoint.note}</pre>
          <p className="soft small">{t('evidence.keep')}</p>
          <p className="soft small">
            {t('evidence.printed')} <span className="mono">{checkpoint.printed.text}</span>
          </p>
        </>
      ) : (
        <p className="note warn">{t('evidence.noCheckpoint')}</p>
      )}
      <div className="row no-print">
        {checkpoint && (
          <a className="choice" href={note} download={`checkpoint-${checkpoint.size}.txt`}>
            {t('evidence.download')}
          </a>
        )}
        <Button aria-busy={sending} onClick={() => void sign()}>
          {t('evidence.sign')}
        </Button>
      </div>
    </section>
  );
}

function Faults({ state: { faults } }: { readonly state: State }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  return (
    <section className="card" aria-labelledby="faults">
      <h2 id="faults">{t('evidence.faults')}</h2>
      {faults.length === 0 ? (
        <p>{t('evidence.noFaults')}</p>
      ) : (
        <>
          <CardTable
            labelledBy="faults"
            items={faults}
            keyOf={(one) => one.kind}
            columns={[
              { head: t('evidence.fault'), cell: (one) => words(one.text) },
              { head: t('evidence.cases'), cell: (one) => one.count },
              { head: t('evidence.since'), cell: (one) => when(one.since, i18n.language) },
            ]}
          />
          <To href="/board?reason=system-fault">{t('evidence.toBoard')}</To>
        </>
      )}
    </section>
  );
}

function Compared({ state: { reconciliation } }: { readonly state: State }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const me = useMe();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [again, setAgain] = useState(false);
  const compare = async () => {
    setAgain(false);
    if (!(await run((step) => step('reconcileNow', {})))) return;
    await refresh();
    setAgain(true);
  };
  return (
    <section className="card" aria-labelledby="compared">
      <h2 id="compared">{t('evidence.compared')}</h2>
      <p className="soft small">{t('evidence.comparedLead')}</p>
      <ProblemBox problem={problem} />
      {reconciliation ? (
        <>
          <p className={`note ${reconciliation.total === 0 ? 'good' : 'bad'}`} role={again ? 'status' : undefined}>
            {t(reconciliation.total === 0 ? 'evidence.same' : 'evidence.different', {
              count: reconciliation.total,
              at: when(reconciliation.at, i18n.language),
            })}{' '}
            {t(reconciliation.deep ? 'evidence.deep' : 'evidence.quick')}
          </p>
          {reconciliation.total > 0 && (
            <>
              <ul>
                {reconciliation.kinds.map(({ kind, text, count }) => (
                  <li key={kind}>
                    {words(text)}: {count}
                  </li>
                ))}
              </ul>
              <CardTable
                labelledBy="compared"
                items={reconciliation.differences}
                keyOf={(one) => `${one.kind} ${one.case ?? ''} ${one.seq ?? ''} ${one.id ?? ''}`}
                columns={[
                  {
                    head: t('evidence.what'),
                    cell: (one) => words(reconciliation.kinds.find(({ kind }) => kind === one.kind)?.text),
                  },
                  {
                    head: t('evidence.case'),
                    cell: (one) => (one.case ? <To href={`/cases/${one.case}`}>{one.case.slice(0, 8)}</To> : '—'),
                  },
                  { head: t('evidence.seq'), cell: (one) => one.seq ?? '—' },
                  { head: t('evidence.id'), cell: (one) => one.id ?? '—' },
                ]}
              />
            </>
          )}
        </>
      ) : (
        <p>{t('evidence.never')}</p>
      )}
      {me.data && (
        <Button aria-busy={sending} onClick={() => void compare()}>
          {t('evidence.compare')}
        </Button>
      )}
    </section>
  );
}
