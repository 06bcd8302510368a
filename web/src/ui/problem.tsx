import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/client';
import { useWords } from './words';

/** Why not, in the law's words, with what can be done; takes the focus, so that nobody overlooks it. Links lead to the fields concerned. */
export function ProblemBox({
  problem,
  fieldOf,
}: {
  readonly problem: ApiProblem | undefined | null;
  readonly fieldOf?: (pointer: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
  }, [problem]);
  if (!problem) return null;
  const { detail, remedy, citation, earliest, errors, id } = problem.problem;
  const listed = (errors ?? [])
    .map((error) => ({ target: fieldOf?.(error.pointer), detail: error.detail }))
    .filter((error) => error.target !== undefined || error.detail !== detail);
  return (
    <div className="note bad" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('problem.title')}</h2>
      <p>{detail}</p>
      {problem.since.length > 0 && (
        <ul>
          {problem.since.map(({ seq, sentence, actor }) => (
            <li key={seq}>
              {words(sentence)} {actor?.name}
            </li>
          ))}
        </ul>
      )}
      {listed.length > 0 && (
        <ul>
          {listed.map(({ target, detail: words }) => (
            <li key={`${target} ${words}`}>
              {target ? (
                <a href={`#${target}`} onClick={focusOn(target)}>
                  {words}
                </a>
              ) : (
                words
              )}
            </li>
          ))}
        </ul>
      )}
      {earliest && <p>{t('problem.earliest', { day: earliest })}</p>}
      {remedy && <p>{t('problem.remedy', { remedy })}</p>}
      {citation && <p className="soft small">{t('problem.clause', { citation })}</p>}
      {id && <p className="soft small">{t('problem.id', { id })}</p>}
    </div>
  );
}

/** Leads from a line of a summary to its field. */
export const focusOn = (target: string) => (event: React.MouseEvent) => {
  event.preventDefault();
  const field = document.getElementById(target);
  (field?.matches('input,textarea,select') ? field : field?.querySelector<HTMLElement>('input,textarea,select,button'))?.focus();
  field?.scrollIntoView({ block: 'center' });
};
