import { useTranslation } from 'react-i18next';

/** When what is typed was last kept. */
export const DraftNote = ({ savedAt }: { readonly savedAt: string | undefined }) => {
  const { t } = useTranslation();
  return (
    <span className="soft small" role="status">
      {savedAt ? t('form.saved', { at: new Date(savedAt).toLocaleTimeString() }) : ''}
    </span>
  );
};
