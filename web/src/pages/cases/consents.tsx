import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { CaseView } from '../../api/contract';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';

/** The edition of the texts below; a new wording is a new edition. */
export const CONSENT_VERSION = '2026-01';
const ASKED = ['privacy', 'publication', 'faith-declaration', 'transfer'] as const;
/** Asked for only by procedures in which somebody may move. */
const MOVES = ['admission'];

/** What a consent is for. Once approved, taking back the first no longer ends anything. */
export const consentText = (view: CaseView, consent: string): string =>
  consent === 'privacy' && view.dates.approvedOn ? 'consent.privacy.after' : `consent.${consent}.text`;

/**
 * What the applicant has agreed to, and what is still asked; each by itself, each to be taken back. His own to give; whoever has it on paper enters it with
 * the paper that he signed.
 */
export function Consents({ view, mine }: { readonly view: CaseView; readonly mine: boolean }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  if (view.phase === 'ended') return null;
  const give = (consent: (typeof ASKED)[number]) =>
    run(async (step) => {
      const { seq } = await step('commandCase', {
        params: { id: view.id },
        body: { kind: 'giveConsent', body: { consent, version: CONSENT_VERSION } },
      });
      await call('getCase', { params: { id: view.id }, query: { after: seq } });
      await refresh();
    });
  return (
    <section className="card" aria-labelledby="consents">
      <h2 id="consents">{t(mine ? 'consent.title' : 'consent.titleOf')}</h2>
      <ProblemBox problem={problem} />
      <ul className="plain">
        {ASKED.filter((consent) => consent !== 'transfer' || MOVES.includes(view.procedure)).map((consent) => {
          const given = view.consents[consent];
          const stands = given !== undefined && given.withdrawn !== true;
          return (
            <li key={consent} className="consent">
              <strong>{t(`consent.${consent}.name`)}</strong>{' '}
              <span className={`tag ${stands ? 'good' : ''}`}>{stands ? t('consent.given', { day: given.on }) : t('consent.open')}</span>
              <p className="small">{t(consentText(view, consent))}</p>
              <span className="no-print">
                {stands && (
                  <To href={`/cases/${view.id}/do/withdrawConsent?consent=${consent}`}>
                    {t(mine ? 'consent.withdraw' : 'consent.enterWithdrawal')}
                  </To>
                )}
                {!stands && !mine && (
                  <To href={`/cases/${view.id}/do/giveConsent?consent=${consent}&version=${CONSENT_VERSION}`}>{t('consent.enter')}</To>
                )}
              </span>
              {!stands && mine && (
                <Button aria-busy={sending} onClick={() => void give(consent)}>
                  {t('consent.give')}
                  <span className="hidden"> {t(`consent.${consent}.name`)}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
