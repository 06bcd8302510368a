import type { Words } from '../api/contract';
import { usePreferences } from './preferences';

/** The law's own words come in both languages; interface words come from i18n. */
export const useWords = (): ((words: Words | undefined) => string) => {
  const { language } = usePreferences();
  return (words) => words?.[language] ?? words?.zh ?? '';
};
