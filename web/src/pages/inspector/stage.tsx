import { useTranslation } from 'react-i18next';
import { useWords } from '../../ui/words';
import { PaperLinks } from '../cases/paper-links';
import type { Inspected } from './case-inspection';
import { VerdictForm } from './verdict-form';

export type StageView = Inspected['stages'][number];

/** One open stage: everything that was done in it, beside what the rule asks of it; then the verdict. */
export function Stage({ view, stage, recused }: { readonly view: Inspected; readonly stage: StageView; readonly recused: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <section className="card" aria-labelledby={`stage-${stage.step}`}>
      <h2 id={`stage-${stage.step}`}>
        {stage.step} {words(stage.title)}
      </h2>
      <p>
        <span className={`tag ${stage.awaiting ? 'now' : ''}`}>{t(`inspect.awaiting.${stage.awaiting ?? 'acts'}`)}</span>{' '}
        {t('step.since', { day: stage.since })} {stage.due && t('step.due', { day: stage.due })}
      </p>
      <div className="cols">
        <Done stage={stage} />
        <Asked stage={stage} />
      </div>
      {stage.awaiting === 'supplement' && <p className="note">{t('inspect.supplementPending')}</p>}
      {stage.awaiting && !recused && <VerdictForm view={view} stage={stage} />}
    </section>
  );
}

const Done = ({ stage }: { readonly stage: StageView }) => {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div>
      <h3>{t('inspect.done')}</h3>
      {stage.done.length === 0 && <p className="soft">{t('inspect.nothingDone')}</p>}
      <ol>
        {stage.done.map((fact) => (
          <li key={fact.seq}>
            {words(fact.sentence)} {fact.actor?.name}
            {fact.recorder && fact.recorder.id !== fact.actor?.id && ` ${t('case.recordedBy', { name: fact.recorder.name ?? '' })}`}
            <PaperLinks papers={fact.papers} />
            {fact.finding && <span className="tag bad">{t('case.finding', { code: fact.finding.code })}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
};

const Asked = ({ stage: { asks, citation } }: { readonly stage: StageView }) => {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const paper = (kind: string) => (i18n.exists(`paper.${kind}`) ? t(`paper.${kind}`) : kind);
  return (
    <div>
      <h3>{t('inspect.asked')}</h3>
      <ul>
        {asks.acts.map((act) => (
          <li key={act.kind}>
            <span className={`tag ${act.done ? 'good' : ''}`}>{act.done ? t('inspect.isDone') : t('inspect.notDone')}</span>{' '}
            {words(act.title)}
            {act.papers.length > 0 && <span className="soft small"> {act.papers.map(paper).join(t('app.comma'))}</span>}
          </li>
        ))}
      </ul>
      {asks.notHandedIn.length > 0 && <p>{t('inspect.notHandedIn', { papers: asks.notHandedIn.map(paper).join(t('app.comma')) })}</p>}
      <p className="soft small">{citation}</p>
      {asks.figures.map((figure) => (
        <p className="soft small" key={figure.key}>
          {figure.citation}
        </p>
      ))}
    </div>
  );
};
