import { useTranslation } from 'react-i18next';
import type { CaseView, Fact } from '../../api/contract';
import { useMe } from '../../api/queries';
import { To } from '../../ui/to';

/** By which act somebody gives the same in his own hand. */
const CONFIRMS: Readonly<Record<string, string>> = {
  withdrawn: 'withdraw',
  refused: 'acceptRefusal',
  'not-agreed': 'agreeToList',
  'party-declined': 'recordPartyReply',
};

/** An ending that somebody recorded in my name, or of my case: what waits, until when, and what I can do. */
export function WaitingEnd({ view, facts }: { readonly view: CaseView; readonly facts: readonly Fact[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const { endingWaits: waits } = view;
  const mine = waits && [waits.person, view.subject?.id].includes(me.data?.person.id);
  if (!waits || !mine) return null;
  const by = facts.find(({ seq }) => seq === waits.seq)?.recorder?.name;
  const what = t(`ending.${waits.how}`, { defaultValue: t('ending.other') });
  return (
    <section className="card lead over" aria-labelledby="waiting-end">
      <h2 id="waiting-end">{t('waitingEnd.title', { what })}</h2>
      <p>{by ? t('waitingEnd.by', { name: by, day: waits.on }) : t('waitingEnd.on', { day: waits.on })}</p>
      {waits.contested ? (
        <p>{t('waitingEnd.contested')}</p>
      ) : (
        <>
          <p>{t('waitingEnd.choose', { until: waits.until })}</p>
          <p className="row no-print">
            <To href={`/cases/${view.id}/do/contestAct?seq=${waits.seq}`}>{t('case.contest')}</To>
            <To href={`/cases/${view.id}/do/${CONFIRMS[waits.how] ?? 'withdraw'}`}>{t('waitingEnd.confirm')}</To>
          </p>
        </>
      )}
    </section>
  );
}
