import { call } from '../../api/client';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import type { DraftPaper } from '../../ui/act/papers';
import { sendPapers } from '../../ui/act/send-papers';
import { useGo } from '../../ui/go';

interface Opening {
  readonly procedure: 'notice' | 'meeting' | 'decision' | 'session' | 'ceremony';
  readonly unit: string;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly papers?: readonly DraftPaper[];
  readonly on?: string;
  /** What was typed for it is on its way and need not be kept. */
  readonly opened?: () => Promise<void>;
}

/** Opens an occasion once and goes to it; "back" does not come to the form again. */
export const useOpenOccasion = () => {
  const send = useSend();
  const refresh = useRefresh();
  const go = useGo();
  const open = async ({ procedure, unit, kind, body, papers = [], on, opened: forget }: Opening): Promise<void> => {
    const done = await send.run(async (step) => {
      const ids = await sendPapers(step, papers);
      const opened = await step('openOccasion', { body: { procedure, unit, act: { kind, body, papers: ids, ...(on ? { on } : {}) } } });
      await forget?.();
      await refresh();
      return opened.id;
    });
    if (done) go(`/occasions/${done.done}`, true);
  };
  return { ...send, open };
};

/** An act on an occasion, and its new state in sight afterwards. `day`: of the act, where it is not today. */
export const useOccasionAct = (id: string, day?: string) => {
  const send = useSend();
  const refresh = useRefresh();
  const act = async (kind: string, body: Record<string, unknown>, papers: readonly DraftPaper[] = []): Promise<boolean> => {
    const done = await send.run(async (step) => {
      const ids = await sendPapers(step, papers);
      const { seq } = await step('commandCase', { params: { id }, body: { kind, body, papers: ids, ...(day ? { on: day } : {}) } });
      await untilSeen(id, seq);
      await refresh();
    });
    return done !== undefined;
  };
  return { ...send, act };
};

/** An occasion is read without waiting for a seq; it is there after a moment. */
export const untilSeen = async (id: string, seq: number): Promise<void> => {
  for (let tries = 0; tries < 10; tries += 1) {
    const seen = await call('getOccasion', { params: { id } }, { quiet: true }).catch(() => undefined);
    if (!seen || seen.seq >= seq) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
};
