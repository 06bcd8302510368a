import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { RadioField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { Pager } from '../../ui/pager';
import { ProblemBox } from '../../ui/problem';
import { useStepTitles } from '../../ui/step-titles';
import { To } from '../../ui/to';
import type { Law } from './packs';

type Effect = Answer<'tryLaw'>;
type Change = Effect['changes'][number];

interface Props {
  readonly law: Law;
  readonly as: string;
  readonly onTry: (as: string) => void;
}

/** What a change of the rules would do to the open cases: tried, never done here to a case that nobody looked at. */
export function LawEffect({ law, as, onTry }: Props) {
  const { t } = useTranslation();
  const [after, setAfter] = useState<string>();
  const effect = useRead('tryLaw', { params: { id: law.unit.id }, query: { procedure: law.procedure, as, after } });
  const own = law.overlays.find(({ at }) => at.id === law.unit.id);
  const choices = [
    { value: 'today', label: t('packs.asToday') },
    ...law.offered
      .filter(({ id }) => !law.overlays.some((one) => one.id === id))
      .map(({ id, name }) => ({ value: id, label: t('packs.asOverlay', { name }) })),
    ...(own ? [{ value: 'none', label: t('packs.asNone', { name: own.name }) }] : []),
  ];
  return (
    <section className="card" aria-labelledby="effect">
      <h2 id="effect">{t('packs.effect')}</h2>
      <p className="soft small">{t('packs.effectLead')}</p>
      <RadioField
        pointer="/as"
        label={t('packs.tried')}
        value={as}
        choices={choices}
        onChange={(value) => {
          setAfter(undefined);
          onTry(value);
        }}
      />
      <Loaded of={effect}>
        {(found) => (
          <>
            <p role="status" className={`note ${found.items.length === 0 ? 'good' : 'info'}`}>
              {t('packs.outcome', { changed: found.items.length, same: found.same })}
            </p>
            {found.changes.length > 0 && <Changes changes={found.changes} procedure={law.procedure} />}
            {found.items.length > 0 && <Cases items={found.items} />}
            <Pager after={after} next={found.next} onTurn={setAfter} />
            {as !== 'today' && <Lay law={law} as={as} onLaid={() => onTry('today')} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Changes({ changes, procedure }: { readonly changes: readonly Change[]; readonly procedure: string }) {
  const { t, i18n } = useTranslation();
  const titles = useStepTitles([procedure]);
  const named = ({ what, step, gate }: Change): string =>
    gate && step ? `${titles(step)}: ${t(`gate.${gate}`)}` : i18n.exists(`lawChange.${what}`) ? t(`lawChange.${what}`) : what;
  return (
    <>
      <h3 id="changes">{t('packs.changes')}</h3>
      <CardTable
        labelledBy="changes"
        items={changes}
        keyOf={(one) => `${one.what} ${one.from} ${one.to}`}
        columns={[
          { head: t('packs.what'), cell: named },
          { head: t('packs.from'), cell: (one) => one.from },
          { head: t('packs.to'), cell: (one) => one.to },
          { head: t('packs.cases'), cell: (one) => one.cases },
        ]}
      />
    </>
  );
}

function Cases({ items }: { readonly items: Effect['items'] }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, problem } = useSend();
  const adopt = (one: Effect['items'][number]) =>
    run(async (step) => {
      await step('adoptPack', { params: { id: one.case }, body: { seq: one.seq, to: one.to } });
      await refresh();
    });
  return (
    <>
      <h3 id="touched">{t('packs.touched')}</h3>
      <ProblemBox problem={problem} />
      <CardTable
        labelledBy="touched"
        items={items}
        keyOf={(one) => one.case}
        columns={[
          { head: t('inbox.who'), cell: (one) => <To href={`/cases/${one.case}`}>{one.subject?.name ?? one.case.slice(0, 8)}</To> },
          { head: t('inbox.unit'), cell: (one) => one.unit.name },
          { head: t('packs.differences'), cell: (one) => one.differences.length },
          {
            head: t('roles.act'),
            bare: true,
            cell: (one) =>
              one.adoptable ? (
                <details>
                  <summary aria-label={t('packs.adoptFor', { name: one.subject?.name ?? one.case.slice(0, 8) })}>
                    {t('packs.adopt')}
                  </summary>
                  <p className="soft small">{t('packs.adoptHow')}</p>
                  <Button onClick={() => void adopt(one)}>{t('packs.adoptSure')}</Button>
                </details>
              ) : (
                <span className="soft small">{t('packs.notYet')}</span>
              ),
          },
        ]}
      />
    </>
  );
}

/** Lays the overlay at the unit: for cases that are opened from now on. */
function Lay({ law, as, onLaid }: { readonly law: Law; readonly as: string; readonly onLaid: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const lay = async () => {
    const done = await run((step) =>
      step('changeOrganisation', { params: { id: law.unit.id }, body: { overlay: as === 'none' ? null : (as as never) } }),
    );
    if (!done) return;
    await refresh();
    onLaid();
  };
  return (
    <div className="no-print">
      <ProblemBox problem={problem} />
      <p className="soft small">{t('packs.layHow')}</p>
      <Button danger={as === 'none'} aria-busy={sending} onClick={() => void lay()}>
        {t(as === 'none' ? 'packs.lift' : 'packs.lay', { unit: law.unit.name })}
      </Button>
    </div>
  );
}
