import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** A page with its heading, which takes the focus when the address changes: a screen reader then says where one is. */
export function Page({ title, children, aside }: { readonly title: string; readonly children: ReactNode; readonly aside?: ReactNode }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) heading.current?.focus({ preventScroll: true });
  }, [title, t]);
  return (
    <>
      <div className="row apart">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {aside && <div className="row no-print">{aside}</div>}
      </div>
      {children}
    </>
  );
}
