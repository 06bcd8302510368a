import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import { ByReceipt } from './by-receipt';

/** What became of an objection. */
export function FollowObjection() {
  const { t } = useTranslation();
  return (
    <ByReceipt title={t('nav.follow')} look={(receipt) => call('objectionStatus', { body: { receipt } })}>
      {(found) => (
        <>
          <p>
            <strong>{t(`objectionStatus.${found.status}`, { defaultValue: found.status })}</strong>
          </p>
          {found.ruling && (
            <p>{t('objection.ruled', { day: found.ruledOn, ruling: t(`value.${found.ruling}`, { defaultValue: found.ruling }) })}</p>
          )}
        </>
      )}
    </ByReceipt>
  );
}
