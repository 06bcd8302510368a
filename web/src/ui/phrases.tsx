import { useTranslation } from 'react-i18next';
import { useMe, useRead } from '../api/queries';
import { isOfficer } from './nav';
import { To } from './to';

/** One's own phrases under a long field: a click puts one at its end. Only for those whose work is to write opinions. */
export function PhraseMenu({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const phrases = useRead('readPhrases', {}, { enabled: !!me.data && isOfficer(me.data) });
  if (!me.data || !isOfficer(me.data)) return null;
  const texts = phrases.data?.texts ?? [];
  return (
    <details className="more phrases">
      <summary>{t('phrases.title')}</summary>
      <div className="choices">
        {texts.map((phrase) => (
          <button
            type="button"
            className="choice"
            key={phrase}
            onClick={() => onChange(text === '' ? phrase : `${text.trimEnd()}\n${phrase}`)}
          >
            {phrase}
          </button>
        ))}
      </div>
      <p className="small">
        {texts.length === 0 ? t('phrases.none') : ''} <To href="/account#phrases">{t('phrases.keep')}</To>
      </p>
    </details>
  );
}
