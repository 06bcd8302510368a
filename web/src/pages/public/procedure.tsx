import { useTranslation } from 'react-i18next';
import type { Words } from '../../api/contract';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { useWords } from '../../ui/words';

interface PackStep {
  readonly id: string;
  readonly title: Words;
  readonly seat: string;
  readonly papers: Readonly<Record<string, readonly string[]>>;
  readonly citation: string;
}

/** All steps and figures, open to everybody: who does what, with which papers, under which clause. */
export function Procedure() {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const procedure = useRead('getProcedure', { params: { name: 'admission' } });
  return (
    <Page title={t('nav.procedure')}>
      <Loaded of={procedure}>
        {(known) => (
          <>
            <section className="card">
              <ol className="steps">
                {(known.steps as unknown as PackStep[]).map((step) => (
                  <li key={step.id} className="step">
                    <span className="step-dot" aria-hidden="true" />
                    <div className="step-title">{words(step.title)}</div>
                    <p className="small">
                      {t('procedure.who', { who: t(`seat.${step.seat}`) })}
                      {Object.values(step.papers).flat().length > 0 &&
                        ` · ${t('procedure.papers', { papers: [...new Set(Object.values(step.papers).flat())].map((kind) => (i18n.exists(`paper.${kind}`) ? t(`paper.${kind}`) : kind)).join(t('app.comma')) })}`}
                      <br />
                      <span className="soft" lang="zh-CN">
                        {step.citation}
                      </span>
                    </p>
                  </li>
                ))}
              </ol>
            </section>
            <p className="soft small">{t('procedure.edition', { edition: known.edition })}</p>
          </>
        )}
      </Loaded>
    </Page>
  );
}
