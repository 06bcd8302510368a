import { ConfigProvider, theme as themes } from 'antd';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { speak } from '../api/client';
import { setLanguage } from '../i18n';
import { usePreferences } from './preferences';

/** The page's own permission for the styles that components make while they run. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

const dusk = matchMedia('(prefers-color-scheme: dark)');
const watchDusk = (watcher: () => void) => {
  dusk.addEventListener('change', watcher);
  return () => dusk.removeEventListener('change', watcher);
};

const SIZES = { normal: 16, large: 18, larger: 21 } as const;
const FONTS = "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/** Contrast of at least 4.5 : 1 for all text, placeholders too; antd's own greys are lighter than that. */
const light = {
  colorPrimary: '#0b5cad',
  colorLink: '#0b5cad',
  colorError: '#b3261e',
  colorSuccess: '#17703a',
  colorWarning: '#8a5300',
  colorTextSecondary: '#454b54',
  colorTextTertiary: '#575e68',
  colorTextDescription: '#575e68',
  colorTextPlaceholder: '#686f79',
  colorTextDisabled: '#686f79',
};
const dark = {
  colorPrimary: '#4a9be8',
  colorLink: '#7db8f2',
  colorError: '#f28b82',
  colorSuccess: '#6bc48c',
  colorWarning: '#e0b25c',
  colorBgBase: '#15181c',
  colorTextLightSolid: '#0b0e11',
  colorTextSecondary: '#c6ccd4',
  colorTextTertiary: '#aab2bc',
  colorTextDescription: '#aab2bc',
  colorTextPlaceholder: '#98a0ab',
  colorTextDisabled: '#98a0ab',
};

/** All that the portal's components say by themselves: a dialogue has no footer of theirs. The whole locales would weigh kilobytes. */
const LOCALES = {
  zh: { locale: 'zh-cn', global: { close: '关闭' } },
  en: { locale: 'en', global: { close: 'Close' } },
};

export function Appearance({ children }: { readonly children: ReactNode }) {
  const { theme, size, language } = usePreferences();
  const systemDark = useSyncExternalStore(watchDusk, () => dusk.matches);
  const isDark = theme === 'dark' || (theme === 'system' && systemDark);

  useEffect(() => {
    const { documentElement } = document;
    documentElement.dataset.theme = isDark ? 'dark' : 'light';
    documentElement.dataset.size = size;
    documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [isDark, size, language]);
  useEffect(() => {
    speak(language);
    void setLanguage(language);
  }, [language]);

  const look = useMemo(
    () => ({
      algorithm: isDark ? themes.darkAlgorithm : themes.defaultAlgorithm,
      token: { ...(isDark ? dark : light), fontSize: SIZES[size], fontFamily: FONTS, controlHeight: 40, borderRadius: 8, motion: false },
    }),
    [isDark, size],
  );
  return (
    <ConfigProvider locale={LOCALES[language]} csp={{ nonce }} theme={look} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}
