import { useTranslation } from 'react-i18next';

interface Share {
  readonly num: number;
  readonly den: number;
  readonly strict: boolean;
}

/** A figure of the law as people read it. */
export const useValue = (): ((value: unknown, unit: string) => string) => {
  const { t, i18n } = useTranslation();
  return (value, unit) => {
    if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
    if (typeof value === 'number') return i18n.exists(`lawUnit.${unit}`) ? t(`lawUnit.${unit}`, { count: value }) : String(value);
    if (typeof value === 'object' && value !== null && 'num' in value) {
      const { num, den, strict } = value as Share;
      return t(strict ? 'lawUnit.moreThan' : 'lawUnit.atLeast', { share: `${num}/${den}` });
    }
    if (typeof value === 'string' && i18n.exists(`lawChoice.${value}`)) return t(`lawChoice.${value}`);
    return String(value);
  };
};
