import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, ProcedureView } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { ChangedNote } from '../../ui/changed-note';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { PlaceQueue } from '../../ui/place-queue';
import { PrintWhole } from '../../ui/print-whole';
import { PrintedFoot } from '../../ui/printed-foot';
import { To } from '../../ui/to';
import { Watermark } from '../../ui/watermark';
import { useWords } from '../../ui/words';
import { ActList } from './act-list';
import { mayRecord } from './acts';
import { Book } from './book';
import { Consents } from './consents';
import { GuardianInfo } from './guardian-info';
import { GuardianLink } from './guardian-link';
import { Ledger } from './ledger';
import { MyPapers } from './my-papers';
import { Related } from './related';
import { Timeline } from './timeline';
import { titleOf } from './title';
import { WaitingEnd } from './waiting-end';

/** What only those who select see: not part of what an applicant's browser loads. */
const SelectionPanel = lazy(async () => ({ default: (await import('./selection-panel')).SelectionPanel }));
const ElectionBallot = lazy(async () => ({ default: (await import('../ballots/election-ballot')).ElectionBallot }));
const AnnulmentPanel = lazy(async () => ({ default: (await import('./annulment-panel')).AnnulmentPanel }));
const CandidacyPanel = lazy(async () => ({ default: (await import('./candidacy-panel')).CandidacyPanel }));

export function CasePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useRead('getCase', { params: { id } }, { refetchInterval: 30_000 });
  return <Loaded of={found}>{(view) => <Known view={view} />}</Loaded>;
}

function Known({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const me = useMe();
  const procedure = useRead('getProcedure', { params: { name: view.procedure } });
  const mine = me.data?.person.id === view.subject?.id;
  return (
    <Page title={mine ? t('case.mine') : (titleOf(view) ?? t('case.one'))} aside={<Phase view={view} />}>
      <Loaded of={procedure}>{(known) => <CaseBody view={view} procedure={known} mine={mine} />}</Loaded>
      <ChangedNote key={view.id} id={view.id} seq={view.seq} />
    </Page>
  );
}

/** The whole of one case; the applicant's home shows it too. */
export function CaseBody({
  view,
  procedure,
  mine,
}: {
  readonly view: CaseView;
  readonly procedure: ProcedureView;
  readonly mine: boolean;
}) {
  const { t } = useTranslation();
  const facts = useRead('listFacts', { params: { id: view.id }, query: { limit: 200 } });
  const items = facts.data?.items ?? [];
  return (
    <>
      <Watermark />
      <Headline view={view} />
      <WaitingEnd view={view} facts={items} />
      <div className="cols">
        <div>
          {view.seats.includes('inspector') && (
            <p className="row no-print">
              <To href={`/inspection/cases/${view.id}`}>{t('case.inspect')}</To>
            </p>
          )}
          <ActList view={view} procedure={procedure} />
          <Suspense fallback={null}>
            {view.procedure === 'selection' && <SelectionPanel view={view} />}
            {view.procedure === 'candidacy' && <CandidacyPanel view={view} facts={items} />}
            {view.procedure === 'annulment' && <AnnulmentPanel view={view} />}
            {view.procedure === 'election' && <ElectionBallot view={view} />}
          </Suspense>
          <section className="card">
            <h2>{t('case.timeline')}</h2>
            <Timeline view={view} procedure={procedure} facts={items} />
          </section>
        </div>
        <div>
          {(mine || (view.procedure === 'admission' && mayRecord(view))) && <Consents view={view} mine={mine} />}
          {mine && view.guarded && <GuardianInfo view={view} />}
          {view.seats.some((seat) => ['branch-secretary', 'committee-officer'].includes(seat)) && view.guarded && (
            <GuardianLink view={view} />
          )}
          <Book view={view} />
          <Related view={view} />
          <Annul view={view} />
          <MyPapers facts={items} />
          <Ledger view={view} facts={items} />
          {mine && (
            <p className="no-print">
              <To href="/own">{t('own.readings')}</To>
            </p>
          )}
          <p className="soft small">
            {t('case.reference', { id: view.id.slice(0, 8).toUpperCase() })} ·{' '}
            {t('case.law', { edition: view.law.edition, calendar: view.law.calendar })}
          </p>
          <div className="sheet-only">
            <PrintedFoot />
          </div>
        </div>
      </div>
    </>
  );
}

/** What was wrongly approved is not sent back but annulled, by a case of its own. */
const Annul = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation();
  const may = view.seats.some((seat) => ['committee-officer', 'inspector'].includes(seat));
  if (!may || !view.dates.approvedOn || !['admission', 'candidacy'].includes(view.procedure)) return null;
  return (
    <details className="card more no-print">
      <summary>{t('open.annul')}</summary>
      <p>{t('open.help.annulment')}</p>
      <To href={`/open/annulment?target=${view.id}`}>{t('open.annulGo')}</To>
    </details>
  );
};

const Phase = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation();
  return (
    <>
      {view.procedure === 'annulment' && <span className="tag warn">{t('procedure.annulment')}</span>}
      <span className="tag">{view.unit.name}</span>
      <span className={`tag ${view.phase === 'open' ? 'now' : view.phase === 'ended' ? '' : 'warn'}`}>{t(`phase.${view.phase}`)}</span>
      {view.findings > 0 && <span className="tag bad">{t('case.findings', { count: view.findings })}</span>}
      <PrintWhole />
    </>
  );
};

/** Who has it, until when; and why not yet, with the first lawful day. */
function Headline({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  const late = view.waiting.some((one) => (one.daysLeft ?? 0) < 0);
  return (
    <section className={`card lead${late ? ' over' : ''}`} aria-label={t('case.now')}>
      <p>{words(view.headline)}</p>
      {view.queue && <PlaceQueue queue={view.queue} />}
      {view.actedForBy && <p className="small">{t('case.actedForBy', { units: view.actedForBy.map(({ name }) => name).join('、') })}</p>}
      {view.waiting.slice(1).map((one) => (
        <p key={`${one.step} ${one.seat} ${one.person ?? ''}`} className="small">
          {words(one.sentence)}
        </p>
      ))}
    </section>
  );
}
