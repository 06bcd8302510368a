import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { preferences } from '../ui/preferences';
import { first } from './zh/first';

/**
 * Chinese is always there: what the frame and the public pages say from the first moment on, what an area of work says with its first page, which
 * imports the file of its words (`areas/`). English comes whole when somebody asks for it.
 */
export const startLanguage = (): void =>
  void i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: first } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });

/** Words of an area, there before the page that speaks them is drawn. */
export const addChinese = (words: object): void => void i18next.addResourceBundle('zh', 'translation', words);

export const setLanguage = async (language: 'zh' | 'en'): Promise<void> => {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation'))
    i18next.addResourceBundle('en', 'translation', (await import('./en')).en);
  // Somebody may have changed his mind while it was on its way.
  if (preferences().language === language && i18next.language !== language) await i18next.changeLanguage(language);
};
