import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { CaseView, ProcedureView, Refusal } from '../../api/contract';
import type { Schema } from '../../ui/act/schema';
import { useGo } from '../../ui/go';
import { useWords } from '../../ui/words';
import { type Doable, doable, favourable, seatsOf } from './acts';

/** What I may do here: a button each, grey with its reason where the rules do not allow it yet. */
export function ActList({ view, procedure }: { readonly view: CaseView; readonly procedure: ProcedureView }) {
  const { t } = useTranslation();
  const { now: own, anyTime, forOthers: others } = doable(view, procedure);
  if (own.length + others.length + anyTime.length === 0 && view.waiting.every((one) => one.whyNotYet.length === 0)) return null;
  return (
    <section className="card no-print" aria-labelledby="to-do">
      <h2 id="to-do">{own.length > 0 ? t('case.toDo') : t('case.nothingForYou')}</h2>
      <WhyNotYet view={view} />
      <ul className="plain">
        {own.map((one, index) => (
          <ActButton key={one.act.kind} view={view} one={one} first={index === 0} />
        ))}
      </ul>
      {others.length > 0 && (
        <details className="more">
          <summary>{t('case.onBehalf')}</summary>
          <ul className="plain">
            {others.map((one) => (
              <ActButton key={one.act.kind} view={view} one={one} first={false} />
            ))}
          </ul>
        </details>
      )}
      {anyTime.length > 0 && (
        <details className="more">
          <summary>{t('case.otherActs')}</summary>
          <ul className="plain">
            {anyTime.map((one) => (
              <ActButton key={one.act.kind} view={view} one={one} first={false} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function WhyNotYet({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const words = useWords();
  const reasons = view.waiting.flatMap((one) => one.whyNotYet.map((refusal) => ({ ...refusal, title: one.title })));
  if (reasons.length === 0) return null;
  return (
    <div className="note warn">
      <h3>{t('case.whyNotYet')}</h3>
      <ul>
        {reasons.map((one) => (
          <li key={`${one.code} ${one.text.zh}`}>
            {words(one.text)}
            {one.earliest && <strong> {t('problem.earliest', { day: one.earliest })}</strong>}
            <br />
            <span className="soft small">{words(one.remedy)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Refusals that only say what the form will ask for are no reason to grey a button. */
const isReason = (refusal: Refusal | undefined): refusal is Refusal =>
  refusal !== undefined &&
  !['paper-missing', 'bad-field', 'bad-command'].includes(refusal.code) &&
  !(refusal.pointer ?? '').startsWith('/body/');

function ActButton({
  view,
  one: { act, step, onBehalf },
  first,
}: {
  readonly view: CaseView;
  readonly one: Doable;
  readonly first: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const go = useGo();
  const body = onBehalf ? undefined : favourable(act.body as Schema);
  const seats = seatsOf(view, act);
  const judged = useQuery({
    queryKey: ['judgeAct', view.id, view.seq, act.kind],
    enabled: body !== undefined,
    queryFn: () =>
      call(
        'judgeAct',
        { params: { id: view.id }, body: { kind: act.kind, body: body ?? {}, ...(seats.length > 1 ? { as: seats[0] as never } : {}) } },
        { quiet: true },
      ),
  });
  const needsPapers = (step?.papers[act.kind] ?? []).length > 0;
  const waits = needsPapers ? view.waiting.find((two) => two.step === step?.id)?.whyNotYet[0] : undefined;
  const refusal = isReason(judged.data?.refusal) ? judged.data.refusal : waits;
  const why = `why-${act.kind}`;
  return (
    <li className="act">
      <Button
        type={first && !refusal ? 'primary' : 'default'}
        aria-disabled={refusal !== undefined}
        aria-describedby={refusal ? why : undefined}
        onClick={() => go(`/cases/${view.id}/do/${act.kind}`)}
      >
        {words(act.title)}
      </Button>
      {refusal && (
        <p id={why} className="soft small">
          {words(refusal.text)}
          {refusal.earliest ? ` ${t('problem.earliest', { day: refusal.earliest })}` : ''}
        </p>
      )}
    </li>
  );
}
