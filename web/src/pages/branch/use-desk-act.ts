import { type ApiProblem, call } from '../../api/client';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { isReturned, type NewAct, type QueuedAct } from '../../queue/act';
import { theQueue, useQueueView } from '../../queue/current';
import type { KnownOccasion } from './known-here';
import { untilSeen } from './open-occasion';

/** An act at a desk: it goes at once, or waits here until the network carries it. It rests on what the page shows. `day`: of the act, where it is not today. */
export const useDeskAct = (occasion: KnownOccasion, day?: string) => {
  const send = useSend();
  const refresh = useRefresh();
  const act = (kind: string, body: Record<string, unknown>, more: Partial<Pick<NewAct, 'papers' | 'about' | 'entitled'>> = {}) =>
    send.run(async () => {
      const queue = await theQueue();
      const outcome = await queue.put({
        papers: [],
        ...more,
        ...(day ? { on: day } : {}),
        place: occasion.id,
        kind,
        body,
        restsOn: occasion.seq,
      });
      if (outcome.how === 'queued') return;
      if (outcome.how === 'done') await untilSeen(occasion.id, outcome.seq);
      await refresh();
      if (outcome.how === 'refused') throw outcome.problem;
    });
  return { ...send, act };
};

/** An opening under its own key; its id once it is open, nothing while it waits. */
export const openOrQueue = async (next: Omit<NewAct, 'place'>, place: string): Promise<string | undefined> => {
  const outcome = await (await theQueue()).put({ ...next, place });
  if (outcome.how === 'refused') throw outcome.problem satisfies ApiProblem;
  if (outcome.how === 'queued') return undefined;
  await call('getOccasion', { params: { id: outcome.result } }, { quiet: true }).catch(() => undefined);
  return outcome.result;
};

/** What came back into the hands of whoever typed it: the form begins with it, and what is sent takes its place in the order. */
export const useReturned = (is: (act: QueuedAct) => boolean): QueuedAct | undefined =>
  useQueueView().acts.find((act) => isReturned(act) && is(act));
