import { useTranslation } from 'react-i18next';
import type { CaseView, Fact, ProcedureView } from '../../api/contract';
import { useWords } from '../../ui/words';
import { stepsOf } from './acts';
import { PaperLinks } from './paper-links';

const DOT = { done: '✓', now: '●', next: '', 'not-needed': '–' } as const;

/** All steps of the case's own rules: done, now, next, not needed; under each what was done in it. */
export function Timeline({
  view,
  procedure,
  facts,
}: {
  readonly view: CaseView;
  readonly procedure: ProcedureView;
  readonly facts: readonly Fact[];
}) {
  const { t } = useTranslation();
  const words = useWords();
  const factsOf = (id: string): Fact[] => {
    const acts = stepsOf(procedure).find((step) => step.id === id)?.acts ?? [];
    const kinds = procedure.acts.filter((act) => acts.includes(act.kind)).map((act) => act.fact);
    return facts.filter((fact) => kinds.includes(fact.kind));
  };
  return (
    <ol className="steps">
      {view.timeline.map((step) => (
        <li key={step.id} className={`step ${step.status}`} aria-current={step.status === 'now' ? 'step' : undefined}>
          <span className="step-dot" aria-hidden="true">
            {DOT[step.status]}
          </span>
          <div className="step-title">
            {words(step.title)}{' '}
            <span className={`tag ${step.status === 'done' ? 'good' : step.status === 'now' ? 'now' : ''}`}>
              {t(`step.${step.status}`)}
            </span>
          </div>
          <div className="small">
            {step.on && <span>{t('step.on', { day: step.on })} </span>}
            {step.since && <span>{t('step.since', { day: step.since })} </span>}
            {step.due && <span>{t('step.due', { day: step.due })} </span>}
            {step.earliest && <span>{t('step.earliest', { day: step.earliest })} </span>}
            {step.passedOn && <span>{t('step.passedOn', { day: step.passedOn })} </span>}
            {step.awaiting && <span className="tag warn">{t(`step.awaiting.${step.awaiting}`)}</span>}
            {step.provisional && <span className="tag warn">{t('step.provisional')}</span>}
          </div>
          {(step.status === 'done' || step.status === 'now') && (
            <details>
              <summary className="small">{t('step.details')}</summary>
              <p className="soft small">{step.citation}</p>
              <ul className="small">
                {factsOf(step.id).map((fact) => (
                  <li key={fact.seq}>
                    {words(fact.sentence)}
                    {fact.actor?.name ? ` · ${fact.actor.name}` : ''}
                    {fact.decidedBy
                      ? ` · ${[fact.decidedBy.unit, ...(fact.decidedBy.joint ?? [])].map(({ name }) => name).join('、')}`
                      : ''}
                    <PaperLinks papers={fact.papers} />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
