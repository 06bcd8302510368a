import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/queries';

/** Said before anything is sent: of a sender who is signed in a keyed digest is kept, for the rule that a complainant inspects nothing of it. */
export function SenderMark() {
  const { t } = useTranslation();
  const me = useMe();
  return me.data ? <p className="note warn">{t('complaint.digest')}</p> : null;
}
