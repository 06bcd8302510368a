import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { Watermark } from '../../ui/watermark';
import { Room } from './room';
import { Stage } from './stage';

export type Inspected = Answer<'inspectCase'>;

/** One case before its inspector: conflicts first, then each open stage, then what was said about it before. */
export function CaseInspection() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useRead('inspectCase', { params: { id } }, { refetchInterval: 10_000 });
  return <Loaded of={found}>{(view) => <Known view={view} />}</Loaded>;
}

function Known({ view }: { readonly view: Inspected }) {
  const { t } = useTranslation();
  const recused = view.conflicts.mine.length > 0;
  return (
    <Page
      title={view.subject?.name ?? view.post ?? t(`procedure.${view.procedure}`)}
      aside={
        <>
          <span className="tag">{t(`procedure.${view.procedure}`)}</span>
          <span className="tag">{view.unit.name}</span>
          <span className={`tag ${view.phase === 'open' ? 'now' : 'warn'}`}>
            {t(view.phase === 'held' ? 'inspect.examined' : `phase.${view.phase}`)}
          </span>
        </>
      }
    >
      <Watermark />
      <p className="row no-print">
        <To href="/inspection">{t('nav.inspection')}</To>
        <To href={`/cases/${view.case}`}>{t('case.open')}</To>
        {view.parent && <To href={`/inspection/cases/${view.parent.id}`}>{t(`procedure.${view.parent.procedure}`)}</To>}
      </p>
      <Conflicts view={view} />
      {view.procedure === 'investigation' && <Room view={view} />}
      {view.stages.length === 0 && <p className="note">{t('inspect.noStage')}</p>}
      {view.stages.map((stage) => (
        <Stage key={stage.step} view={view} stage={stage} recused={recused} />
      ))}
      <Earlier view={view} />
    </Page>
  );
}

/** Whoever has an interest in the case learns it before anything else, and has nothing to send here. */
function Conflicts({ view: { conflicts } }: { readonly view: Inspected }) {
  const { t } = useTranslation();
  if (conflicts.mine.length === 0) return <p className="note good">{t('inspect.noConflict')}</p>;
  return (
    <div className="note bad">
      <h2>{t('inspect.recused')}</h2>
      <ul>
        {conflicts.mine.map((code) => (
          <li key={code}>{t(`conflict.${code}`, { defaultValue: code })}</li>
        ))}
      </ul>
      <p>{conflicts.substitute ? t('inspect.substitute') : t('inspect.noSubstitute')}</p>
    </div>
  );
}

/** Verdicts on this case and those around it, supplements, investigations, all papers. */
function Earlier({ view }: { readonly view: Inspected }) {
  const { t, i18n } = useTranslation();
  return (
    <section className="card">
      <h2>{t('inspect.earlier')}</h2>
      {view.verdicts.length === 0 && <p className="soft">{t('inspect.noVerdict')}</p>}
      <ul>
        {view.verdicts.map((one) => (
          <li key={`${one.case} ${one.step} ${one.on} ${one.papers.join()}`}>
            {one.on} {one.case === view.case ? '' : (one.subject?.name ?? t(`procedure.${one.procedure}`))} {one.step}{' '}
            <strong>{t(`value.${one.verdict}`)}</strong> {one.backTo} {one.by?.name}
          </li>
        ))}
        {view.supplements.map((one) => (
          <li key={`${one.step} ${one.askedOn}`}>
            {one.givenOn && t('inspect.supplementGiven', { step: one.step, asked: one.askedOn, given: one.givenOn })}
            {one.withdrawnOn && t('inspect.supplementWithdrawn', { step: one.step, asked: one.askedOn, back: one.withdrawnOn })}
            {!one.givenOn && !one.withdrawnOn && t('inspect.supplementAsked', { step: one.step, asked: one.askedOn })}
          </li>
        ))}
        {view.investigations.map((one) => (
          <li key={one.id}>
            <To href={`/inspection/cases/${one.id}`}>{t('inspect.investigation', { day: one.openedOn })}</To>{' '}
            {one.conclusion && t(`value.${one.conclusion}`, { defaultValue: one.conclusion })}
          </li>
        ))}
      </ul>
      <h3>{t('case.papers')}</h3>
      <ul>
        {view.papers.map((paper) => (
          <li key={`${paper.seq} ${paper.id}`}>
            {paper.on}{' '}
            <a className="link" href={`/api/papers/${paper.id}/content`} download>
              {i18n.exists(`paper.${paper.kind}`) ? t(`paper.${paper.kind}`) : paper.kind}
              {paper.title ? ` · ${paper.title}` : ''}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
