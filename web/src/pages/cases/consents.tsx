import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CONSENT_EDITION } from '../../../../domain/case/common/consent-texts';
import { call } from '../../api/client';
import type { CaseView } from '../../api/contract';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';

const ASKED = ['privacy', 'publication', 'faith-declaration'] as const;

/** What I have agreed to, and what is still asked of me; each by itself, each to be taken back. */
export function Consents({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  if (view.phase === 'ended') return null;
  const give = (consent: (typeof ASKED)[number]) =>
    run(async (step) => {
      const { seq } = await step('commandCase', {
        params: { id: view.id },
        body: { kind: 'giveConsent', body: { consent, version: CONSENT_EDITION } },
      });
      await call('getCase', { params: { id: view.id }, query: { after: seq } });
      await refresh();
    });
  return (
    <section className="card" aria-labelledby="consents">
      <h2 id="consents">{t('consent.title')}</h2>
      <ProblemBox problem={problem} />
      <ul className="plain">
        {ASKED.map((consent) => {
          const given = view.consents[consent];
          const stands = given !== undefined && given.withdrawn !== true;
          return (
            <li key={consent} className="consent">
              <strong>{t(`consent.${consent}.name`)}</strong>{' '}
              <span className={`tag ${stands ? 'good' : ''}`}>{stands ? t('consent.given', { day: given.on }) : t('consent.open')}</span>
              <p className="small">{t(`consent.${consent}.text`)}</p>
              {stands ? (
                <To href={`/cases/${view.id}/do/withdrawConsent?consent=${consent}`}>{t('consent.withdraw')}</To>
              ) : (
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
