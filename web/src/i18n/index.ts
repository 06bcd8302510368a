import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { preferences } from '../ui/preferences';
import { zh } from './zh';

/** Chinese is always there; English comes when somebody asks for it. */
export const startLanguage = (): void =>
  void i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });

export const setLanguage = async (language: 'zh' | 'en'): Promise<void> => {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation'))
    i18next.addResourceBundle('en', 'translation', (await import('./en')).en);
  // Somebody may have changed his mind while it was on its way.
  if (preferences().language === language && i18next.language !== language) await i18next.changeLanguage(language);
};
