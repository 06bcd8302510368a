import { useIsFetching } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
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
      <Together>{children}</Together>
    </>
  );
}

/** Between an answer and what it makes the page ask for next there is a moment without any question. */
const MOMENT_MS = 60;
/** What takes longer comes later, and may move what is there. */
const PATIENCE_MS = 1_200;

/** What a page reads first appears at once: nobody reads a line that the next answer pushes away. What is read anew later changes in its place. */
function Together({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const reading = useIsFetching({ predicate: ({ state }) => state.data === undefined }) > 0;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (reading) return;
    const timer = window.setTimeout(() => setShown(true), MOMENT_MS);
    return () => window.clearTimeout(timer);
  }, [reading]);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div className={shown ? undefined : 'not-yet'} aria-busy={!shown}>
      {!shown && (
        <p className="soft reading" role="status">
          {t('app.loading')}
        </p>
      )}
      {children}
    </div>
  );
}
