import { useCallback, useRef, useState } from 'react';
import { ApiProblem, call, newKey, type Options } from './client';
import type { Answer, Ask, Operation } from './contract';

/**
 * Sends an act once: a second click while it is under way is no second act, the same content after a broken line goes under the same key,
 * and only what has been decided gets a new one.
 */
export const useSend = () => {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const busy = useRef(false);
  const keys = useRef(new Map<string, string>());

  /** One request of a sending, under the key that its content has. Files, which have no text, name themselves. */
  const step = useCallback(
    async <Op extends Operation>(operation: Op, ask: Ask<Op>, options: Options & { name?: string } = {}): Promise<Answer<Op>> => {
      const mark = `${operation} ${JSON.stringify(options.name ?? ask)}`;
      const key = keys.current.get(mark) ?? newKey();
      keys.current.set(mark, key);
      try {
        return await call(operation, ask, { ...options, key });
      } catch (error) {
        if (error instanceof ApiProblem && error.decided) keys.current.delete(mark);
        throw error;
      }
    },
    [],
  );

  /** Runs `work`; undefined when it is running already or was refused (then `problem` says why). */
  const run = useCallback(
    async <T>(work: (send: typeof step) => Promise<T>): Promise<{ done: T } | undefined> => {
      if (busy.current) return undefined;
      busy.current = true;
      setSending(true);
      setProblem(undefined);
      try {
        const done = await work(step);
        keys.current.clear();
        return { done };
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error);
        return undefined;
      } finally {
        busy.current = false;
        setSending(false);
      }
    },
    [step],
  );

  return { run, sending, problem, clear: useCallback(() => setProblem(undefined), []) };
};
