import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { CaseView, Fact } from '../../api/contract';
import { useMe } from '../../api/queries';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';
import { PaperLinks } from './paper-links';

const SHOWN = 6;

/** Everything that happened, newest first, each with who did it and who entered it. */
export function Ledger({ view, facts }: { readonly view: CaseView; readonly facts: readonly Fact[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const me = useMe();
  const enteredForMe = (fact: Fact): boolean =>
    fact.actor?.id === me.data?.person.id && fact.recorder !== undefined && fact.recorder.id !== fact.actor?.id;
  const contested = new Set(facts.filter(({ kind }) => kind === 'actContested').map(({ body }) => body.seq));
  const newest = [...facts].reverse();
  const line = (fact: Fact) => (
    <>
      <span className="soft small">{fact.seq} · </span>
      {words(fact.sentence)}
      {fact.actor?.name && <span className="soft"> · {fact.actor.name}</span>}
      {fact.recorder?.name && fact.recorder.id !== fact.actor?.id && (
        <span className="soft"> ({t('case.recordedBy', { name: fact.recorder.name })})</span>
      )}
      {fact.decidedBy && (
        <span className="tag">
          {t('case.decidedBy', {
            names: [fact.decidedBy.unit, ...(fact.decidedBy.joint ?? [])].map(({ name }) => name).join(t('app.comma')),
          })}
        </span>
      )}
      <PaperLinks papers={fact.papers} />
      {fact.finding && <span className="tag warn">{t('case.finding', { code: fact.finding.code })}</span>}
      {fact.overdue && <span className="tag warn">{words(fact.overdue.text)}</span>}
      {enteredForMe(fact) && !contested.has(fact.seq) && view.phase !== 'ended' && <Contest view={view} seq={fact.seq} />}
    </>
  );
  return (
    <section className="card">
      <h2>{t('case.ledger')}</h2>
      <List facts={newest.slice(0, SHOWN)} line={line} />
      {newest.length > SHOWN && (
        <details className="more">
          <summary>{t('case.earlier', { count: newest.length - SHOWN })}</summary>
          <List facts={newest.slice(SHOWN)} line={line} />
        </details>
      )}
    </section>
  );
}

/** Offered while the rules let it be contested: in time, once, and only what can still be taken back. */
function Contest({ view, seq }: { readonly view: CaseView; readonly seq: number }) {
  const { t } = useTranslation();
  const judged = useQuery({
    queryKey: ['judgeAct', view.id, view.seq, 'contestAct', seq],
    queryFn: () => call('judgeAct', { params: { id: view.id }, body: { kind: 'contestAct', body: { seq } } }, { quiet: true }),
  });
  if (judged.data?.allowed !== true) return null;
  return (
    <span className="no-print">
      {' '}
      <To href={`/cases/${view.id}/do/contestAct?seq=${seq}`}>{t('case.contest')}</To>
    </span>
  );
}

const List = ({ facts, line }: { readonly facts: readonly Fact[]; readonly line: (fact: Fact) => ReactNode }) => (
  <ol className="plain">
    {facts.map((fact) => (
      <li key={fact.seq} className="fact">
        {line(fact)}
      </li>
    ))}
  </ol>
);
