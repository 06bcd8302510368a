import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from './client';

const PAUSE_MS = 1500;

/**
 * What is typed in a form, kept on the server a moment after each pause and when the page is left: it survives a crash, another device may go on
 * with it, and a shared browser keeps nothing. `ready` is false until an earlier draft has been looked for.
 */
export const useDraft = <T extends Record<string, unknown>>(name: string, empty: T) => {
  const [value, setValue] = useState<T>(empty);
  const [ready, setReady] = useState(false);
  const [savedAt, setSavedAt] = useState<string>();
  const timer = useRef<number | undefined>(undefined);
  const touched = useRef(false);
  /** What has been typed and is not kept yet. */
  const waiting = useRef<T | undefined>(undefined);

  const keep = useCallback(
    (leaving = false): void => {
      clearTimeout(timer.current);
      const whole = waiting.current;
      if (!whole) return;
      waiting.current = undefined;
      call('keepDraft', { params: { name }, body: { value: whole } }, { quiet: true, keepalive: leaving })
        .then((kept) => setSavedAt(kept.savedAt))
        .catch(() => undefined);
    },
    [name],
  );

  useEffect(() => {
    const left = () => document.visibilityState === 'hidden' && keep(true);
    document.addEventListener('visibilitychange', left);
    return () => {
      document.removeEventListener('visibilitychange', left);
      keep();
    };
  }, [keep]);

  useEffect(() => {
    let gone = false;
    call('readDraft', { params: { name } }, { quiet: true })
      .then((draft) => {
        if (gone || touched.current || !draft.value) return;
        setValue((now) => ({ ...now, ...(draft.value as T) }));
        setSavedAt(draft.savedAt);
      })
      // Without its draft a form is empty, not broken.
      .catch(() => undefined)
      .finally(() => !gone && setReady(true));
    return () => {
      gone = true;
    };
  }, [name]);

  const change = (next: Partial<T>): void => {
    touched.current = true;
    setValue((now) => {
      const whole = { ...now, ...next };
      clearTimeout(timer.current);
      waiting.current = whole;
      timer.current = window.setTimeout(keep, PAUSE_MS);
      return whole;
    });
  };

  const forget = async (): Promise<void> => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    setSavedAt(undefined);
    await call('dropDraft', { params: { name } }, { quiet: true }).catch(() => undefined);
  };

  return { value, change, ready, savedAt, forget };
};
