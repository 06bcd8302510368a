import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from './client';

const PAUSE_MS = 1500;

/**
 * What is typed in a form, kept on the server a moment after each pause and when the page is left: it survives a crash, another device may go on
 * with it, and a shared browser keeps nothing. `ready` is false until an earlier draft has been looked for.
 */
export const useDraft = <T extends object>(name: string, empty: T) => {
  const [value, setValue] = useState<T>(empty);
  const [ready, setReady] = useState(false);
  const [savedAt, setSavedAt] = useState<string>();
  const timer = useRef<number | undefined>(undefined);
  const touched = useRef(false);
  /** What has been typed and is not kept yet. */
  const waiting = useRef<T | undefined>(undefined);
  /** How often it was sent: what an earlier one failed to keep is not kept after it. */
  const sent = useRef(0);

  const keep = useCallback(
    (leaving = false): void => {
      clearTimeout(timer.current);
      const whole = waiting.current;
      if (!whole) return;
      waiting.current = undefined;
      const before = sent.current;
      call(
        'keepDraft',
        { params: { name }, body: { value: whole as Readonly<Record<string, unknown>> } },
        { quiet: true, keepalive: leaving },
      )
        .then((kept) => setSavedAt(kept.savedAt))
        // Kept once the network is back, unless something newer waits by then.
        .catch(() => {
          if (before === sent.current) waiting.current ??= whole;
        });
    },
    [name],
  );

  useEffect(() => {
    const left = () => document.visibilityState === 'hidden' && keep(true);
    const back = () => keep();
    document.addEventListener('visibilitychange', left);
    addEventListener('online', back);
    return () => {
      document.removeEventListener('visibilitychange', left);
      removeEventListener('online', back);
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
    sent.current += 1;
    clearTimeout(timer.current);
    waiting.current = undefined;
    setSavedAt(undefined);
    const drop = () => call('dropDraft', { params: { name } }, { quiet: true });
    // Without network it goes once there is one: what has been sent must not come back into the form.
    await drop().catch(() => addEventListener('online', () => void drop().catch(() => undefined), { once: true }));
  };

  return { value, change, ready, savedAt, forget };
};
