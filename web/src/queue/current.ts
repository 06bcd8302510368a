import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { onCarried } from '../api/client';
import type { Me } from '../api/contract';
import { Queue, type QueueView } from './queue';

const NOTHING: QueueView = { acts: [], away: false, kept: 'page' };
const unsent = ({ acts }: QueueView): boolean => acts.some(({ state }) => state !== 'sent');

let queue: Queue | undefined;
const waiting: ((queue: Queue) => void)[] = [];
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

const set = (next: Queue | undefined): void => {
  queue = next;
  if (next) for (const go of waiting.splice(0)) go(next);
  tell();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The queue of whoever sits here; a form that is quicker than the page waits for it. */
export const theQueue = (): Promise<Queue> => (queue ? Promise.resolve(queue) : new Promise((resolve) => void waiting.push(resolve)));
export const queueNow = (): Queue | undefined => queue;
export const useQueueView = (): QueueView => useSyncExternalStore(subscribe, () => queue?.now() ?? NOTHING);

/** Opens the queue of an officer for as long as he or she is the one who sits here. */
export const useOpenQueue = (me: Me, readAt: number): void => {
  const queries = useQueryClient();
  const person = me.person.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the day moves on within the same queue, below.
  useEffect(() => {
    const mine = new Queue(person, { today: me.today, readAt }, () => void queries.invalidateQueries());
    const unsubscribe = mine.subscribe(tell);
    const away = () => mine.carried(false);
    const back = () => void mine.ask();
    /** Nobody closes a page by a slip while it is the only place where something is, or may be, written down. */
    const stay = (event: BeforeUnloadEvent) => {
      if (unsent(mine.now())) event.preventDefault();
    };
    onCarried(mine.carried);
    window.addEventListener('offline', away);
    window.addEventListener('online', back);
    window.addEventListener('beforeunload', stay);
    set(mine);
    void mine.start();
    return () => {
      mine.end();
      unsubscribe();
      window.removeEventListener('offline', away);
      window.removeEventListener('online', back);
      window.removeEventListener('beforeunload', stay);
      set(undefined);
    };
  }, [person, queries]);
  useEffect(() => queue?.dayIs(me.today, readAt), [me.today, readAt]);
};
