import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import { useWords } from '../../ui/words';
import { ByReceipt } from './by-receipt';

/** What became of a complaint. */
export function FollowComplaint() {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <ByReceipt title={t('complaint.follow')} look={(receipt) => call('complaintStatus', { body: { receipt } })}>
      {(found) => (
        <>
          <p>
            <strong>{words(found.sentence)}</strong>
          </p>
          {found.answerDue && !found.answeredOn && <p>{t('complaint.answerDue', { day: found.answerDue })}</p>}
          {found.answeredOn && <p>{t('complaint.answeredOn', { day: found.answeredOn })}</p>}
          {found.conclusion && (
            <p>
              {found.closedOn} {t(`value.${found.conclusion}`)}
            </p>
          )}
          {found.citation && <p className="soft small">{found.citation}</p>}
        </>
      )}
    </ByReceipt>
  );
}
