import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Prints the page as an A4 sheet, with what is folded away on the screen unfolded, also when the browser's own menu prints it. */
export function PrintWhole() {
  const { t } = useTranslation();
  useEffect(() => {
    let unfolded: HTMLDetailsElement[] = [];
    const unfold = () => {
      unfolded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open]):not(.no-print)')];
      for (const one of unfolded) one.open = true;
    };
    const fold = () => {
      for (const one of unfolded) one.open = false;
      unfolded = [];
    };
    addEventListener('beforeprint', unfold);
    addEventListener('afterprint', fold);
    return () => {
      removeEventListener('beforeprint', unfold);
      removeEventListener('afterprint', fold);
    };
  }, []);
  return (
    <Button size="small" onClick={() => print()}>
      {t('app.print')}
    </Button>
  );
}
