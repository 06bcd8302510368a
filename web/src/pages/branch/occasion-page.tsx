import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Occasion } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { useQueueView } from '../../queue/current';
import { QueuePanel } from '../../queue/queue-panel';
import { CardTable } from '../../ui/card-table';
import { ChangedNote } from '../../ui/changed-note';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';
import { NoticePeriod } from '../public/notice-period';
import { useAgenda } from './agenda';
import { CeremonyDesk } from './ceremony-desk';
import { DecisionDesk } from './decision-desk';
import { type KnownOccasion, knownHere } from './known-here';
import { MeetingDesk } from './meeting-desk';
import { NoticeDesk } from './notice-desk';

const HOLDERS = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'];

/** One notice, meeting, session or ceremony: what became of each case, and the desk of whoever holds it. */
export function OccasionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation();
  const found = useRead('getOccasion', { params: { id } }, { refetchInterval: 15_000 });
  const { acts } = useQueueView();
  return (
    <Loaded of={found}>
      {(read) => {
        const occasion = knownHere(read, acts);
        return (
          <Page title={`${t(`procedure.${read.procedure}`)} · ${read.unit.name}`} aside={<Standing occasion={read} />}>
            <Warnings occasion={read} />
            <QueuePanel of={({ place, result }) => place === id || result === id} />
            <Desk read={read} occasion={occasion} />
            <Entries occasion={occasion} />
            <ChangedNote key={id} id={id} seq={read.seq} />
          </Page>
        );
      }}
    </Loaded>
  );
}

const Standing = ({ occasion }: { readonly occasion: Occasion }) => {
  const { t } = useTranslation();
  return (
    <>
      <span className="tag">{occasion.openedOn}</span>
      <span className={`tag ${occasion.phase === 'ended' ? '' : 'now'}`}>
        {occasion.ending ? t(`occasionEnding.${occasion.ending}`, { defaultValue: t('phase.ended') }) : t(`phase.${occasion.phase}`)}
      </span>
    </>
  );
};

const Warnings = ({ occasion }: { readonly occasion: Occasion }) => {
  const words = useWords();
  return (
    <>
      {occasion.warnings.map((one) => (
        <p className="note warn" key={one.code}>
          {words(one.text)}
        </p>
      ))}
    </>
  );
};

function Desk({ read, occasion }: { readonly read: Occasion; readonly occasion: KnownOccasion }) {
  const me = useMe();
  const holds = me.data?.holdings.some(({ role, organisation }) => HOLDERS.includes(role) && organisation.id === occasion.unit.id) ?? false;
  if (occasion.procedure === 'notice') return <NoticeDesk occasion={read} holds={holds} />;
  if (occasion.procedure === 'meeting') return <MeetingDesk occasion={occasion} holds={holds} />;
  if (occasion.procedure === 'decision') return <DecisionDesk occasion={occasion} holds={holds} />;
  if (occasion.procedure === 'ceremony') return <CeremonyDesk occasion={read} holds={holds} />;
  return null;
}

/** Why a case refused what it was told: the rule in its words, and what can be done. */
function Refused({ code, why }: { readonly code: string; readonly why: Occasion['entries'][number]['why'] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (!why) return <>{t('occasion.refusedFor', { why: t(`refusal.${code}`, { defaultValue: code }) })}</>;
  return (
    <>
      {t('occasion.refusedFor', { why: words(why.text) })}
      {why.earliest && ` ${t('problem.earliest', { day: why.earliest })}`}
      <br />
      <span className="soft small">{t('problem.remedy', { remedy: words(why.remedy) })}</span>
      {why.citation && <span className="soft small"> {t('problem.clause', { citation: why.citation })}</span>}
    </>
  );
}

function Entries({ occasion }: { readonly occasion: KnownOccasion }) {
  const { t } = useTranslation();
  const onAgenda = useAgenda();
  return (
    <section className="card no-print">
      <h2>{t('occasion.results')}</h2>
      <CardTable
        items={occasion.entries}
        keyOf={(entry) => entry.case}
        columns={[
          {
            head: t('inbox.who'),
            cell: (entry) => <To href={`/cases/${entry.case}`}>{onAgenda(entry) || entry.case.slice(0, 8)}</To>,
          },
          {
            head: t('occasion.status'),
            cell: (entry) => (
              <span
                className={`tag ${entry.status === 'completed' ? 'good' : ['refused', 'held', 'removed'].includes(entry.status) ? 'bad' : ''}`}
              >
                {t(`entry.${entry.status}`, { defaultValue: entry.status })}
              </span>
            ),
          },
          {
            head: t('occasion.detail'),
            cell: (entry) => (
              <span>
                {entry.refusal && <Refused code={entry.refusal} why={entry.why} />}
                {entry.end && <NoticePeriod postedOn={entry.postedOn} end={entry.end} unknownYear={entry.unknownYear} />}{' '}
                {entry.notBefore && t('notice.notBefore', { day: entry.notBefore })}{' '}
                {entry.queued && <span className="tag warn">{t('queue.entry')}</span>}
                {entry.provisional && <span className="tag warn">{t('step.provisional')}</span>}
                {entry.counts && t(occasion.procedure === 'decision' ? 'decision.of' : 'book.voteOf', { ...entry.counts })}{' '}
                {entry.warnings?.map((code) => (
                  <span key={code} className="tag warn">
                    {t(`decision.warning.${code}`, { defaultValue: code })}
                  </span>
                ))}
                {entry.booth && <To href={`/booths/${entry.booth}`}>{t('booth.open')}</To>}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}
