import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from './queries';

/** Operations that list cases, or count what there is to do: any change may show in them. */
const LISTS: readonly string[] = ['listCases', 'myTasks', 'listOccasions', 'listStalled', 'inspectionDesk', 'listObjections'];
const COUNTED: readonly string[] = ['myTasks', 'listMessages', 'whoAmI'];
/** After the server has refused a stream, or gone: until then pages read by the clock, as they do anyway. */
const AGAIN_MS = 60_000;

interface Changed {
  readonly cases: readonly string[];
  readonly inbox: number;
  readonly messages: number;
}

/** Makes stale what may have changed; what is on the screen is read again and stays until the answer is there. */
const freshen = (queries: QueryClient, { cases }: Changed): void => {
  const touched = new Set(cases);
  void queries.invalidateQueries({
    predicate: ({ queryKey: [operation, params] }) => {
      if (COUNTED.includes(String(operation))) return true;
      if (touched.size === 0) return false;
      return LISTS.includes(String(operation)) || touched.has((params as { id?: string } | undefined)?.id ?? '');
    },
  });
};

/** Listens while somebody is signed in and looks at the page. A hidden page needs nothing: it reads again when it is looked at. */
const listen = (queries: QueryClient): (() => void) => {
  let source: EventSource | undefined;
  let again: number | undefined;
  let greeted = false;
  const hush = (): void => {
    window.clearTimeout(again);
    source?.close();
    source = undefined;
  };
  const open = (): void => {
    hush();
    if (document.visibilityState === 'hidden') return;
    const here = new EventSource('/api/events');
    source = here;
    here.addEventListener('hello', () => {
      // The first greeting comes with a page that has just been read.
      if (greeted) void queries.invalidateQueries();
      greeted = true;
    });
    here.addEventListener('resync', () => void queries.invalidateQueries());
    here.addEventListener('changed', (event) => freshen(queries, JSON.parse(event.data as string) as Changed));
    here.addEventListener('error', () => {
      if (here.readyState === EventSource.CLOSED && source === here) again = window.setTimeout(open, AGAIN_MS);
    });
  };
  document.addEventListener('visibilitychange', open);
  open();
  return () => {
    document.removeEventListener('visibilitychange', open);
    hush();
  };
};

export const useLive = (): void => {
  const queries = useQueryClient();
  const me = useMe();
  const person = me.data?.person.id;
  const may = person !== undefined && me.data?.mustChangePassword === false && 'EventSource' in window;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person is another stream.
  useEffect(() => (may ? listen(queries) : undefined), [queries, may, person]);
};
